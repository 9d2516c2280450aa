/** A region's name as Azure compares it: `West Europe` is `westeurope`. */
export function normalizedRegion(region: string): string {
  return region.toLowerCase().replaceAll(' ', '');
}

/** Resource group of the network watchers that Azure makes by itself. */
export const NETWORK_WATCHER_GROUP = 'NetworkWatcherRG';

/** What stands before the region in the name of such a network watcher. */
export const NETWORK_WATCHER_PREFIX = 'NetworkWatcher_';
