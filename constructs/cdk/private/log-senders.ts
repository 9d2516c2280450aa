import { CfnResource, Stack, Stage } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { VENDED_LOG_TYPES } from '../../../aws/policies';
import { printable } from './printable';
import { targetsIn, targetsOf } from './references';
import { renderedProperties } from './rendered-properties';

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
  if (!CfnResource.isCfnResource(resource)) return [];
  const name = physicalNameOf(resource);
  return (Stage.of(bucket) ?? bucket.node.root).node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .filter((node) => VENDED_LOG_TYPES.includes(node.cfnResourceType))
    .filter(
      (node) =>
        targetsOf(node).has(resource) || (namesByText(node, name) && !isDeployedBefore(node, resource)),
    );
}

/** The name of a bucket as the template states it; undefined if CloudFormation generates it. */
function physicalNameOf(bucket: CfnResource): unknown {
  const { BucketName: name } = renderedProperties(bucket);
  return name === undefined ? undefined : printable(bucket, name).value;
}

/** Whether a sender has the physical name of a bucket without a reference, as of `Bucket.fromBucketName`. */
function namesByText(sender: CfnResource, bucketName: unknown): boolean {
  if (bucketName === undefined) return false;
  const arn = `:s3:::${bucketName}`;
  return textsIn(printable(sender, renderedProperties(sender)).value).some(
    (text) => text === bucketName || text.endsWith(arn) || text.includes(`${arn}/`),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whether the stack of a sender is deployed before that of the bucket: without a reference, it can be. */
function isDeployedBefore(sender: CfnResource, bucket: CfnResource): boolean {
  const before = new Set([Stack.of(bucket)]);
  for (const stack of before) for (const each of stack.dependencies) before.add(each);
  return Stack.of(sender) !== Stack.of(bucket) && before.has(Stack.of(sender));
}

/** Adds a dependency between resources, which CDK renamed in a minor version. */
function addDependency(sender: CfnResource, policy: CfnResource): void {
  if ('addResourceDependency' in sender) sender.addResourceDependency(policy);
  else (sender as CfnResource).addDependency(policy);
}
