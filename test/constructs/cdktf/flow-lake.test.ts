import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { describe, expect, test } from 'vitest';
import {
  FlowLake,
  type FlowLakeProps,
  StorageRedundancy,
  TrafficAnalytics,
  VnetFlowLogs,
} from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import {
  type Arguments,
  newNetwork,
  newStack,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const ACCOUNT = 'azurerm_storage_account';
const KEY_ID = 'https://vault.vault.azure.net/keys/flow-logs';
const VAULT_ID = azureId('Microsoft.KeyVault', 'vaults/vault');
const IDENTITY_ID = azureId('Microsoft.ManagedIdentity', 'userAssignedIdentities/key');
const SUBNET_ID = azureId('Microsoft.Network', 'virtualNetworks/hub/subnets/app');

function newLake(props: Partial<FlowLakeProps> = {}) {
  const stack = newStack();
  const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', ...props });
  return { stack, lake, accounts: () => byName(resourcesOf(stack, ACCOUNT)) };
}

/** The raw account first: its name begins with `flowlogs`, that of the table with `flowtable`. */
function byName(accounts: readonly Arguments[]): Arguments[] {
  return [...accounts].sort((one, other) => (one.name < other.name ? -1 : 1));
}

describe('the storage accounts', () => {
  test('are hardened', () => {
    const accounts = newLake().accounts();
    expect(accounts).toHaveLength(2);
    for (const account of accounts) {
      expect(account).toMatchObject({
        location: 'westeurope',
        account_kind: 'StorageV2',
        account_tier: 'Standard',
        account_replication_type: 'LRS',
        min_tls_version: 'TLS1_2',
        https_traffic_only_enabled: true,
        allow_nested_items_to_be_public: false,
        shared_access_key_enabled: false,
        default_to_oauth_authentication: true,
        cross_tenant_replication_enabled: false,
        local_user_enabled: false,
        is_hns_enabled: false,
        network_rules: { default_action: 'Deny', bypass: ['AzureServices'] },
      });
    }
  });

  test('accept keys for raw flow logs only, on request', () => {
    const [raw, table] = newLake({ rawAccessKeys: true }).accounts();
    expect(raw).toMatchObject({ shared_access_key_enabled: true, default_to_oauth_authentication: true });
    expect(table).toMatchObject({ shared_access_key_enabled: false });
  });

  test('do not retain versions of blobs that Azure rewrites every minute', () => {
    const [raw, table] = newLake().accounts();
    expect(raw?.blob_properties).toEqual({ container_delete_retention_policy: { days: 7 } });
    expect(table?.blob_properties).toMatchObject({ delete_retention_policy: { days: 7 } });
  });

  test('have valid, unique names in every subscription', () => {
    const names = newLake()
      .accounts()
      .map(({ name }) => name);
    for (const name of names) {
      const [, prefix, length] =
        /^([a-z]+)\$\{substr\(sha256\(join\("\/", \[.*\]\)\), 0, (\d+)\)\}$/.exec(name) ?? [];
      expect((prefix as string).length + Number(length)).toBe(24);
    }
    const other = newStack({}, 'other');
    new FlowLake(other, 'Lake', { location: 'westeurope' });
    expect(resourcesOf(other, ACCOUNT).map(({ name }) => name)).not.toEqual(expect.arrayContaining(names));
  });

  test('allow the given subnets and addresses', () => {
    const [raw] = newLake({ allowedIpRanges: ['203.0.113.0/24'], allowedSubnetIds: [SUBNET_ID] }).accounts();
    expect(raw?.network_rules).toEqual({
      default_action: 'Deny',
      bypass: ['AzureServices'],
      ip_rules: ['203.0.113.0/24'],
      virtual_network_subnet_ids: [SUBNET_ID],
    });
  });

  test('have the given redundancy', () => {
    const accounts = newLake({ redundancy: StorageRedundancy.GZRS }).accounts();
    expect(accounts.map(({ account_replication_type: type }) => type)).toEqual(['GZRS', 'GZRS']);
  });

  test.each(['Ab1', 'ab', 'a-b-c', 'a'.repeat(25)])('fail for the name %j', (storageAccountName) => {
    expect(thrownBy(() => newLake({ storageAccountName }))).toBe(
      `network/Lake: storageAccountName is "${storageAccountName}": expected 3 to 24 lower-case letters and digits`,
    );
  });
});

test.each([
  [
    { allowedIpRanges: ['10.0.0.0/8'] },
    'allowedIpRanges contains "10.0.0.0/8", which is private: the firewall supports only public addresses; allow subnets instead',
  ],
  [
    { allowedIpRanges: ['203.0.113.7/32', '2001:db8::/32', '300.1.1.1'] },
    ['203.0.113.7/32', '2001:db8::/32', '300.1.1.1']
      .map((range) => `allowedIpRanges contains "${range}": use an IPv4 address, or a network from /0 to /30`)
      .join('; '),
  ],
  [
    { allowedSubnetIds: ['app'] },
    'allowedSubnetIds is "app": expected the ARM id of a Microsoft.Network/virtualNetworks/subnets',
  ],
  [
    { encryptionKey: { keyId: 'https://vault.vault.azure.net/secrets/x', keyVaultId: 'vault' } },
    'encryptionKey.keyId is "https://vault.vault.azure.net/secrets/x": expected the id of a key, ' +
      'https://<vault>.vault.azure.net/keys/<name>, with or without a version; encryptionKey.keyVaultId is "vault": ' +
      'expected the ARM id of a Microsoft.KeyVault/vaults',
  ],
  [
    { workspace: { ...WORKSPACE, id: 'W' } },
    'workspace.id is "W": expected the ARM id of a Microsoft.OperationalInsights/workspaces',
  ],
])('reports at synth what azurerm rejects at plan: %j', (props, problem) => {
  expect(thrownBy(() => newLake(props))).toBe(`network/Lake: ${problem}`);
});

describe('the table', () => {
  test('has a container in a separate account', () => {
    const { stack } = newLake();
    expect(resourceOf(stack, 'azurerm_storage_container')).toEqual(
      expect.objectContaining({
        name: 'flows',
        storage_account_id: expect.stringMatching(/^\$\{azurerm_storage_account\.Lake_Table_\w+\.id\}$/),
      }),
    );
  });

  test('can use an existing container', () => {
    const { stack, lake } = newLake({ tableContainer: { id: '/container', name: 'tables' } });
    expect(lake.tableContainer.id).toBe('/container');
    expect(resourcesOf(stack, ACCOUNT)).toHaveLength(1);
    expect(resourcesOf(stack, 'azurerm_storage_container')).toEqual([]);
  });
});

describe('lifecycle rules', () => {
  test('apply only to flow logs, by days since the last modification', () => {
    const lifecycle = { coolAfterDays: 30, coldAfterDays: 60, archiveAfterDays: 90, deleteAfterDays: 400 };
    const { stack, lake } = newLake({ lifecycle });
    expect(lake.hasLifecycle).toBe(true);
    expect(resourceOf(stack, 'azurerm_storage_management_policy').rule).toEqual([
      {
        name: 'flow-logs',
        enabled: true,
        filters: {
          blob_types: ['blockBlob'],
          prefix_match: ['insights-logs-flowlogflowevent/flowLogResourceID='],
        },
        actions: {
          base_blob: {
            tier_to_cool_after_days_since_modification_greater_than: 30,
            tier_to_cold_after_days_since_modification_greater_than: 60,
            tier_to_archive_after_days_since_modification_greater_than: 90,
            delete_after_days_since_modification_greater_than: 400,
          },
        },
      },
    ]);
  });

  test.each([
    [{}, undefined, 'lifecycle is empty: set at least one age, or omit it'],
    [{ deleteAfterDays: 0 }, undefined, 'lifecycle.deleteAfterDays is 0: expected an integer of at least 1'],
    [
      { coolAfterDays: 90, deleteAfterDays: 90 },
      undefined,
      'lifecycle.deleteAfterDays is 90, but must be greater than coolAfterDays, which is 90',
    ],
    [
      { archiveAfterDays: 90 },
      StorageRedundancy.ZRS,
      'lifecycle.archiveAfterDays is set, but accounts with ZRS have no archive tier: use LRS, GRS or RAGRS',
    ],
  ])('fail for %j with redundancy %s', (lifecycle, redundancy, problem) => {
    expect(thrownBy(() => newLake({ lifecycle, redundancy }))).toBe(`network/Lake: ${problem}`);
  });
});

describe('a customer-managed key', () => {
  test('is used by a new identity after the role assignment', () => {
    const { stack, accounts } = newLake({ encryptionKey: { keyId: KEY_ID, keyVaultId: VAULT_ID } });
    expect(resourceOf(stack, 'azurerm_role_assignment')).toMatchObject({
      scope: VAULT_ID,
      role_definition_name: 'Key Vault Crypto Service Encryption User',
      principal_id: expect.stringMatching(/^\$\{azurerm_user_assigned_identity\..*\.principal_id\}$/),
      principal_type: 'ServicePrincipal',
    });
    for (const account of accounts()) {
      const identity = expect.stringMatching(/^\$\{azurerm_user_assigned_identity\..*\.id\}$/);
      expect(account).toMatchObject({
        identity: { type: 'UserAssigned', identity_ids: [identity] },
        customer_managed_key: { key_vault_key_id: KEY_ID, user_assigned_identity_id: identity },
      });
    }
    expect(synthesized(stack).provider.azurerm[0]?.resource_providers_to_register).toEqual(
      expect.arrayContaining(['Microsoft.KeyVault', 'Microsoft.ManagedIdentity']),
    );
  });

  test('is used by an existing identity', () => {
    const { stack, accounts } = newLake({ encryptionKey: { keyId: KEY_ID, identityId: IDENTITY_ID } });
    expect(resourcesOf(stack, 'azurerm_role_assignment')).toEqual([]);
    for (const account of accounts())
      expect(account.identity).toEqual({ type: 'UserAssigned', identity_ids: [IDENTITY_ID] });
  });

  test.each([
    [
      { keyId: KEY_ID },
      'encryptionKey sets neither keyVaultId nor identityId, so no identity has access to the key: set one of them',
    ],
    [
      { keyId: KEY_ID, keyVaultId: VAULT_ID, identityId: IDENTITY_ID },
      'encryptionKey sets both keyVaultId and identityId: set keyVaultId for a new identity, or identityId for an existing one',
    ],
  ])('fails for %j', (encryptionKey, problem) => {
    expect(thrownBy(() => newLake({ encryptionKey }))).toBe(`network/Lake: ${problem}`);
  });
});

describe('the workspace', () => {
  test('is created in a separate resource group for Traffic Analytics', () => {
    const { stack, lake } = newLake({ workspaceRetentionDays: 30 });
    const workspace = resourceOf(stack, 'azurerm_log_analytics_workspace');
    expect(workspace).toMatchObject({
      location: 'westeurope',
      sku: 'PerGB2018',
      retention_in_days: 30,
      local_authentication_enabled: false,
      resource_group_name: expect.stringMatching(
        /^\$\{azurerm_resource_group\.Lake_AnalyticsGroup_\w+\.name\}$/,
      ),
    });
    expect(resourcesOf(stack, 'azurerm_resource_group').map(({ name }) => name)).toEqual([
      expect.stringMatching(/^flow-analytics-network-[0-9a-f]{8}$/),
      expect.stringMatching(/^flow-logs-network-[0-9a-f]{8}$/),
    ]);
    expect(lake.workspace.resourceGroupName).not.toBe(lake.resourceGroup.name);
  });

  test('can be an existing one, in any region', () => {
    const { stack, lake } = newLake({ workspace: WORKSPACE });
    expect(lake.workspace).toBe(WORKSPACE);
    expect(resourcesOf(stack, 'azurerm_log_analytics_workspace')).toEqual([]);
  });

  test.each([
    [{ workspaceRetentionDays: 29 }, 'workspaceRetentionDays is 29: expected an integer from 30 to 730'],
    [
      { workspace: WORKSPACE, workspaceRetentionDays: 90 },
      'workspaceRetentionDays is set for an existing workspace: remove it, or set the retention on the workspace',
    ],
    [
      { workspace: WORKSPACE, resourceGroup: { name: 'logs' } },
      'resourceGroup is the group of the workspace, in which Traffic Analytics creates NWTA... rules that must not be ' +
        'changed: use another group',
    ],
    ...[0, 100, 1.5].map((workspaceGeneration): [Partial<FlowLakeProps>, string] => [
      { workspaceGeneration },
      `workspaceGeneration is ${workspaceGeneration}: expected an integer from 1 to 99`,
    ]),
    [
      { workspace: WORKSPACE, workspaceGeneration: 2 },
      'workspaceGeneration is set for an existing workspace, whose name the lake does not determine: remove it',
    ],
  ])('fails for %j', (props, problem) => {
    expect(thrownBy(() => newLake(props))).toBe(`network/Lake: ${problem}`);
  });

  test('has another name in the next generation, in the same group', () => {
    const named = (workspaceGeneration?: number) => {
      const { stack } = newLake({ workspaceGeneration });
      const { name, resource_group_name: group } = resourceOf(stack, 'azurerm_log_analytics_workspace');
      const groups = resourcesOf(stack, 'azurerm_resource_group').map((each) => each.name);
      return { name, group, groups };
    };
    const first = named();
    // the name before there were generations
    expect(first.name).toMatch(/^flow-analytics-network-[0-9a-f]{8}$/);
    expect(named(1)).toEqual(first);
    expect(named(2)).toEqual({ ...first, name: `${first.name}-2` });
  });

  test('has another workbook in the next generation, because azurerm does not change the workspace of one', () => {
    const addressOf = (workspaceGeneration?: number) => {
      const { stack, lake } = newLake({ workspaceGeneration });
      const network = newNetwork(stack);
      new VnetFlowLogs(stack, 'Logs', {
        network,
        lake,
        trafficAnalytics: TrafficAnalytics.on(lake.workspace),
      });
      return Object.keys(synthesized(stack).resource.azurerm_application_insights_workbook ?? {});
    };
    const [first] = addressOf();
    expect(first).toMatch(/^Lake_Workbook_[0-9A-F]{8}$/);
    expect(addressOf(1)).toEqual([first]);
    expect(addressOf(2)).toEqual([expect.stringMatching(/^Lake_Workbook-2_[0-9A-F]{8}$/)]);
  });

  test('has a valid name in each generation, for any stack', () => {
    const stack = newStack({}, 'a-stack-with-a-name-of-more-than-63-characters-in-a-large-application');
    new FlowLake(stack, 'Lake', { location: 'westeurope', workspaceGeneration: 99 });
    const { name } = resourceOf(stack, 'azurerm_log_analytics_workspace');
    expect(name).toMatch(/^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/);
    expect(name).toMatch(/-[0-9a-f]{8}-99$/);
  });

  test('fails in the resource group of the lake if both are resources', () => {
    const stack = newStack();
    const group = new ResourceGroup(stack, 'group', { name: 'logs', location: 'westeurope' });
    const workspace = { ...WORKSPACE, resourceGroupName: group.name };
    const failure = thrownBy(
      () => new FlowLake(stack, 'Lake', { location: 'westeurope', resourceGroup: group, workspace }),
    );
    expect(failure).toContain(
      'network/Lake: resourceGroup is the group of the workspace, in which Traffic Analytics creates ' +
        'NWTA... rules that must not be changed: use another group',
    );
  });
});

test('forRegionOf creates one lake per region and stack', () => {
  const stack = newStack();
  const lake = FlowLake.forRegionOf(stack, { location: 'West Europe' });
  expect(FlowLake.forRegionOf(stack, { location: 'westeurope' })).toBe(lake);
  expect(FlowLake.forRegionOf(stack, newNetwork(stack))).toBe(lake);
  expect(FlowLake.forRegionOf(stack, { location: 'North Europe' })).not.toBe(lake);
});

test('names are valid for any stack name', () => {
  const stack = newStack(
    {},
    'an-application-with-a-name-that-is-longer-than-any-limit-of-azure-names-allows',
  );
  new FlowLake(stack, 'Lake', {
    location: 'westeurope',
    encryptionKey: { keyId: KEY_ID, keyVaultId: VAULT_ID },
  });
  for (const { name } of resourcesOf(stack, 'azurerm_resource_group'))
    expect(name.length).toBeLessThanOrEqual(90);
  expect(resourceOf(stack, 'azurerm_log_analytics_workspace').name).toMatch(
    /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  );
});

test('every taggable resource has the tags', () => {
  const { stack } = newLake({
    tags: { team: 'network' },
    encryptionKey: { keyId: KEY_ID, keyVaultId: VAULT_ID },
  });
  const { resource } = synthesized(stack);
  for (const [type, resources] of Object.entries(resource)) {
    if (['azurerm_storage_container', 'azurerm_role_assignment', 'time_sleep'].includes(type)) continue;
    for (const { tags } of Object.values(resources))
      expect({ type, tags }).toEqual({ type, tags: { team: 'network' } });
  }
});
