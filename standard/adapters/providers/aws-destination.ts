import type { PartialText } from '../../../flows/partial-text';
import {
  bucketStorage,
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
  unknownAt,
  type Value,
  valueOr,
} from '../../facts';
import { flowLogKeys, type KeyScope, keysBelow } from '../../facts/key-scope';
import { type LifecycleRuleFact, lifecycleRetention } from '../../facts/lifecycle-retention';
import { ruleFacts } from './aws-lifecycle-rules';
import { bucketPolicies } from './aws-policies';
import { removalOf } from './data-removal';
import {
  accountOf,
  blocksOf,
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  numberOf,
  textOf,
} from './declared-resource';
import { bucketKey, logGroupArn, logGroupKey } from './encryption-key';
import { replaceable } from './immutable-arguments';
import { arnTextOf, homeOf } from './provider-texts';
import { referencedResource } from './referenced-address';

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
    return known(
      {
        ...shared,
        kind: DestinationKind.LOG_GROUP,
        name: nameOf(resource, 'name'),
        retention,
        hotRetention: retention,
        customerManagedKey: hasKey(resource.value('kms_key_id')),
        access: access(logGroupArn(resource), logGroupKey(resource, all)),
        storage: { retention, moves: known(false), storageClass: textOf(resource, 'log_group_class') },
      },
      at,
    );
  }
  if (resource.type === 'aws_kinesis_firehose_delivery_stream') {
    return known(
      {
        ...shared,
        kind: DestinationKind.FIREHOSE,
        name: nameOf(resource, 'name'),
        ...streamFacts(resource, all),
        access: access(arnTextOf(resource), known(undefined)),
      },
      at,
    );
  }
  return unknown(`the destination has the unsupported type ${resource.type}`, at);
}

const STREAM_BUCKET = 'extended_s3_configuration.bucket_arn';

/** The bucket of a delivery stream determines the retention and the encryption of its records. */
function streamFacts(
  stream: DeclaredResource,
  all: DeclaredResources,
): Pick<Destination, 'retention' | 'hotRetention' | 'customerManagedKey' | 'storage'> {
  const bucket = referencedResource(stream, STREAM_BUCKET, all);
  if (!bucket.known || bucket.value.resource?.type !== 'aws_s3_bucket') {
    const reason = unknown('it depends on the destination of the stream');
    return { retention: reason, hotRetention: reason, customerManagedKey: reason };
  }
  const [block = {}] = valueOr(blocksOf(stream.value('extended_s3_configuration')), []);
  const prefix = blockValue(block.prefix);
  const scope = keysBelow(prefix.known ? String(prefix.value ?? '').replace(/!\{.*$/s, '') : '');
  const { retention, hotRetention, customerManagedKey, storage } = bucketFacts(
    bucket.value.resource,
    scope,
    all,
  );
  const isConverted = [block.data_format_conversion_configuration ?? []].flat().length > 0;
  return {
    retention,
    hotRetention,
    customerManagedKey,
    storage: {
      ...storage,
      isCompressed: isConverted
        ? known(true)
        : mapValue(blockValue(block.compression_format), (format) => !isUncompressed(format)),
    },
  };
}

/** Source: Terraform provider of AWS, `aws_kinesis_firehose_delivery_stream`. */
function isUncompressed(format: unknown): boolean {
  return format === undefined || format === null || format === '' || format === 'UNCOMPRESSED';
}

function bucketFacts(bucket: DeclaredResource, scope: KeyScope, all: DeclaredResources) {
  const name = nameOf(bucket, 'bucket');
  const referencing = (type: string) => all.referencing(type, 'bucket', bucket, name);
  const rules: LifecycleRuleFact[] = [
    ...ruleFacts(bucket.value('lifecycle_rule')),
    ...referencing('aws_s3_bucket_lifecycle_configuration').flatMap((each) => ruleFacts(each.value('rule'))),
  ];
  const lifecycle = lifecycleRetention(rules, scope);
  const encryptions = referencing('aws_s3_bucket_server_side_encryption_configuration');
  return {
    name,
    retention: lifecycle.retention,
    hotRetention: lifecycle.hotRetention,
    storage: bucketStorage(lifecycle, isVersioned(bucket, referencing('aws_s3_bucket_versioning'))),
    customerManagedKey: hasCustomerKey([
      bucket.value('server_side_encryption_configuration'),
      ...encryptions.map((each) => each.value('rule')),
    ]),
  };
}

function nameOf(resource: DeclaredResource, argument: string): Value<string> {
  const name = textOf(resource, argument);
  if (!name.known) return unknownAt(name);
  return name.value === undefined ? unknown('the provider generates its name') : known(name.value, argument);
}

/** Whether a bucket is versioned, by a resource of its own or by the block of earlier versions of the provider. */
function isVersioned(bucket: DeclaredResource, versionings: readonly DeclaredResource[]): Value<boolean> {
  const inline = blocksOf(bucket.value('versioning'));
  const blocks = [
    mapValue(inline, ([block]) => block?.enabled),
    ...versionings.map((each) =>
      mapValue(blocksOf(each.value('versioning_configuration')), ([block]) => block?.status),
    ),
  ].map((value) => (value.known ? blockValue(value.value) : value));
  if (blocks.some((value) => value.known && (value.value === 'Enabled' || String(value.value) === 'true')))
    return known(true);
  const open = blocks.find((value) => !value.known);
  return open && !open.known ? unknownAt(open) : known(false);
}

function hasCustomerKey(all: readonly Value<unknown>[]): Value<boolean> {
  const unknownValue = all.find((value) => !value.known);
  if (unknownValue && !unknownValue.known) return unknownAt(unknownValue);
  const text = JSON.stringify(all.map((value) => (value.known ? value.value : undefined)));
  return known(/"kms_master_key_id":"[^"]/.test(text));
}

function hasKey(value: Value<unknown>): Value<boolean> {
  // an unknown value is the ARN of a key in the same app
  return known(!value.known || (value.value !== undefined && value.value !== null && value.value !== ''));
}
