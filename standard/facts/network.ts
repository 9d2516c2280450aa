import type { Fact } from './fact';
import type { Value } from './value';

/** What flow logs are put on. */
export enum NetworkKind {
  VPC = 'VPC',
  SUBNET = 'subnet',
  TRANSIT_GATEWAY = 'transit gateway',
  VNET = 'virtual network',
  VNET_SUBNET = 'subnet of a virtual network',
  SECURITY_GROUP = 'network security group',
}

/** A network, or a part of one. */
export interface Network extends Fact {
  readonly kind: NetworkKind;
  /** Address of the network that a subnet is in; the cloud's own id where that one is not of this app. */
  readonly parent?: Value<string>;
  /** Ids and ARNs by which others may mean it, where they are known before it is deployed. */
  readonly ids?: readonly string[];
  /** Why a flow log may be on it that nobody can see. */
  readonly uncertainty?: string;
}
