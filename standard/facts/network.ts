import type { Value } from '../../flows/value';
import type { Fact } from './fact';

/** Kinds of networks. */
export enum NetworkKind {
  VPC = 'VPC',
  SUBNET = 'subnet',
  TRANSIT_GATEWAY = 'transit gateway',
  VNET = 'virtual network',
  VNET_SUBNET = 'subnet of a virtual network',
  SECURITY_GROUP = 'network security group',
}

/** A network or a subnet. */
export interface Network extends Fact {
  readonly kind: NetworkKind;
  /** For a subnet, the address of its network in this app, or the cloud's id of an external network. */
  readonly parent?: Value<string>;
  /** Ids and ARNs that are known before deployment, by which other resources can refer to it. */
  readonly ids?: readonly string[];
  /**
   * Region of a virtual network.
   *
   * @default - unknown
   */
  readonly region?: Value<string | undefined>;
  /** Why the artifact may omit a flow log of this network. */
  readonly uncertainty?: string;
}
