import type { TerraformResource } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { keyOf, type NetworkKey, nameKeyOf, networkKeyOf, resourcesOf } from './network-keys';

/** Position of a target in the network hierarchy of the app. */
export interface NetworkPosition {
  /** Keys of the target itself. */
  readonly own: readonly NetworkKey[];
  /** Keys of the subnets and networks that contain it. */
  readonly within: readonly NetworkKey[];
}

interface WithId {
  readonly id: string;
}

/** The network hierarchy of an app, as far as its resources state it. */
export class AppNetworks {
  private readonly networks: readonly (TerraformResource & WithId)[];
  private readonly subnets: readonly (TerraformResource & WithId)[];
  private readonly interfaces: readonly (TerraformResource & WithId)[];

  constructor(private readonly root: IConstruct) {
    this.networks = this.all('azurerm_virtual_network');
    this.subnets = this.all('azurerm_subnet');
    this.interfaces = this.all('azurerm_network_interface');
  }

  /** Returns the position of a flow log's target. */
  positionOf(
    scope: Construct,
    target: Pick<FlowLogTargetConfig, 'id' | 'network' | 'resource'>,
  ): NetworkPosition {
    const { id, network, resource } = target;
    // a resource of another stack has different expressions in each stack
    const key = keyOf(constructOf(resource) ?? scope, id);
    const networkKey = network && keyOf(constructOf(network) ?? scope, network.id);
    const networkKeys = networkKey ? [networkKey, ...this.namesOf(networkKey)] : [];
    return {
      own: [key, ...this.namesOf(key)],
      within: [
        ...networkKeys,
        ...this.networksOf(key),
        ...this.subnetsOf(key).flatMap((subnet) => this.withNetworks(subnet)),
      ],
    };
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
    return [...bySubnet, ...byInterface];
  }

  private associations(type: string, idOf: string, group: NetworkKey): NetworkPosition[] {
    return resourcesOf(this.root, type)
      .filter((association) => keyOf(association, String(association.networkSecurityGroupIdInput)) === group)
      .map((association) => this.positionOf(association, { id: String(association[idOf]) }));
  }

  /** Returns the name keys of a virtual network: subnets refer to it by name. */
  private namesOf(network: NetworkKey): NetworkKey[] {
    const found = this.networks.filter((each) => keyOf(each, each.id) === network);
    return found.flatMap((each) => {
      const { name, nameInput } = each as unknown as { readonly name: string; readonly nameInput: string };
      return [nameKeyOf(each, name), nameKeyOf(each, nameInput)];
    });
  }

  private networksOf(subnet: NetworkKey): NetworkKey[] {
    const literal = networkKeyOf(subnet);
    const found = this.subnets.filter((each) => keyOf(each, each.id) === subnet);
    const named = found.map((each) =>
      nameKeyOf(
        each,
        (each as unknown as { readonly virtualNetworkNameInput: string }).virtualNetworkNameInput,
      ),
    );
    return literal === undefined ? named : [literal, ...named];
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

  private withNetworks(subnet: NetworkKey): NetworkKey[] {
    return [subnet, ...this.networksOf(subnet)];
  }

  private all(type: string): (TerraformResource & WithId)[] {
    return resourcesOf(this.root, type) as unknown as (TerraformResource & WithId)[];
  }
}

/** Returns the construct behind a resource of the bindings, if it belongs to the app. */
function constructOf(resource: object | undefined): Construct | undefined {
  return Construct.isConstruct(resource) ? resource : undefined;
}
