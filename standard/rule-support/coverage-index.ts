import { TargetKind } from '../../aws/flow-log';
import { type FlowLog, isAzureFlowLog, type Network, NetworkKind, type ResourceModel } from '../facts';
import { allOf, anyOf, type Ternary } from './ternary';

/** Whether flow logs cover a network. */
export enum Coverage {
  COVERED = 'covered',
  /** Some of its subnets are. */
  PARTIAL = 'partial',
  NONE = 'none',
  UNKNOWN = 'unknown',
}

/** What is known of the coverage of one network. */
export interface NetworkCoverage {
  readonly coverage: Coverage;
  /** Subnets without a flow log. */
  readonly missing: readonly Network[];
  /** Why it can not be told. */
  readonly reason?: string;
}

const SUBNETS: Readonly<Partial<Record<NetworkKind, NetworkKind>>> = {
  [NetworkKind.VPC]: NetworkKind.SUBNET,
  [NetworkKind.VNET]: NetworkKind.VNET_SUBNET,
};

/** Kinds of target by which a network is covered as a whole. */
const TARGETS: Readonly<Record<NetworkKind, string>> = {
  [NetworkKind.VPC]: TargetKind.VPC,
  [NetworkKind.SUBNET]: TargetKind.SUBNET,
  [NetworkKind.TRANSIT_GATEWAY]: TargetKind.TRANSIT_GATEWAY,
  [NetworkKind.VNET]: 'virtual network',
  [NetworkKind.VNET_SUBNET]: 'subnet',
  [NetworkKind.SECURITY_GROUP]: 'network security group',
};

/** Looks coverage up; built once for an model. */
export class CoverageIndex {
  private readonly logs = new Map<string, FlowLog[]>();
  private readonly subnets = new Map<string, Network[]>();
  private readonly unresolvedFlowLogs: readonly FlowLog[];
  private readonly unknownParents: readonly Network[];

  constructor({ flowLogs, networks }: ResourceModel) {
    for (const flowLog of flowLogs) {
      if (flowLog.target.known) add(this.logs, flowLog.target.value, flowLog);
    }
    this.unresolvedFlowLogs = flowLogs.filter((flowLog) => !flowLog.target.known && isOn(flowLog) !== false);
    for (const network of networks) {
      if (network.parent?.known) add(this.subnets, network.parent.value, network);
    }
    this.unknownParents = networks.filter(({ parent }) => parent && !parent.known);
  }

  /** Flow logs that are put on a network itself. */
  on(network: Network): readonly FlowLog[] {
    return namesOf(network).flatMap((name) => this.logs.get(name) ?? []);
  }

  /** Coverage of a network. A flow log that is switched off covers nothing; one that may be is one that may not. */
  of(network: Network, subnetsCount: boolean): NetworkCoverage {
    const subnets = this.subnetsOf(network);
    const missing = subnets.filter((subnet) => this.covers(subnet) === false);
    const answer = anyOf([this.covers(network), subnetsCount && this.coversBySubnets(network, subnets)]);
    if (answer === true) return { coverage: Coverage.COVERED, missing };
    if (answer === undefined)
      return { coverage: Coverage.UNKNOWN, missing, reason: this.uncertainty(network) };
    const hasSome = subnets.some((subnet) => this.covers(subnet) === true);
    return { coverage: hasSome ? Coverage.PARTIAL : Coverage.NONE, missing };
  }

  private subnetsOf(network: Network): readonly Network[] {
    return namesOf(network)
      .flatMap((name) => this.subnets.get(name) ?? [])
      .filter(({ kind }) => kind === SUBNETS[network.kind]);
  }

  /** Whether a flow log is on a network itself. */
  private covers(network: Network): Ternary {
    return anyOf([
      ...this.on(network).map(isOn),
      ...(this.unresolvedFlowLogs.some((unresolved) => mayTarget(unresolved, network)) ? [undefined] : []),
      ...(network.uncertainty === undefined ? [] : [undefined]),
    ]);
  }

  /** Whether there are subnets, and flow logs on all of them. */
  private coversBySubnets(network: Network, subnets: readonly Network[]): Ternary {
    const others = this.unattachedSubnetsOf(network);
    // one that may be of another network does no harm if it is covered
    if (subnets.length === 0) return others.some((each) => this.covers(each) !== false) ? undefined : false;
    return allOf([
      ...subnets.map((subnet) => this.covers(subnet)),
      ...others.filter((each) => this.covers(each) !== true).map(() => undefined),
    ]);
  }

  /** Subnets that may be in a network. */
  private unattachedSubnetsOf({ cloud, kind }: Network): readonly Network[] {
    return this.unknownParents.filter((each) => each.kind === SUBNETS[kind] && each.cloud === cloud);
  }

  private uncertainty(network: Network): string {
    const unattachedSubnets = this.unattachedSubnetsOf(network);
    const concerned = [network, ...this.subnetsOf(network), ...unattachedSubnets];
    const hidden = concerned.find(({ uncertainty }) => uncertainty !== undefined);
    if (hidden?.uncertainty !== undefined) return hidden.uncertainty;
    const open = concerned.flatMap((each) => this.on(each)).find((each) => isOn(each) === undefined);
    if (open) return `whether ${open.title} is switched on is not known`;
    const unresolved = this.unresolvedFlowLogs.find((each) => concerned.some((one) => mayTarget(each, one)));
    if (unresolved && !unresolved.target.known)
      return `${unresolved.title} may be on it: ${unresolved.target.reason}`;
    const [unattached] = unattachedSubnets;
    const reason = unattached?.parent && !unattached.parent.known ? `: ${unattached.parent.reason}` : '';
    return `subnet ${unattached?.title} may be in it${reason}`;
  }
}

function namesOf({ address, ids = [] }: Network): readonly string[] {
  return [...new Set([address, ...ids])];
}

function isOn(flowLog: FlowLog): Ternary {
  if (!isAzureFlowLog(flowLog)) return true;
  return flowLog.enabled.known ? flowLog.enabled.value : undefined;
}

function mayTarget({ targetKind, cloud }: FlowLog, network: Network): boolean {
  return cloud === network.cloud && (!targetKind.known || targetKind.value === TARGETS[network.kind]);
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const all = map.get(key);
  if (all) all.push(value);
  else map.set(key, [value]);
}
