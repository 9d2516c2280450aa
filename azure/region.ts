/** Normalizes the name of a region for comparison: `West Europe` becomes `westeurope`. */
export function normalizedRegion(region: string): string {
  return region.toLowerCase().replaceAll(' ', '');
}

/** Resource group of the network watchers that Azure creates automatically. */
export const NETWORK_WATCHER_GROUP = 'NetworkWatcherRG';

/** Prefix of the names of these network watchers. The region follows. */
export const NETWORK_WATCHER_PREFIX = 'NetworkWatcher_';
