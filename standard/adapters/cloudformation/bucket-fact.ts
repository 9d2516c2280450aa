import { lifted } from '../../../aws/template/alternatives';
import {
  ABSENT,
  Choice,
  type Evaluated,
  isList,
  isObject,
  PartialValue,
  type StackResource,
} from '../../../aws/template/evaluated';
import { objectOf } from '../../../aws/template/read-template';
import { reasonOf } from '../../../aws/template/unknown-parts';
import { conjunction, type Formula } from '../../../flows/formula';
import type { PartialText } from '../../../flows/partial-text';
import {
  bucketStorage,
  type Destination,
  type EncryptionKey,
  known,
  knownAt,
  mapValue,
  type StorageFact,
  type Unknown,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import type { KeyScope } from '../../facts/key-scope';
import {
  type LifecycleRetention,
  type LifecycleRuleFact,
  lifecycleRetention,
} from '../../facts/lifecycle-retention';
import { keyFact } from './key-fact';
import { bucketPolicies } from './policy-facts';
import { arnOf } from './resource-texts';
import type { TemplateFacts } from './template-facts';

/**
 * Returns the facts of a destination bucket for the objects of a key scope.
 *
 * @param delivery for the delivery of flow logs, the folder, which ends with a slash, and when the flow log exists
 */
export function bucketFacts(
  facts: TemplateFacts,
  bucket: StackResource,
  scope: KeyScope,
  { folder, given }: { readonly folder: PartialText; readonly given: Formula } = { folder: '', given: true },
): Pick<Destination, 'name' | 'retention' | 'hotRetention' | 'customerManagedKey' | 'access' | 'storage'> {
  const { properties } = bucket.resource;
  const name = facts.values.text(properties.BucketName, bucket);
  const lifecycle = lifecycleOf(facts, bucket, scope);
  return {
    name:
      !name.known || name.value !== undefined
        ? (name as Value<string>)
        : unknown('CloudFormation generates the name during deployment'),
    retention: lifecycle.retention,
    hotRetention: lifecycle.hotRetention,
    storage: bucketStorageOf(facts, bucket, scope),
    customerManagedKey: facts.values.each(properties.BucketEncryption, bucket, customerKeyOf),
    access: known({
      arn: arnOf(facts.texts, bucket),
      home: facts.texts.homeOf(bucket.stack),
      keyPrefix: folder,
      policies: bucketPolicies(facts, bucket, given),
      key: encryptionOf(facts, bucket, given),
    }),
  };
}

/** Returns how a bucket stores the objects of a key scope. */
export function bucketStorageOf(facts: TemplateFacts, bucket: StackResource, scope: KeyScope): StorageFact {
  const isVersioned = facts.values.each(
    bucket.resource.properties.VersioningConfiguration,
    bucket,
    (configuration): Value<boolean> => {
      if (configuration === ABSENT) return known(false);
      const { Status } = isObject(configuration) ? configuration : {};
      return mapValue(facts.values.text(Status ?? configuration, bucket), (status) => status === 'Enabled');
    },
  );
  return bucketStorage(lifecycleOf(facts, bucket, scope), isVersioned);
}

/** Evaluates the lifecycle configuration of a bucket, for each alternative of its conditions. */
function lifecycleOf(facts: TemplateFacts, bucket: StackResource, scope: KeyScope): LifecycleRetention {
  const member = <T>(read: (retention: LifecycleRetention) => Value<T>): Value<T> =>
    facts.values.each(bucket.resource.properties.LifecycleConfiguration, bucket, (configuration) => {
      const rules = rulesIn(facts, bucket, configuration);
      return rules.known ? read(lifecycleRetention(rules.value, scope)) : unknownAt(rules);
    });
  return {
    retention: knownAt(
      member(({ retention }) => retention),
      'Properties.LifecycleConfiguration',
    ),
    hotRetention: knownAt(
      member(({ hotRetention }) => hotRetention),
      'Properties.LifecycleConfiguration',
    ),
    noncurrentRetention: member(({ noncurrentRetention }) => noncurrentRetention),
    moves: member(({ moves }) => moves),
  };
}

function rulesIn(
  facts: TemplateFacts,
  bucket: StackResource,
  configuration: Evaluated,
): Value<LifecycleRuleFact[]> {
  if (configuration === ABSENT) return known([]);
  const rules: Evaluated = isObject(configuration) ? (configuration.Rules ?? []) : configuration;
  const list: readonly Evaluated[] = isList(rules) ? rules : [rules];
  const open = list.find((rule) => !isObject(rule));
  if (open !== undefined) {
    const { reason, cause } = reasonOf(open);
    return unknown(reason, undefined, cause);
  }
  return known(
    list.map((rule, index) =>
      ruleFact(facts, bucket, objectOf(rule), `Properties.LifecycleConfiguration.Rules.${index}`),
    ),
  );
}

function ruleFact(
  { values }: TemplateFacts,
  bucket: StackResource,
  rule: Readonly<Record<string, unknown>>,
  at: string,
): LifecycleRuleFact {
  const status = values.text(rule.Status, bucket);
  const transitions = [rule.Transitions ?? rule.Transition ?? []].flat().map(objectOf);
  return {
    enabled: mapValue(status, (text) => text !== 'Disabled'),
    prefix: withDefault(values.text(rule.Prefix, bucket), ''),
    needsTag: values.each(rule.TagFilters, bucket, needsTag),
    needsSize: rule.ObjectSizeGreaterThan !== undefined || rule.ObjectSizeLessThan !== undefined,
    noncurrentDays: values.number(
      objectOf(rule.NoncurrentVersionExpiration).NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays,
      bucket,
    ),
    expirationDays:
      rule.ExpirationDate === undefined
        ? knownAt(values.number(rule.ExpirationInDays, bucket), `${at}.ExpirationInDays`)
        : unknown('objects expire on a date, not after a number of days'),
    transitions: transitions.map(({ StorageClass, TransitionInDays, TransitionDate }) => ({
      storageClass: withDefault(values.text(StorageClass, bucket), ''),
      days:
        TransitionDate === undefined
          ? knownAt(withDefault(values.number(TransitionInDays, bucket), 0), `${at}.Transitions`)
          : unknown('objects transition on a date, not after a number of days'),
    })),
  };
}

/** An empty filter applies to all objects. */
function needsTag(filters: Evaluated): Value<boolean> {
  const list: readonly Evaluated[] = isList(filters) ? filters : [filters];
  const all = list.filter((filter) => filter !== ABSENT);
  const open = all.find((filter) => filter instanceof PartialValue);
  if (open === undefined || all.some((each) => isObject(each))) return known(all.length > 0);
  const { reason, cause } = reasonOf(open);
  return unknown(reason, undefined, cause);
}

function withDefault<T>(value: Value<T | undefined>, defaultValue: T): Value<T> {
  return mapValue(value, (each) => each ?? defaultValue);
}

/** A KMS key that is given: the key that AWS manages for the account is the default. */
function customerKeyOf(encryption: Evaluated): Value<boolean> {
  const rule = encryptionRuleOf(encryption);
  if (!rule.known) return unknownAt(rule);
  const { SSEAlgorithm: algorithm = 'AES256', KMSMasterKeyID: key } = rule.value;
  if (typeof algorithm !== 'string') return unknownFrom(algorithm);
  if (!algorithm.startsWith('aws:kms') || key === undefined) return known(false);
  return known(typeof key !== 'string' || !/(^|:)alias\/aws\//.test(key));
}

/** Returns the key that encrypts objects without an encryption of their own. */
function encryptionOf(
  facts: TemplateFacts,
  bucket: StackResource,
  given: Formula,
): Value<EncryptionKey | undefined> {
  const { stack, resource } = bucket;
  const applied = conjunction([given, facts.app.existence(bucket)]);
  const written = facts.app.of(stack).evaluate(resource.properties.BucketEncryption, applied);
  const keyOf = (encryption: Evaluated): Value<EncryptionKey | undefined> => {
    const rule = encryptionRuleOf(encryption);
    if (!rule.known) return unknownAt(rule);
    const { SSEAlgorithm: algorithm = 'AES256', KMSMasterKeyID: key } = rule.value;
    if (typeof algorithm !== 'string') return unknownFrom(algorithm);
    return known(algorithm.startsWith('aws:kms') ? keyFact(facts, key, stack, given) : undefined);
  };
  const value = lifted(written, applied);
  if (!(value instanceof Choice)) return keyOf(value);
  return unknown(value.reason, undefined, value.cause);
}

/** Returns the default encryption in an evaluated configuration; empty if it has none. */
function encryptionRuleOf(encryption: Evaluated): Value<{ readonly [name: string]: Evaluated }> {
  let value = encryption;
  for (const name of ['ServerSideEncryptionConfiguration', 0, 'ServerSideEncryptionByDefault']) {
    if (value === ABSENT) return known({});
    if (typeof name === 'number' && isList(value)) value = value[name] ?? ABSENT;
    else if (isObject(value)) value = typeof name === 'number' ? value : (value[name] ?? ABSENT);
    else return unknownFrom(value);
  }
  if (value === ABSENT) return known({});
  return isObject(value) ? known(value) : unknownFrom(value);
}

function unknownFrom(value: Evaluated): Unknown<never> {
  const { reason, cause } = reasonOf(value);
  return unknown(reason, undefined, cause) as Unknown<never>;
}
