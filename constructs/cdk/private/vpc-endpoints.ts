import { CfnResource, Stage } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { identityOf } from './identities';

/** The services for which the Stage of a scope creates an endpoint in a VPC: `s3` with a gateway, others with an interface. */
export function endpointServices(scope: IConstruct, vpc: ec2.IVpc): string[] {
  const { key } = identityOf(scope, vpc.vpcId);
  return (Stage.of(scope) ?? scope.node.root).node
    .findAll()
    .filter(isEndpoint)
    .filter((each) => identityOf(each, each.vpcId).key === key)
    .flatMap((each) => {
      const service = identityOf(each, each.serviceName).key.split('.').at(-1) ?? '';
      const { vpcEndpointType: type = 'Gateway' } = each;
      return type === (service === 's3' ? 'Gateway' : 'Interface') ? [service] : [];
    });
}

function isEndpoint(construct: IConstruct): construct is ec2.CfnVPCEndpoint {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === 'AWS::EC2::VPCEndpoint';
}
