import { Stack, Token } from 'aws-cdk-lib';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { Construct } from 'constructs';
import {
  DESTINATION_ROLE_PREFIX,
  destinationRoleStatements,
  destinationRoleTrust,
  SizedPolicy,
} from '../../aws/policies';
import { throwProblems } from '../throw-problems';
import { cdkStatements } from './private/add-statements';
import { allowIntoStream } from './private/delivery/delivery-tag';
import { deliveryRoleName } from './private/delivery-role-name';
import { validatePolicySize } from './private/policy-size';
import { roleWithTrust } from './private/role-with-trust';
import { streamSourceProblems } from './private/stream-source-problems';

/** Props of `FirehoseReceiverRole`. */
export interface FirehoseReceiverRoleProps {
  /** The delivery stream (Direct PUT) that receives the flow logs. */
  readonly deliveryStream: firehose.IDeliveryStream;

  /**
   * Ids of the accounts whose flow logs the stream accepts, 12 digits each. At least one.
   */
  readonly sourceAccounts: string[];
}

/**
 * The role that lets flow logs of other accounts write to a delivery stream, and the tag that the stream needs.
 *
 * Create it in the account of the stream. The sending accounts use `FlowLogDestination.toFirehoseInAccount`.
 *
 * @throws Error with every problem of the props
 *
 * @example
 * const receiver = new FirehoseReceiverRole(this, 'Receiver', {
 *   deliveryStream,
 *   sourceAccounts: ['222222222222'],
 * });
 * new CfnOutput(this, 'ReceiverRoleArn', { value: receiver.roleArn });
 */
export class FirehoseReceiverRole extends Construct {
  /** ARN of the role: the `receiverRoleArn` of the sending accounts. */
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: FirehoseReceiverRoleProps) {
    super(scope, id);
    const { deliveryStream, sourceAccounts } = props;
    throwProblems(this, [...accountProblems(sourceAccounts), ...streamSourceProblems(deliveryStream)]);
    const { partition, account } = Stack.of(this);
    const role = roleWithTrust(this, 'Role', {
      description: 'Lets flow logs of other accounts write to a delivery stream',
      trust: destinationRoleTrust(partition, sourceAccounts),
      roleName: deliveryRoleName(this, DESTINATION_ROLE_PREFIX),
    });
    const name = () => `the trust policy of role ${role.node.path}`;
    validatePolicySize(role, SizedPolicy.TRUST, name, () => role.assumeRolePolicy);
    const statements = destinationRoleStatements({ partition, account }, deliveryStream.deliveryStreamArn);
    for (const statement of cdkStatements(statements)) role.addToPolicy(statement);
    allowIntoStream(this, deliveryStream);
    this.roleArn = role.roleArn;
  }
}

function accountProblems(accounts: readonly string[]): string[] {
  if (accounts.length === 0) return ['sourceAccounts is empty: list the accounts that send flow logs'];
  return accounts
    .filter((account) => !Token.isUnresolved(account) && !/^\d{12}$/.test(account))
    .map((account) => `sourceAccounts contains ${JSON.stringify(account)}: an account id has 12 digits`);
}
