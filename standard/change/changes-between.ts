import {
  type Destination,
  type FlowLog,
  isAwsFlowLog,
  type ResourceModel,
  unknown,
  type Value,
  valueOr,
} from '../facts';
import { destinationChange, hasOtherName } from './destination-changes';
import { ChangeKind, type FlowLogChange, type NetworkChange, type PropertyChange } from './flow-log-change';
import { formatChange } from './format-changes';
import { ModelPairs } from './model-pairs';
import { propertiesOf } from './properties';
import { refusalOf } from './refusals';
import { refusedUpdate } from './refused-updates';
import { type Replacement, replacementOf } from './replacements';
import { isRenamed } from './resource-pairs';
import { gapOf, stepsFor } from './steps';

/**
 * Returns the differences between the flow logs of two versions of an app, with the replacements of the resources that they
 * depend on. Resources match by address. A resource under another name also matches if its properties are equal.
 */
export function changesBetween(base: ResourceModel, head: ResourceModel): FlowLogChange[] {
  const pairs = new ModelPairs(base, head);
  const recorded = new Set(
    head.flowLogs.filter(mayRecord).flatMap(({ target }) => (target.known ? [target.value] : [])),
  );
  return [
    ...head.flowLogs.flatMap((flowLog): FlowLogChange[] => {
      const before = pairs.flowLogs.before(flowLog.address);
      return before ? changed(before, flowLog, pairs) : [added(flowLog)];
    }),
    ...base.flowLogs
      .filter(({ address }) => !pairs.flowLogs.after(address))
      .map((flowLog) => removed(flowLog, base, pairs, recorded)),
  ];
}

function mayRecord(flowLog: FlowLog): boolean {
  return isAwsFlowLog(flowLog) || valueOr(flowLog.enabled, true);
}

function changed(before: FlowLog, after: FlowLog, pairs: ModelPairs): FlowLogChange[] {
  const network = networkChange(before, pairs);
  const destination = destinationChange(before, after, pairs);
  const properties = differences(before, after, pairs);
  const replacement = flowLogReplacement(before, after, properties, { network, destination });
  const refusal = refusedUpdate(before, after, pairs);
  const isAffected = network !== undefined || destination !== undefined || refusal !== undefined;
  if (!replacement && properties.length === 0 && !isAffected) return [];
  return [
    completed({
      ...EMPTY,
      kind: kindOf(replacement, properties),
      flowLog: after,
      before,
      causes: replacement?.causes ?? [],
      properties,
      ...(replacement && formatChange(before, after)),
      ...(network && { network }),
      ...(destination && { destination }),
      ...(refusal && { refusal }),
    }),
  ];
}

function kindOf(replacement: Replacement | undefined, properties: readonly PropertyChange[]): ChangeKind {
  if (replacement) return replacement.isCertain ? ChangeKind.REPLACED : ChangeKind.POSSIBLY_REPLACED;
  return properties.length > 0 ? ChangeKind.UPDATED : ChangeKind.AFFECTED;
}

/** Why the engine replaces a flow log: its plan, an immutable property, its name, or the replacement of its network. */
function flowLogReplacement(
  before: FlowLog,
  after: FlowLog,
  properties: readonly PropertyChange[],
  { network, destination }: Pick<FlowLogChange, 'network' | 'destination'>,
): Replacement | undefined {
  const own = replacementOf(before, after);
  const renamed = isRenamed(before, after) ? [`its name changes from ${before.title} to ${after.title}`] : [];
  const immutable = properties.filter(({ forcesReplacement }) => forcesReplacement).map(({ name }) => name);
  // the plan of the engine decides
  const isPlanned = after.planned?.action === 'update' || after.planned?.action === 'none';
  const compared =
    isPlanned || own?.isCertain || immutable.length === 0
      ? []
      : [`its ${immutable.join(', ')} cannot be updated in place`];
  const isNetworkReplaced = !isPlanned && network?.replacement.isCertain && isAwsFlowLog(after);
  const isDestinationReplaced = !isPlanned && isAwsFlowLog(after) && destination && hasOtherName(destination);
  const causes = [
    ...renamed,
    ...(own?.isCertain ? own.causes : compared),
    ...(isNetworkReplaced && !own?.isCertain ? [`its network ${network.after} is replaced`] : []),
    ...(isDestinationReplaced && !own?.isCertain && compared.length === 0
      ? [`its destination changes from ${destination.before.title} to ${destination.after?.title}`]
      : []),
  ];
  if (causes.length > 0 || own?.isCertain) return { ...own, causes, isCertain: true };
  return own;
}

function networkChange({ target }: FlowLog, { networks }: ModelPairs): NetworkChange | undefined {
  if (!target.known) return undefined;
  const after = networks.after(target.value);
  const before = after && networks.before(after.address);
  if (!before) return undefined;
  const replacement = isRenamed(before, after)
    ? { causes: [`its name changes from ${before.title} to ${after.title}`], isCertain: true }
    : replacementOf(before, after);
  return replacement && { before: before.title, after: after.title, replacement };
}

function differences(before: FlowLog, after: FlowLog, pairs: ModelPairs): PropertyChange[] {
  const old = new Map(
    propertiesOf(inNewVersion(before, after, pairs)).map(({ name, value }) => [name, value]),
  );
  return propertiesOf(after).flatMap(({ name, value, isImmutable }) => {
    const was = old.get(name);
    if (!was?.known || !value.known || was.value === value.value) return [];
    return [{ name, before: was.value, after: value.value, forcesReplacement: isImmutable }];
  });
}

/** Replaces the addresses of the target and the destination by those in the new version. */
function inNewVersion(flowLog: FlowLog, now: FlowLog, pairs: ModelPairs): FlowLog {
  const { target, destination } = flowLog;
  return {
    ...flowLog,
    target: target.known ? { ...target, value: pairs.newAddress(target.value) } : target,
    destination: destination.known
      ? { ...destination, value: destinationInNewVersion(destination.value, now, pairs) }
      : destination,
  };
}

function destinationInNewVersion(destination: Destination, now: FlowLog, pairs: ModelPairs): Destination {
  const after = pairs.stores.after(destination.address);
  const isPaired = after !== undefined && after.address !== destination.address;
  const { name } = now.destination.known ? now.destination.value : { name: RENAMED };
  // a moved destination keeps its name
  if (isPaired && destination.name.known && name.known && destination.name.value === name.value)
    return { ...destination, address: pairs.newAddress(destination.address) };
  return {
    ...destination,
    address: pairs.newAddress(destination.address),
    ...(isPaired && { name: RENAMED }),
  };
}

/** A paired destination counts as unchanged: its replacement is reported separately. */
const RENAMED: Value<string> = unknown('the destination has another name');

function added(flowLog: FlowLog): FlowLogChange {
  return { ...EMPTY, kind: ChangeKind.ADDED, flowLog, causes: flowLog.planned?.causes ?? [] };
}

function removed(
  flowLog: FlowLog,
  { networks }: ResourceModel,
  pairs: ModelPairs,
  recorded: ReadonlySet<string>,
): FlowLogChange {
  const destination = destinationChange(flowLog, undefined, pairs);
  const { target } = flowLog;
  const isNetworkRemoved =
    target.known &&
    networks.some(({ address }) => address === target.value) &&
    !pairs.networks.after(target.value);
  const isStillRecorded = target.known && recorded.has(pairs.newAddress(target.value));
  return completed({
    ...EMPTY,
    kind: ChangeKind.REMOVED,
    flowLog,
    before: flowLog,
    causes: flowLog.planned?.causes ?? [],
    ...formatChange(flowLog, undefined),
    ...(destination && { destination }),
    isHarmless: isNetworkRemoved || isStillRecorded || !mayRecord(flowLog),
  });
}

function completed(change: FlowLogChange): FlowLogChange {
  const refusal = change.refusal ?? refusalOf(change);
  const whole = { ...change, ...(refusal && { refusal }) };
  const gap = gapOf(whole);
  return { ...whole, ...(gap !== undefined && { gap }), steps: stepsFor(whole) };
}

const EMPTY = {
  causes: [],
  properties: [],
  ...formatChange(undefined, undefined),
  isHarmless: false,
  steps: [],
};
