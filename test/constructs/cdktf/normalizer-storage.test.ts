import { describe, expect, test } from 'vitest';
import { FLOW_TABLE_NAME, STREAM_COLUMNS, TABLE_COLUMNS } from '../../../azure/ingestion/flow-table';
import type { FlowNormalizerOptions } from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import { appSettings, siteOf } from '../../support/deployed-site';
import { type Arguments, resourceOf, resourcesOf } from '../../support/terraform-stacks';
import {
  ENDPOINTS_ID,
  HOST_ID,
  matching,
  newLake,
  RAW_ID,
  reference,
  SUBNET_ID,
  settingsOf,
  TABLE_ID,
  WITH_WORKSPACE,
  ZONES,
} from './normalized-lake';

describe('storage', () => {
  const firewalls = (normalizer: FlowNormalizerOptions) =>
    resourcesOf(newLake(normalizer).stack, 'azurerm_storage_account').map(
      ({ network_rules: rules }) => rules,
    );

  test('of the host is hardened like the others', () => {
    const accounts = resourcesOf(newLake().stack, 'azurerm_storage_account');
    expect(accounts).toHaveLength(3);
    for (const account of accounts) {
      expect(account).toMatchObject({
        shared_access_key_enabled: false,
        network_rules: { default_action: 'Deny' },
      });
    }
  });

  test('allows the subnet', () => {
    for (const rules of firewalls({ subnetId: SUBNET_ID })) {
      expect(rules).toMatchObject({ default_action: 'Deny', virtual_network_subnet_ids: [SUBNET_ID] });
    }
  });

  test('allows the subnet in addition to others', () => {
    const { stack } = newLake({ subnetId: SUBNET_ID }, { allowedSubnetIds: [ENDPOINTS_ID] });
    for (const { network_rules: rules } of resourcesOf(stack, 'azurerm_storage_account'))
      expect(rules.virtual_network_subnet_ids).toEqual([ENDPOINTS_ID, SUBNET_ID]);
  });

  test('can be open, with access by identity only', () => {
    // not the default values, which azurerm reads as no rule
    for (const rules of firewalls({ openStorage: true }))
      expect(rules).toEqual({ default_action: 'Allow', bypass: ['AzureServices', 'Metrics'] });
    const { properties } = siteOf(newLake({ openStorage: true }).stack);
    expect(properties).not.toHaveProperty('virtualNetworkSubnetId');
  });

  test('can have private endpoints, registered in zones', () => {
    const { stack } = newLake({
      subnetId: SUBNET_ID,
      privateEndpointSubnetId: ENDPOINTS_ID,
      privateDnsZones: ZONES,
    });
    const endpoints = resourcesOf(stack, 'azurerm_private_endpoint');
    const described = endpoints.map(
      ({ private_service_connection: connection, private_dns_zone_group: group }) => [
        connection.private_connection_resource_id,
        connection.subresource_names[0],
        group.private_dns_zone_ids[0],
      ],
    );
    expect(described).toHaveLength(4);
    expect(described).toEqual(
      expect.arrayContaining([
        [matching(RAW_ID), 'blob', ZONES.blobZoneId],
        [matching(TABLE_ID), 'blob', ZONES.blobZoneId],
        [matching(HOST_ID), 'blob', ZONES.blobZoneId],
        [matching(HOST_ID), 'queue', ZONES.queueZoneId],
      ]),
    );
    for (const { subnet_id: subnet } of endpoints) expect(subnet).toBe(ENDPOINTS_ID);
    for (const { network_rules: rules } of resourcesOf(stack, 'azurerm_storage_account'))
      expect(rules.virtual_network_subnet_ids).toBeUndefined();
    const app = resourceOf(stack, 'azurerm_resource_group_template_deployment');
    expect(
      app.depends_on.filter((each: string) => each.startsWith('azurerm_private_endpoint.')),
    ).toHaveLength(4);
  });

  test('of a table container of the user is derived from its id', () => {
    const id = azureId('Microsoft.Storage', 'storageAccounts/mine/blobServices/default/containers/tables');
    const { stack } = newLake({ subnetId: SUBNET_ID }, { tableContainer: { id, name: 'tables' } });
    const settings = appSettings(siteOf(stack));
    expect(settings.TABLE_STORAGE).toContain(`element(split("/", "${id}"), 8)`);
    // the suffix is that of the lake's cloud
    expect(settings.TABLE_STORAGE).toMatch(
      /^\$\{replace\(azurerm_storage_account\.Lake_Raw_\w+\.primary_blob_endpoint, join\("", \["\/\/", azurerm_storage_account\.Lake_Raw_\w+\.name, "\."\]\), join\("", \["\/\/", element\(.*, "\."\]\)\)\}$/,
    );
    expect(settings.TABLE_CONTAINER).toBe('tables');
    const scopes = resourcesOf(stack, 'azurerm_role_assignment').map(({ scope }) => scope);
    expect(scopes).toContain(id);
  });
});

describe('the workspace', () => {
  test('receives no rows by default', () => {
    const { stack } = newLake();
    expect(resourcesOf(stack, 'azurerm_monitor_data_collection_rule')).toEqual([]);
    expect(settingsOf().LOGS_ENDPOINT).toBeUndefined();
  });

  test('has the table, with every column', () => {
    const table = resourceOf(
      newLake(WITH_WORKSPACE).stack,
      'azurerm_log_analytics_workspace_table_custom_log',
    );
    expect(table.name).toBe(FLOW_TABLE_NAME);
    expect(table.column.map(({ name, type }: Arguments) => `${name} ${type}`)).toEqual(
      TABLE_COLUMNS.map(({ name, type }) => `${name} ${type.table}`),
    );
  });

  test('receives rows through a rule in the group of the lake and the region of the workspace', () => {
    const { stack } = newLake(WITH_WORKSPACE, { workspace: WORKSPACE });
    const rule = resourceOf(stack, 'azurerm_monitor_data_collection_rule');
    expect(rule).toMatchObject({
      location: WORKSPACE.location,
      resource_group_name: matching(reference('resource_group', 'Group', 'name')),
      data_collection_endpoint_id: matching(
        reference('monitor_data_collection_endpoint', 'Normalizer_CollectionEndpoint', 'id'),
      ),
      destinations: { log_analytics: [{ name: 'workspace', workspace_resource_id: WORKSPACE.id }] },
      data_flow: [
        {
          streams: ['Custom-NetworkFlows'],
          destinations: ['workspace'],
          output_stream: 'Custom-NetworkFlows_CL',
          transform_kql: expect.stringMatching(/^source\n/),
        },
      ],
    });
    const [stream] = rule.stream_declaration;
    expect(stream.stream_name).toBe('Custom-NetworkFlows');
    expect(stream.column).toEqual(STREAM_COLUMNS.map(({ name, type }) => ({ name, type: type.stream })));
    expect(rule.depends_on).toEqual([
      expect.stringMatching(/^azurerm_log_analytics_workspace_table_custom_log\./),
    ]);
  });

  test('has the deduplicating function, and questions', () => {
    const { stack } = newLake(WITH_WORKSPACE);
    expect(resourceOf(stack, 'azurerm_log_analytics_saved_search')).toMatchObject({
      function_alias: 'NetworkFlowsDeduped',
      query: 'NetworkFlows_CL\n| summarize take_any(*) by RowId',
    });
    expect(resourcesOf(stack, 'azurerm_log_analytics_query_pack_query')).toHaveLength(6);
    const { stack: silent } = newLake(WITH_WORKSPACE, { questions: false });
    expect(resourcesOf(silent, 'azurerm_log_analytics_query_pack_query')).toEqual([]);
  });

  test('is passed to the function as settings', () => {
    expect(settingsOf(WITH_WORKSPACE)).toMatchObject({
      LOGS_ENDPOINT: matching(
        reference(
          'monitor_data_collection_endpoint',
          'Normalizer_CollectionEndpoint',
          'logs_ingestion_endpoint',
        ),
      ),
      LOGS_RULE_ID: matching(
        reference('monitor_data_collection_rule', 'Normalizer_CollectionRule', 'immutable_id'),
      ),
      LOGS_STREAM: 'Custom-NetworkFlows',
    });
  });
});
