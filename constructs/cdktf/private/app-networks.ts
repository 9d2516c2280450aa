import { Construct, type IConstruct } from 'constructs';
import type { FlowLogTargetConfig } from '../flow-log-target';
import { type AppResource, AppResources } from './app-resources';
import { keyOf, type NetworkKey, networkKeyOf } from './network-keys';

/** Position of a target in the network hierarchy of the app. */
export interface NetworkPosition {
  /** Key of the target itself. */
  readonly own: NetworkKey;
  /** Keys of the subnets and networks that contain it. */
  readonly within: readonly NetworkKey[];
}

const OF_APPS = new WeakMap<AppResources, AppNetworks>();

/** The network hierarchy of an app, as far as its resources state it. */
export class AppNetworks {
  /** Returns the network hierarchy of an app. */
  static of(root: IConstruct): AppNetworks {
    const app = AppResources.of(root);
    const networks = OF_APPS.get(app) ?? new AppNetworks(app);
    OF_APPS.set(app, networks);
    return networks;
  }

  private readonly positions = new Map<object, NetworkPosition>();
  private readonly byKey: ReadonlyMap<NetworkKey | undefined, AppResource>;

  private constructor(private readonly app: AppResources) {
    const interfaces = app.ofType('azurerm_network_interface');
    this.byKey = new Map(interfaces.map((each) => [app.keyOf(each), each]));
  }

  /** Returns the position of a flow log's target. */
  positionOf(
    scope: Construct,
    target: Pick<FlowLogTargetConfig, 'id' | 'network' | 'resource'>,
  ): NetworkPosition {
    const known = this.positions.get(target);
    if (known) return known;
    const { id, network, resource } = target;
    const own = keyOf(constructOf(resource) ?? scope, id);
    const given = network ? [keyOf(constructOf(network) ?? scope, network.id)] : [];
    const subnets = this.subnetsOf(own);
    const networks = [own, ...subnets].map(networkKeyOf).filter((key) => key !== undefined);
    const position = { own, within: [...given, ...subnets, ...networks] };
    this.positions.set(target, position);
    return position;
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
    return this.app
      .ofType(type)
      .filter((association) => keyOf(association, String(association.networkSecurityGroupIdInput)) === group)
      .map((association) => this.positionOf(association, { id: String(association[idOf]) }));
  }

  /** Subnets in the block of a network that have a security group. */
  private inlineSubnets(group: NetworkKey): NetworkPosition[] {
    return this.app.ofType('azurerm_virtual_network').flatMap((network) => {
      const { subnetInput: subnets } = network as unknown as { readonly subnetInput?: unknown };
      if (!Array.isArray(subnets)) return [];
      return subnets
        .filter(
          ({ securityGroup }) => typeof securityGroup === 'string' && keyOf(network, securityGroup) === group,
        )
        .map(({ name }) => {
          const within = String(this.app.keyOf(network));
          return { own: `${within}/subnets/${keyOf(network, String(name))}`, within: [within] };
        });
    });
  }

  private subnetsOf(networkInterface: NetworkKey): NetworkKey[] {
    const found = this.byKey.get(networkInterface);
    const configurations = found?.ipConfigurationInput;
    if (!found || !Array.isArray(configurations)) return [];
    const ids = configurations.map(({ subnetId }) => subnetId as string | undefined);
    return ids.filter((id) => id !== undefined).map((id) => keyOf(found, id));
  }
}

/** Returns the construct behind a resource of the bindings, if it belongs to the app. */
function constructOf(resource: object | undefined): Construct | undefined {
  return Construct.isConstruct(resource) ? resource : undefined;
}
