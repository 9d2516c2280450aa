import { VNET_BLOB_PREFIX, VNET_CONTAINER } from '../../../azure/storage/containers';
import {
  type Destination,
  FOREVER,
  known,
  mapValue,
  type Retention,
  type StorageFact,
  type Unknown,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { shorter } from '../../facts/lifecycle-retention';
import { blocksOf, blockValue, type DeclaredResource } from './declared-resource';

/** First parts of the paths of flow logs in their containers. */
const BLOB_PREFIXES: Readonly<Record<string, string>> = {
  [VNET_CONTAINER]: VNET_BLOB_PREFIX.slice(VNET_CONTAINER.length + 1),
};

/** What the lifecycle rules of a storage account do with flow logs. */
export type StorageLifecycle = Pick<Destination, 'retention' | 'hotRetention'> & Pick<StorageFact, 'moves'>;

/** Returns the retention of flow logs in a storage account. The lifecycle rule that acts first counts. */
export function storageLifecycle(
  policies: readonly DeclaredResource[],
  containers: readonly string[],
): StorageLifecycle {
  let retention: Value<Retention> = known(FOREVER);
  let hot: Value<Retention> = known(FOREVER);
  let moves: Value<boolean> = known(false);
  for (const policy of policies) {
    const rules = blocksOf(policy.value('rule'));
    if (!rules.known) return unknownLifecycle(rules);
    for (const rule of rules.value) {
      const enabled = blockValue(rule.enabled);
      if (!enabled.known) return unknownLifecycle(enabled);
      if (enabled.value === false) continue;
      const applies = appliesToFlowLogs(rule.filters, containers);
      if (!applies.known) return unknownLifecycle(applies);
      if (!applies.value) continue;
      const actions = blocksOf(known(rule.actions));
      const blobs = actions.known ? blocksOf(known(actions.value[0]?.base_blob)) : actions;
      if (!blobs.known) return unknownLifecycle(blobs);
      const [blob = {}] = blobs.value;
      retention = shortest(retention, blob, 'delete_after_days_since');
      hot = shortest(hot, blob, 'tier_to_archive_after_days_since');
      const tiering = shortest(known(FOREVER), blob, 'tier_to_');
      if (!tiering.known) moves = moves.known && moves.value ? moves : unknownAt(tiering);
      else if (tiering.value !== FOREVER) moves = known(true);
    }
  }
  return { retention, hotRetention: shorter(hot, retention), moves };
}

function unknownLifecycle(value: Unknown<unknown>): StorageLifecycle {
  return { retention: unknownAt(value), hotRetention: unknownAt(value), moves: unknownAt(value) };
}

/** Whether a rule applies to flow logs. They are block blobs without index tags. */
function appliesToFlowLogs(filters: unknown, containers: readonly string[]): Value<boolean> {
  const blocks = blocksOf(known(filters));
  if (!blocks.known) return unknownAt(blocks);
  const [filter = {}] = blocks.value;
  const types = listIn(filter.blob_types).map(String);
  if (types.length > 0 && !types.some((type) => type.toLowerCase() === 'blockblob')) return known(false);
  if (listIn(filter.match_blob_index_tag).length > 0) return known(false);
  const results = listIn(filter.prefix_match).map((prefix) => {
    const value = blockValue(prefix);
    return value.known ? holdsFlowLogs(String(value.value), containers) : unknownAt(value);
  });
  if (results.length === 0 || results.some((each) => each.known && each.value)) return known(true);
  return results.find((each) => !each.known) ?? known(false);
}

function holdsFlowLogs(prefix: string, containers: readonly string[]): Value<boolean> {
  const roots = containers.map((container) => `${container}/${BLOB_PREFIXES[container] ?? ''}`);
  if (roots.some((root) => root.toLowerCase().startsWith(prefix.toLowerCase()))) return known(true);
  const isBelow = roots.some((root) => prefix.toLowerCase().startsWith(root.toLowerCase()));
  return isBelow ? unknown(`a lifecycle rule applies to the prefix ${prefix} only`) : known(false);
}

function listIn(value: unknown): unknown[] {
  return [value ?? []].flat();
}

function shortest(
  current: Value<Retention>,
  actions: Record<string, unknown>,
  namePrefix: string,
): Value<Retention> {
  return Object.entries(actions)
    .filter(([name]) => name.startsWith(namePrefix))
    .map(([, days]) => mapValue(blockValue(days), retentionIn))
    .reduce(shorter, current);
}

/** Converts days to a retention. The provider uses negative days for a disabled action. */
function retentionIn(days: unknown): Retention {
  return days === undefined || Number(days) < 0 ? FOREVER : Number(days);
}
