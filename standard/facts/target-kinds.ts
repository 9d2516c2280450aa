import { ResourceKind } from '../../aws/fields';

/** What flow logs of AWS can be put on, and which fields they have then. Source: CloudFormation, "AWS::EC2::FlowLog". */
export const AWS_TARGET_KINDS: Readonly<Record<string, ResourceKind>> = {
  VPC: ResourceKind.VPC,
  Subnet: ResourceKind.VPC,
  NetworkInterface: ResourceKind.VPC,
  TransitGateway: ResourceKind.TRANSIT_GATEWAY,
  TransitGatewayAttachment: ResourceKind.TRANSIT_GATEWAY,
  RegionalNatGateway: ResourceKind.REGIONAL_NAT_GATEWAY,
};

export function isTransitGatewayKind(kind: string): boolean {
  return AWS_TARGET_KINDS[kind] === ResourceKind.TRANSIT_GATEWAY;
}
