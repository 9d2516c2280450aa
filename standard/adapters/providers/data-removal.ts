import { type DataRemoval, known, mapValue, RemovalEffect, type Value } from '../../facts';
import { type DeclaredResource, flagOf } from './declared-resource';

/**
 * Returns what happens to the data of a destination when the provider deletes it. Sources: Terraform provider of AWS,
 * `aws_s3_bucket` and `aws_cloudwatch_log_group`; Azure Storage documentation, "Recover a deleted storage account".
 */
export function removalOf(resource: DeclaredResource): DataRemoval {
  const effect = effectOf(resource);
  return { onReplace: effect, onDelete: effect };
}

function effectOf(resource: DeclaredResource): Value<RemovalEffect> {
  if (resource.type === 'aws_s3_bucket') {
    // S3 refuses to delete a bucket with objects
    return mapValue(flagOf(resource, 'force_destroy', false), (isForced) =>
      isForced ? RemovalEffect.DESTROYED : RemovalEffect.REFUSED,
    );
  }
  if (resource.type === 'aws_cloudwatch_log_group') {
    return mapValue(flagOf(resource, 'skip_destroy', false), (isKept) =>
      isKept ? RemovalEffect.KEPT : RemovalEffect.DESTROYED,
    );
  }
  return known(
    resource.type === 'aws_kinesis_firehose_delivery_stream' ? RemovalEffect.KEPT : RemovalEffect.DESTROYED,
  );
}
