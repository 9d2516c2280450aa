import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FirehoseReceiverRole, FlowLogDestination } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { policyBytes } from '../../../../aws/policies';
import { longest } from '../../../../constructs/cdk/private/printable';
import { notes } from '../../../support/annotations';
import { ACCOUNT, newApp, newFlowLogs, newStack } from '../../../support/cdk-apps';
import { PlainTemplate } from '../../../support/plain-template';
import { ORGANIZATION } from '../../../support/policy-requests';
import { thrownBy } from '../../../support/thrown';

const ENV = { account: ACCOUNT, region: 'us-east-1' };
const accountAt = (index: number) => String(300_000_000_000 + index);

interface Senders {
  readonly accounts: number;
  readonly flags?: boolean;
  readonly organizationId?: string;
  readonly bucketName?: string;
}

/** A bucket with a key, and flow logs of as many accounts that deliver to it. */
function centralBucket({ accounts, flags, organizationId, bucketName = 'central-logs' }: Senders) {
  const app = newApp({ flags });
  const central = new Stack(app, 'Central', { env: ENV });
  const encryptionKey = new kms.Key(central, 'Key');
  const bucket = new s3.Bucket(central, 'Logs', { bucketName, encryptionKey });
  for (let index = 0; index < accounts; index++) {
    const stack = new Stack(app, `Sender${index}`, { env: { ...ENV, account: accountAt(index) } });
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket, { organizationId }) });
  }
  return { central, bucket, encryptionKey };
}

function deliveries(template: PlainTemplate, type: string) {
  return template
    .statements(type)
    .filter(({ Principal }) => Principal?.Service === 'delivery.logs.amazonaws.com');
}

describe.each([false, true])('28 accounts that deliver to one bucket (feature flags: %s)', (flags) => {
  const { central, bucket, encryptionKey } = centralBucket({ accounts: 28, flags });
  const template = PlainTemplate.of(central);

  test('share one statement of each kind', () => {
    const [write, check, ...others] = deliveries(template, 'AWS::S3::BucketPolicy');
    expect(others).toEqual([]);
    expect([write?.Sid, check?.Sid]).toEqual(['AWSLogDeliveryWrite', 'AWSLogDeliveryAclCheck']);
    const accounts = Array.from({ length: 28 }, (_, index) => accountAt(index));
    expect(write?.Condition?.StringEquals?.['aws:SourceAccount']).toEqual(accounts);
    expect([...(write?.Resource ?? [])].sort()).toEqual(
      accounts.map((account) => `<${template.id('AWS::S3::Bucket')}.Arn>/AWSLogs/${account}/*`),
    );
    expect(deliveries(template, 'AWS::KMS::Key').map(({ Sid }) => Sid)).toEqual(['AWSLogDeliveryKey']);
  });

  test('have notes on the sizes of both policies', () => {
    expect(notes(bucket)[0]).toMatch(/^the policy of bucket Central\/Logs has up to \d{4} of 20480 bytes/);
    expect(notes(encryptionKey)[0]).toMatch(/^the policy of key Central\/Key has up to \d{3} of 32768 bytes/);
  });
});

test('100 accounts fit into both policies', () => {
  expect(() => PlainTemplate.of(centralBucket({ accounts: 100 }).central)).not.toThrow();
});

test('a bucket policy above the limit of S3 is an error with the way out', () => {
  const bucketName = 'x'.repeat(63);
  const message = thrownBy(() => PlainTemplate.of(centralBucket({ accounts: 200, bucketName }).central));
  expect(message).toMatch(
    /\[Central\/Logs\] the policy of bucket Central\/Logs has up to \d+ bytes, but S3 accepts at most 20480: allow an organization instead of single accounts \(organizationId in the options of toS3; /,
  );
  const { central } = centralBucket({ accounts: 200, bucketName, organizationId: ORGANIZATION });
  const [write] = deliveries(PlainTemplate.of(central), 'AWS::S3::BucketPolicy');
  expect(write?.Sid).toBe('AWSLogDeliveryWriteoa1b2c3d4e5');
  expect(write?.Condition?.StringEquals?.['aws:SourceOrgID']).toBe(ORGANIZATION);
});

test('a bucket policy with too many folders is an error that names fewer folders as the way out', () => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Logs', { bucketName: 'x'.repeat(63) });
  for (let index = 0; index < 60; index++) {
    const destination = FlowLogDestination.toS3(bucket, {
      prefix: `team-${index}`,
      organizationId: ORGANIZATION,
    });
    newFlowLogs(stack, { destination }, `FlowLogs${index}`);
  }
  expect(() => PlainTemplate.of(stack)).toThrow(/deliver to fewer folders \(prefix in the options of toS3\)/);
});

test('statements of the user count', () => {
  const stack = newStack({ env: ENV });
  const key = new kms.Key(stack, 'Key');
  for (let index = 0; index < 250; index++) {
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: `Reader${index}`,
        principals: [new iam.ArnPrincipal(`arn:aws:iam::${accountAt(index)}:role/reader`)],
        actions: ['kms:Decrypt'],
        resources: ['*'],
      }),
    );
  }
  const bucket = new s3.Bucket(stack, 'Logs', { encryptionKey: key });
  newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
  expect(thrownBy(() => PlainTemplate.of(stack))).toMatch(
    /\[Network\/Key\] the policy of key Network\/Key has up to \d+ bytes, but KMS accepts at most 32768: .*or shorten other statements of the policy/,
  );
});

test('names that CloudFormation generates count with their maximum length', () => {
  const size = (bucketName?: string) => {
    const stack = newStack({ env: ENV });
    const bucket = new s3.Bucket(stack, 'Logs', { bucketName });
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket, { prefix: 'net' }) });
    return policyBytes(longest(bucket, bucket.policy?.document));
  };
  // the ARN is in both statements
  expect(size()).toBe(size('x'.repeat(63)));
  expect(size() - size('x'.repeat(33))).toBe(2 * 30);
});

test('one sender gives no note on the size', () => {
  const stack = newStack({ env: ENV });
  const bucket = new s3.Bucket(stack, 'Logs');
  for (const id of ['One', 'Two']) {
    newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) }, id);
  }
  PlainTemplate.of(stack);
  expect(notes(bucket)).toEqual([]);
});

describe('the role for delivery streams of other accounts', () => {
  const synth = (accounts: number) => {
    const stack = newStack({ env: ENV });
    const deliveryStream = firehose.DeliveryStream.fromDeliveryStreamName(stack, 'Stream', 'flow-logs');
    const sourceAccounts = Array.from({ length: accounts }, (_, index) => accountAt(index));
    new FirehoseReceiverRole(stack, 'Receiver', { deliveryStream, sourceAccounts });
    return PlainTemplate.of(stack);
  };

  test('accepts 40 accounts', () => {
    expect(() => synth(40)).not.toThrow();
  });

  test('is an error above the limit of IAM', () => {
    expect(thrownBy(() => synth(60))).toMatch(
      /the trust policy of role Network\/Receiver\/Role has up to \d+ bytes, but IAM accepts at most 2048: divide the accounts among several roles/,
    );
  });
});

test.each(['r-abcd', 'o-1'])('toS3 rejects the organization %s', (organizationId) => {
  const stack = newStack();
  const bucket = new s3.Bucket(stack, 'Logs');
  const destination = FlowLogDestination.toS3(bucket, { organizationId });
  expect(thrownBy(() => newFlowLogs(stack, { destination }))).toBe(
    `Network/FlowLogs: organizationId contains "${organizationId}": an organization id is o- followed by 10 to 32 lower-case letters and digits`,
  );
});
