import type { StackResource } from '../template/stack-values';
import type { DeployedFlowLog } from './deployed-flow-log';
import type { Grant } from './grant';
import type { StackScope } from './stack-scope';

/**
 * Permissions for the policy of the bucket of a flow log. AWS adds the permissions of log delivery to the policy on behalf of the
 * deployer, if the policy lacks them. If the app contains a policy of the bucket, the policy is complete.
 */
export function bucketPolicyGrants(scope: StackScope, { resource, title }: DeployedFlowLog): Grant[] {
  const bucket = bucketOf(scope, resource.properties.LogDestination);
  if (bucket === undefined || hasPolicy(scope, bucket)) return [];
  return [
    {
      topic: 'BucketPolicy',
      actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy'],
      resources: scope.app.of(bucket.stack).arnsOf(bucket.resource),
      why: 'AWS adds the permissions of log delivery to the policy of the bucket',
      source: 'AWS::EC2::FlowLog resource type schema: handlers',
      neededBy: [title],
    },
  ];
}

/** The bucket of the app that a value of a stack refers to; `undefined` if the bucket belongs to another app. */
export function bucketOf({ app, stack, named }: StackScope, value: unknown): StackResource | undefined {
  const found = [...app.of(stack).resourcesIn(value), ...named.resourcesIn(stack, value)];
  return found.find(({ resource }) => resource.type === 'AWS::S3::Bucket');
}

function hasPolicy(scope: StackScope, bucket: StackResource): boolean {
  return scope.app.stacks.some((stack) =>
    stack.resources.some(
      ({ type, properties }) =>
        type === 'AWS::S3::BucketPolicy' &&
        bucketOf({ ...scope, stack }, properties.Bucket)?.resource === bucket.resource,
    ),
  );
}
