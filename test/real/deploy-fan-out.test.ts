import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ListObjectsV2Command,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announcementOf } from '../../aws/normalizer/announcement';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { type CodeLocation, DeployedFunction } from '../support/deployed-function';
import { DeployedStack } from '../support/deployed-stack';
import { hasCommand, hasPart } from '../support/processes';
import { QueuePoller } from '../support/queue-poller';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';

const present = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));

interface SubscriptionProperties {
  readonly TopicArn: string;
  readonly Endpoint: string;
  readonly RawMessageDelivery?: boolean;
}

/** Subscribes a queue through the API of SNS, for which the project has no client. */
async function subscribe(cloud: AwsCloud, properties: SubscriptionProperties): Promise<void> {
  const { TopicArn, Endpoint, RawMessageDelivery = false } = properties;
  const parameters = {
    Action: 'Subscribe',
    TopicArn,
    Protocol: 'sqs',
    Endpoint,
    'Attributes.entry.1.key': 'RawMessageDelivery',
    'Attributes.entry.1.value': String(RawMessageDelivery),
  };
  const response = await fetch(cloud.client.endpoint, {
    method: 'POST',
    body: new URLSearchParams(parameters),
    // moto finds the service in the scope of the signature, which it does not verify
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261130/${REGION}/sns/aws4_request, SignedHeaders=host, Signature=0`,
    },
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

/** A key that each way to the queue encodes differently. */
const KEY = `odd +%20 é/${SAMPLE_KEY}`;

describe.skipIf(!present).each([
  { title: 'a topic', app: [] },
  { title: 'EventBridge', app: ['--app', `node --import tsx ${join(__dirname, 'apps/event-bridge.ts')}`] },
])('a lake through $title, deployed by the real cdk to moto', ({ title, app }) => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-fan-out-'));
  let cloud: AwsCloud;
  let stack: DeployedStack;
  let sqs: SQSClient;
  let s3: S3Client;
  let poller: QueuePoller;

  beforeAll(async () => {
    cloud = await AwsCloud.start();
    s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    sqs = new SQSClient(cloud.client);
    await cloud.cdk('cdk-fan-out', 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
    const output = ['--output', join(directory, 'cdk.out')];
    await cloud.cdk('cdk-fan-out', 'deploy', '--require-approval', 'never', ...output, ...app);
    stack = await DeployedStack.read(cloud, 'NetworkStack');
    const functionId = stack.find('AWS::Lambda::Function', 'LakeNormalizerFunction');
    const { Code } = stack.properties<{ Code: CodeLocation }>(functionId);
    const normalizer = await DeployedFunction.fetch(cloud, stack.physicalId(functionId), Code, directory);
    const queueUrl = stack.physicalId(stack.find('AWS::SQS::Queue', 'LakeNormalizerQueue'));
    poller = await QueuePoller.of(cloud, normalizer, queueUrl);

    // moto's CloudFormation creates no subscriptions, and runs no custom resource
    for (const id of stack.ofType('AWS::SNS::Subscription')) await subscribe(cloud, stack.properties(id));
    const { NotificationConfiguration } = stack.properties<{
      NotificationConfiguration: NotificationConfiguration;
    }>(stack.find('Custom::S3BucketNotifications'));
    await s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: rawBucket(), NotificationConfiguration }),
    );
    await s3.send(new PutObjectCommand({ Bucket: rawBucket(), Key: KEY, Body: sampleObject() }));
    await poller.drain();
  });

  afterAll(() => {
    cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('normalizes an object with any key', async () => {
    const objects = poller.deliveries.filter(({ body }) => announcementOf(body).objects.length > 0);
    expect(objects).toHaveLength(1);
    expect(objects[0]).toMatchObject({ succeeded: true, receiveCount: 1 });
    expect(JSON.parse(objects[0]?.log[0] as string)).toMatchObject({
      Objects: 1,
      source: KEY,
      Rows: SAMPLE.rows,
    });
    const Bucket = stack.physicalId(stack.find('AWS::S3::Bucket', 'LakeTable'));
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'flows/' }));
    expect(Contents.length).toBeGreaterThan(0);
  });

  test('fails no message', () => {
    expect(poller.deliveries.filter(({ succeeded }) => !succeeded)).toEqual([]);
  });

  test.runIf(title === 'a topic')('sends the same event to the queue of the SIEM', async () => {
    const QueueUrl = stack.physicalId(stack.find('AWS::SQS::Queue', 'SiemEvents'));
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    const objects = Messages.flatMap(({ Body = '' }) => announcementOf(Body).objects);
    expect(objects).toMatchObject([{ bucket: rawBucket(), key: KEY }]);
  });

  function rawBucket(): string {
    return stack.physicalId(stack.find('AWS::S3::Bucket', 'LakeRaw'));
  }
});
