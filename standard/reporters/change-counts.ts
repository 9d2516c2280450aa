import type { FlowLogChange } from '../change/flow-log-change';

/** Changes that a report shows in full. The others are counted. */
export const MOST_CHANGES = 10;

/** Returns the numbers of changes by kind: `80 replaced, 5 removed`. */
export function changeCounts(changes: readonly Pick<FlowLogChange, 'kind'>[]): string {
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  return kinds.map((kind) => `${changes.filter((change) => change.kind === kind).length} ${kind}`).join(', ');
}
