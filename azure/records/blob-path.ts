import { networkWatcherRegion } from '../network-watcher';

/** Type of the flow log that a blob belongs to. */
export type BlobKind = 'vnet' | 'nsg';

/** The parts of the path of a blob. */
export interface BlobPath {
  /** Undefined if the path contains no flow log, network security group or virtual network. */
  readonly kind?: BlobKind;
  /** In lower case. */
  readonly subscriptionId?: string;
  /** Region of the network watcher, in lower case. NSG paths contain none. */
  readonly region?: string;
  /** As written. NSG paths contain none. */
  readonly flowLogName?: string;
  /** Twelve digits, as written. */
  readonly mac?: string;
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
  /** Hour of the day, `00` to `23`. */
  readonly hour: string;
}

const CONTAINER = /(?:^|\/)(insights-logs-[a-z]+\/(?:flowLogResourceID|resourceId)=\/.*)$/i;
const WITHOUT_CONTAINER = /(?:^|\/)((?:flowLogResourceID|resourceId)=\/.*)$/i;

/** The second `m=` is the minute, which is always 00. */
const SHAPE =
  /(?:^|\/)(flowLogResourceID|resourceId)=\/+(.+?)\/y=(\d{4})\/m=(\d\d)\/d=(\d\d)\/h=(\d\d)\/m=\d\d\/(?:macAddress=([0-9a-f]{12})\/)?PT1H\.json[^/]*$/i;

const RESOURCE = /^SUBSCRIPTIONS\/([^/]+)\/RESOURCEGROUPS\/[^/]+\/PROVIDERS\/MICROSOFT\.NETWORK\/(.+)$/i;
const FLOW_LOG = /^NETWORKWATCHERS\/([^/]+)\/FLOWLOGS\/([^/]+)$/i;
/** Subscription and resource group of the network watcher, then the names of network watcher and flow log joined by `_`. */
const SHORT = /^([0-9a-f-]{36})_[^/]+\/(NETWORKWATCHER_[^/_]+)_([^/]+)$/i;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Parses the path of a flow-log blob, with any folder, container or URL before it. Supports the three forms of VNet flow
 * logs in Microsoft's documentation, the form of NSG flow logs, and `resourceId=` with a virtual network. Returns
 * undefined for any other path.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs" and "Flow logging for network security
 * groups".
 */
export function parseBlobPath(path: string): BlobPath | undefined {
  const match = SHAPE.exec(path);
  if (!match) return undefined;
  const [, key, resource, year, month, date, hour, mac] = match as unknown as string[];
  const day = `${year}-${month}-${date}`;
  if (!isDay(day) || (hour as string) > '23') return undefined;
  const isFlowLog = (key as string).toLowerCase() === 'flowlogresourceid';
  const named = resourceOf(resource as string, isFlowLog);
  return { ...named, ...(mac ? { mac } : {}), day, hour: hour as string };
}

/** The part of a path that Azure wrote: from the container, or from the flow log's key if there is no container. */
export function blobPart(path: string): string | undefined {
  if (!parseBlobPath(path)) return undefined;
  return (CONTAINER.exec(path) ?? WITHOUT_CONTAINER.exec(path))?.[1];
}

/** The id of a subscription in lower case; undefined if the text is not one. */
export function subscriptionOf(text: string): string | undefined {
  return GUID.test(text) ? text.toLowerCase() : undefined;
}

function resourceOf(resource: string, isFlowLog: boolean): Omit<BlobPath, 'day' | 'hour'> {
  const [, subscription = '', rest = ''] = RESOURCE.exec(resource) ?? [];
  const [, watcher, flowLogName] = FLOW_LOG.exec(rest) ?? [];
  if (watcher && flowLogName) return known('vnet', subscription, watcher, flowLogName);
  const [, shortSubscription, shortWatcher, shortName] = SHORT.exec(resource) ?? [];
  if (shortSubscription) return known('vnet', shortSubscription, shortWatcher, shortName);
  if (isFlowLog || /^VIRTUALNETWORKS\//i.test(rest)) return known('vnet', subscription);
  return known(/^NETWORKSECURITYGROUPS\//i.test(rest) ? 'nsg' : undefined, subscription);
}

function known(
  kind: BlobKind | undefined,
  subscription: string,
  watcher = '',
  flowLogName?: string,
): Omit<BlobPath, 'day' | 'hour'> {
  const subscriptionId = subscriptionOf(subscription);
  const region = networkWatcherRegion(watcher);
  return {
    ...(kind ? { kind } : {}),
    ...(subscriptionId ? { subscriptionId } : {}),
    ...(region ? { region } : {}),
    ...(flowLogName ? { flowLogName } : {}),
  };
}

function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
