import type { StackResource } from '../../../aws/template/stack-values';
import { type DataRemoval, known, RemovalEffect, unknown, type Value } from '../../facts';
import type { TemplateFacts } from './template-facts';

/** The custom resource of `autoDeleteObjects` in the CDK. It empties the bucket before CloudFormation deletes it. */
const AUTO_DELETE = 'Custom::S3AutoDeleteObjects';

/**
 * Returns what happens to the data of a destination when CloudFormation deletes it. Source: AWS CloudFormation User Guide,
 * "DeletionPolicy attribute" and "UpdateReplacePolicy attribute".
 */
export function removalOf(facts: TemplateFacts, store: StackResource): DataRemoval {
  const { deletionPolicy, updateReplacePolicy } = store.resource;
  return {
    onReplace: effectOf(facts, store, updateReplacePolicy),
    onDelete: effectOf(facts, store, deletionPolicy),
  };
}

function effectOf(
  facts: TemplateFacts,
  store: StackResource,
  policy: string | undefined,
): Value<RemovalEffect> {
  if (policy !== undefined && policy !== 'Delete') {
    return policy.startsWith('Retain')
      ? known(RemovalEffect.KEPT)
      : unknown(`its deletion policy is ${JSON.stringify(policy)}`);
  }
  if (store.resource.type === 'AWS::KinesisFirehose::DeliveryStream') return known(RemovalEffect.KEPT);
  // S3 refuses to delete a bucket with objects
  if (store.resource.type === 'AWS::S3::Bucket' && !isEmptied(facts, store))
    return known(RemovalEffect.REFUSED);
  return known(RemovalEffect.DESTROYED);
}

function isEmptied(facts: TemplateFacts, { resource: bucket }: StackResource): boolean {
  return facts
    .ofType(AUTO_DELETE)
    .some(
      ({ stack, resource }) => facts.resourceIn(resource.properties.BucketName, stack)?.resource === bucket,
    );
}
