import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What a flow log is put on, as CloudFormation names it. */
export interface FlowLogTargetConfig {
  readonly resourceType: string;
  readonly resourceId: string;
}

/** What to log. */
export abstract class FlowLogTarget {
  /** All network interfaces of a VPC, present and future. */
  static vpc(vpc: ec2.IVpc): FlowLogTarget {
    return new ResourceTarget('VPC', vpc.vpcId);
  }

  /** All network interfaces of a subnet, present and future. */
  static subnet(subnet: ec2.ISubnet): FlowLogTarget {
    return new ResourceTarget('Subnet', subnet.subnetId);
  }

  /** One network interface, by its id (`eni-...`). */
  static networkInterface(networkInterfaceId: string): FlowLogTarget {
    return new ResourceTarget('NetworkInterface', networkInterfaceId);
  }

  /** Tells CloudFormation what to log. */
  abstract bind(): FlowLogTargetConfig;
}

class ResourceTarget extends FlowLogTarget {
  constructor(
    private readonly resourceType: string,
    private readonly resourceId: string,
  ) {
    super();
  }

  override bind(): FlowLogTargetConfig {
    return { resourceType: this.resourceType, resourceId: this.resourceId };
  }
}
