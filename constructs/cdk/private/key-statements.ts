import type * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type PolicyStatementJson, SizedPolicy } from '../../../aws/policies';
import { type AddedStatements, addStatements, printStatements } from './add-statements';
import { MergedStatements } from './merged-statements';
import { validatePolicySize } from './policy-size';
import { displayName } from './printable';

/** Adds statements to the policy of a key, or prints them in a warning. */
export function addKeyStatements(
  scope: Construct,
  key: kms.IKey,
  added: Pick<AddedStatements, 'statements' | 'consequence'>,
): void {
  addStatements(scope, addTo(key), { ...added, policy: policyOf(key), id: 'keyPolicy' });
  validateKeyPolicy(key);
}

/** A statement of a key policy that several constructs share. */
export interface SharedKeyStatement<T> {
  /** Key of the statement in the policy. */
  readonly shape: string;

  /** What the construct adds to it. */
  readonly part: T;

  readonly statement: (parts: readonly T[]) => PolicyStatementJson;

  /** The statement to print if the app does not manage the policy. */
  readonly printed: PolicyStatementJson;

  /** What fails without the statement. */
  readonly consequence?: string;
}

/** Adds a part to a shared statement of the policy of a key, or prints the statement in a warning. */
export function addSharedKeyStatement<T>(
  scope: Construct,
  key: kms.IKey,
  shared: SharedKeyStatement<T>,
): void {
  const { shape, part, statement, printed, consequence } = shared;
  if (MergedStatements.of(key).add(shape, part, statement, addTo(key))) validateKeyPolicy(key);
  else printStatements(scope, { policy: policyOf(key), id: 'keyPolicy', statements: [printed], consequence });
}

function addTo(key: kms.IKey) {
  return (statement: iam.PolicyStatement) => key.addToResourcePolicy(statement, true);
}

function policyOf(key: kms.IKey): string {
  return `the policy of key ${displayName(key, key.keyArn)}`;
}

function validateKeyPolicy(key: kms.IKey): void {
  // a key of `Key.fromCfnKey` is a child of its resource
  const resource = [key.node.defaultChild, key.node.scope].find((each) => each instanceof kms.CfnKey);
  if (resource) {
    validatePolicySize(
      key,
      SizedPolicy.KEY,
      () => `the policy of key ${key.node.path}`,
      () => resource.keyPolicy,
    );
  }
}
