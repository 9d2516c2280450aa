import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import { type Destination, known, unknown, type Value } from '../../facts';
import { deliveryRefusal } from '../../facts/bucket-policy';
import { type LifecycleRuleFact, lifecycleRetention } from '../../facts/lifecycle-retention';
import { addressOf, type TemplateFacts } from './template-facts';

/** Returns the facts of a destination bucket for flow logs below a key prefix. */
export function bucketFacts(
  facts: TemplateFacts,
  bucket: StackResource,
  keyPrefix: string,
): Pick<Destination, 'name' | 'retention' | 'hotRetention' | 'customerManagedKey' | 'refusal'> {
  const { stack, resource } = bucket;
  const name = facts.values.text(resource.properties.BucketName, stack);
  return {
    name:
      !name.known || name.value !== undefined
        ? (name as Value<string>)
        : unknown('CloudFormation generates the name during deployment'),
    ...lifecycleRetention(lifecycleOf(facts, bucket), keyPrefix),
    customerManagedKey: customerKeyOf(resource.properties.BucketEncryption),
    refusal: deliveryRefusal(policiesOf(facts, bucket)),
  };
}

function lifecycleOf(facts: TemplateFacts, { stack, resource }: StackResource): LifecycleRuleFact[] {
  const { values } = facts;
  const rules = [objectOf(resource.properties.LifecycleConfiguration).Rules ?? []].flat().map(objectOf);
  return rules.map((rule) => {
    const status = values.text(rule.Status, stack);
    const transitions = [rule.Transitions ?? rule.Transition ?? []].flat().map(objectOf);
    return {
      enabled: status.known ? known(status.value !== 'Disabled') : status,
      prefix: withDefault(values.text(rule.Prefix, stack), ''),
      needsTag: rule.TagFilters !== undefined,
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
  return value.known ? known(value.value ?? defaultValue, value.at) : value;
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
