import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { ENVIRONMENT } from '../../aws/normalizer/settings';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { DeployedFunction, type Invocation } from '../support/deployed-function';
import { Fault, FaultyProxy } from '../support/faulty-proxy';
import { hasCommand, hasPart } from '../support/processes';
import { SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';

const present = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));

const RAW = 'raw';
const TABLE = 'table';

/** Files of the sample: two days of rows, and the rejects of one day. */
const SAMPLE_FILES = 3;

/** Faults of a read that the function must survive. A stall takes ten seconds, so it has a test of its own. */
const READ_FAULTS = [
  Fault.SLOW_DOWN,
  Fault.INTERNAL_ERROR,
  Fault.REQUEST_TIMEOUT,
  Fault.RESET,
  Fault.LOST_ANSWER,
  Fault.TRUNCATED,
  Fault.LONG_LENGTH,
  Fault.SHORT_LENGTH,
];
const WRITE_FAULTS = [
  Fault.SLOW_DOWN,
  Fault.INTERNAL_ERROR,
  Fault.REQUEST_TIMEOUT,
  Fault.RESET,
  Fault.LOST_ANSWER,
  Fault.RESET_AFTER,
];

/** Faults that need no second request. */
const HARMLESS: readonly Fault[] = [Fault.NONE, Fault.SLOW_BODY];

/** The built code of the function, moto, and faults between them. */
describe.skipIf(!present)('faults between the function and S3', () => {
  let cloud: AwsCloud;
  let proxy: FaultyProxy;
  let s3: S3Client;
  let sqs: SQSClient;
  let normalizer: DeployedFunction;
  let queueUrl: string;
  let undisturbed: Map<string, string>;
  let message: Message;

  beforeAll(async () => {
    cloud = await AwsCloud.start();
    proxy = await new FaultyProxy().start(cloud.client.endpoint);
    s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    sqs = new SQSClient(cloud.client);
    for (const Bucket of [RAW, TABLE]) await s3.send(new CreateBucketCommand({ Bucket }));
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'raw-objects' }));
    queueUrl = QueueUrl;
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: RAW,
        NotificationConfiguration: {
          QueueConfigurations: [
            { QueueArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:raw-objects`, Events: ['s3:ObjectCreated:*'] },
          ],
        },
      }),
    );
    await acknowledge(await receive());
    normalizer = DeployedFunction.built(cloud, {
      [ENVIRONMENT.tableBucket]: TABLE,
      // the SDK sends requests to the host of the URL
      [ENVIRONMENT.queueUrl]: `${proxy.url}/${ACCOUNT}/raw-objects`,
      [ENVIRONMENT.maxObjectSeconds]: '120',
    });
    message = await delivered(SAMPLE_KEY, sampleObject());
    const { response } = await invoke(message);
    expect(response).toEqual({ batchItemFailures: [] });
    undisturbed = await table();
    expect(undisturbed.size).toBe(SAMPLE_FILES);
  });

  beforeEach(clearTable);

  afterAll(() => {
    proxy?.stop();
    cloud?.stop();
  });

  test('any faults: no row is lost or doubled, and each repetition is counted', async () => {
    const plan = fc.record({
      GET: fc
        .array(fc.constantFrom(...READ_FAULTS, Fault.SLOW_BODY), { maxLength: 4 })
        // three such reads are a failure of the object
        .filter((faults) => faults.filter((fault) => fault === Fault.SHORT_LENGTH).length < 3),
      PUT: fc.array(fc.constantFrom(...WRITE_FAULTS, Fault.NONE), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ GET, PUT }) => {
        await clearTable();
        proxy.inject({ GET, PUT });
        const { response, log } = await invoke(message);
        expect(response).toEqual({ batchItemFailures: [] });
        expect(await table()).toEqual(undisturbed);
        expect(JSON.parse(log[0] as string)).toMatchObject({
          Objects: 1,
          FailedObjects: 0,
          Rows: SAMPLE.rows,
          Rejects: SAMPLE.rejects,
          Retries: proxy.met.filter((fault) => !HARMLESS.includes(fault)).length,
        });
      }),
      {
        numRuns: 20,
        // the object is complete, so the second response is the error InvalidRange
        examples: [[{ GET: [Fault.LONG_LENGTH, Fault.LONG_LENGTH], PUT: [] }]],
      },
    );
  });

  test('a response that never begins or stops, and an upload without a response, end after ten seconds', async () => {
    proxy.inject({ GET: [Fault.STALL, Fault.STALLED_BODY], PUT: [Fault.NONE, Fault.STALL] });
    const { response, log } = await invoke(message);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(await table()).toEqual(undisturbed);
    expect(JSON.parse(log[0] as string)).toMatchObject({ Objects: 1, Retries: 3 });
  });

  test('a file that is uploaded as a stream is complete after faults', async () => {
    const large = await delivered(SAMPLE_KEY.replace('a1b2c3d4', '1a59e000'), largeObject());
    await invoke(large);
    const expected = await table();
    expect(Math.max(...[...expected.values()].map((bytes) => bytes.length))).toBeGreaterThan(8 * 1024 ** 2);
    await clearTable();
    proxy.inject({
      GET: [Fault.TRUNCATED, Fault.RESET],
      PUT: [Fault.SLOW_DOWN, Fault.RESET, Fault.LOST_ANSWER],
    });
    const { response, log } = await invoke(large);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(same(await table(), expected)).toBe(true);
    expect(JSON.parse(log[0] as string)).toMatchObject({ Objects: 1, Rows: LARGE_ROWS, Retries: 5 });
  });

  test('S3 stays busy: the message returns after about 30 seconds, and the next delivery writes the same table', async () => {
    const busy = DeployedFunction.built(cloud, {
      ...normalizer.environment,
      [ENVIRONMENT.maxObjectSeconds]: '5',
    });
    proxy.inject({ PUT: [Fault.NONE, ...Array(20).fill(Fault.SLOW_DOWN)] });
    const { response, log } = await invoke(message, busy);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: message.MessageId }] });
    const { Retries, ...line } = JSON.parse(log[0] as string);
    expect(line).toMatchObject({ FailedObjects: 1, failure: 'transient', error: 'TransferError' });
    expect(line.message).toMatch(
      /^S3 did not store a file in \d attempts: SlowDown: injected\. SQS delivers/,
    );
    expect(proxy.requests.filter((request) => request === 'PUT')).toHaveLength(2 + Retries);
    const [post] = proxy.posts.map((body) => JSON.parse(body));
    expect(proxy.posts).toHaveLength(1);
    expect(post.ReceiptHandle).toBe(message.ReceiptHandle);
    expect(post.VisibilityTimeout).toBeGreaterThanOrEqual(22);
    expect(post.VisibilityTimeout).toBeLessThanOrEqual(38);
    expect((await table()).size).toBe(1);
    proxy.inject({});
    await invoke(message);
    expect(await table()).toEqual(undisturbed);
  });

  test('access is denied: one request, and the message returns after 15 minutes', async () => {
    proxy.inject({ GET: [Fault.ACCESS_DENIED] });
    const { response, log } = await invoke(message);
    expect(response?.batchItemFailures).toHaveLength(1);
    expect(JSON.parse(log[0] as string)).toMatchObject({
      FailedObjects: 1,
      failure: 'access',
      error: 'AccessDenied',
      Retries: 0,
    });
    expect(proxy.requests).toEqual(['GET', 'POST']);
    expect(JSON.parse(proxy.posts[0] as string).VisibilityTimeout).toBe(900);
  });

  test('an object that was deleted succeeds, with a metric', async () => {
    const Key = SAMPLE_KEY.replace('a1b2c3d4', 'de1e7ed0');
    const deleted = await delivered(Key, sampleObject());
    await s3.send(new DeleteObjectCommand({ Bucket: RAW, Key }));
    proxy.inject({});
    const { response, log } = await invoke(deleted);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(JSON.parse(log[0] as string)).toMatchObject({ MissingObjects: 1, source: Key });
  });

  test.each([
    ['SkippedObjects', 'inventory/2026-11-22/manifest.json'],
    ['SkippedObjects', `AWSLogs/${ACCOUNT}/vpcflowlogs/`],
    ['StreamErrorObjects', `stream-errors/firehose/${ACCOUNT}/${REGION}/two/processing-failed/1`],
  ])('an object of others has the metric %s and is not read: %s', async (metric, key) => {
    const foreign = await delivered(key, Buffer.from('{}'));
    proxy.inject({});
    const { response, log } = await invoke(foreign);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(JSON.parse(log[0] as string)).toMatchObject({ [metric]: 1, source: key });
    expect(proxy.requests).toEqual([]);
  });

  test('a truncated object is a failure, and not a fault of the network', async () => {
    const Key = SAMPLE_KEY.replace('a1b2c3d4', 'dead0000');
    const damaged = await delivered(Key, sampleObject().subarray(0, 100));
    proxy.inject({});
    const { response, log } = await invoke(damaged);
    expect(response?.batchItemFailures).toHaveLength(1);
    expect(JSON.parse(log[0] as string)).toMatchObject({ FailedObjects: 1, failure: 'input', Retries: 0 });
    expect(JSON.parse(proxy.posts[0] as string).VisibilityTimeout).toBe(300);
  });

  async function receive(): Promise<Message> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 5, VisibilityTimeout: 1800 }),
    );
    expect(Messages).toHaveLength(1);
    return Messages[0] as Message;
  }

  async function acknowledge({ ReceiptHandle }: Message): Promise<void> {
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }

  /** Stores a raw object. Returns the message that announces it. */
  async function delivered(Key: string, Body: Buffer): Promise<Message> {
    await s3.send(new PutObjectCommand({ Bucket: RAW, Key, Body }));
    return receive();
  }

  function invoke(
    { MessageId = '', Body = '', ReceiptHandle = '' }: Message,
    through = normalizer,
  ): Promise<Invocation> {
    const record = { messageId: MessageId, body: Body, receiptHandle: ReceiptHandle };
    return through.invoke({ Records: [record] }, { url: proxy.url });
  }

  /** The objects of the table, with their bytes in base64. */
  async function table(): Promise<Map<string, string>> {
    const objects = new Map<string, string>();
    for (const Key of await tableKeys()) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: TABLE, Key }));
      objects.set(Key, (await Body?.transformToString('base64')) ?? '');
    }
    return objects;
  }

  async function tableKeys(): Promise<string[]> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: TABLE }));
    return Contents.map(({ Key = '' }) => Key);
  }

  async function clearTable(): Promise<void> {
    for (const Key of await tableKeys()) await s3.send(new DeleteObjectCommand({ Bucket: TABLE, Key }));
  }
});

const LARGE_ROWS = 500_000;

/** Records whose counters do not compress. */
function largeObject(): Buffer {
  const format = LogFormat.RECOMMENDED;
  const start = Date.UTC(2026, 10, 22) / 1000;
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  const lines = [format.names.join(' ')];
  for (let row = 0; row < LARGE_ROWS; row++) {
    const fields: Record<string, string | number> = {
      version: format.version,
      'account-id': ACCOUNT,
      region: REGION,
      srcaddr: `10.${random() >>> 24}.${random() >>> 24}.${random() >>> 24}`,
      dstaddr: `10.${random() >>> 24}.${random() >>> 24}.${random() >>> 24}`,
      srcport: random() >>> 16,
      dstport: 443,
      protocol: 6,
      packets: random(),
      bytes: random() * 1000 + (random() >>> 22),
      start: start + (random() >>> 20),
      end: start + 7200,
      action: 'ACCEPT',
      'log-status': 'OK',
    };
    lines.push(format.names.map((name) => fields[name] ?? '-').join(' '));
  }
  return gzipSync(lines.join('\n'), { level: 1 });
}

function same(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([key, bytes]) => other.get(key) === bytes);
}
