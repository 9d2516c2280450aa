import { type PolicyStatement, statementsOf } from '../../../aws/policies/evaluation';
import { managedPolicy } from '../../../aws/policies/managed-policies';
import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { conjunction, type Formula, implies } from '../../../flows/formula';
import type { Unknown } from '../../../flows/value';
import {
  type DeliveryRole,
  type EncryptionKey,
  known,
  type PolicyDocument,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { arnOf } from './resource-texts';
import { addressOf, type TemplateFacts } from './template-facts';

/**
 * Returns the policies of a bucket from all stacks of the app.
 *
 * @param given when the flow log exists
 */
export function bucketPolicies(
  facts: TemplateFacts,
  bucket: StackResource,
  given: Formula,
): PolicyDocument[] {
  return facts
    .ofType('AWS::S3::BucketPolicy')
    .filter(({ stack, resource }) => isNamed(facts, resource.properties.Bucket, stack, bucket, 'BucketName'))
    .map((policy) => ({
      title: `the bucket policy ${titleOf(facts, policy)}`,
      statements: statementsIn(facts, policy, policy.resource.properties.PolicyDocument, given),
    }));
}

/** Whether a value names a resource, by a reference or by the literal name of the resource. */
function isNamed(
  facts: TemplateFacts,
  json: unknown,
  stack: TemplateStack,
  named: StackResource,
  property: string,
): boolean {
  const resource = facts.resourceIn(json, stack);
  if (resource) return addressOf(resource) === addressOf(named);
  const name = named.resource.properties[property];
  return typeof name === 'string' && facts.texts.text(json, stack) === name;
}

function titleOf(facts: TemplateFacts, { stack, resource }: StackResource): string {
  return facts.factOf(stack, resource).title;
}

/** Reads the statements of a policy. A policy whose condition is unknown may not exist. */
function statementsIn(
  { app, texts }: TemplateFacts,
  policy: StackResource,
  document: unknown,
  given: Formula,
): readonly (PolicyStatement | Unknown)[] {
  const existence = app.existence(policy);
  if (implies(given, existence) !== true)
    return [unknown(`the policy depends on the condition ${policy.resource.condition}`)];
  return statementsOf(texts.json(document, policy.stack, conjunction([given, existence])));
}

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
  const referenced = json === undefined ? undefined : facts.resourceIn(json, stack);
  const isAlias = referenced?.resource.type === 'AWS::KMS::Alias';
  const key = isAlias
    ? facts.resourceIn(referenced.resource.properties.TargetKeyId, referenced.stack)
    : referenced;
  const text = json === undefined ? 'alias/aws/s3' : facts.texts.text(json, stack);
  const id = typeof text === 'string' ? text : undefined;
  const isNamedById: Value<boolean> = isAlias
    ? known(true)
    : id === undefined
      ? known(typeof objectOf(json).Ref === 'string' && key !== undefined)
      : known(!id.startsWith('arn:'));
  if (key?.resource.type === 'AWS::KMS::Key') {
    const title = titleOf(facts, key);
    return {
      title,
      arn: arnOf(facts.texts, key),
      isAwsManaged: false,
      isNamedById,
      policy: known({ title: `the key policy of ${title}`, statements: keyStatements(facts, key, given) }),
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

/** Returns the role that a property names; `undefined` if the property is not set. */
export function roleFact(
  facts: TemplateFacts,
  json: unknown,
  stack: TemplateStack,
  at: string,
  given: Formula,
): Value<DeliveryRole | undefined> {
  if (json === undefined) return known(undefined, at);
  const role = facts.resourceIn(json, stack);
  if (role?.resource.type !== 'AWS::IAM::Role') {
    const value = facts.values.text(json, stack);
    if (value.known && value.value === undefined) return known(undefined, at);
    return unknown(
      value.known ? `the role ${value.value} is not in this app` : `the role is unknown: ${value.reason}`,
      at,
    );
  }
  const { properties } = role.resource;
  const title = titleOf(facts, role);
  return known(
    {
      title,
      arn: arnOf(facts.texts, role),
      trust: {
        title: `the trust policy of ${title}`,
        statements: statementsIn(facts, role, properties.AssumeRolePolicyDocument, given),
      },
      permissions: [
        ...inlinePolicies(facts, role, given),
        ...attachedPolicies(facts, role, given),
        ...managedPolicies(facts, role, given),
        ...boundaryOf(role),
      ],
    },
    at,
  );
}

function inlinePolicies(facts: TemplateFacts, role: StackResource, given: Formula): PolicyDocument[] {
  const policies = facts.texts.json(role.resource.properties.Policies, role.stack, given);
  return [policies ?? []].flat().map((json) => {
    const policy = objectOf(json);
    const statements = policy.known === false ? [json as Unknown] : statementsOf(policy.PolicyDocument);
    return { title: `the policy ${String(policy.PolicyName)} of ${titleOf(facts, role)}`, statements };
  });
}

/** Policies in resources of their own that name the role. */
function attachedPolicies(facts: TemplateFacts, role: StackResource, given: Formula): PolicyDocument[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => facts.ofType(type))
    .filter(({ stack, resource: { properties } }) =>
      [properties.Roles ?? properties.RoleName ?? []]
        .flat()
        .some((name) => isNamed(facts, name, stack, role, 'RoleName')),
    )
    .map((policy) => documentOf(facts, policy, given));
}

function documentOf(facts: TemplateFacts, policy: StackResource, given: Formula): PolicyDocument {
  return {
    title: `the policy ${titleOf(facts, policy)}`,
    statements: statementsIn(facts, policy, policy.resource.properties.PolicyDocument, given),
  };
}

function managedPolicies(
  facts: TemplateFacts,
  { stack, resource }: StackResource,
  given: Formula,
): PolicyDocument[] {
  return [resource.properties.ManagedPolicyArns ?? []].flat().map((json): PolicyDocument => {
    const policy = facts.resourceIn(json, stack);
    if (policy?.resource.type === 'AWS::IAM::ManagedPolicy') return documentOf(facts, policy, given);
    const arn = facts.texts.text(json, stack);
    const title = typeof arn === 'string' ? `the managed policy ${arn}` : 'a managed policy';
    const statements = typeof arn === 'string' ? managedPolicy(arn) : undefined;
    return { title, statements: statements ?? [unknown(`the statements of ${title} are unknown`)] };
  });
}

/** A permissions boundary can deny what the policies allow. */
function boundaryOf({ resource }: StackResource): PolicyDocument[] {
  if (resource.properties.PermissionsBoundary === undefined) return [];
  const reason = 'the role has a permissions boundary, which is not evaluated';
  return [{ title: 'the permissions boundary', statements: [unknown(reason)] }];
}
