import {
  bucketStatements,
  keyStatements,
  logGroupKeyStatement,
  logGroupTrust,
  logGroupWriteStatements,
  PartitionLayout,
} from '../../aws/policies';
import { type DeploymentHome, logsService } from '../../aws/policies/delivery-requests';
import type { PartialText } from '../../flows/partial-text';
import { pasteable } from './delivery-step';

/** The values of a home, with placeholders for unknown values. */
function known({ partition, account, region }: DeploymentHome) {
  return {
    partition: pasteable(partition, 'aws'),
    account: pasteable(account, 'ACCOUNT_ID'),
    region: pasteable(region, 'REGION'),
  };
}

function sendersIn(home: DeploymentHome) {
  const { partition, account, region } = known(home);
  return { partition, accounts: [account], regions: [region] };
}

function adding(where: string, statement: object | undefined): string {
  return `add this statement to ${where}: ${JSON.stringify(statement)}`;
}

/** How to allow log delivery to write to a folder of a bucket. */
export function bucketFix(
  home: DeploymentHome,
  bucketArn: PartialText,
  keyPrefix: PartialText,
  isHive: boolean | undefined,
): string {
  const [write] = bucketStatements(sendersIn(home), {
    arn: pasteable(bucketArn, 'BUCKET'),
    prefix: pasteable(keyPrefix, 'PREFIX').replace(/\/$/, ''),
    layouts: [isHive ? PartitionLayout.HIVE : PartitionLayout.PLAIN],
  });
  return adding('the bucket policy', write);
}

/** How to exempt services from a statement that denies them. */
export function exemptionFix(policy: string): string {
  return (
    `exempt the service in that statement of ${policy}: ` +
    'add "BoolIfExists": {"aws:PrincipalIsAWSService": "false"} to its conditions'
  );
}

/** How to allow log delivery to use the key of a bucket. */
export function bucketKeyFix(home: DeploymentHome): string {
  return adding('the key policy', keyStatements(sendersIn(home))[0]);
}

/** How to allow CloudWatch Logs to use the key of a log group. */
export function logGroupKeyFix(home: DeploymentHome, groupArn: PartialText): string {
  const service = pasteable(logsService(home), 'REGION');
  return adding('the key policy', logGroupKeyStatement(service, pasteable(groupArn, '*')));
}

/** How to allow flow logs to assume a role. */
export function trustFix(home: DeploymentHome): string {
  return adding('the trust policy of the role', logGroupTrust(known(home)));
}

/** How to allow a role to write log events. */
export function writeEventsFix(home: DeploymentHome, groupArn: PartialText): string {
  const [write] = logGroupWriteStatements(known(home), `${pasteable(groupArn, '*')}:*`);
  return adding('a policy of the role', write);
}
