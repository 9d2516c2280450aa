import { refusal } from './arm-answer';
import { keyOf, subscriptionOf } from './arm-id';
import { FLOW_LOGS } from './flow-logs';
import type { ArmResource, Json } from './resource-store';
import {
  type Behaviours,
  type CloudOfType,
  locationOf,
  propertiesOf,
  type Write,
  withDefaults,
} from './type-behaviour';

const SUBNET = 'microsoft.network/virtualnetworks/subnets';
const WATCHER = 'microsoft.network/networkwatchers';
const VERSIONS = ['2025-01-01'];

/** The document of watchers that Azure creates. */
const AUTOMATIC_WATCHER = 'Enable or disable Azure Network Watcher: automatic enablement';

/** Default properties of a subnet. */
const SUBNET_DEFAULTS = {
  defaultOutboundAccess: true,
  privateEndpointNetworkPolicies: 'Disabled',
  privateLinkServiceNetworkPolicies: 'Enabled',
};

/** Microsoft.Network: networks with their subnets, interfaces, private endpoints, watchers, flow logs. */
export const NETWORK: Behaviours = {
  'Microsoft.Network/virtualNetworks': {
    versions: VERSIONS,
    // subnets are part of their network, and separate resources
    complete: ({ body }) => ({ ...body, properties: { ...propertiesOf(body), subnets: undefined } }),
    documents: [AUTOMATIC_WATCHER],
    afterWrite: (network, cloud, body) => {
      writeSubnets(network, cloud, body);
      writeWatcher(network, cloud);
    },
    show: (network, store) => ({
      ...network,
      properties: { ...network.properties, subnets: store.list(SUBNET, network.id) },
    }),
  },
  'Microsoft.Network/virtualNetworks/subnets': {
    versions: VERSIONS,
    complete: ({ body }) => withDefaults(body, SUBNET_DEFAULTS),
  },
  'Microsoft.Network/networkInterfaces': { versions: [...VERSIONS, '2023-09-01'] },
  'Microsoft.Network/networkSecurityGroups': { versions: VERSIONS },
  'Microsoft.Network/privateEndpoints': { versions: VERSIONS },
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': { versions: VERSIONS },
  'Microsoft.Network/privateDnsZones': { versions: ['2024-06-01'] },
  'Microsoft.Network/networkWatchers': {
    versions: VERSIONS,
    documents: ['Azure subscription and service limits, quotas, and constraints: Network Watcher limits'],
    refuse: refuseWatcher,
    deletedStatus: 204,
  },
  ...FLOW_LOGS,
};

/** A write of a network replaces its subnets, unless it contains no list of subnets. */
function writeSubnets(network: ArmResource, { store, write, remove }: CloudOfType, body: Json): void {
  const subnets = propertiesOf(body).subnets as readonly Subnet[] | undefined;
  if (subnets === undefined) return;
  const kept = new Set(subnets.map(({ name }) => keyOf(`${network.id}/subnets/${name}`)));
  for (const { id } of store.list(SUBNET, network.id)) if (!kept.has(keyOf(id))) remove(id);
  for (const { name, properties } of subnets) write(`${network.id}/subnets/${name}`, { properties });
}

/** With the first network of a region, Azure creates a watcher, unless the subscription opted out. */
function writeWatcher(network: ArmResource, { store, write, options }: CloudOfType): void {
  const subscription = `/subscriptions/${subscriptionOf(network.id)}`;
  const region = locationOf(network);
  const exists = store.list(WATCHER, subscription).some((watcher) => locationOf(watcher) === region);
  if (exists || !options.createsWatchers) return;
  const group = `${subscription}/resourceGroups/NetworkWatcherRG`;
  if (store.get(group) === undefined) write(group, { location: region });
  write(`${group}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${region}`, {
    location: region,
  });
}

interface Subnet {
  readonly name: string;
  readonly properties: Json;
}

/** A subscription has at most one watcher in a region. */
function refuseWatcher({ id, body, store }: Write) {
  const others = store
    .list(WATCHER, `/subscriptions/${subscriptionOf(id.id)}`)
    .filter((other) => keyOf(other.id) !== keyOf(id.id) && locationOf(other) === locationOf(body));
  if (others.length === 0) return undefined;
  const message = 'Cannot create more than 1 network watchers for this subscription in this region.';
  const document = 'Azure subscription and service limits, quotas, and constraints: Network Watcher limits';
  return refusal(400, 'NetworkWatcherCountLimitReached', message, document);
}
