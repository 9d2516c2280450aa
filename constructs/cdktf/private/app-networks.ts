import type { TerraformResource } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { keyOf, type NetworkKey, nameKeyOf, networkKeyOf, resourcesOf } from './network-keys';

/** What a target is, and what it is part of. */
export interface Place {
  /** Keys of the target itself. */
  readonly own: readonly NetworkKey[];
  /** Keys of the subnets and networks that it is part of. */
  readonly within: readonly NetworkKey[];
}

interface WithId {
  readonly id: string;
}

/** How the networks of an app are made up, as far as the app says it. */
export class AppNetworks {
  private readonly networks: readonly (TerraformResource & WithId)[];
  private readonly subnets: readonly (TerraformResource & WithId)[];
  private readonly interfaces: readonly (TerraformResource & WithId)[];

  constructor(private readonly root: IConstruct) {
    this.networks = this.all('azurerm_virtual_network');
    this.subnets = this.all('azurerm_subnet');
    this.interfaces = this.all('azurerm_network_interface');
  }

  /** Where a target of a flow log is. */
  placeOf(scope: Construct, target: Pick<FlowLogTargetConfig, 'id' | 'network' | 'resource'>): Place {
    const { id, network, resource } = target;
    // a stack has expressions of its own for what another one makes
    const key = keyOf(madeBy(resource) ?? scope, id);
    const networkKey = network && keyOf(madeBy(network) ?? scope, network.id);
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

  /** The subnets and interfaces that a security group protects. */
  protectedBy(scope: Construct, groupId: string): Place[] {
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

  private associations(type: string, idOf: string, group: NetworkKey): Place[] {
    return resourcesOf(this.root, type)
      .filter((association) => keyOf(association, String(association.networkSecurityGroupIdInput)) === group)
      .map((association) => this.placeOf(association, { id: String(association[idOf]) }));
  }

  /** A virtual network is known by its name as well: its subnets name it so. */
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

/** The construct that something of the bindings is, if it is one of the app. */
function madeBy(resource: object | undefined): Construct | undefined {
  return Construct.isConstruct(resource) ? resource : undefined;
}
