import { ECHOED_ATTRIBUTES } from '../template/echoed-attributes';
import { TargetKind } from './target-kind';

/** What CloudFormation states about a resource that a flow log can record. */
export interface TargetResourceFacts {
  readonly kind: TargetKind;
  /** Return values that are the id of the resource. */
  readonly idAttributes: readonly string[];
  /** Property with the id of the resource whose flow logs record this one, too. */
  readonly parent?: string;
}

/**
 * Resources that a flow log can record, by CloudFormation type.
 *
 * Source: AWS CloudFormation Template Reference, properties and return values of each type.
 */
export const TARGET_RESOURCES: Readonly<Record<string, TargetResourceFacts>> = {
  'AWS::EC2::VPC': { kind: TargetKind.VPC, idAttributes: ['Ref', 'VpcId'] },
  'AWS::EC2::Subnet': { kind: TargetKind.SUBNET, idAttributes: ['Ref', 'SubnetId'], parent: 'VpcId' },
  'AWS::EC2::NetworkInterface': {
    kind: TargetKind.NETWORK_INTERFACE,
    idAttributes: ['Ref', 'Id'],
    parent: 'SubnetId',
  },
  'AWS::EC2::TransitGateway': { kind: TargetKind.TRANSIT_GATEWAY, idAttributes: ['Ref', 'Id'] },
  'AWS::EC2::TransitGatewayAttachment': {
    kind: TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
    idAttributes: ['Ref', 'Id'],
    parent: 'TransitGatewayId',
  },
  'AWS::EC2::TransitGatewayVpcAttachment': {
    kind: TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
    idAttributes: ['Ref', 'Id'],
    parent: 'TransitGatewayId',
  },
  'AWS::EC2::TransitGatewayPeeringAttachment': {
    kind: TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
    idAttributes: ['Ref', 'TransitGatewayAttachmentId'],
    parent: 'TransitGatewayId',
  },
  'AWS::EC2::NatGateway': { kind: TargetKind.REGIONAL_NAT_GATEWAY, idAttributes: ['Ref', 'NatGatewayId'] },
};

/** Whether a return value of a resource is the id of its parent: `Fn::GetAtt: [Subnet, VpcId]`. */
export function isParentAttribute(type: string, attribute: string): boolean {
  return TARGET_RESOURCES[type]?.parent === attribute && (ECHOED_ATTRIBUTES[type] ?? []).includes(attribute);
}
