import { Annotations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PolicyStatementJson } from '../../../aws/policies';
import { printedJson } from './printable';

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
  added: AddedStatements,
): void {
  const results = cdkStatements(added.statements).map(add);
  if (!results.every(({ statementAdded }) => statementAdded)) printStatements(scope, added);
}

/** Prints the statements to add to a policy that the app does not manage, in a warning. */
export function printStatements(
  scope: Construct,
  { policy, id, statements, consequence = 'no flow log is delivered' }: AddedStatements,
): void {
  const leadIn = `this app does not manage ${policy}, and ${consequence} without these statements. Add them`;
  Annotations.of(scope).addWarningV2(`cloud-flow-logs:${id}`, printedJson(scope, leadIn, statements));
}
