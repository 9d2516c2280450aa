import { Token } from 'cdktf';
import type { TargetKind as Kind } from '../../azure/flow-log/target-kind';
import { TargetKind, targetKindOf, targetProblem } from '../../azure/flow-log/target-kind';
import { parseResourceId } from '../../azure/resource-id';
import type { INetwork, INetworkInterface, ISubnet } from './azure-resources';

/** Target of a flow log, with what is known of it at synth. */
export interface FlowLogTargetConfig {
  /** ARM id. */
  readonly id: string;

  /**
   * Name of the target.
   *
   * @default - only the id is known
   */
  readonly name?: string;

  /**
   * Kind of the target.
   *
   * @default - known only after deployment
   */
  readonly kind?: Kind;

  /** Region of the target, which is also the region of its flow log. */
  readonly region: Pick<INetwork, 'location' | 'locationInput'>;

  /**
   * Virtual network of a subnet.
   *
   * @default - unknown, or the target is not a subnet
   */
  readonly network?: INetwork;

  /**
   * Resource or data source of the app.
   *
   * @default - only the id is known
   */
  readonly resource?: ISubnet;

  /** Problems of the target. */
  readonly problems: string[];
}

/**
 * Target of a flow log.
 *
 * @example
 * new VnetFlowLogs(stack, 'FlowLogs', { target: FlowLogTarget.subnet(subnet, network) });
 */
export abstract class FlowLogTarget {
  /** A virtual network with all its subnets and interfaces, including future ones. */
  static virtualNetwork(network: INetwork): FlowLogTarget {
    return new StaticTarget({ ...identityOf(network), kind: TargetKind.VIRTUAL_NETWORK, region: network });
  }

  /** A subnet of a virtual network. Its flow log replaces the flow log of the network for this subnet. */
  static subnet(subnet: ISubnet, network: INetwork): FlowLogTarget {
    return new StaticTarget({ ...identityOf(subnet), kind: TargetKind.SUBNET, region: network, network });
  }

  /** A network interface. Its flow log replaces those of its subnet and network for this interface. */
  static networkInterface(networkInterface: INetworkInterface): FlowLogTarget {
    const kind = TargetKind.NETWORK_INTERFACE;
    return new StaticTarget({ ...identityOf(networkInterface), kind, region: networkInterface });
  }

  /**
   * A virtual network, subnet or network interface by its ARM id.
   *
   * @param location region of the target
   */
  static resource(id: string, location: string): FlowLogTarget {
    const literal = !Token.isUnresolved(id);
    return new StaticTarget({
      id,
      name: literal ? parseResourceId(id)?.names.at(-1) : undefined,
      kind: literal ? targetKindOf(id) : undefined,
      region: { location },
      problems: literal ? idProblems(id) : [],
    });
  }

  /** Returns the target. */
  abstract bind(): FlowLogTargetConfig;
}

class StaticTarget extends FlowLogTarget {
  constructor(private readonly config: FlowLogTargetConfig) {
    super();
  }

  override bind(): FlowLogTargetConfig {
    return this.config;
  }
}

/** Reads id and name of a resource of the bindings, which are getters. */
function identityOf(resource: ISubnet): Pick<FlowLogTargetConfig, 'id' | 'name' | 'resource' | 'problems'> {
  const { id, name } = resource;
  return { id, name, resource, problems: Token.isUnresolved(id) ? [] : idProblems(id) };
}

function idProblems(id: string): string[] {
  return [targetProblem(id) ?? []].flat();
}
