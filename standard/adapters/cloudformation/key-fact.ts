import type { PolicyStatement } from '../../../aws/policies/evaluation';
import { type Evaluated, PartialValue } from '../../../aws/template/evaluated';
import type { StackResource } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import type { Formula } from '../../../flows/formula';
import { isSameText, type PartialText } from '../../../flows/partial-text';
import type { Unknown } from '../../../flows/value';
import { type EncryptionKey, known, type PolicyDocument, unknown, unknownAt, type Value } from '../../facts';
import { statementsIn, titleOf } from './policy-statements';
import { arnOf, nameOf } from './resource-texts';
import type { TemplateFacts } from './template-facts';

/** Types of keys with policies of their own. */
const KEYS: readonly string[] = ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'];

/**
 * Returns the key that a destination names.
 *
 * @param json the id, ARN or alias of a key; `undefined` for the key that AWS manages
 */
export function keyFact(
  facts: TemplateFacts,
  json: unknown,
  stack: TemplateStack,
  given: Formula,
): EncryptionKey {
  const text = json === undefined ? 'alias/aws/s3' : facts.texts.text(json, stack);
  const referenced =
    json === undefined ? undefined : (facts.resourceIn(json, stack) ?? aliasNamed(facts, text, stack));
  const isAlias = referenced?.resource.type === 'AWS::KMS::Alias';
  const key = isAlias
    ? facts.resourceIn(referenced.resource.properties.TargetKeyId, referenced.stack)
    : referenced;
  const id = typeof text === 'string' ? text : undefined;
  const isNamedById: Value<boolean> = isAlias
    ? known(true)
    : id === undefined
      ? known(key !== undefined && isReference(facts.values.evaluate(json, stack)))
      : known(!id.startsWith('arn:'));
  if (key && KEYS.includes(key.resource.type)) {
    const title = titleOf(facts, key);
    return {
      title,
      arn: arnOf(facts.texts, key),
      isAwsManaged: false,
      isNamedById,
      policy: policyOf(facts, key, given),
    };
  }
  return {
    title: id === undefined ? 'the key' : `the key ${id}`,
    arn: text,
    isAwsManaged: id !== undefined && /(^|:)alias\/aws\//.test(id),
    isNamedById,
    policy: unknown(id === undefined ? 'the key is known only after deployment' : `${id} is not in this app`),
  };
}

/** Finds an alias of the account and the region of a stack by its name. */
function aliasNamed(
  facts: TemplateFacts,
  name: PartialText,
  stack: TemplateStack,
): StackResource | undefined {
  const home = facts.texts.homeOf(stack);
  return facts.ofType('AWS::KMS::Alias').find((alias) => {
    const own = facts.texts.homeOf(alias.stack);
    const isHere =
      isSameText(own.account, home.account) === true && isSameText(own.region, home.region) === true;
    return isHere && isSameText(nameOf(facts.texts, alias), name) === true;
  });
}

/** A key that is not enabled cannot be used. Source: AWS KMS Developer Guide, "Key states of AWS KMS keys". */
function policyOf(facts: TemplateFacts, key: StackResource, given: Formula): Value<PolicyDocument> {
  const { Enabled } = key.resource.properties;
  const isEnabled = facts.values.flag(Enabled ?? true, key);
  if (!isEnabled.known) return unknownAt(isEnabled);
  const title = titleOf(facts, key);
  if (isEnabled.value)
    return known({ title: `the key policy of ${title}`, statements: keyStatements(facts, key, given) });
  const statements: PolicyStatement[] = [{ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*' }];
  return known({ title: `the state of ${title}, which is not enabled,`, statements });
}

/** Whether a value is what Ref returns: the id of a key. */
function isReference(value: Evaluated): boolean {
  const [part] = value instanceof PartialValue ? value.parts : [];
  return typeof part === 'object' && part.kind === 'attribute' && part.attribute === 'Ref';
}

/** Returns the key of a log group. */
export function logGroupKey(
  facts: TemplateFacts,
  group: StackResource,
  given: Formula,
): Value<EncryptionKey | undefined> {
  const { KmsKeyId } = group.resource.properties;
  const isSet = facts.values.isSet(KmsKeyId, group);
  if (!isSet.known) return unknownAt(isSet);
  return known(isSet.value ? keyFact(facts, KmsKeyId, group.stack, given) : undefined);
}

/** A key without a policy has the default policy, which allows only the account. Source: AWS KMS Developer Guide, "Default key policy". */
function keyStatements(
  facts: TemplateFacts,
  key: StackResource,
  given: Formula,
): readonly (PolicyStatement | Unknown)[] {
  const { KeyPolicy } = key.resource.properties;
  if (KeyPolicy !== undefined) return statementsIn(facts, key, KeyPolicy, given);
  const { account } = facts.texts.homeOf(key.stack);
  return [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }];
}
