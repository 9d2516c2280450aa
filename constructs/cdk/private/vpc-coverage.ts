import { CfnResource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { AppFlowLogs } from './app-flow-logs';
import { identityOf, parentOf } from './identities';

/** Whether a construct is the resource of a VPC. */
export function isVpc(node: IConstruct): node is CfnResource {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === ec2.CfnVPC.CFN_RESOURCE_TYPE_NAME;
}

/** Which VPCs of an app have flow logs, at one time. */
export class VpcCoverage {
  private readonly flowLogs: AppFlowLogs;
  private readonly subnets = new Map<CfnResource, ec2.CfnSubnet[]>();

  constructor(root: IConstruct) {
    this.flowLogs = new AppFlowLogs(root);
    for (const node of root.node.findAll()) {
      const vpc = node instanceof ec2.CfnSubnet ? parentOf(node)?.resource : undefined;
      if (vpc) this.subnets.set(vpc, [...(this.subnets.get(vpc) ?? []), node as ec2.CfnSubnet]);
    }
  }

  /** Whether flow logs record a VPC, or each of its subnets. */
  has(vpc: CfnResource): boolean {
    const subnets = this.subnets.get(vpc) ?? [];
    return this.isTarget(vpc) || (subnets.length > 0 && subnets.every((subnet) => this.isTarget(subnet)));
  }

  private isTarget(resource: CfnResource): boolean {
    return this.flowLogs.on(identityOf(resource, resource.ref), resource).length > 0;
  }
}
