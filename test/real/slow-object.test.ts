import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { announcementOf } from '../../aws/normalizer/announcement';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { type CodeLocation, DeployedFunction } from '../support/deployed-function';
import { DeployedStack } from '../support/deployed-stack';
import { sql } from '../support/duckdb';
import { hasCommand, hasPart } from '../support/processes';
import { QueuePoller } from '../support/queue-poller';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';

const present = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));

const GOOD_KEYS = Array.from({ length: 9 }, (_, index) => SAMPLE_KEY.replace('a1b2c3d4', `900d000${index}`));
const SLOW_KEY = SAMPLE_KEY.replace('a1b2c3d4', '510e0000');
const MAX_RECEIVE_COUNT = 10;

const FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const LINE = `2 ${ACCOUNT} eni-0a1b2c3d4e5f60718 192.0.2.10 10.0.1.5 44321 443 6 10 840 1795305600 1795305659 ACCEPT OK\n`;
const MEMBER_LINES = 500_000;
const MEMBERS = 600;

/** A valid object of 40 MB that takes longer to normalize than an object may: 300 million records. */
function slowObject(): Buffer {
  const member = gzipSync(LINE.repeat(MEMBER_LINES));
  return Buffer.concat([gzipSync(`${FIELDS}\n`), ...Array.from({ length: MEMBERS }, () => member)]);
}

describe.skipIf(!present)('a slow object among nine others, in the deployed lake', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-slow-'));
  let cloud: AwsCloud;
  let stack: DeployedStack;
  let s3: S3Client;
  let sqs: SQSClient;
  let poller: QueuePoller;
  let tableBucket: string;
  let queueUrl: string;
  let deadLettersUrl: string;

  beforeAll(async () => {
    cloud = await AwsCloud.start();
    s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    sqs = new SQSClient(cloud.client);
    const app = ['--app', `node --import tsx ${join(__dirname, 'apps/slow-object.ts')}`];
    await cloud.cdk('cdk-vpc', 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
    const output = ['--output', join(directory, 'cdk.out')];
    await cloud.cdk('cdk-vpc', 'deploy', '--require-approval', 'never', ...output, ...app);
    stack = await DeployedStack.read(cloud, 'NetworkStack');
    tableBucket = stack.physicalId(stack.find('AWS::S3::Bucket', 'FlowLakeTable'));
    queueUrl = stack.physicalId(stack.find('AWS::SQS::Queue', 'FlowLakeNormalizerQueue'));
    deadLettersUrl = stack.physicalId(stack.find('AWS::SQS::Queue', 'FlowLakeNormalizerDeadLetters'));
    const functionId = stack.find('AWS::Lambda::Function', 'FlowLakeNormalizer');
    const { Code } = stack.properties<{ Code: CodeLocation }>(functionId);
    const normalizer = await DeployedFunction.fetch(cloud, stack.physicalId(functionId), Code, directory);
    poller = await QueuePoller.of(cloud, normalizer, queueUrl);

    const Bucket = stack.physicalId(stack.find('AWS::S3::Bucket', 'FlowLakeRaw'));
    const { NotificationConfiguration } = stack.properties<{
      NotificationConfiguration: NotificationConfiguration;
    }>(stack.find('Custom::S3BucketNotifications'));
    await s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    await poller.drain();
    poller.deliveries.length = 0;
    const [before, after] = [GOOD_KEYS.slice(0, 4), GOOD_KEYS.slice(4)];
    for (const Key of before) await s3.send(new PutObjectCommand({ Bucket, Key, Body: sampleObject() }));
    await s3.send(new PutObjectCommand({ Bucket, Key: SLOW_KEY, Body: slowObject() }));
    for (const Key of after) await s3.send(new PutObjectCommand({ Bucket, Key, Body: sampleObject() }));
    await poller.drain();
  });

  afterAll(() => {
    cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('the nine others are received once and succeed', () => {
    const others = poller.deliveries.filter(({ body }) => keyOf(body) !== SLOW_KEY);
    expect(others.map(({ body }) => keyOf(body)).sort()).toEqual(GOOD_KEYS);
    for (const { succeeded, receiveCount, neighbours } of others) {
      expect({ succeeded, receiveCount, neighbours }).toEqual({
        succeeded: true,
        receiveCount: 1,
        neighbours: 0,
      });
    }
  });

  test('the table contains the records of the nine once, and none of the slow one', async () => {
    const flows = await tableFiles('flows');
    const rows = await sql(`
      select source, count(*) as records, count(distinct source_row) as positions
      from read_parquet('${flows}/**/*.parquet', hive_partitioning = false) group by source order by source`);
    const records = BigInt(SAMPLE.rows);
    expect(rows).toEqual(GOOD_KEYS.map((source) => ({ source, records, positions: records })));
  });

  test('the slow one is in the dead-letter queue, after all its attempts', async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: deadLettersUrl, MaxNumberOfMessages: 10 }),
    );
    expect(Messages.map(({ Body = '' }) => keyOf(Body))).toEqual([SLOW_KEY]);
    const attempts = poller.deliveries.filter(({ body }) => keyOf(body) === SLOW_KEY);
    expect(attempts.map(({ receiveCount }) => receiveCount)).toEqual(
      Array.from({ length: MAX_RECEIVE_COUNT }, (_, index) => index + 1),
    );
    expect(new Set(attempts.map(({ messageId }) => messageId))).toEqual(new Set([Messages[0]?.MessageId]));
    expect(await messagesIn(queueUrl)).toEqual([0, 0]);
  });

  test('the log contains the cause of each attempt, with the message', () => {
    const attempts = poller.deliveries.filter(({ body }) => keyOf(body) === SLOW_KEY);
    for (const { log, messageId, receiveCount } of attempts) {
      expect(log).toHaveLength(1);
      const { message, ...line } = JSON.parse(log[0] as string);
      expect(line).toMatchObject({
        FailedObjects: 1,
        error: 'ObjectTimeoutError',
        source: SLOW_KEY,
        messageId,
        receiveCount,
      });
      expect(message).toMatch(/^the object was stopped after 5 seconds: [1-9]\d* bytes of it were read\. /);
    }
  });

  function messagesIn(url: string): Promise<number[]> {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    return sqs
      .send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }))
      .then(({ Attributes }) => names.map((name) => Number(Attributes?.[name])));
  }

  /** Downloads the files of a table. Returns their directory. */
  async function tableFiles(table: string): Promise<string> {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: tableBucket, Prefix: `${table}/` }),
    );
    for (const { Key = '' } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: tableBucket, Key }));
      mkdirSync(dirname(join(directory, Key)), { recursive: true });
      writeFileSync(join(directory, Key), (await Body?.transformToByteArray()) ?? '');
    }
    return join(directory, table);
  }
});

function keyOf(body: string): string {
  return announcementOf(body)
    .objects.map(({ key }) => key)
    .join();
}
