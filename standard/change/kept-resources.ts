import type { Fact, ResourceModel } from '../facts';
import { isBelow } from '../facts/is-below';

/** Adds the resources of the base that the engine forgets without destroying them, as they continue to exist. */
export function withKeptResources(head: ResourceModel, base: ResourceModel): ResourceModel {
  const { kept = [] } = head;
  if (kept.length === 0) return head;
  const keptIn = <T extends Fact>(before: readonly T[], after: readonly T[]): readonly T[] => {
    const declared = new Set(after.map(({ address }) => address));
    return before.filter(
      ({ address, unit, localName }) =>
        !declared.has(address) &&
        kept.some((each) => each.unit === unit.name && isBelow(localName, each.name)),
    );
  };
  return {
    ...head,
    networks: [...head.networks, ...keptIn(base.networks, head.networks)],
    flowLogs: [...head.flowLogs, ...keptIn(base.flowLogs, head.flowLogs)],
    ...(head.stores && { stores: [...head.stores, ...keptIn(base.stores ?? [], head.stores)] }),
  };
}
