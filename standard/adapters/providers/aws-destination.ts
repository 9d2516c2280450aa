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
} from '../../facts';
import { flowLogKeys } from '../../facts/key-scope';
import { type LifecycleRuleFact, lifecycleRetention } from '../../facts/lifecycle-retention';
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
        ...bucketFacts(resource, typeof folder === 'string' ? folder : '', all),
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
    const reason = 'it depends on the destination of the stream';
    return known(
      {
        ...shared,
        kind: DestinationKind.FIREHOSE,
        name: nameOf(resource, 'name'),
        retention: unknown(reason),
        hotRetention: unknown(reason),
        customerManagedKey: unknown(reason),
        access: access(arnTextOf(resource), known(undefined)),
      },
      at,
    );
  }
  return unknown(`the destination has the unsupported type ${resource.type}`, at);
}

function bucketFacts(bucket: DeclaredResource, keyPrefix: string, all: DeclaredResources) {
  const name = nameOf(bucket, 'bucket');
  const referencing = (type: string) => all.referencing(type, 'bucket', bucket, name);
  const rules: LifecycleRuleFact[] = [
    ...ruleFacts(bucket.value('lifecycle_rule')),
    ...referencing('aws_s3_bucket_lifecycle_configuration').flatMap((each) => ruleFacts(each.value('rule'))),
  ];
  const lifecycle = lifecycleRetention(rules, flowLogKeys(keyPrefix));
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

function ruleFacts(value: Value<unknown>): LifecycleRuleFact[] {
  const blocks = blocksOf(value);
  if (!blocks.known) return [unknownRule(blocks.reason)];
  return blocks.value.map((rule) => {
    const filter = firstBlock(rule.filter);
    const conjunction = firstBlock(filter.and);
    const expiration = firstBlock(rule.expiration);
    const tags = [rule.tags, filter.tag, conjunction.tags].flatMap((each) => [each ?? []].flat());
    return {
      enabled: mapValue(
        blockValue(rule.status ?? rule.enabled),
        (status) => status !== 'Disabled' && status !== false,
      ),
      prefix: prefixOf([rule.prefix, filter.prefix, conjunction.prefix]),
      needsTag: tags.some((tag) => typeof tag === 'object' && tag !== null && Object.keys(tag).length > 0),
      needsSize: [filter, conjunction].some(
        ({ object_size_greater_than: least, object_size_less_than: most }) => isSize(least) || isSize(most),
      ),
      noncurrentDays: daysOf(
        firstBlock(rule.noncurrent_version_expiration).noncurrent_days ??
          firstBlock(rule.noncurrent_version_expiration).days,
      ),
      expirationDays: expiration.date
        ? unknown('objects expire on a date, not after a number of days')
        : daysOf(expiration.days),
      transitions: [rule.transition ?? []].flat().map((each) => {
        const { storage_class: storageClass, date, days } = firstBlock(each);
        return {
          storageClass: mapValue(blockValue(storageClass), String),
          days: date
            ? unknown('objects transition on a date, not after a number of days')
            : mapValue(blockValue(days), (count) => Number(count ?? 0)),
        };
      }),
    };
  });
}

function prefixOf(all: readonly unknown[]): Value<string> {
  return mapValue(blockValue(all.find((each) => typeof each === 'string' && each !== '')), (prefix) =>
    String(prefix ?? ''),
  );
}

/** The provider uses 0 or an empty text for a missing size. */
function isSize(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && Number(value) !== 0;
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

/** The provider uses 0 for a missing number of days. */
function daysOf(value: unknown): Value<number | undefined> {
  return mapValue(blockValue(value), (days) => (Number(days ?? 0) > 0 ? Number(days) : undefined));
}

function unknownRule(reason: string): LifecycleRuleFact {
  return {
    enabled: unknown(reason),
    prefix: unknown(reason),
    needsTag: false,
    expirationDays: unknown(reason),
    transitions: [],
  };
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

function firstBlock(block: unknown): Readonly<Record<string, unknown>> {
  const [item] = [block].flat();
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
}
