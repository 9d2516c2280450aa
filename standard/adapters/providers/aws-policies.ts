import { type PolicyStatement, statementsOf } from '../../../aws/policies/evaluation';
import { managedPolicy } from '../../../aws/policies/managed-policies';
import { type PartialText, unknownText } from '../../../flows/partial-text';
import type { Unknown } from '../../../flows/value';
import {
  type DeliveryRole,
  type EncryptionKey,
  known,
  type PolicyDocument,
  unknown,
  type Value,
} from '../../facts';
import { blocksOf, type DeclaredResource, type DeclaredResources, textOf } from './declared-resource';
import { arnTextOf, documentOf, homeOf, nameTextOf } from './provider-texts';

/** Returns the policies of a bucket. */
export function bucketPolicies(bucket: DeclaredResource, all: DeclaredResources): PolicyDocument[] {
  const inline = bucket.value('policy');
  const isInline = inline.known && typeof inline.value === 'string' && inline.value !== '';
  return [
    ...(isInline ? [policyIn(bucket, 'policy', 'the bucket policy of', all)] : []),
    ...naming('aws_s3_bucket_policy', 'bucket', bucket, all).map((policy) =>
      policyIn(policy, 'policy', 'the bucket policy', all),
    ),
  ];
}

/** Returns the resources whose argument refers to a resource or names it. */
function naming(
  type: string,
  argument: string,
  named: DeclaredResource,
  all: DeclaredResources,
): readonly DeclaredResource[] {
  const name = nameTextOf(named);
  return all.referencing(
    type,
    argument,
    named,
    typeof name === 'string' ? known(name) : unknown('the name is unknown'),
  );
}

function policyIn(
  resource: DeclaredResource,
  argument: string,
  kind: string,
  all: DeclaredResources,
): PolicyDocument {
  return {
    title: `${kind} ${resource.fact.title}`,
    statements: statementsOf(documentOf(resource, argument, all)),
  };
}

/**
 * Returns the key that an argument or a block names.
 *
 * @param reference what names the key: its address in the app, or else an ARN, id or alias; `undefined` for the key that
 * AWS manages
 */
export function keyFact(reference: Value<string | undefined>, all: DeclaredResources): EncryptionKey {
  if (!reference.known) {
    return {
      title: 'the key',
      arn: unknownText(reference.reason),
      isAwsManaged: false,
      isNamedById: unknown(reference.reason),
      policy: unknown(reference.reason),
    };
  }
  const target = reference.value ?? 'alias/aws/s3';
  const [, address = target, attribute = ''] = /^(aws_kms_\w+\..*?)\.(\w+)$/.exec(target) ?? [];
  const found = all.at(target) ?? all.at(address) ?? keyByArn(target, all);
  const key = found?.type === 'aws_kms_alias' ? targetOf(found, all) : found;
  if (key?.type !== 'aws_kms_key') {
    const isAwsManaged = /(^|:)alias\/aws\//.test(target);
    return {
      title: `the key ${target}`,
      arn: target,
      isAwsManaged,
      isNamedById: found ? unknown('the attribute is unknown') : known(!target.startsWith('arn:')),
      policy: unknown(`${target} is not in this app`),
    };
  }
  const { title } = key.fact;
  return {
    title,
    arn: arnTextOf(key),
    isAwsManaged: false,
    isNamedById:
      found === key && ['id', 'key_id'].includes(attribute)
        ? known(true)
        : found === key && (attribute === 'arn' || target.startsWith('arn:'))
          ? known(false)
          : unknown('the attribute is unknown'),
    policy: known({ title: `the key policy of ${title}`, statements: keyStatements(key, all) }),
  };
}

function keyByArn(arn: string, all: DeclaredResources): DeclaredResource | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  return all.ofType('aws_kms_key').find((key) => {
    const own = textOf(key, 'arn');
    return own.known && own.value === arn;
  });
}

function targetOf(alias: DeclaredResource, all: DeclaredResources): DeclaredResource | undefined {
  const reference = alias.reference('target_key_id');
  return reference.known && reference.value ? all.at(reference.value.target) : undefined;
}

/** A key without a policy has the default policy, which allows only the account. Source: AWS KMS Developer Guide, "Default key policy". */
function keyStatements(
  key: DeclaredResource,
  all: DeclaredResources,
): readonly (PolicyStatement | Unknown)[] {
  const [separate, another] = all.referencing('aws_kms_key_policy', 'key_id', key, unknown('it has no name'));
  if (another) return [unknown('the key has several policies, and each replaces the others')];
  const [resource, argument] = [separate ?? key, 'policy'];
  const value = resource.value(argument);
  const isSet = !value.known || (value.value !== undefined && value.value !== null && value.value !== '');
  if (separate || isSet) return statementsOf(documentOf(resource, argument, all));
  const { account } = homeOf(key);
  return [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'kms:*', Resource: '*' }];
}

/** Returns the role in an argument; `undefined` if the argument is not set. */
export function roleFact(
  flowLog: DeclaredResource,
  argument: string,
  all: DeclaredResources,
): Value<DeliveryRole | undefined> {
  const reference = flowLog.reference(argument);
  if (!reference.known) return unknown(`the role is unknown: ${reference.reason}`, argument);
  if (reference.value === undefined) return known(undefined, argument);
  const { target } = reference.value;
  const role = all.at(target) ?? roleByArn(target, all);
  if (role?.type !== 'aws_iam_role') return unknown(`the role ${target} is not in this app`, argument);
  const { title } = role.fact;
  return known(
    {
      title,
      arn: arnTextOf(role),
      trust: policyIn(role, 'assume_role_policy', 'the trust policy of', all),
      permissions: permissionsOf(role, all),
    },
    argument,
  );
}

function roleByArn(arn: string, all: DeclaredResources): DeclaredResource | undefined {
  return all.ofType('aws_iam_role').find((role) => arnTextOf(role) === arn);
}

function permissionsOf(role: DeclaredResource, all: DeclaredResources): PolicyDocument[] {
  return [
    ...inlinePolicies(role),
    ...naming('aws_iam_role_policy', 'role', role, all).map((each) =>
      policyIn(each, 'policy', 'the policy', all),
    ),
    ...naming('aws_iam_role_policy_attachment', 'role', role, all).map((each) => attachedPolicy(each, all)),
    ...managedPolicies(role),
    ...[
      ...all.ofType('aws_iam_policy_attachment'),
      ...(isSet(role, 'permissions_boundary') ? [role] : []),
    ].map(({ fact }) => opaquePolicy(`a policy that ${fact.title} sets is not evaluated`)),
  ];
}

function isSet(resource: DeclaredResource, argument: string): boolean {
  const value = resource.value(argument);
  return !value.known || (value.value !== undefined && value.value !== null && value.value !== '');
}

function opaquePolicy(reason: string): PolicyDocument {
  return { title: 'a policy', statements: [unknown(reason)] };
}

function inlinePolicies(role: DeclaredResource): PolicyDocument[] {
  const blocks = blocksOf(role.value('inline_policy'));
  if (!blocks.known) return [opaquePolicy(blocks.reason)];
  return blocks.value.flatMap(({ name, policy }) => {
    if (policy === undefined || policy === null) return [];
    const title = `the policy ${String(name)} of ${role.fact.title}`;
    return [{ title, statements: statementsOf(parsed(policy)) }];
  });
}

function parsed(policy: unknown): unknown {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy);
  } catch {
    return unknown('the policy is known only after the apply');
  }
}

function attachedPolicy(attachment: DeclaredResource, all: DeclaredResources): PolicyDocument {
  const reference = attachment.reference('policy_arn');
  if (!reference.known) return opaquePolicy(reference.reason);
  const arn = reference.value?.target ?? '';
  const policy = all.at(arn);
  if (policy?.type === 'aws_iam_policy') return policyIn(policy, 'policy', 'the policy', all);
  return managedDocument(arn);
}

function managedPolicies(role: DeclaredResource): PolicyDocument[] {
  const arns = role.value('managed_policy_arns');
  if (!arns.known) return [opaquePolicy(arns.reason)];
  return [arns.value ?? []].flat().map((arn) => managedDocument(String(arn)));
}

function managedDocument(arn: PartialText & string): PolicyDocument {
  const title = `the managed policy ${arn}`;
  return {
    title,
    statements: managedPolicy(arn) ?? [unknown(`the statements of ${title} are unknown`)],
  };
}
