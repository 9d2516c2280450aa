import type { IResource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { ResourceKind } from '../../aws/fields';
import { TARGET_KINDS, TargetKind } from '../../aws/flow-log';
import { listedSubnets, subnetListProblems } from './private/subnet-list';

/** One of several resources of a target. */
export interface FlowLogResource {
  /** Part of the id of the resource's flow log. It must not depend on the other resources. */
  readonly id: string;

  /** `ResourceId` of the flow log, such as `subnet-0123456789abcdef0`. */
  readonly resourceId: string;
}

/**
 * The logged resource in the terms of CloudFormation: what `FlowLogTarget.bind` returns.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export interface FlowLogTargetConfig {
  /** `ResourceType` of the flow log, such as `VPC`. */
  readonly resourceType: string;

  /** `ResourceId` of the flow log, such as `vpc-0123456789abcdef0`. */
  readonly resourceId: string;

  /** Decides which fields the flow log can have. */
  readonly kind: ResourceKind;

  /** Resource type in the ARN: `vpc` in `arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0123456789abcdef0`. */
  readonly arnType: string;

  /**
   * The resources of a target with several. Each has a flow log of its own. `resourceId` is the id of the first one.
   *
   * @default - the resource in `resourceId`
   */
  readonly resources?: FlowLogResource[];

  /**
   * Problems of the target; `VpcFlowLogs` throws them together with its own.
   *
   * @default - no problems
   */
  readonly problems?: string[];

  /**
   * The construct of the resource. Its account and region must be those of the flow log.
   *
   * @default - only the id is known
   */
  readonly resource?: IResource;
}

/**
 * The resource that a flow log records.
 *
 * @example
 * new VpcFlowLogs(this, 'FlowLogs', {
 *   target: FlowLogTarget.transitGateway('tgw-0123456789abcdef0'),
 * });
 */
export abstract class FlowLogTarget {
  /**
   * All network interfaces of a VPC, present and future.
   *
   * @example
   * FlowLogTarget.vpc(vpc);
   */
  static vpc(vpc: ec2.IVpc): FlowLogTarget {
    return new StaticTarget(TargetKind.VPC, vpc.vpcId, vpc);
  }

  /**
   * All network interfaces of a VPC, by its id (`vpc-...`).
   *
   * @example
   * FlowLogTarget.vpcById('vpc-0123456789abcdef0');
   */
  static vpcById(vpcId: string): FlowLogTarget {
    return new StaticTarget(TargetKind.VPC, vpcId);
  }

  /**
   * All network interfaces of a subnet, present and future.
   *
   * @example
   * FlowLogTarget.subnet(vpc.privateSubnets[0]);
   */
  static subnet(subnet: ec2.ISubnet): FlowLogTarget {
    return new StaticTarget(TargetKind.SUBNET, subnet.subnetId, subnet);
  }

  /**
   * All network interfaces of several subnets, present and future. Each subnet has a flow log of its own. All of them
   * share the role, the log group and the saved queries of a destination.
   *
   * AWS has one flow log for each subnet and destination: a change from `subnet` to `subnets` replaces the flow log.
   * Remove the old one in a deployment before.
   *
   * @example
   * FlowLogTarget.subnets(vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnets);
   */
  static subnets(subnets: ec2.ISubnet[]): FlowLogTarget {
    return new SubnetsTarget(subnets);
  }

  /**
   * One network interface, by its id (`eni-...`).
   *
   * @example
   * FlowLogTarget.networkInterface('eni-0123456789abcdef0');
   */
  static networkInterface(networkInterfaceId: string): FlowLogTarget {
    return new StaticTarget(TargetKind.NETWORK_INTERFACE, networkInterfaceId);
  }

  /**
   * All attachments of a transit gateway, by its id (`tgw-...`). Transit gateways have their own fields: see
   * `TgwField`.
   *
   * @example
   * FlowLogTarget.transitGateway('tgw-0123456789abcdef0');
   */
  static transitGateway(transitGatewayId: string): FlowLogTarget {
    return new StaticTarget(TargetKind.TRANSIT_GATEWAY, transitGatewayId);
  }

  /**
   * One attachment of a transit gateway, by its id (`tgw-attach-...`). AWS does not support multicast and Connect
   * attachments.
   *
   * @example
   * FlowLogTarget.transitGatewayAttachment('tgw-attach-0123456789abcdef0');
   */
  static transitGatewayAttachment(attachmentId: string): FlowLogTarget {
    return new StaticTarget(TargetKind.TRANSIT_GATEWAY_ATTACHMENT, attachmentId);
  }

  /**
   * A regional NAT gateway, by its id (`nat-...`). It has no network interface, so the fields that describe an
   * interface are always empty.
   *
   * @example
   * FlowLogTarget.regionalNatGateway('nat-0123456789abcdef0');
   */
  static regionalNatGateway(natGatewayId: string): FlowLogTarget {
    return new StaticTarget(TargetKind.REGIONAL_NAT_GATEWAY, natGatewayId);
  }

  /** Returns the resource in the terms of CloudFormation. */
  abstract bind(): FlowLogTargetConfig;
}

class StaticTarget extends FlowLogTarget {
  constructor(
    private readonly targetKind: TargetKind,
    private readonly resourceId: string,
    private readonly resource?: IResource,
  ) {
    super();
  }

  override bind(): FlowLogTargetConfig {
    const { resourceKind: kind, arnType } = TARGET_KINDS[this.targetKind];
    const { targetKind: resourceType, resourceId, resource } = this;
    return { resourceType, resourceId, kind, arnType, ...(resource && { resource }) };
  }
}

class SubnetsTarget extends FlowLogTarget {
  constructor(private readonly subnets: ec2.ISubnet[]) {
    super();
  }

  override bind(): FlowLogTargetConfig {
    const resources = listedSubnets(this.subnets);
    const { resourceKind: kind, arnType } = TARGET_KINDS[TargetKind.SUBNET];
    return {
      resourceType: TargetKind.SUBNET,
      resourceId: resources[0]?.resourceId ?? '',
      kind,
      arnType,
      resources,
      problems: subnetListProblems(this.subnets),
    };
  }
}
