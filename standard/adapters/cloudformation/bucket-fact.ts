import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import { type Destination, known, unknown, type Value } from '../../facts';
import { deliveryRefusal } from '../../facts/bucket-policy';
import { type LifecycleRuleFact, lifecycleRetention } from '../../facts/lifecycle-retention';
import { addressOf, type TemplateFacts } from './template-facts';

/** What is known of a bucket that flow logs go to, in a folder of theirs. */
export function bucketFacts(
  facts: TemplateFacts,
  placed: StackResource,
  folder: string,
): Pick<Destination, 'name' | 'retention' | 'hotRetention' | 'customerManagedKey' | 'refusal'> {
  const { stack, resource } = placed;
  const name = facts.values.text(resource.properties.BucketName, stack);
  return {
    name:
      !name.known || name.value !== undefined
        ? (name as Value<string>)
        : unknown('CloudFormation names it when it is deployed'),
    ...lifecycleRetention(lifecycleOf(facts, placed), folder),
    customerManagedKey: customerKeyOf(resource.properties.BucketEncryption),
    refusal: deliveryRefusal(policiesOf(facts, placed)),
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
      prefix: plain(values.text(rule.Prefix, stack), ''),
      needsTag: rule.TagFilters !== undefined,
      expirationDays:
        rule.ExpirationDate === undefined
          ? values.number(rule.ExpirationInDays, stack)
          : unknown('objects expire on a day, and not after days'),
      transitions: transitions.map(({ StorageClass, TransitionInDays, TransitionDate }) => ({
        storageClass: plain(values.text(StorageClass, stack), ''),
        days:
          TransitionDate === undefined
            ? plain(values.number(TransitionInDays, stack), 0)
            : unknown('objects are moved on a day, and not after days'),
      })),
    };
  });
}

function plain<T>(value: Value<T | undefined>, otherwise: T): Value<T> {
  return value.known ? known(value.value ?? otherwise, value.at) : value;
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

/** Documents of the bucket's policies, in any stack of the app. */
function policiesOf(facts: TemplateFacts, bucket: StackResource): Value<unknown>[] {
  const { BucketName } = bucket.resource.properties;
  const named = typeof BucketName === 'string' ? facts.policiesOn(BucketName) : [];
  return [...facts.policiesOn(addressOf(bucket)), ...named].map((document) => known(document));
}
