import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { describe, expect, test } from 'vitest';
import {
  FlowLake,
  type FlowLakeProps,
  type FlowNormalizerOptions,
  VnetFlowLogs,
} from '../../../constructs/cdktf';
import { azureId } from '../../support/azure-ids';
import {
  type Arguments,
  annotationsOf,
  newNetwork,
  newStack,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';
import { ENDPOINTS_ID, newLake, SUBNET_ID, ZONES } from './normalized-lake';

const privateEndpoints = { subnetId: ENDPOINTS_ID, ...ZONES };

function accountsOf(normalizer: FlowNormalizerOptions | null, props: Partial<FlowLakeProps>) {
  const { stack } = newLake(normalizer, props);
  const accounts = resourcesOf(stack, 'azurerm_storage_account');
  const of = (prefix: string) => accounts.find(({ name }) => name.startsWith(prefix)) as Arguments;
  return { stack, raw: of('flowlogs'), table: of('flowtable'), host: of('flowhost') };
}

function endpointsOf(stack: Parameters<typeof resourcesOf>[0]): string[] {
  return resourcesOf(stack, 'azurerm_private_endpoint')
    .map(({ name, subnet_id: subnet, private_dns_zone_group: zone }) =>
      [
        name.replace(/-network-[0-9a-f]{8}$/, ''),
        subnet === ENDPOINTS_ID,
        zone?.private_dns_zone_ids[0],
      ].join(' '),
    )
    .sort();
}

describe('a lake without public network access', () => {
  test('closes the account of the table, and leaves the others to trusted services', () => {
    const { raw, table, host } = accountsOf(
      { subnetId: SUBNET_ID },
      { publicNetworkAccess: false, privateEndpoints },
    );
    expect(table.public_network_access_enabled).toBe(false);
    for (const account of [raw, host]) {
      // Network Watcher and Event Grid write as trusted services, through the public endpoint
      expect(account.public_network_access_enabled).toBeUndefined();
      expect(account.network_rules).toEqual({ default_action: 'Deny', bypass: ['AzureServices'] });
    }
  });

  test('has endpoints that the function uses', () => {
    const { stack } = accountsOf({ subnetId: SUBNET_ID }, { publicNetworkAccess: false, privateEndpoints });
    expect(endpointsOf(stack)).toEqual([
      `flow-host-blob true ${ZONES.blobZoneId}`,
      `flow-host-queue true ${ZONES.queueZoneId}`,
      `flow-raw-blob true ${ZONES.blobZoneId}`,
      `flow-table-blob true ${ZONES.blobZoneId}`,
    ]);
    const [site] = resourcesOf(stack, 'azurerm_resource_group_template_deployment');
    expect(
      site?.depends_on.filter((each: string) => each.startsWith('azurerm_private_endpoint.')),
    ).toHaveLength(4);
  });

  test('has endpoints without a normalizer', () => {
    const { stack, table } = accountsOf(null, {
      publicNetworkAccess: false,
      privateEndpoints: { subnetId: ENDPOINTS_ID },
    });
    expect(table.public_network_access_enabled).toBe(false);
    expect(endpointsOf(stack)).toEqual(['flow-raw-blob true ', 'flow-table-blob true ']);
  });

  test('accepts endpoints of the normalizer alone', () => {
    const { table } = accountsOf(
      { subnetId: SUBNET_ID, privateEndpointSubnetId: ENDPOINTS_ID },
      { publicNetworkAccess: false },
    );
    expect(table.public_network_access_enabled).toBe(false);
  });
});

test('a lake with public network access states nothing about it', () => {
  const { table } = accountsOf({ subnetId: SUBNET_ID }, {});
  expect(table.public_network_access_enabled).toBeUndefined();
});

test.each<[string, FlowNormalizerOptions | null, Partial<FlowLakeProps>, string]>([
  [
    'a function without endpoints',
    { subnetId: SUBNET_ID },
    { publicNetworkAccess: false },
    'network/Lake/Normalizer: the lake has publicNetworkAccess: false and no private endpoints, so the function does not ' +
      'reach the table: set privateEndpoints on the lake, or privateEndpointSubnetId on the normalizer',
  ],
  [
    'a function outside a network',
    { openStorage: true },
    { publicNetworkAccess: false, privateEndpoints },
    'network/Lake/Normalizer: openStorage is true, but the lake has publicNetworkAccess: false, so a function outside a ' +
      'virtual network does not reach the table: set subnetId and the private endpoints of the lake instead',
  ],
  [
    'endpoints of both',
    { subnetId: SUBNET_ID, privateEndpointSubnetId: ENDPOINTS_ID },
    { privateEndpoints },
    'network/Lake/Normalizer: privateEndpointSubnetId is set, but the lake has privateEndpoints, which the function uses: ' +
      'remove privateEndpointSubnetId and privateDnsZones',
  ],
  [
    'endpoints in the subnet of functions',
    { subnetId: SUBNET_ID },
    { privateEndpoints: { subnetId: SUBNET_ID } },
    'network/Lake/Normalizer: privateEndpoints.subnetId of the lake equals subnetId, which is delegated to functions and ' +
      'cannot contain endpoints: use another',
  ],
  [
    'no zone of queues',
    { subnetId: SUBNET_ID },
    { privateEndpoints: { subnetId: ENDPOINTS_ID, blobZoneId: ZONES.blobZoneId } },
    'network/Lake/Normalizer: privateEndpoints of the lake has a blobZoneId and no queueZoneId: the function reads a ' +
      'queue; set queueZoneId',
  ],
  [
    'allowed subnets and addresses',
    null,
    { publicNetworkAccess: false, allowedSubnetIds: [SUBNET_ID], allowedIpRanges: ['203.0.113.0/24'] },
    ['allowedSubnetIds', 'allowedIpRanges']
      .map(
        (name) =>
          `${name} is set, but publicNetworkAccess is false: the firewall of a public endpoint uses it, service endpoints ` +
          'included; remove it, and set privateEndpoints',
      )
      .join('; ')
      .replace(/^/, 'network/Lake: '),
  ],
  [
    'ids of other resources',
    null,
    {
      privateEndpoints: {
        subnetId: 'a',
        blobZoneId: 'b',
        queueZoneId: azureId('Microsoft.Network', 'virtualNetworks/v'),
      },
    },
    'network/Lake: privateEndpoints.subnetId is "a": expected the ARM id of a Microsoft.Network/virtualNetworks/subnets; ' +
      'privateEndpoints.blobZoneId is "b": expected the ARM id of a Microsoft.Network/privateDnsZones; ' +
      `privateEndpoints.queueZoneId is "${azureId('Microsoft.Network', 'virtualNetworks/v')}": expected the ARM id of a ` +
      'Microsoft.Network/privateDnsZones',
  ],
])('%s fail', (_, normalizer, props, sentence) => {
  expect(thrownBy(() => newLake(normalizer, props))).toBe(sentence);
});

test('a lake with endpoints registers Microsoft.Network', () => {
  const stack = newStack();
  new FlowLake(stack, 'Lake', { location: 'westeurope', privateEndpoints });
  expect(synthesized(stack).provider.azurerm[0]?.resource_providers_to_register).toContain(
    'Microsoft.Network',
  );
});

test('an account of the user without a public endpoint leads to a warning', () => {
  const stack = newStack();
  const storageAccount = new StorageAccount(stack, 'mine', {
    name: 'mine',
    resourceGroupName: 'rg',
    location: 'westeurope',
    accountReplicationType: 'LRS',
    accountTier: 'Standard',
    publicNetworkAccessEnabled: false,
  });
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), storageAccount });
  expect(annotationsOf(stack)).toEqual([
    'storageAccount has no public endpoint, and Network Watcher has no private endpoint: whether it still writes as a ' +
      "trusted service is not documented clearly; keep the public endpoint with the firewall's defaultAction: 'Deny' and " +
      "bypass: ['AzureServices']",
  ]);
});
