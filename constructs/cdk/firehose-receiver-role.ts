import { Stack, Token } from 'aws-cdk-lib';
import type * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { Construct } from 'constructs';
import { DESTINATION_ROLE_PREFIX, destinationRoleStatements, destinationRoleTrust } from '../../aws/policies';
import { throwProblems } from '../throw-problems';
import { allowIntoStream } from './private/delivery/stream-delivery';
import { cdkStatements, exactRole, roleName } from './private/statements';

/** Props of `FirehoseReceiverRole`. */
export interface FirehoseReceiverRoleProps {
  /** The delivery stream (Direct PUT) that takes the flow logs. */
  readonly deliveryStream: firehose.IDeliveryStream;

  /** Accounts whose flow logs may be delivered to it. */
  readonly sourceAccounts: string[];
}

/**
 * The receiving side of flow logs that are delivered to a delivery stream from other accounts: the role that opens
 * the stream for them, and the stream's tag. The sending side is `FlowLogDestination.toFirehoseInAccount`.
 *
 * @throws Error with every problem of the props
 */
export class FirehoseReceiverRole extends Construct {
  /** ARN of the role, for the sending side. */
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: FirehoseReceiverRoleProps) {
    super(scope, id);
    const { deliveryStream, sourceAccounts } = props;
    throwProblems(this, accountProblems(sourceAccounts));
    const { partition, account } = Stack.of(this);
    const role = exactRole(this, 'Role', {
      description: 'Opens a delivery stream for flow logs of other accounts',
      trust: destinationRoleTrust(partition, sourceAccounts),
      roleName: roleName(this, DESTINATION_ROLE_PREFIX),
    });
    const statements = destinationRoleStatements({ partition, account }, deliveryStream.deliveryStreamArn);
    for (const statement of cdkStatements(statements)) role.addToPolicy(statement);
    allowIntoStream(this, deliveryStream);
    this.roleArn = role.roleArn;
  }
}

function accountProblems(accounts: readonly string[]): string[] {
  if (accounts.length === 0) return ['sourceAccounts is empty: name the accounts that send'];
  return accounts
    .filter((account) => !Token.isUnresolved(account) && !/^\d{12}$/.test(account))
    .map((account) => `sourceAccounts has ${JSON.stringify(account)}: account ids have 12 digits`);
}
