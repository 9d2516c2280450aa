/** Resource group of the network watchers that Azure creates automatically. */
export const NETWORK_WATCHER_GROUP = 'NetworkWatcherRG';

/** Prefix of the names of these network watchers. The region follows. */
export const NETWORK_WATCHER_PREFIX = 'NetworkWatcher_';

const NAME = new RegExp(`^${NETWORK_WATCHER_PREFIX}([a-z0-9]+)(?:_|$)`, 'i');

/** The region in the default name of a network watcher, in lower case; undefined for another name. */
export function networkWatcherRegion(name: string): string | undefined {
  return NAME.exec(name)?.[1]?.toLowerCase();
}
