import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ResourceKind } from '../../aws/fields';
import { TARGET_KINDS, TargetKind } from '../../aws/flow-log';

/** What a flow log is put on, as CloudFormation names it. */
export interface FlowLogTargetConfig {
  readonly resourceType: string;
  readonly resourceId: string;
  /** Which fields the resource's flow logs can have. */
  readonly kind: ResourceKind;
  /** Type of the resource in its ARN: `vpc` in `arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1`. */
  readonly arnType: string;
}

/** What to log. */
export abstract class FlowLogTarget {
  /** All network interfaces of a VPC, present and future. */
  static vpc(vpc: ec2.IVpc): FlowLogTarget {
    return FlowLogTarget.vpcById(vpc.vpcId);
  }

  /** All network interfaces of a VPC, by its id (`vpc-...`). */
  static vpcById(vpcId: string): FlowLogTarget {
    return new ResourceTarget(TargetKind.VPC, vpcId);
  }

  /** All network interfaces of a subnet, present and future. */
  static subnet(subnet: ec2.ISubnet): FlowLogTarget {
    return new ResourceTarget(TargetKind.SUBNET, subnet.subnetId);
  }

  /** One network interface, by its id (`eni-...`). */
  static networkInterface(networkInterfaceId: string): FlowLogTarget {
    return new ResourceTarget(TargetKind.NETWORK_INTERFACE, networkInterfaceId);
  }

  /** All attachments of a transit gateway, by its id (`tgw-...`). Its flow logs have fields of their own. */
  static transitGateway(transitGatewayId: string): FlowLogTarget {
    return new ResourceTarget(TargetKind.TRANSIT_GATEWAY, transitGatewayId);
  }

  /** One attachment of a transit gateway, by its id (`tgw-attach-...`). Not for multicast or Connect attachments. */
  static transitGatewayAttachment(attachmentId: string): FlowLogTarget {
    return new ResourceTarget(TargetKind.TRANSIT_GATEWAY_ATTACHMENT, attachmentId);
  }

  /** A regional NAT gateway, by its id (`nat-...`). It has no network interface, so fields of one stay empty. */
  static regionalNatGateway(natGatewayId: string): FlowLogTarget {
    return new ResourceTarget(TargetKind.REGIONAL_NAT_GATEWAY, natGatewayId);
  }

  /** Tells CloudFormation what to log. */
  abstract bind(): FlowLogTargetConfig;
}

class ResourceTarget extends FlowLogTarget {
  constructor(
    private readonly targetKind: TargetKind,
    private readonly resourceId: string,
  ) {
    super();
  }

  override bind(): FlowLogTargetConfig {
    const { resourceKind: kind, arnType } = TARGET_KINDS[this.targetKind];
    return { resourceType: this.targetKind, resourceId: this.resourceId, kind, arnType };
  }
}
