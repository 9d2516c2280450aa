import {
  type Acknowledgment,
  type App,
  Duration,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
  type Stack,
  Validations,
} from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { FlowLake, FlowLogDestination, LogFormat, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { StreamSource, streamPrefix } from '../../../aws/stream-key';
import { newStack, newVpc } from '../../support/cdk-apps';
import { OTHER_ACCOUNT } from '../../support/policy-requests';
import { thrownBy } from '../../support/thrown';

/** An expected finding: its resource, its rule, and the reason to accept it. */
interface Acknowledged extends Acknowledgment {
  readonly path: string;
}

const NO_ACCESS_LOGS =
  'access logs are configured for all buckets of an account; they need a bucket outside the lake, and CloudTrail data ' +
  'events contain the same';
const OBJECT_NAMES = 'the writer chooses the object names; bucket and folder are fixed';

const NOTIFICATIONS: Acknowledged = {
  path: 'BucketNotificationsHandler050a0587b7544547bf325f094a3db834/Role/Resource',
  id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  reason: 'aws-cdk-lib creates this role for all buckets of a stack, and offers no option for it',
};

function wildcard(finding: string, reason: string, role = 'FlowLake/Normalizer/Role'): Acknowledged {
  return { path: `${role}/DefaultPolicy/Resource`, id: `AwsSolutions-IAM5[${finding}]`, reason };
}

const LAKE: readonly Acknowledged[] = [
  { path: 'FlowLake/Raw/Resource', id: 'AwsSolutions-S1', reason: NO_ACCESS_LOGS },
  { path: 'FlowLake/Table/Resource', id: 'AwsSolutions-S1', reason: NO_ACCESS_LOGS },
  wildcard('Resource::<FlowLakeRawD633EFEB.Arn>/*', OBJECT_NAMES),
  wildcard('Resource::<FlowLakeTable94AF2FF6.Arn>/flows/*', OBJECT_NAMES),
  wildcard('Resource::<FlowLakeTable94AF2FF6.Arn>/rejects/*', OBJECT_NAMES),
  NOTIFICATIONS,
];

const LOG_GROUP: readonly Acknowledged[] = [
  wildcard(
    'Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:*',
    'IAM supports DescribeLogGroups for all groups only; the role can write to one group',
    'FlowLogs/DeliveryRole',
  ),
];

const CROSS_ACCOUNT: readonly Acknowledged[] = [
  wildcard(
    'Resource::*',
    'IAM does not support resource ARNs for log deliveries',
    'FlowLogs/DeliverySourceRole',
  ),
];

/** Findings for a delivery stream of a lake. */
function streamOf(path: string, via: StreamSource): Acknowledged[] {
  const { folders } = streamPrefix({
    via,
    account: '<AWS::AccountId>',
    region: '<AWS::Region>',
    formatId: LogFormat.RECOMMENDED.id,
  });
  return folders.map((folder) =>
    wildcard(`Resource::<FlowLakeRawD633EFEB.Arn>/${folder}/*`, OBJECT_NAMES, `${path}/Role`),
  );
}

const APPS: readonly [string, (stack: Stack) => FlowLogDestination | undefined, readonly Acknowledged[]][] = [
  ['the default lake', () => undefined, LAKE],
  [
    'a lake with a key',
    (stack) => {
      const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
      return FlowLogDestination.toLake(new FlowLake(stack, 'FlowLake', { encryptionKey }));
    },
    LAKE,
  ],
  [
    'a lake with senders, Object Lock and transitions',
    (stack) =>
      FlowLogDestination.toLake(
        new FlowLake(stack, 'FlowLake', {
          senders: { accounts: [OTHER_ACCOUNT], regions: ['eu-west-1'] },
          rawObjectLock: s3.ObjectLockRetention.governance(Duration.days(30)),
          rawTransitions: [
            { storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) },
          ],
        }),
      ),
    LAKE,
  ],
  ['a log group', () => FlowLogDestination.toCloudWatchLogs(), LOG_GROUP],
  [
    'a log group with a key and a lake',
    (stack) => {
      const encryptionKey = new kms.Key(stack, 'Key', { enableKeyRotation: true });
      const lake = new FlowLake(stack, 'FlowLake', { encryptionKey });
      return FlowLogDestination.toCloudWatchLogs({ encryptionKey, lake });
    },
    [...LAKE, ...LOG_GROUP, ...streamOf('FlowLogs/ToLake/Stream', StreamSource.CLOUD_WATCH)],
  ],
  [
    'a lake through a stream',
    (stack) => FlowLogDestination.toLakeThroughFirehose(FlowLake.ofStack(stack)),
    [...LAKE, ...streamOf('FlowLogs/Stream', StreamSource.FIREHOSE)],
  ],
  [
    'a stream in another account',
    () =>
      FlowLogDestination.toFirehoseInAccount({
        deliveryStreamArn: `arn:aws:firehose:us-east-1:${OTHER_ACCOUNT}:deliverystream/flow-logs`,
        receiverRoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/AWSLogDeliveryFirehoseCrossAccountRole`,
      }),
    CROSS_ACCOUNT,
  ],
];

describe.each(APPS)('cdk-nag on flow logs into %s', (_, destination, acknowledged) => {
  test('reports exactly the acknowledged findings', () => {
    const { stack, checks } = checkedStack();
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination: destination(stack) });
    const message = thrownBy(() => synth(stack));
    expect(checks.findings().sort()).toEqual(
      acknowledged.map(({ path, id }) => `Network/${path} ${id}`).sort(),
    );
    for (const { id } of acknowledged) expect(message).toContain(id);
  });

  test('reports nothing after each finding is acknowledged at its resource', () => {
    const { stack, checks } = checkedStack();
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination: destination(stack) });
    for (const { path, id, reason } of acknowledged) {
      const resource = stack.node.findAll().find(({ node }) => node.path === `Network/${path}`);
      Validations.of(resource as Stack).acknowledge({ id, reason });
    }
    synth(stack);
    expect(checks.findings()).toEqual([]);
  });
});

test('cdk-nag reports nothing for flow logs into an existing bucket', () => {
  const { stack, checks } = checkedStack();
  const bucket = new s3.Bucket(stack, 'Logs', { enforceSSL: true, serverAccessLogsPrefix: 'access/' });
  const destination = FlowLogDestination.toS3(bucket, { prefix: 'network' });
  new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination });
  synth(stack);
  expect(checks.findings()).toEqual([]);
});

test('cdk-nag reports a VPC without a flow log', () => {
  const { stack, checks } = checkedStack();
  newVpc(stack);
  expect(thrownBy(() => synth(stack))).toContain('AwsSolutions-VPC7');
  expect(checks.findings()).toEqual(['Network/Vpc/Resource AwsSolutions-VPC7']);
});

/** The checks, which store their report. */
class RecordedChecks extends AwsSolutionsChecks {
  private report: PolicyValidationPluginReport | undefined;

  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    this.report = super.validate(context);
    return this.report;
  }

  findings(): string[] {
    if (!this.report) throw new Error('cdk-nag did not run');
    return this.report.violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${constructPath} ${ruleName}`),
    );
  }
}

function checkedStack(): { stack: Stack; checks: RecordedChecks } {
  // the flags of a new app enable more of the built-in checks
  const stack = newStack({ flags: true });
  const checks = new RecordedChecks(stack.node.root);
  Validations.of(stack.node.root).addPlugins(checks);
  return { stack, checks };
}

function synth(stack: Stack): void {
  (stack.node.root as App).synth();
}
