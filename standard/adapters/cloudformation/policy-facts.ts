import { statementsOf } from '../../../aws/policies/evaluation';
import { managedPolicy } from '../../../aws/policies/managed-policies';
import { lifted } from '../../../aws/template/alternatives';
import { ABSENT, Choice, type Evaluated, isList } from '../../../aws/template/evaluated';
import { objectOf } from '../../../aws/template/read-template';
import type { StackResource } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { conjunction, type Formula } from '../../../flows/formula';
import { anyOf, common, type Ternary } from '../../../flows/ternary';
import { type Unknown, UnknownCause } from '../../../flows/value';
import { type DeliveryRole, known, type PolicyDocument, unknown, type Value } from '../../facts';
import { NameIndex } from './name-index';
import { namesResource } from './names-resource';
import { statementsIn, titleOf } from './policy-statements';
import { arnOf } from './resource-texts';
import { isNotArn, type TemplateFacts } from './template-facts';

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
  return indexesOf(facts)
    .ofBuckets.of(bucket)
    .flatMap((policy) => {
      const { stack, resource } = policy;
      const applied = conjunction([given, facts.app.existence(policy)]);
      const isOfBucket = namesResource(facts, resource.properties.Bucket, stack, bucket, applied);
      if (isOfBucket === false) return [];
      const title = titleOf(facts, policy);
      const statements = isOfBucket
        ? statementsIn(facts, policy, resource.properties.PolicyDocument, given)
        : [unknown(`it is known only after deployment whether ${title} is a policy of the bucket`)];
      return [{ title: `the bucket policy ${title}`, statements }];
    });
}

/** The policies of an app by the buckets and the roles that they name. */
interface PolicyIndexes {
  readonly ofBuckets: NameIndex;
  readonly ofRoles: NameIndex;
}

const INDEXES = new WeakMap<TemplateFacts, PolicyIndexes>();
const ROLE_POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

/** Returns the indexes of an app, which are created once. */
function indexesOf(facts: TemplateFacts): PolicyIndexes {
  const known = INDEXES.get(facts);
  if (known) return known;
  const rolePolicies = ROLE_POLICIES.flatMap((type) => facts.ofType(type));
  const indexes = {
    ofBuckets: new NameIndex(facts, facts.ofType('AWS::S3::BucketPolicy'), ({ Bucket }) => Bucket),
    ofRoles: new NameIndex(facts, rolePolicies, rolesIn),
  };
  INDEXES.set(facts, indexes);
  return indexes;
}

/** The roles that a policy is attached to. */
function rolesIn({ Roles, RoleName }: StackResource['resource']['properties']): unknown {
  return Roles ?? RoleName;
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
    if (value.known && !value.value?.startsWith('arn:'))
      return unknown(`the role is ${value.value}; expected the ARN of a role`, at, UnknownCause.INVALID);
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
      isNamed: isNotArn(facts.values.evaluate(json, stack)),
      trust: {
        title: `the trust policy of ${title}`,
        statements: statementsIn(facts, role, properties.AssumeRolePolicyDocument, given),
      },
      permissions: [
        ...inlinePolicies(facts, role, given),
        ...attachedPolicies(facts, role, given),
        ...managedPolicies(facts, role, given),
        ...boundaryOf(facts, role),
        ...transformOf(role),
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
  return indexesOf(facts)
    .ofRoles.of(role)
    .flatMap((policy): PolicyDocument[] => {
      const isAttached = isAttachedTo(facts, policy, role, given);
      if (isAttached === false) return [];
      if (isAttached) return [documentOf(facts, policy, given)];
      const title = titleOf(facts, policy);
      const reason = `it is known only after deployment whether ${title} is a policy of the role`;
      return [{ title: `the policy ${title}`, statements: [unknown(reason)] }];
    });
}

function isAttachedTo(
  facts: TemplateFacts,
  policy: StackResource,
  role: StackResource,
  given: Formula,
): Ternary {
  const { stack, resource } = policy;
  const applied = conjunction([given, facts.app.existence(policy)]);
  const names = facts.app.of(stack).evaluate(rolesIn(resource.properties), applied);
  const results = alternativesOf(names, applied).map((alternative) => {
    if (alternative === ABSENT) return false;
    const list = isList(alternative) ? alternative : [alternative];
    return anyOf(list.map((name) => namesResource(facts, name, stack, role, applied)));
  });
  return common(results);
}

function alternativesOf(value: Evaluated, given: Formula): readonly Evaluated[] {
  const each = lifted(value, given);
  return each instanceof Choice ? each.options.map((option) => option.value) : [each];
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
function boundaryOf(facts: TemplateFacts, role: StackResource): PolicyDocument[] {
  const isSet = facts.values.isSet(role.resource.properties.PermissionsBoundary, role);
  if (isSet.known && !isSet.value) return [];
  const reason = 'the role has a permissions boundary, which is not evaluated';
  return [{ title: 'the permissions boundary', statements: [unknown(reason)] }];
}

/** A macro can add policies. */
function transformOf({ resource }: StackResource): PolicyDocument[] {
  if (resource.properties['Fn::Transform'] === undefined) return [];
  const reason = 'the role contains Fn::Transform, which is not evaluated';
  return [{ title: 'the policies of a macro', statements: [unknown(reason)] }];
}
