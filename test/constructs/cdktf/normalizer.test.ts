import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { describe, expect, test } from 'vitest';
import { analysedQuery } from '../../../azure/kql/analysed-query';
import { failureMetrics, incrementMetrics, sweepMetrics } from '../../../azure/normalizer/metrics';
import { readSettings } from '../../../azure/normalizer/settings';
import { ROLES } from '../../../azure/roles';
import { FlowLake, FlowNormalizer, type FlowNormalizerOptions, FlowSink } from '../../../constructs/cdktf';
import { LostRecordsError } from '../../../flows/lost-records-error';
import { Summary } from '../../../flows/summary';
import { BUILT_IN_ROLES } from '../../support/arm/built-in-roles';
import { azureId } from '../../support/azure-ids';
import { appSettings, siteOf, templateResourcesOf } from '../../support/deployed-site';
import { newStack, resourceOf, resourcesOf, synthesized } from '../../support/terraform-stacks';
import {
  HOST_ID,
  matching,
  newLake,
  RAW_ID,
  reference,
  SUBNET_ID,
  settingsOf,
  TABLE_ID,
  WITH_WORKSPACE,
} from './normalized-lake';

test('a lake has no normalizer by default', () => {
  const stack = newStack();
  expect(new FlowLake(stack, 'Lake', { location: 'westeurope' }).normalizer).toBeUndefined();
  expect(resourcesOf(stack, 'azurerm_resource_group_template_deployment')).toEqual([]);
});

test('a separate normalizer uses the subscription of its lake', () => {
  const { stack, lake } = newLake(null);
  const provider = new AzurermProvider(stack, 'logs', { features: [{}], alias: 'logs', subscriptionId: 's' });
  const other = new FlowLake(stack, 'Other', { location: 'westeurope', provider });
  new FlowNormalizer(stack, 'Normalizer', { lake: other, openStorage: true });
  new FlowNormalizer(stack, 'Here', { lake, openStorage: true });
  const apps = resourcesOf(stack, 'azurerm_resource_group_template_deployment');
  expect(apps.map((app) => app.provider).sort()).toEqual(['azurerm.logs', undefined]);
});

test.each([
  [undefined, true, 0],
  [FlowSink.TABLE, true, 0],
  [FlowSink.WORKSPACE, false, 1],
  [FlowSink.TABLE_AND_WORKSPACE, true, 1],
])('the sink %s writes table rows: %s, and workspace tables: %d', (sink, rows, tables) => {
  const options = { subnetId: SUBNET_ID, sink };
  const { stack } = newLake(options);
  expect(settingsOf(options).TABLE_ROWS).toBe(String(rows));
  expect('LOGS_RULE_ID' in settingsOf(options)).toBe(tables > 0);
  expect(resourcesOf(stack, 'azurerm_log_analytics_workspace_table_custom_log')).toHaveLength(tables);
});

describe('the function', () => {
  test('runs without keys, in the subnet, by its identity', () => {
    const { stack } = newLake();
    const [identity] = Object.keys(synthesized(stack).resource.azurerm_user_assigned_identity ?? {});
    const identityId = `\${azurerm_user_assigned_identity.${identity}.id}`;
    expect(siteOf(stack)).toMatchObject({
      kind: 'functionapp,linux',
      location: 'westeurope',
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } },
      properties: {
        serverFarmId: matching(reference('service_plan', 'Normalizer_Plan', 'id')),
        httpsOnly: true,
        virtualNetworkSubnetId: SUBNET_ID,
        functionAppConfig: {
          deployment: {
            storage: {
              type: 'blobContainer',
              value: matching(
                reference('storage_account', 'Normalizer_Host', 'primary_blob_endpoint'),
                reference('storage_container', 'Normalizer_Packages', 'name'),
              ),
              authentication: {
                type: 'UserAssignedIdentity',
                userAssignedIdentityResourceId: identityId,
              },
            },
          },
          runtime: { name: 'node', version: '22' },
          scaleAndConcurrency: { maximumInstanceCount: 40, instanceMemoryMB: 2048 },
        },
        siteConfig: { minTlsVersion: '1.2', appSettings: expect.any(Array) },
      },
    });
    expect(settingsOf().APPLICATIONINSIGHTS_CONNECTION_STRING).toEqual(
      matching(reference('application_insights', 'Normalizer_Insights', 'connection_string')),
    );
    expect(resourceOf(stack, 'azurerm_service_plan')).toMatchObject({
      os_type: 'Linux',
      sku_name: 'FC1',
      // earlier releases: flow-logs-network-…
      name: expect.stringMatching(/^flow-normalizer-network-\w{8}$/),
    });
  });

  test('accepts no publication by name and password', () => {
    const policies = templateResourcesOf(newLake().stack).filter(({ type }) =>
      type.endsWith('/basicPublishingCredentialsPolicies'),
    );
    expect(policies.map(({ name, properties }) => [name, properties])).toEqual([
      ["[format('{0}/ftp', parameters('name'))]", { allow: false }],
      ["[format('{0}/scm', parameters('name'))]", { allow: false }],
    ]);
  });

  test('has settings that its own parser accepts', () => {
    const settings = settingsOf();
    expect(settings).toMatchObject({
      ...Object.fromEntries(
        ['blob', 'queue', 'table'].map((service) => [
          `AzureWebJobsStorage__${service}ServiceUri`,
          matching(reference('storage_account', 'Normalizer_Host', `primary_${service}_endpoint`)),
        ]),
      ),
      AzureWebJobsStorage__credential: 'managedidentity',
      AzureWebJobsStorage__clientId: matching(
        reference('user_assigned_identity', 'Normalizer_Identity', 'client_id'),
      ),
      EVENT_QUEUE: 'flow-log-events',
      EVENT_STORAGE__queueServiceUri: matching(
        reference('storage_account', 'Normalizer_Host', 'primary_queue_endpoint'),
      ),
      EVENT_STORAGE__credential: 'managedidentity',
      SWEEP_SCHEDULE: '0 20 * * * *',
      SWEEP_HOURS: '6',
    });
    expect(settings.EVENT_STORAGE__clientId).toBe(settings.AZURE_CLIENT_ID);
    // as the function itself reads them, with what Terraform puts in the place of expressions
    const deployed = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [
        name,
        value.replace(/^\$\{.*blob_endpoint\}$/, 'https://a.blob/'),
      ]),
    );
    expect(readSettings(deployed)).toMatchObject({
      flowLogs: { containers: ['insights-logs-flowlogflowevent'] },
      tables: {
        prefix: '',
        cursorContainer: matching(reference('storage_container', 'Normalizer_Cursors', 'name')),
      },
      sweepHours: 6,
    });
  });

  test('has no connection string, not even an empty one, because the host reads it before its identity', () => {
    const names = Object.keys(settingsOf()).map((name) => name.toLowerCase());
    expect(names).not.toContain('azurewebjobsstorage');
    expect(names).toContain('azurewebjobsstorage__blobserviceuri');
    for (const value of Object.values(settingsOf())) {
      expect(value).not.toBe('');
      expect(value).not.toMatch(/AccountKey|access_key/);
    }
  });

  test('can have another instance limit, and no Application Insights', () => {
    const { stack } = newLake({
      subnetId: SUBNET_ID,
      maximumInstances: 1,
      sweepHours: 30,
      applicationInsights: false,
    });
    const site = siteOf(stack);
    expect(site.properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount).toBe(1);
    expect(appSettings(site)).toMatchObject({ SWEEP_HOURS: '30' });
    expect(appSettings(site)).not.toHaveProperty('APPLICATIONINSIGHTS_CONNECTION_STRING');
    expect(resourcesOf(stack, 'azurerm_application_insights')).toEqual([]);
  });
});

test('tags of the site can contain quotes, backslashes and percent signs', () => {
  const tags = { owner: 'the "blue" team', path: 'C:\\net', template: '%{x}' };
  const { stack } = newLake({ subnetId: SUBNET_ID }, { tags });
  const { parameters_content: parameters } = resourceOf(stack, 'azurerm_resource_group_template_deployment');
  expect(parameters).toContain(
    '"tags" = {"value" = {"owner" = "the \\"blue\\" team", "path" = "C:\\\\net", "template" = "%%{x}"}}',
  );
});

describe('events', () => {
  test('of flow logs only reach a queue, through an identity with no other role', () => {
    const { stack } = newLake();
    expect(resourceOf(stack, 'azurerm_eventgrid_system_topic')).toMatchObject({
      source_resource_id: matching(RAW_ID),
      topic_type: 'Microsoft.Storage.StorageAccounts',
      identity: { type: 'SystemAssigned' },
    });
    expect(resourceOf(stack, 'azurerm_eventgrid_system_topic_event_subscription')).toMatchObject({
      included_event_types: ['Microsoft.Storage.BlobCreated'],
      subject_filter: {
        subject_begins_with: '/blobServices/default/containers/insights-logs-flowlogflowevent/',
        subject_ends_with: 'PT1H.json',
      },
      delivery_identity: { type: 'SystemAssigned' },
      storage_queue_endpoint: { storage_account_id: matching(HOST_ID), queue_name: expect.any(String) },
      retry_policy: { max_delivery_attempts: 30, event_time_to_live: 1440 },
    });
  });

  test('that fail have a poison queue', () => {
    expect(
      resourcesOf(newLake().stack, 'azurerm_storage_queue')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['flow-log-events', 'flow-log-events-poison']);
  });
});

test('roles have the narrowest scope', () => {
  const { stack } = newLake(WITH_WORKSPACE);
  const grants = resourcesOf(stack, 'azurerm_role_assignment').map(
    ({ role_definition_name: role, scope, principal_id: who, condition, condition_version: version }) => ({
      role,
      scope,
      who,
      ...(condition ? { condition, version } : {}),
    }),
  );
  const me = matching(reference('user_assigned_identity', 'Normalizer_Identity', 'principal_id'));
  const topic = expect.stringMatching(
    /azurerm_eventgrid_system_topic\.Lake_Normalizer_Topic_\w+\.identity\[0\]\.principal_id/,
  );
  const container = (name: string) => matching(TABLE_ID, '/blobServices/default/containers/', name);
  const queue = (id: string) =>
    matching(
      HOST_ID,
      '/queueServices/default/queues/',
      reference('storage_queue', `Normalizer_${id}`, 'name'),
    );
  expect(grants).toHaveLength(8);
  expect(grants).toEqual(
    expect.arrayContaining([
      {
        role: ROLES.STORAGE_BLOB_DATA_READER.name,
        scope: matching(RAW_ID),
        who: me,
        condition:
          "(!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'})) OR " +
          '(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] ' +
          "StringEquals 'insights-logs-flowlogflowevent')",
        version: '2.0',
      },
      { role: ROLES.STORAGE_BLOB_DATA_OWNER.name, scope: matching(HOST_ID), who: me },
      { role: ROLES.STORAGE_QUEUE_DATA_CONTRIBUTOR.name, scope: queue('EventQueue'), who: me },
      { role: ROLES.STORAGE_QUEUE_DATA_CONTRIBUTOR.name, scope: queue('PoisonQueue'), who: me },
      {
        role: ROLES.STORAGE_BLOB_DATA_CONTRIBUTOR.name,
        scope: container(reference('storage_container', 'TableContainer', 'name')),
        who: me,
      },
      {
        role: ROLES.STORAGE_BLOB_DATA_CONTRIBUTOR.name,
        scope: container(reference('storage_container', 'Normalizer_Cursors', 'name')),
        who: me,
      },
      {
        role: ROLES.MONITORING_METRICS_PUBLISHER.name,
        scope: matching(reference('monitor_data_collection_rule', 'Normalizer_CollectionRule', 'id')),
        who: me,
      },
      {
        role: ROLES.STORAGE_QUEUE_DATA_MESSAGE_SENDER.name,
        scope: queue('EventQueue'),
        who: topic,
      },
    ]),
  );
});

test('roles exist in Azure', () => {
  for (const { name, id } of Object.values(ROLES)) expect([name, id]).toEqual([name, BUILT_IN_ROLES[name]]);
});

describe('alarms', () => {
  const alarm = { actionGroupIds: [azureId('Microsoft.Insights', 'actionGroups/ops')] };
  const alerts = () =>
    resourcesOf(
      newLake({ subnetId: SUBNET_ID, alarm }).stack,
      'azurerm_monitor_scheduled_query_rules_alert_v2',
    );
  const lines = (text: string) => text.split('\n');

  test.each([
    ['Flow logs could not be normalized', 1, '" and Message has "flow-log-events-poison"'],
    ['The normalizer of flow logs fails repeatedly', 1, '| where Failures >= 3'],
    ['Rows of flow logs arrive late', 2, '| where todouble(line.delaySeconds) > 3600'],
    ['The normalizer of flow logs does not run', 1, '| where Sweeps == 0'],
    ['Flow logs contain unreadable records', 2, '| where tolong(line.rejects) > 0'],
    ['The normalizer of flow logs would have lost records', 0, '| where tolong(line.lostRecords) > 0'],
  ])('fire: %s', (title, severity, condition) => {
    const alert = alerts().find(({ display_name: name }) => name === title);
    expect(alert).toMatchObject({ severity, action: { action_groups: alarm.actionGroupIds } });
    const query = lines(alert?.criteria[0].query);
    expect(query.at(-1)).toContain(condition);
    expect(query.join('\n')).toMatch(
      /AppRoleName =~ "\$\{azurerm_resource_group_template_deployment\.\w+\.name\}"/,
    );
  });

  test('run although the function never wrote a line, so that its silence is reported', () => {
    for (const { criteria } of alerts()) {
      const kql: string = criteria[0].query;
      const { diagnostics } = analysedQuery(kql, []);
      expect(diagnostics.filter(({ Severity }) => Severity === 'Error')).toEqual([]);
      expect(kql).toMatch(
        /^let AppTraces = union isfuzzy=true AppTraces, \(datatable\(TimeGenerated:datetime, .*\)\[\]\);$/m,
      );
    }
    // an aggregation without groups has one row, even of no rows
    const silence = alerts().find(({ display_name: name }) => name.endsWith('does not run'));
    expect(silence?.criteria[0].query).toMatch(/\n\| summarize Sweeps = count\(\)\n\| where Sweeps == 0$/);
  });

  test('are no others', () => {
    expect(alerts()).toHaveLength(6);
  });

  test('of a function that does not run wait for the first sweep', () => {
    const silence = alerts().find(({ display_name: name }) => name.endsWith('does not run'));
    expect(silence).toMatchObject({
      evaluation_frequency: 'PT1H',
      window_duration: 'PT2H',
      criteria: [
        { failing_periods: { minimum_failing_periods_to_trigger_alert: 2, number_of_evaluation_periods: 2 } },
      ],
    });
  });

  test('read the log lines that the function writes', () => {
    const summary = Object.assign(new Summary(), { rejects: 1, newest: 0n });
    const measured = { blob: 'b', summary, bytes: 1, blocks: 1, restarts: 0, recreated: 0 };
    const written = [
      incrementMetrics(measured, 7200_000),
      sweepMetrics({ blobs: 1, healed: 0, failed: 0 }),
      failureMetrics('b', new LostRecordsError('b', Object.assign(new Summary(), { records: 1 }))),
    ].map((line) => JSON.parse(line));
    const names = alerts()
      .flatMap(({ criteria }) => [...criteria[0].query.matchAll(/tolong\(line\.(\w+)\) > 0/g)])
      .map(([, name]) => name as string);
    expect(names.sort()).toEqual(['delaySeconds', 'failedIncrements', 'lostRecords', 'rejects', 'sweeps']);
    for (const name of names) expect(written.some((line) => line[name] > 0)).toBe(true);
  });

  test('without receivers are that of the poison queue, which can be disabled', () => {
    const rules = (options: Partial<FlowNormalizerOptions>) => {
      const { resource } = synthesized(newLake({ subnetId: SUBNET_ID, ...options }).stack);
      return resource.azurerm_monitor_scheduled_query_rules_alert_v2 ?? {};
    };
    const [[id, rule] = [], ...others] = Object.entries(rules({}));
    expect(others).toEqual([]);
    expect(rule).toMatchObject({ display_name: 'Flow logs could not be normalized', enabled: true });
    expect(rule).not.toHaveProperty('action');
    // the address stays the same once the alarm has receivers
    expect(Object.keys(rules({ alarm }))).toContain(id);
    expect(rules({ poisonAlarm: false })).toEqual({});
    expect(rules({ applicationInsights: false })).toEqual({});
    expect(Object.keys(rules({ alarm, poisonAlarm: false }))).toHaveLength(5);
  });

  test('share one action group for email addresses', () => {
    const { stack } = newLake({ subnetId: SUBNET_ID, alarm: { emails: ['network@example.com'] } });
    const receivers = resourcesOf(stack, 'azurerm_monitor_action_group').flatMap(
      ({ email_receiver: emails }) => emails ?? [],
    );
    expect(receivers).toHaveLength(1);
  });
});

test('requires the resource providers of functions, events and networks', () => {
  const namespaces = (options: FlowNormalizerOptions): string[] =>
    synthesized(newLake(options).stack).provider.azurerm[0]?.resource_providers_to_register;
  expect(namespaces({ subnetId: SUBNET_ID })).toEqual([
    'Microsoft.App',
    'Microsoft.EventGrid',
    'Microsoft.ManagedIdentity',
    'Microsoft.Network',
    'Microsoft.OperationalInsights',
    'Microsoft.Storage',
    'Microsoft.Web',
    'microsoft.insights',
  ]);
  expect(namespaces({ openStorage: true })).not.toContain('Microsoft.App');
});

test('a customer-managed key also encrypts the account of the host', () => {
  const encryptionKey = {
    keyId: 'https://vault.vault.azure.net/keys/flow-logs',
    keyVaultId: azureId('Microsoft.KeyVault', 'vaults/vault'),
  };
  const { stack } = newLake(undefined, { encryptionKey });
  for (const { customer_managed_key: key } of resourcesOf(stack, 'azurerm_storage_account'))
    expect(key.key_vault_key_id).toBe(encryptionKey.keyId);
});

test('every taggable resource has the tags', () => {
  const { stack } = newLake(
    { ...WITH_WORKSPACE, alarm: { emails: ['a@b.c'] } },
    { tags: { team: 'network' } },
  );
  const without = [
    'azurerm_eventgrid_system_topic_event_subscription',
    'azurerm_log_analytics_query_pack_query',
    'azurerm_log_analytics_workspace_table_custom_log',
    'azurerm_role_assignment',
    'azurerm_storage_container',
    'azurerm_storage_queue',
    'terraform_data',
    'time_sleep',
  ];
  expect(siteOf(stack).tags).toBe('${{"team" = "network"}}');
  for (const [type, resources] of Object.entries(synthesized(stack).resource)) {
    if (without.includes(type)) continue;
    for (const { tags } of Object.values(resources))
      expect({ type, tags }).toEqual({ type, tags: { team: 'network' } });
  }
});
