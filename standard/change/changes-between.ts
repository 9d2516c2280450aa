import { isTransitGatewayKind } from '../../aws/flow-log';
import { parseFormat } from '../../aws/format/parse-format';
import { lostBetween, type Readable, readableOf } from '../consumer/consumer';
import { type AwsFlowLog, type FlowLog, isAwsFlowLog, type ResourceModel } from '../facts';
import { parsedFormat } from '../rule-support/written-format';
import { ChangeKind, type FlowLogChange, type PropertyChange } from './flow-log-change';
import { propertiesOf } from './properties';
import { gapOf, stepsFor } from './steps';

const NOTHING: Readable = { columns: [], attributes: [], questions: [] };

/**
 * Returns the differences between the flow logs of two versions of an app. Flow logs match by address. A removed and an
 * added flow log with the same target and destination also match. Unknown values count as unchanged.
 */
export function changesBetween(base: ResourceModel, head: ResourceModel): FlowLogChange[] {
  const before = new Map(base.flowLogs.map((flowLog) => [flowLog.address, flowLog]));
  const after = new Map(head.flowLogs.map((flowLog) => [flowLog.address, flowLog]));
  const gone = base.flowLogs.filter(({ address }) => !after.has(address));
  const changes: FlowLogChange[] = [];
  for (const flowLog of head.flowLogs) {
    const same = before.get(flowLog.address);
    if (same) changes.push(...changed(same, flowLog));
    else {
      const index = gone.findIndex((one) => haveSameEnds(one, flowLog));
      const [renamed] = index === -1 ? [] : gone.splice(index, 1);
      changes.push(renamed ? replaced(renamed, flowLog, differences(renamed, flowLog)) : added(flowLog));
    }
  }
  return [...changes, ...gone.map(removed)];
}

function haveSameEnds(one: FlowLog, other: FlowLog): boolean {
  if (!one.target.known || !other.target.known || !one.destination.known || !other.destination.known)
    return false;
  return (
    one.target.value === other.target.value &&
    one.destination.value.address === other.destination.value.address
  );
}

function changed(before: FlowLog, after: FlowLog): FlowLogChange[] {
  const properties = differences(before, after);
  if (properties.length === 0) return [];
  if (properties.some(({ forcesReplacement }) => forcesReplacement))
    return [replaced(before, after, properties)];
  return [{ ...unchanged(ChangeKind.UPDATED, after), before, properties }];
}

function differences(before: FlowLog, after: FlowLog): PropertyChange[] {
  const old = new Map(propertiesOf(before).map(({ name, value }) => [name, value]));
  return propertiesOf(after).flatMap(({ name, value, isImmutable }) => {
    const was = old.get(name);
    if (!was?.known || !value.known || was.value === value.value) return [];
    return [{ name, before: was.value, after: value.value, forcesReplacement: isImmutable }];
  });
}

function replaced(before: FlowLog, after: FlowLog, properties: readonly PropertyChange[]): FlowLogChange {
  const change = {
    ...unchanged(ChangeKind.REPLACED, after),
    before,
    properties,
    ...fieldChanges(before, after),
  };
  return { ...change, gap: gapOf(change), steps: stepsFor(change) };
}

/** The differences between the log formats, and their effect on readers. */
function fieldChanges(before: FlowLog, after: FlowLog) {
  if (!isAwsFlowLog(before) || !isAwsFlowLog(after)) return {};
  const [old, now] = [namesOf(before), namesOf(after)];
  if (!old || !now) return {};
  const lost = lostBetween(readableBy(before, old), readableBy(after, now));
  const kept = old.filter((name) => now.includes(name));
  return {
    fieldsRemoved: old.filter((name) => !now.includes(name)),
    fieldsAdded: now.filter((name) => !old.includes(name)),
    isReordered: kept.some((name, index) => now.filter((each) => old.includes(each))[index] !== name),
    columnsLost: lost.columns,
    attributesLost: lost.attributes,
    questionsLost: lost.questions,
  };
}

function namesOf(flowLog: AwsFlowLog): readonly string[] | undefined {
  if (!flowLog.format.known) return undefined;
  return parsedFormat(flowLog.format.value, flowLog).fields.map(({ name }) => name);
}

function readableBy({ targetKind }: AwsFlowLog, names: readonly string[]): Readable {
  const { fields } = parseFormat(names.map((name) => `\${${name}}`).join(' '));
  return readableOf(fields, targetKind.known && isTransitGatewayKind(targetKind.value));
}

function added(flowLog: FlowLog): FlowLogChange {
  return unchanged(ChangeKind.ADDED, flowLog);
}

function removed(flowLog: FlowLog): FlowLogChange {
  const names = isAwsFlowLog(flowLog) ? namesOf(flowLog) : undefined;
  const lost = names && isAwsFlowLog(flowLog) ? readableBy(flowLog, names) : NOTHING;
  const change = {
    ...unchanged(ChangeKind.REMOVED, flowLog),
    before: flowLog,
    columnsLost: lost.columns,
    attributesLost: lost.attributes,
    questionsLost: lost.questions,
  };
  return { ...change, gap: gapOf(change), steps: stepsFor(change) };
}

function unchanged(kind: ChangeKind, flowLog: FlowLog): FlowLogChange {
  return {
    kind,
    flowLog,
    properties: [],
    fieldsRemoved: [],
    fieldsAdded: [],
    isReordered: false,
    columnsLost: [],
    attributesLost: [],
    questionsLost: [],
    steps: [],
  };
}
