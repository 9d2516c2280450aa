import { bucketStorage, Cloud, known, mapValue, unknown, unknownAt, type Value } from '../../facts';
import type { KeyScope } from '../../facts/key-scope';
import { type LifecycleRuleFact, lifecycleRetention } from '../../facts/lifecycle-retention';
import { ruleFacts } from './aws-lifecycle-rules';
import {
  blocksOf,
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  textOf,
} from './declared-resource';

/** Returns how a bucket stores the objects of a key scope. */
export function bucketFacts(bucket: DeclaredResource, scope: KeyScope, all: DeclaredResources) {
  const name = nameOf(bucket, 'bucket');
  const referencing = (type: string) => all.referencing(type, 'bucket', bucket, name);
  const configurations = referencing('aws_s3_bucket_lifecycle_configuration');
  const [configuration] = configurations;
  const rules: LifecycleRuleFact[] = [
    ...ruleFacts(bucket.value('lifecycle_rule')),
    ...configurations.flatMap((each) => ruleFacts(each.value('rule'))),
  ];
  const lifecycle = lifecycleRetention(rules, scope);
  const encryptions = referencing('aws_s3_bucket_server_side_encryption_configuration');
  return {
    name,
    retention: lifecycle.retention,
    hotRetention: lifecycle.hotRetention,
    ...(configuration && { retentionSetBy: factOf(configuration, Cloud.AWS) }),
    storage: bucketStorage(lifecycle, isVersioned(bucket, referencing('aws_s3_bucket_versioning'))),
    customerManagedKey: hasCustomerKey([
      bucket.value('server_side_encryption_configuration'),
      ...encryptions.map((each) => each.value('rule')),
    ]),
  };
}

/** Returns the name of a resource in an argument. */
export function nameOf(resource: DeclaredResource, argument: string): Value<string> {
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
