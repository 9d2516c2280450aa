import { refusal } from './arm-answer';
import { keyOf, subscriptionOf } from './arm-id';
import type { ArmResource, Json } from './resource-store';
import { type Behaviours, type CloudOfType, propertiesOf, type Write, withDefaults } from './type-behaviour';

const SUBNET = 'microsoft.network/virtualnetworks/subnets';
const WATCHER = 'microsoft.network/networkwatchers';
const FLOW_LOG = 'microsoft.network/networkwatchers/flowlogs';

/** Default properties of a subnet. */
const SUBNET_DEFAULTS = {
  defaultOutboundAccess: true,
  privateEndpointNetworkPolicies: 'Disabled',
  privateLinkServiceNetworkPolicies: 'Enabled',
};

/** Microsoft.Network: networks with their subnets, watchers, flow logs. */
export const NETWORK: Behaviours = {
  'microsoft.network/virtualnetworks': {
    // a network holds its subnets; they are resources as well
    complete: ({ body }) => ({ ...body, properties: { ...propertiesOf(body), subnets: undefined } }),
    afterWrite: writeSubnets,
    show: (network, store) => ({
      ...network,
      properties: { ...network.properties, subnets: store.list(SUBNET, network.id) },
    }),
  },
  [SUBNET]: { complete: ({ body }) => withDefaults(body, SUBNET_DEFAULTS) },
  [WATCHER]: { refuse: refuseWatcher, deletedStatus: 204 },
  [FLOW_LOG]: {
    refuse: refuseFlowLog,
    afterWrite: writeLifecycleRule,
    deletedStatus: 204,
  },
};

/** The subnets that come with a network are all it has then; without a list they stay. */
function writeSubnets(network: ArmResource, { store, write }: CloudOfType, body: Json): void {
  const subnets = propertiesOf(body).subnets as readonly Subnet[] | undefined;
  if (subnets === undefined) return;
  const kept = new Set(subnets.map(({ name }) => keyOf(`${network.id}/subnets/${name}`)));
  for (const { id } of store.list(SUBNET, network.id)) if (!kept.has(keyOf(id))) store.delete(id);
  for (const { name, properties } of subnets) write(`${network.id}/subnets/${name}`, { properties });
}

interface Subnet {
  readonly name: string;
  readonly properties: Json;
}

/** There is one watcher in each region of a subscription. */
function refuseWatcher({ id, body, store }: Write) {
  const others = store
    .list(WATCHER, `/subscriptions/${subscriptionOf(id.id)}`)
    .filter((other) => keyOf(other.id) !== keyOf(id.id) && locationOf(other) === locationOf(body));
  if (others.length === 0) return undefined;
  const message = `Cannot create more than 1 network watchers for this subscription in this region.`;
  return refusal(400, 'NetworkWatcherCountLimitReached', message);
}

/** What Network Watcher refuses; the rules are Azure's, of the codes not all are documented. */
function refuseFlowLog({ id, body, before, store }: Write) {
  const { targetResourceId, storageId, flowAnalyticsConfiguration } = propertiesOf(
    body,
  ) as unknown as FlowLog;
  const target = store.get(targetResourceId);
  if (target === undefined)
    return refusal(400, 'InvalidResourceReference', `target ${targetResourceId} was not found`);
  const account = store.get(storageId);
  if (account === undefined)
    return refusal(400, 'StorageAccountNotFound', `storage account ${storageId} was not found`);
  if (locationOf(account) !== locationOf(body))
    return refusal(
      400,
      'StorageAccountLocationMismatch',
      `storage account ${storageId} is not in ${body.location}`,
    );
  const others = store
    .list(FLOW_LOG, id.parent)
    .filter((other) => keyOf(other.id) !== keyOf(id.id))
    .filter(
      (other) => keyOf((other.properties as unknown as FlowLog).targetResourceId) === keyOf(targetResourceId),
    );
  if (others.length > 0)
    return refusal(
      400,
      'CannotCreateMoreThanOneFlowLogPerTargetResource',
      `${targetResourceId} has a flow log`,
    );
  const analysed = (before?.properties as unknown as FlowLog | undefined)?.flowAnalyticsConfiguration;
  if (isOn(analysed) && flowAnalyticsConfiguration === undefined)
    return refusal(
      400,
      'FlowAnalyticsCannotBeUnspecified',
      'FlowAnalysisEnabled changed from true to unspecified. Disable flow analysis first',
    );
  return undefined;
}

/** A flow log with a retention writes the lifecycle rules of its account, over those that were there. */
function writeLifecycleRule(flowLog: ArmResource, { store, write }: CloudOfType): void {
  const { storageId, retentionPolicy } = flowLog.properties as unknown as FlowLog;
  const account = store.get(storageId);
  if (account === undefined || !retentionPolicy?.enabled) return;
  write(`${account.id}/managementPolicies/default`, {
    properties: {
      policy: {
        rules: [
          {
            name: flowLog.name,
            enabled: true,
            type: 'Lifecycle',
            definition: {
              filters: { blobTypes: ['blockBlob'] },
              actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: retentionPolicy.days } } },
            },
          },
        ],
      },
    },
  });
}

interface FlowLog {
  readonly targetResourceId: string;
  readonly storageId: string;
  readonly flowAnalyticsConfiguration?: Json;
  readonly retentionPolicy?: { readonly enabled: boolean; readonly days: number };
}

function isOn(configuration: Json | undefined): boolean {
  const inner = configuration?.networkWatcherFlowAnalyticsConfiguration as Json | undefined;
  return inner?.enabled === true;
}

function locationOf({ location }: Json): string {
  return String(location).toLowerCase().replace(/ /g, '');
}
