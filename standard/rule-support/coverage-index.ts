import { TargetKind } from '../../aws/flow-log';
import { disjunction, implies } from '../../flows/formula';
import {
  existenceOf,
  existTogether,
  type FlowLog,
  isAzureFlowLog,
  isRefused,
  type Network,
  NetworkKind,
  type ResourceModel,
  type Unknown,
  UnknownCause,
  unknown,
} from '../facts';
import { comparableId } from '../facts/comparable-id';
import { undecided, type Verdict } from './rule';
import { allOf, anyOf, type Ternary } from './ternary';

/** Whether flow logs record the traffic of a network. */
export enum Coverage {
  COVERED = 'covered',
  /** Flow logs cover some of its subnets. */
  PARTIAL = 'partial',
  NONE = 'none',
  UNKNOWN = 'unknown',
}

/** The coverage of one network. */
export interface NetworkCoverage {
  readonly coverage: Coverage;
  /** Subnets without a flow log. */
  readonly missing: readonly Network[];
  /** Why the coverage is unknown. */
  readonly reason?: string;
  /** The unknown value that decides it, which can belong to another resource. */
  readonly unknown?: Unknown;
}

const SUBNETS: Readonly<Partial<Record<NetworkKind, NetworkKind>>> = {
  [NetworkKind.VPC]: NetworkKind.SUBNET,
  [NetworkKind.VNET]: NetworkKind.VNET_SUBNET,
};

/** The target kind of a flow log that covers the whole network. */
const TARGETS: Readonly<Record<NetworkKind, string>> = {
  [NetworkKind.VPC]: TargetKind.VPC,
  [NetworkKind.SUBNET]: TargetKind.SUBNET,
  [NetworkKind.TRANSIT_GATEWAY]: TargetKind.TRANSIT_GATEWAY,
  [NetworkKind.VNET]: 'virtual network',
  [NetworkKind.VNET_SUBNET]: 'subnet',
  [NetworkKind.SECURITY_GROUP]: 'network security group',
};

/** Returns the undecided result for a network with unknown coverage. */
export function undecidedCoverage(
  network: Network,
  { reason = '', unknown: open }: NetworkCoverage,
): Verdict {
  return { ...undecided(network, reason), ...(open && { unknown: open }) };
}

/** Finds the coverage of networks. Built once per resource model. */
export class CoverageIndex {
  private readonly logs = new Map<string, FlowLog[]>();
  private readonly subnets = new Map<string, Network[]>();
  private readonly unresolvedFlowLogs: readonly FlowLog[];
  private readonly unknownParents: readonly Network[];

  /** @param counts whether a flow log records what it must; by default, whether it is enabled */
  constructor(
    { flowLogs, networks }: ResourceModel,
    private readonly counts: (flowLog: FlowLog) => Ternary = isEnabled,
  ) {
    for (const flowLog of flowLogs) {
      if (flowLog.target.known) add(this.logs, comparableId(flowLog.target.value), flowLog);
    }
    this.unresolvedFlowLogs = flowLogs.filter(
      // a flow log that the cloud refuses covers nothing
      (flowLog) => !flowLog.target.known && !isRefused(flowLog.target) && counts(flowLog) !== false,
    );
    for (const network of networks) {
      if (network.parent?.known) add(this.subnets, comparableId(network.parent.value), network);
    }
    this.unknownParents = networks.filter(({ parent }) => parent && !parent.known);
  }

  /** Flow logs whose target is the network itself. */
  on(network: Network): readonly FlowLog[] {
    return namesOf(network).flatMap((name) => this.logs.get(name) ?? []);
  }

  /** Returns the coverage of a network. A disabled flow log covers nothing. */
  of(network: Network, subnetsCount: boolean): NetworkCoverage {
    const subnets = this.subnetsOf(network);
    const missing = subnets.filter((subnet) => this.covers(subnet) === false);
    const covered = this.isCovered(network, subnetsCount);
    if (covered === true) return { coverage: Coverage.COVERED, missing };
    if (covered === undefined) return { coverage: Coverage.UNKNOWN, missing, ...this.uncertainty(network) };
    const hasSome = subnets.some((subnet) => this.covers(subnet) === true);
    return { coverage: hasSome ? Coverage.PARTIAL : Coverage.NONE, missing };
  }

  /** Whether flow logs of the network, or of all of its subnets, cover it. */
  isCovered(network: Network, subnetsCount: boolean): Ternary {
    const bySubnets = subnetsCount && this.coversBySubnets(network, this.subnetsOf(network));
    return anyOf([this.covers(network), bySubnets]);
  }

  private subnetsOf(network: Network): readonly Network[] {
    return namesOf(network)
      .flatMap((name) => this.subnets.get(name) ?? [])
      .filter(({ kind }) => kind === SUBNETS[network.kind]);
  }

  /** Whether a flow log that counts has the network itself as its target. */
  private covers(network: Network): Ternary {
    const [open, sure]: [FlowLog[], FlowLog[]] = [[], []];
    for (const flowLog of this.on(network)) {
      const answer = this.counts(flowLog);
      if (answer !== false && existTogether(flowLog, network) !== false) open.push(flowLog);
      if (answer === true) sure.push(flowLog);
    }
    // in each deployment in which the network exists, one of the flow logs does
    if (sure.length > 0 && implies(existenceOf(network), disjunction(sure.map(existenceOf)))) return true;
    const isOpen =
      open.length > 0 ||
      network.uncertainty !== undefined ||
      this.unresolvedFlowLogs.some((unresolved) => mayTarget(unresolved, network));
    return isOpen ? undefined : false;
  }

  /** Whether the network has subnets, and every subnet has a flow log. */
  private coversBySubnets(network: Network, subnets: readonly Network[]): Ternary {
    const unattached = this.unattachedSubnetsOf(network);
    // a covered subnet does not change the result, even if it belongs to another network
    if (subnets.length === 0)
      return unattached.some((each) => this.covers(each) !== false) ? undefined : false;
    return allOf([
      ...subnets.map((subnet) => this.covers(subnet)),
      ...unattached.filter((each) => this.covers(each) !== true).map(() => undefined),
    ]);
  }

  /** Subnets with an unknown network, which may be this one. */
  private unattachedSubnetsOf({ cloud, kind }: Network): readonly Network[] {
    return this.unknownParents.filter((each) => each.kind === SUBNETS[kind] && each.cloud === cloud);
  }

  private uncertainty(network: Network): Pick<NetworkCoverage, 'reason' | 'unknown'> {
    const unattachedSubnets = this.unattachedSubnetsOf(network);
    const concerned = [network, ...this.subnetsOf(network), ...unattachedSubnets];
    const hidden = concerned.find(({ uncertainty }) => uncertainty !== undefined);
    if (hidden?.uncertainty !== undefined) return { reason: hidden.uncertainty };
    const open = concerned.flatMap((each) => this.on(each)).find((each) => isEnabled(each) === undefined);
    if (open) {
      const enabled = isAzureFlowLog(open) && !open.enabled.known ? { unknown: open.enabled } : {};
      return { reason: `whether ${open.title} is enabled is unknown`, ...enabled };
    }
    const conditional = concerned
      .flatMap((each) => this.on(each))
      .find(({ existsIf }) => existsIf !== undefined);
    if (conditional?.existsIf) {
      const reason = `${conditional.title} exists only if ${conditional.existsIf.text}`;
      return { reason, unknown: unknown(reason, undefined, UnknownCause.CONDITION) };
    }
    const unresolved = this.unresolvedFlowLogs.find((each) => concerned.some((one) => mayTarget(each, one)));
    if (unresolved && !unresolved.target.known) {
      const { target, title } = unresolved;
      return { reason: `${title} may target it: ${target.reason}`, unknown: target };
    }
    const [unattached] = unattachedSubnets;
    const reason = `subnet ${unattached?.title} may belong to it`;
    const { parent } = unattached ?? {};
    return parent && !parent.known ? { reason: `${reason}: ${parent.reason}`, unknown: parent } : { reason };
  }
}

function namesOf({ address, ids = [] }: Network): readonly string[] {
  return [...new Set([address, ...ids].map(comparableId))];
}

/** Whether a flow log is enabled. AWS has no disabled flow logs. */
export function isEnabled(flowLog: FlowLog): Ternary {
  if (!isAzureFlowLog(flowLog)) return true;
  return flowLog.enabled.known ? flowLog.enabled.value : undefined;
}

function mayTarget(flowLog: FlowLog, network: Network): boolean {
  const { targetKind, target, cloud } = flowLog;
  if (cloud !== network.cloud || existTogether(flowLog, network) === false) return false;
  if (targetKind.known && targetKind.value !== TARGETS[network.kind]) return false;
  if (target.known || target.candidates === undefined) return true;
  const names = namesOf(network);
  return target.candidates.some((candidate) => names.includes(comparableId(candidate)));
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const all = map.get(key);
  if (all) all.push(value);
  else map.set(key, [value]);
}
