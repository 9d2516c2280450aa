import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { type App, type TerraformStack, TerraformVariable, Testing, Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  type CustomerKey,
  type ExistingEventTopic,
  FilterField,
  FlowAlert,
  type FlowAlertProps,
  FlowLake,
  type FlowLakeProps,
  FlowLogFilter,
  FlowLogIdentity,
  FlowLogTarget,
  type FlowNormalizerOptions,
  FlowQuestions,
  type FlowQuestionsProps,
  FlowWorkbook,
  type FlowWorkbookProps,
  FunctionCode,
  type InsightsMachine,
  type LakeEndpoints,
  MaliciousTrafficAlert,
  type MaliciousTrafficAlertProps,
  NetworkWatcher,
  type NormalizerEnrichment,
  OperatingSystem,
  type OwnQuestion,
  type RawLifecycle,
  RecordType,
  ResourceProviders,
  type StorageDnsZones,
  ThreatSource,
  TrafficAnalytics,
  VmInsights,
  type VmInsightsProps,
  VnetFlowLogs,
  type VnetFlowLogsProps,
} from '../../../constructs/cdktf';
import { PACKAGE_CONTEXT } from '../../../constructs/cdktf/private/normalizer/function-package';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import { newNetwork, newStack, problemsOf, resourceOf, synthesized } from '../../support/terraform-stacks';
import { ENDPOINTS_ID, functionZip, SUBNET_ID, ZONES } from './normalized-lake';

/** A reference to the variable `probe`, in the type of a prop. */
enum Reference {
  TEXT = 'text',
  NUMBER = 'number',
  LIST = 'list',
  MAP = 'map',
  BOOLEAN = 'boolean',
  OBJECT = 'object',
}

/** Expected result of a prop that is a reference: the configuration contains it, or the construct refuses the prop. */
enum Expected {
  PASSED = 'passed',
  REFUSED = 'refused',
}

type Row = readonly [Reference, Expected];

/** One row for each prop. A prop without row does not compile. */
type Table<Props> = { readonly [Name in Exclude<keyof Required<Props>, 'provider'>]: Row };

const { TEXT, NUMBER, LIST, MAP, BOOLEAN, OBJECT } = Reference;
const { PASSED, REFUSED } = Expected;

const RECEIVERS = {
  emails: [LIST, REFUSED],
  webhooks: [LIST, REFUSED],
  teamsWorkflows: [LIST, REFUSED],
  secureWebhooks: [LIST, REFUSED],
  logicApps: [LIST, REFUSED],
  itsm: [LIST, REFUSED],
  actionGroupIds: [LIST, PASSED],
} as const;

const ALERT = {
  ...RECEIVERS,
  frequency: [TEXT, PASSED],
  resourceGroup: [OBJECT, REFUSED],
  tags: [MAP, PASSED],
} as const;

const LAKE: Table<FlowLakeProps> = {
  location: [TEXT, PASSED],
  resourceGroup: [OBJECT, REFUSED],
  storageAccountName: [TEXT, PASSED],
  redundancy: [TEXT, PASSED],
  lifecycle: [OBJECT, REFUSED],
  encryptionKey: [OBJECT, REFUSED],
  allowedSubnetIds: [LIST, PASSED],
  allowedIpRanges: [LIST, PASSED],
  workspace: [OBJECT, REFUSED],
  workspaceRetentionDays: [NUMBER, PASSED],
  workspaceGeneration: [NUMBER, REFUSED],
  tableContainer: [OBJECT, REFUSED],
  normalizer: [OBJECT, REFUSED],
  questions: [BOOLEAN, REFUSED],
  rawAccessKeys: [BOOLEAN, PASSED],
  publicNetworkAccess: [BOOLEAN, REFUSED],
  privateEndpoints: [OBJECT, REFUSED],
  tags: [MAP, PASSED],
};

const LAKE_ENDPOINTS: Table<LakeEndpoints> = {
  subnetId: [TEXT, PASSED],
  blobZoneId: [TEXT, PASSED],
  queueZoneId: [TEXT, PASSED],
};

const LIFECYCLE: Table<RawLifecycle> = {
  coolAfterDays: [NUMBER, PASSED],
  coldAfterDays: [NUMBER, PASSED],
  archiveAfterDays: [NUMBER, PASSED],
  deleteAfterDays: [NUMBER, PASSED],
};

const NORMALIZER: Table<FlowNormalizerOptions> = {
  sink: [TEXT, REFUSED],
  subnetId: [TEXT, PASSED],
  openStorage: [BOOLEAN, REFUSED],
  code: [OBJECT, REFUSED],
  privateEndpointSubnetId: [TEXT, PASSED],
  privateDnsZones: [OBJECT, REFUSED],
  eventTopic: [OBJECT, REFUSED],
  maximumInstances: [NUMBER, PASSED],
  sweepHours: [NUMBER, PASSED],
  enrichment: [OBJECT, REFUSED],
  compatibleFiles: [BOOLEAN, REFUSED],
  applicationInsights: [BOOLEAN, REFUSED],
  insightsResourceGroup: [OBJECT, REFUSED],
  alarm: [OBJECT, REFUSED],
  poisonAlarm: [BOOLEAN, REFUSED],
};

const ENRICHMENT: Table<NormalizerEnrichment> = {
  containerName: [TEXT, PASSED],
  refreshMinutes: [NUMBER, PASSED],
};

const EVENT_TOPIC: Table<ExistingEventTopic> = {
  name: [TEXT, PASSED],
  resourceGroupName: [TEXT, PASSED],
  principalId: [TEXT, PASSED],
};

const ZONE_IDS: Table<StorageDnsZones> = { blobZoneId: [TEXT, PASSED], queueZoneId: [TEXT, PASSED] };

const KEY: Table<CustomerKey> = {
  keyId: [TEXT, PASSED],
  keyVaultId: [TEXT, PASSED],
  identityId: [TEXT, PASSED],
};

const FLOW_LOGS: Table<VnetFlowLogsProps> = {
  network: [OBJECT, REFUSED],
  target: [OBJECT, REFUSED],
  lake: [OBJECT, REFUSED],
  storageAccount: [OBJECT, REFUSED],
  networkWatcher: [OBJECT, REFUSED],
  trafficAnalytics: [OBJECT, REFUSED],
  standard: [OBJECT, REFUSED],
  retentionDays: [NUMBER, PASSED],
  retainForever: [BOOLEAN, REFUSED],
  enabled: [BOOLEAN, PASSED],
  flowLogName: [TEXT, PASSED],
  mayOverlap: [BOOLEAN, REFUSED],
  filter: [OBJECT, REFUSED],
  recordTypes: [LIST, REFUSED],
  identity: [OBJECT, REFUSED],
  tags: [MAP, PASSED],
};

const FLOW_ALERT: Table<FlowAlertProps> = {
  ...ALERT,
  workspace: [OBJECT, REFUSED],
  query: [TEXT, PASSED],
  tables: [LIST, REFUSED],
  title: [TEXT, PASSED],
  description: [TEXT, PASSED],
  dimensions: [LIST, REFUSED],
  window: [TEXT, PASSED],
  trafficAnalytics: [OBJECT, REFUSED],
  severity: [NUMBER, PASSED],
  checkQuery: [BOOLEAN, REFUSED],
};

const MALICIOUS: Table<MaliciousTrafficAlertProps> = {
  ...ALERT,
  source: [OBJECT, REFUSED],
  window: [TEXT, PASSED],
  severity: [NUMBER, PASSED],
};

const QUESTIONS: Table<FlowQuestionsProps> = {
  workspace: [OBJECT, REFUSED],
  store: [TEXT, REFUSED],
  own: [LIST, REFUSED],
  tables: [LIST, REFUSED],
  resourceGroup: [OBJECT, REFUSED],
  tags: [MAP, PASSED],
};

const OWN_QUESTION: Table<OwnQuestion> = {
  name: [TEXT, REFUSED],
  title: [TEXT, PASSED],
  query: [TEXT, PASSED],
  description: [TEXT, PASSED],
};

const WORKBOOK: Table<FlowWorkbookProps> = {
  workspace: [OBJECT, REFUSED],
  displayName: [TEXT, PASSED],
  resourceGroup: [OBJECT, REFUSED],
  tags: [MAP, PASSED],
};

const MACHINES: Table<VmInsightsProps> = {
  workspace: [OBJECT, REFUSED],
  machines: [LIST, REFUSED],
  scaleSets: [LIST, REFUSED],
  connections: [BOOLEAN, REFUSED],
  resourceGroup: [OBJECT, REFUSED],
  tags: [MAP, PASSED],
};

const MACHINE: Table<InsightsMachine> = { id: [TEXT, PASSED], operatingSystem: [TEXT, PASSED] };

const QUERY = 'NTANetAnalytics | summarize count() by SrcIp';
const OWN = { name: 'dns', title: 'DNS?', query: 'NTANetAnalytics | where DestPort == 53' };
const MACHINE_ID = azureId('Microsoft.Compute', 'virtualMachines/machine');
const analytics = TrafficAnalytics.on(WORKSPACE);
const emails = ['ops@example.com'];

/** Adds a construct with one prop to a stack. */
// biome-ignore lint/suspicious/noExplicitAny: the prop has any type
type Add = (stack: TerraformStack, prop: any) => void;

const lakeWith: Add = (stack, prop) => new FlowLake(stack, 'Lake', { location: 'westeurope', ...prop });
const normalizerWith: Add = (stack, prop) =>
  lakeWith(stack, { normalizer: { ...(!('openStorage' in prop) && { subnetId: SUBNET_ID }), ...prop } });
const flowLogsWith: Add = (stack, prop) =>
  new VnetFlowLogs(stack, 'FlowLogs', {
    ...(!('target' in prop) && { network: newNetwork(stack) }),
    ...prop,
  });

const FACES: readonly (readonly [string, Readonly<Record<string, Row>>, Add])[] = [
  ['FlowLake', LAKE, lakeWith],
  ['lifecycle', LIFECYCLE, (stack, prop) => lakeWith(stack, { lifecycle: prop })],
  [
    'encryptionKey',
    KEY,
    (stack, prop) =>
      lakeWith(stack, {
        encryptionKey: {
          keyId: 'https://vault.vault.azure.net/keys/flow-logs',
          ...(!('identityId' in prop) && { keyVaultId: azureId('Microsoft.KeyVault', 'vaults/vault') }),
          ...prop,
        },
      }),
  ],
  ['normalizer', NORMALIZER, normalizerWith],
  [
    'privateDnsZones',
    ZONE_IDS,
    (stack, prop) =>
      normalizerWith(stack, {
        privateEndpointSubnetId: ENDPOINTS_ID,
        privateDnsZones: { ...ZONES, ...prop },
      }),
  ],
  [
    'FlowLake with normalizer',
    LAKE,
    (stack, prop) => lakeWith(stack, { normalizer: { subnetId: SUBNET_ID }, ...prop }),
  ],
  [
    'privateEndpoints',
    LAKE_ENDPOINTS,
    (stack, prop) =>
      lakeWith(stack, {
        normalizer: { subnetId: SUBNET_ID },
        privateEndpoints: { subnetId: ENDPOINTS_ID, ...ZONES, ...prop },
      }),
  ],
  [
    'eventTopic',
    EVENT_TOPIC,
    (stack, prop) =>
      normalizerWith(stack, {
        eventTopic: {
          name: 'topic',
          resourceGroupName: 'rg',
          principalId: '11111111-2222-3333-4444-555555555555',
          ...prop,
        },
      }),
  ],
  ['alarm', RECEIVERS, (stack, prop) => normalizerWith(stack, { alarm: prop })],
  ['enrichment', ENRICHMENT, (stack, prop) => normalizerWith(stack, { enrichment: prop })],
  ['VnetFlowLogs', FLOW_LOGS, flowLogsWith],
  [
    'VnetFlowLogs of azapi',
    FLOW_LOGS,
    (stack, prop) => flowLogsWith(stack, { recordTypes: Object.values(RecordType), ...prop }),
  ],
  [
    'FlowAlert',
    FLOW_ALERT,
    (stack, prop) =>
      new FlowAlert(stack, 'Alert', { workspace: WORKSPACE, query: QUERY, title: 'T', emails, ...prop }),
  ],
  [
    'MaliciousTrafficAlert',
    MALICIOUS,
    (stack, prop) =>
      new MaliciousTrafficAlert(stack, 'Alert', {
        source: ThreatSource.trafficAnalytics(analytics),
        emails,
        ...prop,
      }),
  ],
  [
    'FlowQuestions',
    QUESTIONS,
    (stack, prop) => new FlowQuestions(stack, 'Questions', { workspace: WORKSPACE, ...prop }),
  ],
  [
    'OwnQuestion',
    OWN_QUESTION,
    (stack, prop) =>
      new FlowQuestions(stack, 'Questions', { workspace: WORKSPACE, own: [{ ...OWN, ...prop }] }),
  ],
  [
    'FlowWorkbook',
    WORKBOOK,
    (stack, prop) => new FlowWorkbook(stack, 'Workbook', { workspace: WORKSPACE, ...prop }),
  ],
  [
    'VmInsights',
    MACHINES,
    (stack, prop) =>
      new VmInsights(stack, 'Insights', {
        workspace: WORKSPACE,
        machines: [{ id: MACHINE_ID, operatingSystem: OperatingSystem.LINUX }],
        ...prop,
      }),
  ],
  [
    'InsightsMachine',
    MACHINE,
    (stack, prop) =>
      new VmInsights(stack, 'Insights', {
        workspace: WORKSPACE,
        machines: [{ id: MACHINE_ID, operatingSystem: OperatingSystem.LINUX, ...prop }],
      }),
  ],
];

function newProbe(): { readonly stack: TerraformStack; readonly probe: TerraformVariable } {
  const app: App = Testing.app({ fakeCdktfJsonPath: true, context: { [PACKAGE_CONTEXT]: functionZip } });
  const stack = newStack({}, 'network', app);
  return { stack, probe: new TerraformVariable(stack, 'probe', {}) };
}

function referenceOf(probe: TerraformVariable, type: Reference): unknown {
  switch (type) {
    case TEXT:
      return probe.stringValue;
    case NUMBER:
      return probe.numberValue;
    case LIST:
      return probe.listValue;
    case MAP:
      return Token.asStringMap(probe.value);
    case BOOLEAN:
      return probe.booleanValue;
    case OBJECT:
      return probe.value;
  }
}

/** Resources of a stack that contain the reference; throws if a token was rendered as a literal. */
function resourcesWithProbe(stack: TerraformStack): string[] {
  const { resource, data = {} } = synthesized(stack);
  expect(JSON.stringify({ resource, data })).not.toMatch(/TfToken|unresolved-token|e\+2\d\d/);
  return Object.entries(resource)
    .filter(([, instances]) => /\bvar\.probe\b/.test(JSON.stringify(instances)))
    .map(([type]) => type);
}

describe.each(FACES)('a reference in a prop of %s', (_face, table, add) => {
  test.each(Object.entries(table).map(([name, [type, expected]]) => [name, type, expected] as const))(
    '%s (%s) is %s',
    (name, type, expected) => {
      const { stack, probe } = newProbe();
      const run = () => {
        add(stack, { [name]: referenceOf(probe, type) });
        return resourcesWithProbe(stack);
      };
      if (expected === PASSED) expect(run()).not.toEqual([]);
      else
        expect(run).toThrow(new RegExp(`^[^:]+: .*\\b${name}\\b.* is known only after deployment, but it `));
    },
  );
});

test('a number becomes text in the settings of the function, whose parameters are texts', () => {
  const { stack, probe } = newProbe();
  normalizerWith(stack, { sweepHours: probe.numberValue, maximumInstances: probe.numberValue });
  const { parameters_content: parameters } = resourceOf(stack, 'azurerm_resource_group_template_deployment');
  expect(parameters).toContain('"sweepHours" = {"value" = tostring(var.probe)}');
  expect(parameters).toContain('"maximumInstances" = {"value" = var.probe}');
});

describe('a raw expression', () => {
  test.each(['${var.probe}', 'x-${var.probe}'])('%s in a name passes', (storageAccountName) => {
    const { stack } = newProbe();
    lakeWith(stack, { storageAccountName });
    expect(resourcesWithProbe(stack)).toContain('azurerm_storage_account');
  });
});

describe('a list that is a reference', () => {
  test('is extended by the subnet of the function', () => {
    const { stack, probe } = newProbe();
    new FlowLake(stack, 'Lake', {
      location: 'westeurope',
      allowedSubnetIds: probe.listValue,
      normalizer: { subnetId: SUBNET_ID },
    });
    expect(JSON.stringify(synthesized(stack).resource.azurerm_storage_account)).toContain(
      `\${concat(var.probe, [\\"${SUBNET_ID}\\"])}`,
    );
  });

  test('is extended by the new action group', () => {
    const { stack, probe } = newProbe();
    const props = { workspace: WORKSPACE, query: QUERY, title: 'T', emails, actionGroupIds: probe.listValue };
    new FlowAlert(stack, 'Alert', props);
    const rules = synthesized(stack).resource.azurerm_monitor_scheduled_query_rules_alert_v2;
    expect(JSON.stringify(rules)).toMatch(/\$\{concat\(var\.probe, \[azurerm_monitor_action_group\./);
  });
});

describe('a reference beside a literal that contradicts every value', () => {
  test.each<[string, Add, string]>([
    [
      'retentionDays and retainForever',
      (stack, retentionDays) => flowLogsWith(stack, { retentionDays, retainForever: true }),
      'retentionDays is set and retainForever is true: omit one of them',
    ],
    [
      'retentionDays and a lifecycle',
      (stack, retentionDays) =>
        flowLogsWith(stack, {
          retentionDays,
          lake: new FlowLake(stack, 'Lake', { location: 'westeurope', lifecycle: { deleteAfterDays: 400 } }),
        }),
      'retentionDays is set, but the lake has a lifecycle',
    ],
    [
      'archiveAfterDays and ZRS',
      (stack, archiveAfterDays) =>
        lakeWith(stack, { redundancy: 'ZRS', lifecycle: { coolAfterDays: 3, archiveAfterDays } }),
      'lifecycle.archiveAfterDays is set, but accounts with ZRS have no archive tier',
    ],
    [
      'workspaceRetentionDays and a workspace',
      (stack, workspaceRetentionDays) => lakeWith(stack, { workspaceRetentionDays, workspace: WORKSPACE }),
      'workspaceRetentionDays is set for an existing workspace',
    ],
  ])('%s', (_, add, sentence) => {
    const { stack, probe } = newProbe();
    expect(() => add(stack, probe.numberValue)).toThrow(sentence);
  });
});

test('references in a storage account of the user are not compared with the required settings', () => {
  const { stack, probe } = newProbe();
  const storageAccount = new StorageAccount(stack, 'mine', {
    name: 'mine',
    resourceGroupName: 'rg',
    location: 'westeurope',
    accountReplicationType: 'LRS',
    accountTier: probe.stringValue,
    accountKind: probe.stringValue,
    networkRules: { defaultAction: 'Deny', bypass: probe.listValue },
  });
  expect(() => flowLogsWith(stack, { storageAccount })).not.toThrow();
});

test('the registrations of the provider must be known for ResourceProviders', () => {
  const stack = newStack();
  const alias = 'logs';
  const resourceProviderRegistrations = new TerraformVariable(stack, 'probe', {}).stringValue;
  const provider = new AzurermProvider(stack, alias, {
    alias,
    features: [{}],
    resourceProviderRegistrations,
  });
  new ResourceProviders(stack, 'Providers');
  new FlowLake(stack, 'Lake', { location: 'westeurope', provider });
  expect(problemsOf(stack)).toContain(
    'resourceProviderRegistrations of provider network/logs is known only after deployment, but it selects what ' +
      "network/Providers creates: set 'core' or 'none'",
  );
});

describe('values of factories', () => {
  test('the URL of a package passes', () => {
    const { stack, probe } = newProbe();
    normalizerWith(stack, { code: FunctionCode.fromUrl(probe.stringValue) });
    expect(resourcesWithProbe(stack)).not.toEqual([]);
  });

  test('the time to publish passes', () => {
    const { stack, probe } = newProbe();
    normalizerWith(stack, { code: FunctionCode.publish({ timeoutMinutes: probe.numberValue }) });
    expect(resourcesWithProbe(stack)).not.toEqual([]);
  });

  test('the text of a filter is refused by name', () => {
    const { probe } = newProbe();
    expect(() => FlowLogFilter.parse(probe.stringValue)).toThrow(
      'the text of the filter contains an expression, which is known only after deployment: use FlowLogFilter.equals() and ' +
        'notEquals(), whose values can be references',
    );
  });

  test('the interval of Traffic Analytics passes, with a window that suits every interval', () => {
    const { stack, probe } = newProbe();
    const on = TrafficAnalytics.on(WORKSPACE, { interval: probe.numberValue });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), trafficAnalytics: on });
    new MaliciousTrafficAlert(stack, 'Alert', { source: ThreatSource.trafficAnalytics(on), emails });
    const { resource } = synthesized(stack);
    expect(JSON.stringify(resource.azurerm_network_watcher_flow_log)).toContain(
      '"interval_in_minutes":"${var.probe}"',
    );
    expect(JSON.stringify(resource.azurerm_monitor_scheduled_query_rules_alert_v2)).toContain(
      '"window_duration":"PT2H"',
    );
  });

  test.each<[string, (probe: string) => Partial<VnetFlowLogsProps>]>([
    ['the name of a watcher', (probe) => ({ networkWatcher: NetworkWatcher.named(probe, 'rg') })],
    ['the group of a watcher', (probe) => ({ networkWatcher: NetworkWatcher.named('watcher', probe) })],
    ['the id of a target', (probe) => ({ target: FlowLogTarget.resource(probe, 'westeurope') })],
    [
      'the location of a target',
      (probe) => ({
        target: FlowLogTarget.resource(azureId('Microsoft.Network', 'virtualNetworks/hub'), probe),
      }),
    ],
    ['a value of a filter', (probe) => ({ filter: FlowLogFilter.equals(FilterField.DST_PORT, probe) })],
    ['the id of an identity', (probe) => ({ identity: FlowLogIdentity.existing(probe) })],
  ])('%s passes', (_, prop) => {
    const { stack, probe } = newProbe();
    flowLogsWith(stack, prop(probe.stringValue));
    expect(resourcesWithProbe(stack)).not.toEqual([]);
  });
});

describe('a number in a text', () => {
  test('passes', () => {
    const { stack, probe } = newProbe();
    flowLogsWith(stack, {
      flowLogName: `flows_${probe.numberValue}`,
      filter: FlowLogFilter.equals(FilterField.DST_PORT, String(probe.numberValue)),
    });
    expect(JSON.stringify(synthesized(stack).resource)).toMatch(
      /"DstPort=\$\{var\.probe\}".*"name":"flows_\$\{var\.probe\}"/,
    );
  });

  test('passes in a query, which is not checked', () => {
    const { stack, probe } = newProbe();
    const query = `NTANetAnalytics | take ${probe.numberValue}`;
    new FlowAlert(stack, 'Alert', { workspace: WORKSPACE, title: 'All', query, emails });
    expect(JSON.stringify(synthesized(stack).resource)).toContain('NTANetAnalytics | take ${var.probe}');
  });

  test('is refused where CDKTF does not resolve it', () => {
    const { stack, probe } = newProbe();
    expect(() =>
      flowLogsWith(stack, {
        flowLogName: `flows-${probe.numberValue}`,
      }),
    ).toThrow('flowLogName');
  });
});

test('a record type is refused by name', () => {
  const { stack, probe } = newProbe();
  expect(() => flowLogsWith(stack, { recordTypes: [probe.stringValue as RecordType] })).toThrow(
    'recordTypes is known only after deployment, but it selects what the construct creates: pass a list of members of its enum',
  );
});

test('the text of a filter beside references is not too long', () => {
  const { stack, probe } = newProbe();
  const ports = Array.from({ length: 250 }, (_, index) => String(1000 + index));
  expect(() =>
    flowLogsWith(stack, { filter: FlowLogFilter.equals(FilterField.DST_PORT, probe.stringValue, ...ports) }),
  ).toThrow('the filter has 1258 characters: Azure accepts at most 1000');
});
