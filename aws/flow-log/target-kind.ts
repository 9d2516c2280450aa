import { ResourceKind } from '../fields';

/**
 * Resources that a flow log can record: the values of `ResourceType`.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export enum TargetKind {
  VPC = 'VPC',
  SUBNET = 'Subnet',
  NETWORK_INTERFACE = 'NetworkInterface',
  TRANSIT_GATEWAY = 'TransitGateway',
  TRANSIT_GATEWAY_ATTACHMENT = 'TransitGatewayAttachment',
  REGIONAL_NAT_GATEWAY = 'RegionalNatGateway',
}

/** Properties of a target kind. */
export interface TargetKindFacts {
  /** Which fields its flow logs can fill. */
  readonly resourceKind: ResourceKind;
  /**
   * Resource type in its ARN: `vpc` in `arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1`.
   *
   * Source: Service Authorization Reference, "Amazon EC2".
   */
  readonly arnType: string;
  /** What its ids begin with. Source: Amazon EC2 User Guide, "Resource IDs". */
  readonly idPrefix: string;
}

/** Properties of every target kind. */
export const TARGET_KINDS: Readonly<Record<TargetKind, TargetKindFacts>> = {
  [TargetKind.VPC]: { resourceKind: ResourceKind.VPC, arnType: 'vpc', idPrefix: 'vpc-' },
  [TargetKind.SUBNET]: { resourceKind: ResourceKind.VPC, arnType: 'subnet', idPrefix: 'subnet-' },
  [TargetKind.NETWORK_INTERFACE]: {
    resourceKind: ResourceKind.VPC,
    arnType: 'network-interface',
    idPrefix: 'eni-',
  },
  [TargetKind.TRANSIT_GATEWAY]: {
    resourceKind: ResourceKind.TRANSIT_GATEWAY,
    arnType: 'transit-gateway',
    idPrefix: 'tgw-',
  },
  [TargetKind.TRANSIT_GATEWAY_ATTACHMENT]: {
    resourceKind: ResourceKind.TRANSIT_GATEWAY,
    arnType: 'transit-gateway-attachment',
    idPrefix: 'tgw-attach-',
  },
  [TargetKind.REGIONAL_NAT_GATEWAY]: {
    resourceKind: ResourceKind.REGIONAL_NAT_GATEWAY,
    arnType: 'natgateway',
    idPrefix: 'nat-',
  },
};

/** The target kind that a template names; undefined if CloudFormation has no such kind. */
export function targetKindNamed(name: string): TargetKind | undefined {
  return Object.values(TargetKind).find((kind) => kind === name);
}

/** Which fields flow logs of a target kind can fill; undefined if CloudFormation has no such kind. */
export function resourceKindOfTarget(name: string): ResourceKind | undefined {
  const kind = targetKindNamed(name);
  return kind && TARGET_KINDS[kind].resourceKind;
}

/** Whether flow logs of a target kind have the fields of transit gateways. */
export function isTransitGatewayKind(name: string): boolean {
  return resourceKindOfTarget(name) === ResourceKind.TRANSIT_GATEWAY;
}
