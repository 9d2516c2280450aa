import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_AZURE_ASSUMPTIONS } from '../../../azure/cost/assumptions';
import { parameterOfSetting } from '../../../azure/function-app/setting-parameter';
import { siteTemplate } from '../../../azure/function-app/site-template';
import { exactQuantity, units } from '../../../flows/cost/quantities';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { costedFlowLog } from '../../../standard/cost/costed-flow-log';
import { isAzureFlowLog } from '../../../standard/facts';

const temporary = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-azure-normalizer-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

type Arguments = Readonly<Record<string, unknown>>;

const SETTINGS = {
  FLOW_LOG_STORAGE: '${azurerm_storage_account.raw.primary_blob_endpoint}',
  TABLE_STORAGE: '${azurerm_storage_account.table.primary_blob_endpoint}',
  TABLE_CONTAINER: 'tables',
  TABLE_ROWS: 'true',
};

const DELIVERY = {
  LOGS_ENDPOINT: 'https://endpoint',
  LOGS_RULE_ID: '${azurerm_monitor_data_collection_rule.rule.immutable_id}',
  LOGS_STREAM: 'Custom-NetworkFlows',
};

interface Change {
  readonly settings?: Arguments;
  readonly workspace?: Arguments;
  readonly table?: Arguments;
  readonly analytics?: boolean;
  readonly more?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
}

/** Resources with a flow log, and a normalizer that reads its account. */
function resources({
  settings = SETTINGS,
  workspace = {},
  table = {},
  analytics = false,
  more = {},
}: Change) {
  return {
    azurerm_network_watcher_flow_log: {
      flows: {
        name: 'flows',
        network_watcher_name: 'watcher',
        resource_group_name: 'group',
        target_resource_id:
          '/subscriptions/0/resourceGroups/group/providers/Microsoft.Network/virtualNetworks/network',
        storage_account_id: '${azurerm_storage_account.raw.id}',
        enabled: true,
        version: 2,
        retention_policy: { enabled: true, days: 90 },
        ...(analytics && {
          traffic_analytics: {
            enabled: true,
            interval_in_minutes: 60,
            workspace_resource_id: '${azurerm_log_analytics_workspace.workspace.id}',
          },
        }),
      },
    },
    azurerm_storage_account: {
      raw: { name: 'raw', account_replication_type: 'LRS' },
      table: { name: 'table', account_replication_type: 'ZRS', access_tier: 'Cool' },
    },
    azurerm_storage_management_policy: {
      rows: {
        storage_account_id: '${azurerm_storage_account.table.id}',
        rule: [
          {
            name: 'rows',
            enabled: true,
            filters: { blob_types: ['blockBlob'], prefix_match: ['tables/'] },
            actions: { base_blob: { delete_after_days_since_modification_greater_than: 400 } },
          },
        ],
      },
    },
    azurerm_function_app_flex_consumption: {
      normalizer: { name: 'normalizer', instance_memory_in_mb: 512, app_settings: settings },
    },
    azurerm_log_analytics_workspace: { workspace },
    azurerm_log_analytics_workspace_table_custom_log: {
      rows: { workspace_id: '${azurerm_log_analytics_workspace.workspace.id}', ...table },
    },
    azurerm_monitor_data_collection_rule: {
      rule: {
        destinations: {
          log_analytics: [
            { workspace_resource_id: '${azurerm_log_analytics_workspace.workspace.id}', name: 'workspace' },
          ],
        },
      },
    },
    ...more,
  };
}

async function costOf(change: Change) {
  return costIn('main.tf.json', { resource: resources(change) });
}

async function costIn(name: string, artifact: object) {
  const path = join(mkdtempSync(join(temporary, 'app-')), name);
  writeFileSync(path, JSON.stringify(artifact));
  const { current } = await readArtifacts([path]);
  const [flowLog] = current.flowLogs;
  if (!flowLog || !isAzureFlowLog(flowLog)) throw new Error('there is no flow log');
  const costed = costedFlowLog(flowLog, { readsPerMonth: 1 });
  if (!costed.known) throw new Error(costed.reason);
  const usage = costed.value.usage(units(1));
  return {
    usage: Object.fromEntries(
      usage.map(({ priceName, item, quantity }) => [`${priceName}: ${item}`, exactQuantity(quantity)]),
    ),
    notes: costed.value.notes,
    unpriced: (current.unpricedNormalizers ?? []).map(({ localName }) => localName),
  };
}

/** Resources of a plan. The expressions of a map name the resources of all its values together. */
const PLANNED = [
  {
    type: 'azurerm_storage_account',
    name: 'raw',
    after: { account_replication_type: 'LRS' },
    unknown: { id: true },
  },
  { type: 'azurerm_storage_account', name: 'table', after: {}, unknown: { id: true } },
  {
    type: 'azurerm_network_watcher_flow_log',
    name: 'flows',
    after: { name: 'flows', enabled: true, retention_policy: [{ enabled: true, days: 90 }] },
    unknown: { storage_account_id: true },
    expressions: {
      storage_account_id: { references: ['azurerm_storage_account.raw.id', 'azurerm_storage_account.raw'] },
    },
  },
  {
    type: 'azurerm_function_app_flex_consumption',
    name: 'normalizer',
    after: { instance_memory_in_mb: 4096, app_settings: { TABLE_ROWS: 'true' } },
    unknown: { app_settings: { FLOW_LOG_STORAGE: true, TABLE_STORAGE: true, LOGS_RULE_ID: true } },
    expressions: {
      app_settings: {
        references: [
          'azurerm_storage_account.raw.primary_blob_endpoint',
          'azurerm_storage_account.raw',
          'azurerm_storage_account.table.primary_blob_endpoint',
          'azurerm_storage_account.table',
        ],
      },
    },
  },
].map((each) => ({ expressions: {}, ...each, mode: 'managed', address: `${each.type}.${each.name}` }));

const PLAN = {
  format_version: '1.2',
  planned_values: {},
  resource_changes: PLANNED.map(({ after, unknown, expressions: _, ...resource }) => ({
    ...resource,
    change: { actions: ['create'], before: null, after, after_unknown: unknown },
  })),
  configuration: {
    root_module: {
      resources: PLANNED.map(({ after: _, unknown: __, ...resource }) => resource),
    },
  },
};

/** A template deployment of a function whose settings are parameters if they are expressions. */
function deployment(settings: Arguments) {
  const isExpression = ([, value]: [string, unknown]) => String(value).startsWith('${');
  const unknown = Object.entries(settings).filter(isExpression);
  const literal = Object.entries(settings).filter((each) => !isExpression(each));
  const parameters = unknown.map(
    ([name, value]) => `"${parameterOfSetting(name)}" = {"value" = ${String(value).slice(2, -1)}}`,
  );
  return {
    name: 'normalizer',
    template_content: siteTemplate({
      settings: Object.fromEntries(literal) as Record<string, string>,
      settingParameters: unknown.map(([name]) => name),
      subnet: false,
      publishesUrl: false,
    }),
    parameters_content: `\${jsonencode({"name" = {"value" = "normalizer"}, ${parameters.join(', ')}})}`,
  };
}

describe('a normalizer that a template deployment creates', () => {
  const deployed = (settings: Arguments, change: Change = {}) => {
    const { azurerm_function_app_flex_consumption: _, ...others } = resources(change);
    return costIn('main.tf.json', {
      resource: {
        ...others,
        azurerm_resource_group_template_deployment: { normalizer: deployment(settings) },
      },
    });
  };

  test.each([
    [SETTINGS, {}],
    [{ ...SETTINGS, TABLE_ROWS: 'false' }, {}],
    [{ ...SETTINGS, ...DELIVERY }, { workspace: { retention_in_days: 90 } }],
  ])('costs what a function with the same settings costs: %j', async (settings, change) => {
    const asFunction = await costOf({ settings, ...change });
    const asDeployment = await deployed(settings, change);
    // the template has 2 GB of memory, the function 512 MB
    const time = 'functionTime: normalizing';
    expect(Number(asDeployment.usage[time])).toBe(4 * Number(asFunction.usage[time]));
    const withoutTime = ({ usage }: typeof asFunction) =>
      Object.fromEntries(Object.entries(usage).filter(([line]) => !line.startsWith('functionTime')));
    expect(withoutTime(asDeployment)).toEqual(withoutTime(asFunction));
    expect(asDeployment.notes).toEqual(asFunction.notes);
    expect(asDeployment.unpriced).toEqual([]);
  });

  test('is not counted, but named, if it reads another account', async () => {
    const settings = { ...SETTINGS, FLOW_LOG_STORAGE: 'https://another.blob.core.windows.net' };
    const { usage, unpriced } = await deployed({
      ...settings,
      TABLE_STORAGE: 'https://t.blob.core.windows.net',
    });
    expect(Object.keys(usage).filter((line) => line.startsWith('function'))).toEqual([]);
    expect(unpriced).toEqual(['azurerm_resource_group_template_deployment.normalizer']);
  });

  test('is counted in a plan, which states the template, but not the accounts of its parameters', async () => {
    const { template_content: template } = deployment(SETTINGS);
    const type = 'azurerm_resource_group_template_deployment';
    const planned = {
      mode: 'managed',
      type,
      name: 'normalizer',
      address: `${type}.normalizer`,
      change: {
        actions: ['create'],
        before: null,
        after: { name: 'normalizer', template_content: template },
        after_unknown: { parameters_content: true },
      },
    };
    const functions = (each: { type: string }) => each.type !== 'azurerm_function_app_flex_consumption';
    const references = ['raw', 'table'].map((name) => `azurerm_storage_account.${name}`);
    const plan = {
      ...PLAN,
      resource_changes: [...PLAN.resource_changes.filter(functions), planned],
      configuration: {
        root_module: {
          resources: [
            ...PLAN.configuration.root_module.resources.filter(functions),
            { ...planned, expressions: { parameters_content: { references } } },
          ],
        },
      },
    };
    const { usage, unpriced } = await costIn('plan.json', plan);
    // 1,440 blocks on 30 days, of a second and 2 GB
    expect(usage['functionTime: normalizing']).toBe('86400');
    expect(unpriced).toEqual([]);
  });
});

test('a plan names the normalizer, but not the account of its table and its workspace', async () => {
  const { usage, notes, unpriced } = await costIn('plan.json', PLAN);
  // 1,440 blocks on 30 days, of a second and 4 GB
  expect(usage['functionTime: normalizing']).toBe('172800');
  expect(unpriced).toEqual([]);
  const open = 'because the artifact does not state the storage account of the table';
  expect(notes).toEqual([
    `the redundancy of the account of the table is unknown, ${open}: counted as LRS`,
    `the access tier of the account of the table is unknown, ${open}: counted as Hot`,
    `the retention of the table is unknown, ${open}: counted with 365 days`,
    'the plan of the workspace table is unknown, because the artifact does not state the workspace of the normalizer: counted as Analytics',
    'the retention of the rows in the workspace is unknown, because the artifact does not state the workspace of the normalizer: ' +
      'counted with the 31 days that are included',
  ]);
});

describe('the normalizer of a flow log of Azure', () => {
  test('is the function that reads its account, with the memory, and the storage of its table', async () => {
    const { usage, notes, unpriced } = await costOf({});
    expect(usage).toMatchObject({
      // 1,440 blocks on 30 days, of a second and half a GB
      'functionTime: normalizing': '21600',
      'functionExecutions: sweep': '0.00072',
      'blobWritesCoolZRS: table and cursors': '129.6',
    });
    expect(Object.keys(usage)).toContain('blobCoolZRS: table');
    expect(Object.keys(usage).filter((line) => line.includes('logAnalytics'))).toEqual([]);
    expect({ notes, unpriced }).toEqual({ notes: [], unpriced: [] });
  });

  test('stores its table as long as the lifecycle rules of its account allow', async () => {
    const { usage } = await costOf({});
    const { blocksPerDay, tablePercent, tableBytesPerBlock } = DEFAULT_AZURE_ASSUMPTIONS;
    const bytes = 1_000_000_000 * (tablePercent / 100) + blocksPerDay * tableBytesPerBlock;
    expect(Number(usage['blobCoolZRS: table'])).toBeCloseTo((bytes * 400) / 1e9, 6);
  });

  test('writes no table if its settings state so', async () => {
    const { usage } = await costOf({ settings: { ...SETTINGS, TABLE_ROWS: 'false' } });
    expect(Object.keys(usage).filter((line) => /table/.test(line))).toEqual([]);
    expect(usage['blobWritesCoolZRS: cursors']).toBe('86.4');
  });

  test.each([
    [{ retention_in_days: 90 }, {}, ['logAnalyticsIngestion', 'logAnalyticsRetention']],
    [{ retention_in_days: 90 }, { retention_in_days: 31 }, ['logAnalyticsIngestion']],
    [{}, {}, ['logAnalyticsIngestion']],
    [{ retention_in_days: 90 }, { plan: 'Basic' }, ['logAnalyticsBasicIngestion']],
  ])('delivers rows to a workspace with %j and a table with %j', async (workspace, table, charges) => {
    const { usage, notes } = await costOf({ settings: { ...SETTINGS, ...DELIVERY }, workspace, table });
    const lines = Object.keys(usage).filter((line) => line.startsWith('logAnalytics'));
    expect(lines).toEqual(charges.map((charge) => `${charge}: rows of the normalizer`));
    expect(notes).toEqual([]);
  });

  test('is not counted, but named, if it reads another account', async () => {
    const settings = { ...SETTINGS, FLOW_LOG_STORAGE: 'https://another.blob.core.windows.net' };
    const { usage, unpriced } = await costOf({ settings });
    expect(Object.keys(usage).filter((line) => line.startsWith('function'))).toEqual([]);
    expect(unpriced).toEqual(['azurerm_function_app_flex_consumption.normalizer']);
  });

  test('has alert rules whose cost is not counted', async () => {
    const criteria = {
      query: 'AppTraces | where AppRoleName == "${azurerm_function_app_flex_consumption.normalizer.name}"',
    };
    const more = { azurerm_monitor_scheduled_query_rules_alert_v2: { late: { criteria: [criteria] } } };
    expect((await costOf({ more })).notes).toEqual(['not counted: the alert rules on the normalizer (1)']);
  });

  test('does not change the retention of the rows of Traffic Analytics, which is that of its workspace', async () => {
    const { usage, notes } = await costOf({ analytics: true, workspace: { retention_in_days: 91 } });
    // 60 days of 0.1 GB
    expect(usage['logAnalyticsRetention: records of Traffic Analytics']).toBe('6');
    expect(notes).toEqual([]);
  });
});
