import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import {
  bucketStorage,
  type Destination,
  known,
  mapValue,
  type StorageFact,
  unknown,
  type Value,
} from '../../facts';
import { deliveryRefusal } from '../../facts/bucket-policy';
import { flowLogKeys, type KeyScope } from '../../facts/key-scope';
import { type LifecycleRuleFact, lifecycleRetention } from '../../facts/lifecycle-retention';
import { addressOf, type TemplateFacts } from './template-facts';

/** Returns the facts of a destination bucket for flow logs below a key prefix. */
export function bucketFacts(
  facts: TemplateFacts,
  bucket: StackResource,
  keyPrefix: string,
): Pick<Destination, 'name' | 'retention' | 'hotRetention' | 'customerManagedKey' | 'refusal' | 'storage'> {
  const { stack, resource } = bucket;
  const name = facts.values.text(resource.properties.BucketName, stack);
  const { retention, hotRetention } = lifecycleRetention(lifecycleOf(facts, bucket), flowLogKeys(keyPrefix));
  return {
    name:
      !name.known || name.value !== undefined
        ? (name as Value<string>)
        : unknown('CloudFormation generates the name during deployment'),
    retention,
    hotRetention,
    storage: bucketStorageOf(facts, bucket, flowLogKeys(keyPrefix)),
    customerManagedKey: customerKeyOf(resource.properties.BucketEncryption),
    refusal: deliveryRefusal(policiesOf(facts, bucket)),
  };
}

/** Returns how a bucket stores the objects of a key scope. */
export function bucketStorageOf(facts: TemplateFacts, bucket: StackResource, scope: KeyScope): StorageFact {
  const { stack, resource } = bucket;
  const { Status } = objectOf(resource.properties.VersioningConfiguration);
  const status = facts.values.text(Status, stack);
  return bucketStorage(
    lifecycleRetention(lifecycleOf(facts, bucket), scope),
    mapValue(status, (text) => text === 'Enabled'),
  );
}

function lifecycleOf(facts: TemplateFacts, { stack, resource }: StackResource): LifecycleRuleFact[] {
  const { values } = facts;
  const rules = [objectOf(resource.properties.LifecycleConfiguration).Rules ?? []].flat().map(objectOf);
  return rules.map((rule) => {
    const status = values.text(rule.Status, stack);
    const transitions = [rule.Transitions ?? rule.Transition ?? []].flat().map(objectOf);
    return {
      enabled: mapValue(status, (text) => text !== 'Disabled'),
      prefix: withDefault(values.text(rule.Prefix, stack), ''),
      needsTag: rule.TagFilters !== undefined,
      needsSize: rule.ObjectSizeGreaterThan !== undefined || rule.ObjectSizeLessThan !== undefined,
      noncurrentDays: values.number(
        objectOf(rule.NoncurrentVersionExpiration).NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays,
        stack,
      ),
      expirationDays:
        rule.ExpirationDate === undefined
          ? values.number(rule.ExpirationInDays, stack)
          : unknown('objects expire on a date, not after a number of days'),
      transitions: transitions.map(({ StorageClass, TransitionInDays, TransitionDate }) => ({
        storageClass: withDefault(values.text(StorageClass, stack), ''),
        days:
          TransitionDate === undefined
            ? withDefault(values.number(TransitionInDays, stack), 0)
            : unknown('objects transition on a date, not after a number of days'),
      })),
    };
  });
}

function withDefault<T>(value: Value<T | undefined>, defaultValue: T): Value<T> {
  return mapValue(value, (each) => each ?? defaultValue);
}

function customerKeyOf(encryption: unknown): Value<boolean> {
  const rules = [objectOf(encryption).ServerSideEncryptionConfiguration ?? []].flat().map(objectOf);
  return known(
    rules.some((rule) => {
      const { SSEAlgorithm, KMSMasterKeyID } = objectOf(rule.ServerSideEncryptionByDefault);
      return /^aws:kms/.test(String(SSEAlgorithm)) && KMSMasterKeyID !== undefined;
    }),
  );
}

/** Returns the documents of the bucket's policies from all stacks of the app. */
function policiesOf(facts: TemplateFacts, bucket: StackResource): Value<unknown>[] {
  const { BucketName } = bucket.resource.properties;
  const policiesByName = typeof BucketName === 'string' ? facts.policiesOn(BucketName) : [];
  return [...facts.policiesOn(addressOf(bucket)), ...policiesByName].map((document) => known(document));
}
