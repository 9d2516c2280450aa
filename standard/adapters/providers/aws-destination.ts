import type { PartialText } from '../../../flows/partial-text';
import {
  Cloud,
  type DeliveryAccess,
  type Destination,
  DestinationKind,
  type EncryptionKey,
  FOREVER,
  known,
  mapValue,
  type Retention,
  unknown,
  type Value,
} from '../../facts';
import { flowLogKeys } from '../../facts/key-scope';
import { bucketFacts, nameOf } from './aws-bucket';
import { bucketPolicies } from './aws-policies';
import { STREAM, streamFacts } from './aws-stream';
import { subscriptionFacts } from './aws-subscriptions';
import { removalOf } from './data-removal';
import {
  accountOf,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  numberOf,
  textOf,
} from './declared-resource';
import { bucketKey, logGroupArn, logGroupKey } from './encryption-key';
import { replaceable } from './immutable-arguments';
import { arnTextOf, homeOf } from './provider-texts';

/** Returns a bucket, log group or delivery stream of the app as a destination. */
export function awsDestination(
  resource: DeclaredResource,
  folder: PartialText,
  all: DeclaredResources,
  at: string,
): Value<Destination> {
  const shared = {
    ...factOf(resource, Cloud.AWS),
    ...replaceable(resource, all),
    removal: removalOf(resource),
    account: accountOf(resource, 'account'),
  };
  const access = (
    arn: PartialText,
    key: Value<EncryptionKey | undefined>,
    keyPrefix: PartialText = '',
  ): Value<DeliveryAccess> =>
    known({
      arn,
      home: homeOf(resource),
      keyPrefix,
      policies: resource.type === 'aws_s3_bucket' ? bucketPolicies(resource, all) : [],
      key,
    });
  if (resource.type === 'aws_s3_bucket') {
    const encryptions = all.referencing(
      'aws_s3_bucket_server_side_encryption_configuration',
      'bucket',
      resource,
      nameOf(resource, 'bucket'),
    );
    return known(
      {
        ...shared,
        kind: DestinationKind.S3,
        keyPrefix: typeof folder === 'string' ? folder : '',
        ...bucketFacts(resource, flowLogKeys(typeof folder === 'string' ? folder : ''), all),
        access: access(arnTextOf(resource), bucketKey(resource, encryptions, all), folder),
      },
      at,
    );
  }
  if (resource.type === 'aws_cloudwatch_log_group') {
    const days = numberOf(resource, 'retention_in_days');
    // 0 means forever; source: Terraform provider of AWS, `aws_cloudwatch_log_group`
    const retention = mapValue(days, (each): Retention => each || FOREVER);
    const { streams, subscriptions } = subscriptionFacts(resource, all);
    return known(
      {
        ...shared,
        kind: DestinationKind.LOG_GROUP,
        name: nameOf(resource, 'name'),
        retention,
        hotRetention: retention,
        customerManagedKey: hasKey(resource.value('kms_key_id')),
        access: access(logGroupArn(resource), logGroupKey(resource, all)),
        storage: {
          retention,
          moves: known(false),
          storageClass: textOf(resource, 'log_group_class'),
          subscriptions,
        },
        streams,
      },
      at,
    );
  }
  if (resource.type === STREAM) {
    const { stream, ...ofBucket } = streamFacts(resource, all);
    return known(
      {
        ...shared,
        kind: DestinationKind.FIREHOSE,
        name: nameOf(resource, 'name'),
        ...ofBucket,
        streams: [stream],
        access: access(arnTextOf(resource), known(undefined)),
      },
      at,
    );
  }
  return unknown(`the destination has the unsupported type ${resource.type}`, at);
}

function hasKey(value: Value<unknown>): Value<boolean> {
  // an unknown value is the ARN of a key in the same app
  return known(!value.known || (value.value !== undefined && value.value !== null && value.value !== ''));
}
