import { Annotations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { PolicyStatementJson } from '../../../aws/policies';
import { displayName, printable } from './printable';

/** Converts policy statements to those of CDK. */
export function cdkStatements(statements: readonly PolicyStatementJson[]): iam.PolicyStatement[] {
  return statements.map((statement) => iam.PolicyStatement.fromJson(statement));
}

/** Statements for a policy that the app may not manage. */
export interface AddedStatements {
  /** Name of the policy for the warning. */
  readonly policy: string;

  /** Id of the warning. */
  readonly id: string;

  readonly statements: readonly PolicyStatementJson[];

  /**
   * What fails without the statements.
   *
   * @default - no flow log is delivered
   */
  readonly consequence?: string;
}

/** Adds statements to a policy. If the app does not manage the policy, a warning prints the statements to add. */
export function addStatements(
  scope: Construct,
  add: (statement: iam.PolicyStatement) => { readonly statementAdded: boolean },
  { policy, id, statements, consequence = 'no flow log is delivered' }: AddedStatements,
): void {
  const results = cdkStatements(statements).map(add);
  if (results.every(({ statementAdded }) => statementAdded)) return;
  Annotations.of(scope).addWarningV2(
    `cloud-flow-logs:${id}`,
    `this app does not manage ${policy}, and ${consequence} without these statements. Add them:\n` +
      JSON.stringify(printable(scope, statements), null, 2),
  );
}

/** Adds statements to the policy of a key, or prints them in a warning. */
export function addKeyStatements(
  scope: Construct,
  key: kms.IKey,
  added: Pick<AddedStatements, 'statements' | 'consequence'>,
): void {
  const policy = `the policy of key ${displayName(key.keyArn)}`;
  const add = (statement: iam.PolicyStatement) => key.addToResourcePolicy(statement, true);
  addStatements(scope, add, { ...added, policy, id: 'keyPolicy' });
}
