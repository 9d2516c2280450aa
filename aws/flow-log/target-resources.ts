import { ECHOED_ATTRIBUTES } from '../template/echoed-attributes';

/** What CloudFormation states about a resource that a flow log can record. */
export interface TargetResourceFacts {
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
  'AWS::EC2::VPC': { idAttributes: ['Ref', 'VpcId'] },
  'AWS::EC2::Subnet': { idAttributes: ['Ref', 'SubnetId'], parent: 'VpcId' },
  'AWS::EC2::NetworkInterface': { idAttributes: ['Ref', 'Id'], parent: 'SubnetId' },
  'AWS::EC2::TransitGateway': { idAttributes: ['Ref', 'Id'] },
  'AWS::EC2::TransitGatewayAttachment': { idAttributes: ['Ref', 'Id'], parent: 'TransitGatewayId' },
  'AWS::EC2::TransitGatewayVpcAttachment': { idAttributes: ['Ref', 'Id'], parent: 'TransitGatewayId' },
  'AWS::EC2::TransitGatewayPeeringAttachment': {
    idAttributes: ['Ref', 'TransitGatewayAttachmentId'],
    parent: 'TransitGatewayId',
  },
};

/** Whether a return value of a resource is the id of its parent: `Fn::GetAtt: [Subnet, VpcId]`. */
export function isParentAttribute(type: string, attribute: string): boolean {
  return TARGET_RESOURCES[type]?.parent === attribute && (ECHOED_ATTRIBUTES[type] ?? []).includes(attribute);
}
