import { type ArmAnswer, refusal } from './arm-answer';
import { keyOf, parseArmId, subscriptionOf } from './arm-id';
import { LockedOperation, refuseLocked } from './locks';
import { withPrincipals } from './managed-identity';
import { names } from './property-names';
import type { ArmResource, Json } from './resource-store';
import { analyticsOf, TRAFFIC_ANALYTICS_DOCUMENTS, writeNwta } from './traffic-analytics';
import { type Behaviours, type CloudOfType, locationOf, propertiesOf, type Write } from './type-behaviour';

const FLOW_LOG = 'microsoft.network/networkwatchers/flowlogs';
const SECURITY_GROUP = 'microsoft.network/networksecuritygroups';

/** Documents of the refusals. */
const DOCUMENTS = {
  overview: 'Virtual network flow logs',
  manage: 'Manage virtual network flow logs',
  retirement: 'Flow logging for network security groups: retirement',
  storage: 'Azure Network Watcher FAQ: flow logs',
  analytics: 'azure-powershell pull request 10598',
  lifecycle: 'azurerm issue 6935',
  filtering: 'Filter virtual network flow logs',
  identity: 'azure-rest-api-specs issue 36418',
  parallel: 'azurerm issues 13703 and 14745; azure-rest-api-specs issue 17240',
};

/** Properties of a flow log. Clients that read before they write return the last two. */
const PROPERTIES = {
  ...names(
    'targetResourceId storageId enabled enabledFilteringCriteria recordTypes provisioningState targetResourceGuid',
  ),
  retentionPolicy: names('days enabled'),
  format: names('type version'),
  flowAnalyticsConfiguration: {
    networkWatcherFlowAnalyticsConfiguration: names(
      'enabled trafficAnalyticsInterval workspaceId workspaceRegion workspaceResourceId',
    ),
  },
};

/** Flow logs of Network Watcher. */
export const FLOW_LOGS: Behaviours = {
  'Microsoft.Network/networkWatchers/flowLogs': {
    versions: ['2025-01-01', '2025-05-01', '2025-07-01'],
    documents: [...Object.values(DOCUMENTS), ...TRAFFIC_ANALYTICS_DOCUMENTS],
    properties: PROPERTIES,
    refuse: refuseFlowLog,
    complete: ({ id, body, store }) => withPrincipals(id.id, body, store),
    afterWrite: (flowLog, cloud) => {
      writeLifecycleRule(flowLog, cloud);
      const analytics = analyticsOf(flowLog.properties);
      if (analytics !== undefined) writeNwta(analytics, cloud);
    },
    deletedStatus: 204,
    occupies: (id, body) => [id.parent, flowLogOf(body).storageId, flowLogOf(body).targetResourceId],
  },
};

/** The error of a flow log that is written beside another of the same watcher or account. */
export const PARALLEL_FLOW_LOGS = refusal(
  500,
  'InternalServerError',
  'An error occurred.',
  DOCUMENTS.parallel,
);

/** Each returns an error or undefined. Not all codes are documented; the rules are. */
const REFUSALS: readonly ((write: Write) => ArmAnswer | undefined)[] = [
  refuseOtherSubscription,
  refuseMissing,
  refuseLockedTarget,
  refuseSecurityGroup,
  refuseOtherRegion,
  refuseSecond,
  refuseUnspecifiedAnalytics,
  refuseFilter,
  refuseIdentity,
];

function refuseFlowLog(write: Write): ArmAnswer | undefined {
  for (const refuse of REFUSALS) {
    const refused = refuse(write);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function refuseOtherSubscription({ id, body }: Write) {
  const { targetResourceId } = flowLogOf(body);
  if (keyOf(subscriptionOf(targetResourceId)) === keyOf(subscriptionOf(id.id))) return undefined;
  const message = `Subscription of the flow log ${id.id} differs from the subscription of its target ${targetResourceId}.`;
  return refusal(400, 'FlowLogTargetResourceIsInDifferentSubscription', message, DOCUMENTS.manage);
}

function refuseMissing({ body, store }: Write) {
  const { targetResourceId, storageId } = flowLogOf(body);
  if (store.get(targetResourceId) === undefined) {
    const message = `Resource ${targetResourceId} referenced by the flow log was not found.`;
    return refusal(400, 'InvalidResourceReference', message, DOCUMENTS.overview);
  }
  if (store.get(storageId) !== undefined) return undefined;
  const message = `Storage account ${storageId} was not found.`;
  return refusal(400, 'StorageAccountNotFound', message, DOCUMENTS.overview);
}

/** A read-only lock on the target or on what contains it prevents the creation of a flow log. */
function refuseLockedTarget({ body, before, store }: Write) {
  if (before !== undefined) return undefined;
  const locked = refuseLocked(flowLogOf(body).targetResourceId, LockedOperation.WRITE, store);
  return locked && { ...locked, document: DOCUMENTS.manage };
}

/** New flow logs of network security groups are refused since 30 June 2025. */
function refuseSecurityGroup({ body, before }: Write) {
  const { targetResourceId } = flowLogOf(body);
  if (before !== undefined || parseArmId(targetResourceId)?.type !== SECURITY_GROUP) return undefined;
  const message =
    'Creation of new NSG flow logs is no longer supported. Use virtual network flow logs instead.';
  return refusal(400, 'NsgFlowLogCreationBlocked', message, DOCUMENTS.retirement);
}

function refuseOtherRegion({ body, store }: Write) {
  const { storageId } = flowLogOf(body);
  const account = store.get(storageId) as ArmResource;
  if (locationOf(account) === locationOf(body)) return undefined;
  const message = `storage account ${storageId} is not in ${body.location}`;
  return refusal(400, 'StorageAccountLocationMismatch', message, DOCUMENTS.storage);
}

function refuseSecond({ id, body, store }: Write) {
  const { targetResourceId } = flowLogOf(body);
  const others = store
    .list(FLOW_LOG, id.parent)
    .filter((other) => keyOf(other.id) !== keyOf(id.id))
    .filter((other) => keyOf(flowLogOf(other).targetResourceId) === keyOf(targetResourceId));
  if (others.length === 0) return undefined;
  const code = 'CannotCreateMoreThanOneFlowLogPerTargetResource';
  return refusal(400, code, `${targetResourceId} has a flow log`, DOCUMENTS.manage);
}

function refuseUnspecifiedAnalytics({ body, before }: Write) {
  const isOn = before !== undefined && analyticsOf(before.properties) !== undefined;
  if (!isOn || flowLogOf(body).flowAnalyticsConfiguration !== undefined) return undefined;
  const message = 'FlowAnalysisEnabled changed from true to unspecified. Disable flow analysis first';
  return refusal(400, 'FlowAnalyticsCannotBeUnspecified', message, DOCUMENTS.analytics);
}

/** Filters have at most 1000 characters and no brackets, and record types are the letters B, C, E and D. */
function refuseFilter({ body }: Write) {
  const { enabledFilteringCriteria: filter = '', recordTypes = '' } = flowLogOf(body);
  const isFilter = filter.length <= 1000 && !/[()[\]{}]/.test(filter);
  const areTypes = recordTypes === '' || recordTypes.split(',').every((type) => /^\s*[BCED]\s*$/i.test(type));
  if (isFilter && areTypes) return undefined;
  const message = `The value ${isFilter ? recordTypes : filter} of the flow log is invalid.`;
  return refusal(400, 'InvalidRequestFormat', message, DOCUMENTS.filtering);
}

/** Flow logs have user-assigned identities only. */
function refuseIdentity({ body }: Write) {
  const { type = 'None' } = (body.identity ?? {}) as { readonly type?: string };
  if (!type.includes('SystemAssigned')) return undefined;
  const message = `The identity type ${type} is not supported for flow logs.`;
  return refusal(400, 'InvalidIdentityType', message, DOCUMENTS.identity);
}

/** A flow log with a retention writes the lifecycle rules of its account, and replaces the existing ones. */
function writeLifecycleRule(flowLog: ArmResource, { store, write }: CloudOfType): void {
  const { storageId, retentionPolicy } = flowLogOf(flowLog);
  const account = store.get(storageId);
  if (account === undefined || !retentionPolicy?.enabled) return;
  const actions = { baseBlob: { delete: { daysAfterModificationGreaterThan: retentionPolicy.days } } };
  const definition = { filters: { blobTypes: ['blockBlob'] }, actions };
  const rule = { name: flowLog.name, enabled: true, type: 'Lifecycle', definition };
  write(`${account.id}/managementPolicies/default`, { properties: { policy: { rules: [rule] } } });
}

interface FlowLog {
  readonly targetResourceId: string;
  readonly storageId: string;
  readonly enabledFilteringCriteria?: string;
  readonly recordTypes?: string;
  readonly flowAnalyticsConfiguration?: Json;
  readonly retentionPolicy?: { readonly enabled: boolean; readonly days: number };
}

function flowLogOf(body: Json): FlowLog {
  return propertiesOf(body) as unknown as FlowLog;
}
