import { Token } from 'cdktf';
import type { TargetKind as Kind } from '../../azure/flow-log/target-kind';
import {
  isSecurityGroupId,
  SECURITY_GROUP_REFUSED,
  TargetKind,
  targetKindOf,
} from '../../azure/flow-log/target-kind';
import { parseResourceId } from '../../azure/resource-id';
import type { INetwork, INetworkInterface, ISubnet } from './azure-resources';

/** What a flow log is put on. */
export interface FlowLogTargetConfig {
  readonly id: string;

  /**
   * Its name.
   *
   * @default - only its id is known
   */
  readonly name?: string;

  /**
   * Its kind.
   *
   * @default - only Azure knows it
   */
  readonly kind?: Kind;

  /** Where it is: a flow log is there, too. */
  readonly place: Pick<INetwork, 'location' | 'locationInput'>;

  /**
   * The network that a subnet is part of.
   *
   * @default - it is not known, or the target is none
   */
  readonly network?: INetwork;

  /**
   * What it is in the app.
   *
   * @default - only its id is known
   */
  readonly resource?: ISubnet;

  /** What is wrong with it. */
  readonly problems: string[];
}

/** What to log. */
export abstract class FlowLogTarget {
  /** All of a virtual network: its subnets and interfaces, present and future. */
  static virtualNetwork(network: INetwork): FlowLogTarget {
    return new Known({ ...known(network), kind: TargetKind.VIRTUAL_NETWORK, place: network });
  }

  /** One subnet of a virtual network. A flow log on it takes the place of that of the network. */
  static subnet(subnet: ISubnet, network: INetwork): FlowLogTarget {
    return new Known({ ...known(subnet), kind: TargetKind.SUBNET, place: network, network });
  }

  /** One network interface. A flow log on it takes the place of those of its subnet and network. */
  static networkInterface(networkInterface: INetworkInterface): FlowLogTarget {
    const kind = TargetKind.NETWORK_INTERFACE;
    return new Known({ ...known(networkInterface), kind, place: networkInterface });
  }

  /**
   * A virtual network, subnet or network interface by its ARM id.
   *
   * @param location its region
   */
  static resource(id: string, location: string): FlowLogTarget {
    const literal = !Token.isUnresolved(id);
    return new Known({
      id,
      name: literal ? parseResourceId(id)?.names.at(-1) : undefined,
      kind: literal ? targetKindOf(id) : undefined,
      place: { location },
      problems: literal ? idProblems(id) : [],
    });
  }

  /** Tells what to log. */
  abstract bind(): FlowLogTargetConfig;
}

class Known extends FlowLogTarget {
  constructor(private readonly config: FlowLogTargetConfig) {
    super();
  }

  override bind(): FlowLogTargetConfig {
    return this.config;
  }
}

/** The bindings compute names and ids when asked, so they are asked here. */
function known(resource: ISubnet): Pick<FlowLogTargetConfig, 'id' | 'name' | 'resource' | 'problems'> {
  const { id, name } = resource;
  return { id, name, resource, problems: Token.isUnresolved(id) ? [] : idProblems(id) };
}

function idProblems(id: string): string[] {
  if (isSecurityGroupId(id)) return [`target is ${id}: ${SECURITY_GROUP_REFUSED}`];
  if (targetKindOf(id)) return [];
  const kinds = Object.values(TargetKind).join(', ');
  return [`target is ${JSON.stringify(id)}, which is not the ARM id of one of these: ${kinds}`];
}
