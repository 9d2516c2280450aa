import { CfnResource, Stage } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { VENDED_LOG_TYPES } from '../../../aws/policies';
import { targetsIn, targetsOf } from './references';

const ordered = new WeakSet<IConstruct>();

/**
 * Makes all resources of the app that deliver logs to a bucket wait for the policy of the bucket, also those that other
 * constructs create: flow logs of `ec2.FlowLog`, resolver query logs. AWS adds its own policy to a bucket without one, after
 * which CloudFormation cannot create the policy of the app (aws-cdk 18985).
 *
 * It happens at synthesis, because senders can be added until then.
 */
export function orderLogSenders(bucket: s3.IBucket): void {
  if (ordered.has(bucket)) return;
  ordered.add(bucket);
  bucket.node.addValidation({
    validate: () => {
      const { policy } = bucket;
      const resource = policy?.node.defaultChild;
      if (!policy || !CfnResource.isCfnResource(resource as IConstruct)) return [];
      for (const sender of sendersTo(bucket)) {
        // a policy that names the sender is created after it
        if (!targetsIn(policy.document, policy).has(sender)) addDependency(sender, resource as CfnResource);
      }
      return [];
    },
  });
}

function sendersTo(bucket: s3.IBucket): CfnResource[] {
  const resource = bucket.node.defaultChild;
  if (resource === undefined) return [];
  return (Stage.of(bucket) ?? bucket.node.root).node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .filter((node) => VENDED_LOG_TYPES.includes(node.cfnResourceType) && targetsOf(node).has(resource));
}

/** Adds a dependency between resources, which CDK renamed in a minor version. */
function addDependency(sender: CfnResource, policy: CfnResource): void {
  if ('addResourceDependency' in sender) sender.addResourceDependency(policy);
  else (sender as CfnResource).addDependency(policy);
}
