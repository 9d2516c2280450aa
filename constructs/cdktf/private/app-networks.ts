import type { TerraformResource } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { keyOf, type NetworkKey, networkKeyOf, resourcesOf } from './network-keys';

/** Position of a target in the network hierarchy of the app. */
export interface NetworkPosition {
  /** Key of the target itself. */
  readonly own: NetworkKey;
  /** Keys of the subnets and networks that contain it. */
  readonly within: readonly NetworkKey[];
}

interface WithId {
  readonly id: string;
}

/** The network hierarchy of an app, as far as its resources state it. */
export class AppNetworks {
  private readonly networks: readonly (TerraformResource & WithId)[];
  private readonly interfaces: readonly (TerraformResource & WithId)[];

  constructor(private readonly root: IConstruct) {
    this.networks = this.all('azurerm_virtual_network');
    this.interfaces = this.all('azurerm_network_interface');
  }

  /** Returns the position of a flow log's target. */
  positionOf(
    scope: Construct,
    target: Pick<FlowLogTargetConfig, 'id' | 'network' | 'resource'>,
  ): NetworkPosition {
    const { id, network, resource } = target;
    const own = keyOf(constructOf(resource) ?? scope, id);
    const given = network ? [keyOf(constructOf(network) ?? scope, network.id)] : [];
    const subnets = this.subnetsOf(own);
    const networks = [own, ...subnets].map(networkKeyOf).filter((key) => key !== undefined);
    return { own, within: [...given, ...subnets, ...networks] };
  }

  /** Returns the subnets and interfaces that a security group protects. */
  protectedBy(scope: Construct, groupId: string): NetworkPosition[] {
    const group = keyOf(scope, groupId);
    const bySubnet = this.associations(
      'azurerm_subnet_network_security_group_association',
      'subnetIdInput',
      group,
    );
    const byInterface = this.associations(
      'azurerm_network_interface_security_group_association',
      'networkInterfaceIdInput',
      group,
    );
    return [...bySubnet, ...byInterface, ...this.inlineSubnets(group)];
  }

  private associations(type: string, idOf: string, group: NetworkKey): NetworkPosition[] {
    return resourcesOf(this.root, type)
      .filter((association) => keyOf(association, String(association.networkSecurityGroupIdInput)) === group)
      .map((association) => this.positionOf(association, { id: String(association[idOf]) }));
  }

  /** Subnets in the block of a network that have a security group. */
  private inlineSubnets(group: NetworkKey): NetworkPosition[] {
    return this.networks.flatMap((network) => {
      const { subnetInput: subnets } = network as unknown as { readonly subnetInput?: unknown };
      if (!Array.isArray(subnets)) return [];
      return subnets
        .filter(
          ({ securityGroup }) => typeof securityGroup === 'string' && keyOf(network, securityGroup) === group,
        )
        .map(({ name }) => {
          const within = keyOf(network, network.id);
          return { own: `${within}/subnets/${keyOf(network, String(name))}`, within: [within] };
        });
    });
  }

  private subnetsOf(networkInterface: NetworkKey): NetworkKey[] {
    return this.interfaces
      .filter((each) => keyOf(each, each.id) === networkInterface)
      .flatMap((each) => {
        const { ipConfigurationInput: configurations } = each as unknown as {
          readonly ipConfigurationInput: unknown;
        };
        if (!Array.isArray(configurations)) return [];
        const ids = configurations.map(({ subnetId }) => subnetId as string | undefined);
        return ids.filter((id) => id !== undefined).map((id) => keyOf(each, id));
      });
  }

  private all(type: string): (TerraformResource & WithId)[] {
    return resourcesOf(this.root, type) as unknown as (TerraformResource & WithId)[];
  }
}

/** Returns the construct behind a resource of the bindings, if it belongs to the app. */
function constructOf(resource: object | undefined): Construct | undefined {
  return Construct.isConstruct(resource) ? resource : undefined;
}
