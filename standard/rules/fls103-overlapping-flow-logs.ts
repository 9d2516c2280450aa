import { sharesTraffic } from '../../aws/flow-log';
import {
  Cloud,
  existTogether,
  type FlowLog,
  isAwsFlowLog,
  isAzureFlowLog,
  mapValue,
  type ResourceModel,
  type Unknown,
  UnknownCause,
  unknown,
} from '../facts';
import { DEFAULTS } from '../facts/allowed-values';
import { networkExample } from '../rule-support/examples';
import { NetworkNames } from '../rule-support/network-names';
import { fail, pass, type Rule, undecided, type Verdict } from '../rule-support/rule';
import { allOf, type Ternary } from '../rule-support/ternary';
import { Severity } from '../severity';

export const OVERLAPPING_FLOW_LOGS: Rule = {
  id: 'FLS103',
  name: 'overlapping-flow-logs',
  title: 'each destination receives the same traffic only once',
  since: '0.1.0',
  severity: Severity.WARNING,
  clouds: [Cloud.AWS, Cloud.AZURE],
  why: 'Two flow logs that deliver the same traffic to one destination double every packet and byte count, and the cost.',
  fix: 'remove one of the flow logs, or deliver them to different destinations',
  bad: networkExample(['Vpc', 'SubnetA']),
  good: networkExample(['Vpc']),

  check(model) {
    const names = new NetworkNames(model);
    const index = new TargetIndex(model, names);
    return model.flowLogs.map((flowLog): Verdict => {
      let possibleOverlap: FlowLog | undefined;
      for (const other of index.before(flowLog)) {
        const answer = isOverlap(flowLog, other, names);
        if (answer) return overlapping(flowLog, other);
        if (answer === undefined) possibleOverlap ??= other;
      }
      if (!possibleOverlap) return pass(flowLog);
      const open = unknownOf(flowLog, possibleOverlap);
      const message = `${possibleOverlap.title} may record the same traffic: ${open.reason}`;
      return { ...undecided(flowLog, message), unknown: open };
    });
  },
};

function overlapping(flowLog: FlowLog, other: FlowLog): Verdict {
  const destination = flowLog.destination.known ? `, to ${flowLog.destination.value.title}` : '';
  return fail(flowLog, `${other.title} records the same traffic${destination}`, {
    fix: `remove ${flowLog.title} or ${other.title}, or deliver them to different destinations`,
    related: [{ label: 'the other flow log', fact: other }],
  });
}

/**
 * Flow logs by their targets. Of two flow logs that overlap, the rule reports the one with the smaller target. If both
 * have the same target, it reports the one with the later address: the order in an artifact has no meaning.
 */
class TargetIndex {
  private readonly byTarget = new Map<string, FlowLog[]>();
  private readonly targets: ReadonlySet<string>;
  private readonly unresolvedFlowLogs: readonly FlowLog[];
  private readonly sorted: readonly FlowLog[];

  constructor(
    { flowLogs }: ResourceModel,
    private readonly names: NetworkNames,
  ) {
    this.sorted = [...flowLogs].sort((one, other) => (one.address < other.address ? -1 : 1));
    this.unresolvedFlowLogs = this.sorted.filter(({ target }) => !target.known);
    for (const flowLog of this.sorted) {
      if (!flowLog.target.known) continue;
      const name = names.addressOf(flowLog.target.value);
      const same = this.byTarget.get(name);
      if (same) same.push(flowLog);
      else this.byTarget.set(name, [flowLog]);
    }
    this.targets = new Set(this.byTarget.keys());
  }

  /** Flow logs that one may duplicate. */
  *before(flowLog: FlowLog): Generator<FlowLog> {
    if (!flowLog.target.known) {
      for (const other of this.sorted) if (other !== flowLog) yield other;
      return;
    }
    const name = this.names.addressOf(flowLog.target.value);
    for (const other of this.byTarget.get(name) ?? []) {
      if (other === flowLog) break;
      yield other;
    }
    for (const outer of this.names.around(name, this.targets)) yield* this.byTarget.get(outer) ?? [];
    yield* this.unresolvedFlowLogs;
  }
}

function isOverlap(one: FlowLog, other: FlowLog, names: NetworkNames): Ternary {
  if (one.cloud !== other.cloud) return false;
  return allOf([
    areOn(one, other),
    existTogether(one, other),
    sameDestination(one, other),
    shareTraffic(one, other),
    shareTarget(one, other, names),
  ]);
}

/** A disabled flow log records nothing. */
function areOn(...flowLogs: readonly FlowLog[]): Ternary {
  return allOf(
    flowLogs.filter(isAzureFlowLog).map(({ enabled }) => (enabled.known ? enabled.value : undefined)),
  );
}

/** Destinations of different types differ, whatever they are. */
function sameDestination(one: FlowLog, other: FlowLog): Ternary {
  const [left, right] = [one.destination, other.destination];
  return allOf([
    sameType(one, other),
    left.known && right.known ? left.value.address === right.value.address : undefined,
  ]);
}

function sameType(one: FlowLog, other: FlowLog): Ternary {
  if (!isAwsFlowLog(one) || !isAwsFlowLog(other)) return true;
  const [left, right] = [one, other].map(({ destinationType: type }) =>
    mapValue(type, (each = DEFAULTS.destinationType) => each),
  );
  return left?.known && right?.known ? left.value === right.value : undefined;
}

/** Accepted and rejected traffic do not overlap. */
function shareTraffic(one: FlowLog, other: FlowLog): Ternary {
  if (!isAwsFlowLog(one) || !isAwsFlowLog(other)) return true;
  const [left, right] = [one.traffic, other.traffic];
  if (left.known && right.known) return sharesTraffic(left.value, right.value);
  const isAll = (each: typeof left) => each.known && (each.value ?? 'ALL') === 'ALL';
  return isAll(left) || isAll(right) ? true : undefined;
}

/** Whether the targets are equal or, on AWS, one contains the other. Azure records only the flow log with the smaller target. */
function shareTarget(one: FlowLog, other: FlowLog, names: NetworkNames): Ternary {
  if (one.target.known && other.target.known) {
    const [left, right] = [names.addressOf(one.target.value), names.addressOf(other.target.value)];
    if (left === right) return true;
    if (one.cloud === Cloud.AZURE) return false;
    const [inLeft, inRight] = [names.isIn(right, left), names.isIn(left, right)];
    if (inLeft || inRight) return true;
    return inLeft === undefined || inRight === undefined ? undefined : false;
  }
  if (!one.targetKind.known || !other.targetKind.known) return undefined;
  const [left, right] = [one.targetKind.value, other.targetKind.value];
  const mayHold = (outer: string, inner: string) => outer === 'VPC' && inner === 'Subnet';
  return left === right || mayHold(left, right) || mayHold(right, left) ? undefined : false;
}

/** The value that decides whether flow logs overlap. */
function unknownOf(...flowLogs: readonly FlowLog[]): Unknown {
  const conditional = flowLogs.find(({ existsIf }) => existsIf !== undefined);
  if (conditional?.existsIf) {
    const reason = `${conditional.title} exists only if ${conditional.existsIf.text}`;
    return unknown(reason, undefined, UnknownCause.CONDITION);
  }
  const values = flowLogs.flatMap((each) => [
    each.target,
    each.destination,
    ...(isAwsFlowLog(each) ? [each.destinationType, each.traffic] : [each.enabled]),
  ]);
  const open = values.find((value) => !value.known);
  return open && !open.known ? open : unknown('the network of a subnet is unknown');
}
