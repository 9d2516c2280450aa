import { isDay } from '../../flows/day';
import { isGuid } from '../guid';
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

/** The folder that precedes the resource, in lower case. */
const KEYS = ['flowlogresourceid=', 'resourceid='];
const CONTAINER_NAME = /^insights-logs-[a-z]+$/i;

/** The last folders of a path, innermost first. The second `m=` is the minute, which is always 00. */
const TIME_FOLDERS = [/^m=\d\d$/i, /^h=\d\d$/i, /^d=\d\d$/i, /^m=\d\d$/i, /^y=\d{4}$/i];
const MAC_FOLDER = /^macaddress=[0-9a-f]{12}$/i;
const SHORT_SUBSCRIPTION_LENGTH = 36;

/**
 * Parses the path of a flow-log blob, with any folder, container or URL before it. Supports the three forms of VNet flow
 * logs in Microsoft's documentation, the form of NSG flow logs, and `resourceId=` with a virtual network. Returns
 * undefined for any other path.
 *
 * Source: Azure Network Watcher documentation, "Virtual network flow logs" and "Flow logging for network security
 * groups".
 */
export function parseBlobPath(path: string): BlobPath | undefined {
  const folders = path.split('/');
  const shape = shapeOf(folders);
  if (!shape) return undefined;
  const { keyAt, timeAt, mac } = shape;
  const [year, month, date, hour] = folders.slice(timeAt, timeAt + 4).map((folder) => folder.slice(2));
  const day = `${year}-${month}-${date}`;
  if (!isDay(day) || (hour as string) > '23') return undefined;
  const resource = withoutEmptyFirst(folders.slice(keyAt + 1, timeAt));
  const named = resourceOf(resource, folders[keyAt]?.toLowerCase() === KEYS[0]);
  return { ...named, ...(mac ? { mac } : {}), day, hour: hour as string };
}

/** The part of a path that Azure wrote: from the container, or from the flow log's key if there is no container. */
export function blobPart(path: string): string | undefined {
  if (!parseBlobPath(path)) return undefined;
  const folders = path.split('/');
  const keyAt = folders.findIndex(isKey);
  const hasContainer = CONTAINER_NAME.test(folders[keyAt - 1] ?? '');
  return folders.slice(hasContainer ? keyAt - 1 : keyAt).join('/');
}

/** Positions of the key and of the year in the folders of a path. */
function shapeOf(folders: readonly string[]): { keyAt: number; timeAt: number; mac?: string } | undefined {
  if (!folders.at(-1)?.toLowerCase().startsWith('pt1h.json')) return undefined;
  const before = folders.at(-2) ?? '';
  const mac = MAC_FOLDER.test(before) ? before.slice('macAddress='.length) : undefined;
  const minuteAt = folders.length - (mac ? 3 : 2);
  if (!TIME_FOLDERS.every((folder, up) => folder.test(folders[minuteAt - up] ?? ''))) return undefined;
  const timeAt = minuteAt - TIME_FOLDERS.length + 1;
  const keyAt = folders.findIndex(isKey);
  const hasResource = keyAt >= 0 && folders.slice(keyAt + 1, timeAt).some((folder) => folder !== '');
  return hasResource ? { keyAt, timeAt, ...(mac ? { mac } : {}) } : undefined;
}

function isKey(folder: string): boolean {
  return KEYS.includes(folder.toLowerCase());
}

/** The key can be followed by several slashes. */
function withoutEmptyFirst(folders: readonly string[]): readonly string[] {
  return folders.slice(folders.findIndex((folder) => folder !== ''));
}

/** The id of a subscription in lower case; undefined if the text is not one. */
export function subscriptionOf(text: string): string | undefined {
  return isGuid(text) ? text.toLowerCase() : undefined;
}

function resourceOf(folders: readonly string[], isFlowLog: boolean): Omit<BlobPath, 'day' | 'hour'> {
  const short = shortNames(folders);
  if (short) return known('vnet', ...short);
  const [
    subscriptions,
    subscription = '',
    groups,
    group = '',
    providers,
    namespace,
    type,
    name = '',
    ...rest
  ] = folders.map((folder, index) => (index % 2 === 0 ? folder.toLowerCase() : folder));
  const isNetwork =
    subscriptions === 'subscriptions' &&
    groups === 'resourcegroups' &&
    providers === 'providers' &&
    group !== '';
  if (!isNetwork || namespace?.toLowerCase() !== 'microsoft.network')
    return known(isFlowLog ? 'vnet' : undefined, '');
  const [children, flowLogName] = rest;
  const isNamed = type === 'networkwatchers' && children === 'flowlogs' && rest.length === 2;
  if (isNamed && name && flowLogName) return known('vnet', subscription, name, flowLogName);
  if (isFlowLog || (type === 'virtualnetworks' && name)) return known('vnet', subscription);
  return known(type === 'networksecuritygroups' && name ? 'nsg' : undefined, subscription);
}

/**
 * Subscription, network watcher and flow log of the short form: subscription and resource group of the network watcher,
 * then the names of network watcher and flow log, joined by `_`.
 */
function shortNames(folders: readonly string[]): [string, string, string] | undefined {
  const [scope = '', names = '', ...rest] = folders;
  const subscription = scope.slice(0, SHORT_SUBSCRIPTION_LENGTH);
  const hasGroup = scope[SHORT_SUBSCRIPTION_LENGTH] === '_' && scope.length > SHORT_SUBSCRIPTION_LENGTH + 1;
  const [prefix = '', region = '', ...flowLog] = names.split('_');
  const isShort = rest.length === 0 && /^[0-9a-f-]{36}$/i.test(subscription) && hasGroup;
  if (!isShort || prefix.toLowerCase() !== 'networkwatcher' || region === '' || flowLog.join('_') === '')
    return undefined;
  return [subscription, `${prefix}_${region}`, flowLog.join('_')];
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
