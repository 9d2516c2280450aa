import { type Estate, type FlowLog, isOfAzure, type Network, NetworkKind } from '../facts';

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
  /** Subnets without a flow log, where others have one. */
  readonly missing: readonly Network[];
  /** Why it can not be told. */
  readonly reason?: string;
}

const SUBNETS: Readonly<Partial<Record<NetworkKind, NetworkKind>>> = {
  [NetworkKind.VPC]: NetworkKind.SUBNET,
  [NetworkKind.VNET]: NetworkKind.VNET_SUBNET,
};

/** Looks coverage up; built once for an estate. */
export class CoverageIndex {
  private readonly logs = new Map<string, FlowLog[]>();
  private readonly subnets = new Map<string, Network[]>();
  private readonly unknownTargets: readonly FlowLog[];
  private readonly unknownParents: readonly Network[];

  constructor({ flowLogs, networks }: Estate) {
    for (const flowLog of flowLogs) {
      if (flowLog.target.known) add(this.logs, flowLog.target.value, flowLog);
    }
    this.unknownTargets = flowLogs.filter(({ target }) => !target.known);
    for (const network of networks) {
      if (network.parent?.known) add(this.subnets, network.parent.value, network);
    }
    this.unknownParents = networks.filter(({ parent }) => parent && !parent.known);
  }

  /** Flow logs that are put on a network itself. */
  on(network: Network): readonly FlowLog[] {
    return [network.address, ...(network.ids ?? [])].flatMap((name) => this.logs.get(name) ?? []);
  }

  /** Coverage of a network. A flow log that is switched off covers nothing; one that may be is one that may not. */
  of(network: Network, subnetsCount: boolean): NetworkCoverage {
    const own = this.on(network);
    if (own.some(isOn)) return { coverage: Coverage.COVERED, missing: [] };
    const kind = SUBNETS[network.kind];
    const subnets = [network.address, ...(network.ids ?? [])]
      .flatMap((name) => this.subnets.get(name) ?? [])
      .filter((subnet) => subnet.kind === kind);
    const missing = subnets.filter((subnet) => !this.on(subnet).some(isOn));
    const hasSome = missing.length < subnets.length;
    if (subnetsCount && hasSome && missing.length === 0) {
      if (!this.unknownParents.some((each) => each.kind === kind))
        return { coverage: Coverage.COVERED, missing };
    }
    const reason = this.doubt(network, own, subnets);
    if (reason !== undefined) return { coverage: Coverage.UNKNOWN, missing, reason };
    return { coverage: hasSome ? Coverage.PARTIAL : Coverage.NONE, missing };
  }

  private doubt(network: Network, own: readonly FlowLog[], subnets: readonly Network[]): string | undefined {
    const open = [network, ...subnets].flatMap((each) => this.on(each)).find((each) => mayBeOn(each));
    if (open && own.includes(open)) return `whether ${open.title} is switched on is not known`;
    const stray = this.unknownTargets.find(
      (each) => each.cloud === network.cloud && mayTarget(each, network),
    );
    if (!stray || stray.target.known) return undefined;
    return `${stray.title} may be on it: ${stray.target.reason}`;
  }
}

function isOn(flowLog: FlowLog): boolean {
  return !isOfAzure(flowLog) || (flowLog.enabled.known && flowLog.enabled.value);
}

function mayBeOn(flowLog: FlowLog): boolean {
  return isOfAzure(flowLog) && !flowLog.enabled.known;
}

const TARGETS: Readonly<Record<NetworkKind, readonly string[]>> = {
  [NetworkKind.VPC]: ['VPC', 'Subnet'],
  [NetworkKind.SUBNET]: ['Subnet'],
  [NetworkKind.TRANSIT_GATEWAY]: ['TransitGateway'],
  [NetworkKind.VNET]: ['virtual network', 'subnet'],
  [NetworkKind.VNET_SUBNET]: ['subnet'],
  [NetworkKind.SECURITY_GROUP]: ['network security group'],
};

function mayTarget({ targetKind }: FlowLog, { kind }: Network): boolean {
  return !targetKind.known || TARGETS[kind].includes(targetKind.value);
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const all = map.get(key);
  if (all) all.push(value);
  else map.set(key, [value]);
}
