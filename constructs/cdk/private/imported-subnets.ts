import { Resource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { isPlaceholderId } from '../../../aws/flow-log';
import { type Identity, identityOf } from './identities';

/** The VPCs of imported subnets, by the keys of the subnets. An imported VPC is the scope of its subnets. */
export function vpcsOfImportedSubnets(constructs: readonly IConstruct[]): Map<string, Identity> {
  const vpcs = new Map<string, Identity>();
  for (const each of constructs) {
    if (!isSubnet(each) || Resource.isOwnedResource(each)) continue;
    const vpc = each.node.scope;
    if (vpc === undefined || !isVpc(vpc)) continue;
    const { key } = identityOf(each, each.subnetId);
    if (!isPlaceholderId(key)) vpcs.set(key, identityOf(vpc, vpc.vpcId));
  }
  return vpcs;
}

function isSubnet(construct: IConstruct): construct is ec2.ISubnet {
  return 'subnetId' in construct && 'routeTable' in construct;
}

function isVpc(construct: IConstruct): construct is ec2.IVpc {
  return 'vpcId' in construct && 'privateSubnets' in construct;
}
