import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  AthenaClient,
  CreateWorkGroupCommand,
  GetWorkGroupCommand,
  type WorkGroupConfiguration as WorkGroupSettings,
} from '@aws-sdk/client-athena';
import { DescribeFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateDatabaseCommand,
  type CreateDatabaseCommandInput,
  CreateTableCommand,
  type CreateTableCommandInput,
  GetTablesCommand,
  GlueClient,
} from '@aws-sdk/client-glue';
import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  type NotificationConfiguration as NotificationSettings,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { FLOW_VIEWS } from '../../cli/engine/table-views';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { CutOff } from '../support/cut-off';
import { type CodeLocation, DeployedFunction } from '../support/deployed-function';
import { DeployedStack } from '../support/deployed-stack';
import { sql } from '../support/duckdb';
import { hasCommand, hasPart } from '../support/processes';
import { LARGEST_COUNTER, PAST_DOUBLE, SAMPLE, SAMPLE_KEY, sampleObject } from '../support/sample-object';
import { ROOT } from '../support/source-files';
import { filesBelow, parquetRows } from '../support/table-files';

const present = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));
const STACK = 'NetworkStack';

/** The raw table of the default format. */
const RAW_TABLE = `raw_vpc_text_${LogFormat.RECOMMENDED.id}`;

interface WorkGroupProperties {
  readonly Name: string;
  readonly Description: string;
  readonly WorkGroupConfiguration: WorkGroupSettings;
}

interface NotificationProperties {
  readonly NotificationConfiguration: NotificationSettings;
}

/** One sequence: deploy, deliver, normalize, query; then every repetition. */
describe.skipIf(!present)('the example, deployed by the real cdk to moto', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-deploy-'));
  let cloud: AwsCloud;
  let stack: DeployedStack;
  let s3: S3Client;
  let sqs: SQSClient;
  let normalizer: DeployedFunction;
  let rawBucket: string;
  let tableBucket: string;
  let queueUrl: string;
  let delivered: Message;
  let firstTable: Map<string, Buffer>;

  beforeAll(async () => {
    cloud = await AwsCloud.start();
    s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    sqs = new SQSClient(cloud.client);
    await cloud.cdk('cdk-vpc', 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
    const output = join(directory, 'cdk.out');
    await cloud.cdk('cdk-vpc', 'deploy', '--require-approval', 'never', '--output', output);
    stack = await DeployedStack.read(cloud, STACK);
    rawBucket = stack.physicalId(stack.find('AWS::S3::Bucket', 'FlowLakeRaw'));
    tableBucket = stack.physicalId(stack.find('AWS::S3::Bucket', 'FlowLakeTable'));
    queueUrl = stack.physicalId(stack.find('AWS::SQS::Queue', 'FlowLakeNormalizerQueue'));
    const functionId = stack.find('AWS::Lambda::Function', 'FlowLakeNormalizer');
    const { Code } = stack.properties<{ Code: CodeLocation }>(functionId);
    normalizer = await DeployedFunction.fetch(cloud, stack.physicalId(functionId), Code, directory);
  });

  afterAll(() => {
    cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('the flow log is active: VPC, all traffic, recommended format, raw bucket', async () => {
    const { FlowLogs = [] } = await new EC2Client(cloud.client).send(new DescribeFlowLogsCommand({}));
    expect(FlowLogs).toHaveLength(1);
    expect(FlowLogs[0]).toMatchObject({
      ResourceId: stack.physicalId(stack.find('AWS::EC2::VPC')),
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: `arn:aws:s3:::${rawBucket}`,
      LogFormat: LogFormat.RECOMMENDED.toString(),
      MaxAggregationInterval: 600,
    });
  });

  test('the queue invokes the function with one message, which the function can return', async () => {
    const lambda = new LambdaClient(cloud.client);
    const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings).toHaveLength(1);
    expect(EventSourceMappings[0]).toMatchObject({
      EventSourceArn: `arn:aws:sqs:${REGION}:${ACCOUNT}:${queueUrl.split('/').pop()}`,
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(normalizer.environment).toEqual({
      FLOW_TABLE_BUCKET: tableBucket,
      FLOW_TABLE_PREFIX: '',
      FLOW_QUEUE_URL: queueUrl,
      FLOW_LOG_FORMATS: '{}',
    });
  });

  test('the APIs accept the resources that the CloudFormation of moto skips', async () => {
    // except bucket policies: moto ignores conditions, so a Deny of plain HTTP would deny every request
    const glue = new GlueClient(cloud.client);
    const database = stack.properties<CreateDatabaseCommandInput>(stack.find('AWS::Glue::Database'));
    await glue.send(new CreateDatabaseCommand(database));
    for (const id of stack.ofType('AWS::Glue::Table'))
      await glue.send(new CreateTableCommand(stack.properties<CreateTableCommandInput>(id)));
    const DatabaseName = database.DatabaseInput?.Name;
    const { TableList = [] } = await glue.send(new GetTablesCommand({ DatabaseName }));
    expect(TableList.map(({ Name }) => Name).sort()).toEqual(
      ['flows', 'rejects', RAW_TABLE, ...FLOW_VIEWS.map(({ name }) => name)].sort(),
    );

    const athena = new AthenaClient(cloud.client);
    const { Name, Description, WorkGroupConfiguration } = stack.properties<WorkGroupProperties>(
      stack.find('AWS::Athena::WorkGroup'),
    );
    await athena.send(
      new CreateWorkGroupCommand({ Name, Description, Configuration: WorkGroupConfiguration }),
    );
    const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: Name }));
    expect(WorkGroup?.Configuration?.ResultConfiguration?.OutputLocation).toBe(
      `s3://${tableBucket}/athena-results/`,
    );

    const { NotificationConfiguration } = stack.properties<NotificationProperties>(
      stack.find('Custom::S3BucketNotifications'),
    );
    await s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket: rawBucket, NotificationConfiguration }),
    );
  });

  test('the function accepts the test event of S3', async () => {
    const message = await receive();
    expect(JSON.parse(message.Body as string).Event).toBe('s3:TestEvent');
    expect((await invoke(message)).response).toEqual({ batchItemFailures: [] });
    await acknowledge(message);
    expect(await table()).toEqual(new Map());
  });

  test('a raw object with the documented key becomes rows', async () => {
    await s3.send(new PutObjectCommand({ Bucket: rawBucket, Key: SAMPLE_KEY, Body: sampleObject() }));
    delivered = await receive();
    const { response, log } = await invoke(delivered);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(JSON.parse(log[0] as string)).toMatchObject({
      Records: SAMPLE.rows + SAMPLE.rejects,
      Rows: SAMPLE.rows,
      Rejects: SAMPLE.rejects,
    });
    firstTable = await table();
    expect([...firstTable.keys()].map((key) => dirname(key)).sort()).toEqual([
      `flows/cloud=aws/account_id=${ACCOUNT}/region=${REGION}/day=2026-11-21`,
      `flows/cloud=aws/account_id=${ACCOUNT}/region=${REGION}/day=2026-11-22`,
      `rejects/cloud=aws/account_id=${ACCOUNT}/region=${REGION}/day=2026-11-21`,
    ]);
  });

  test('DuckDB and hyparquet read the same rows and exact sums', async () => {
    const files = download(firstTable);
    const [row] = await sql(`
      select count(*) as records, sum(cast(bytes_out as hugeint)) as bytes, max(bytes_out) as largest,
        count(*) filter (where status <> 'ok') as quality, count(distinct source_row) as positions,
        count(*) filter (where initiator = 'src') as opened, min(start_time) = timestamptz '2026-11-21 23:59:00Z' as utc
      from read_parquet('${files}/flows/**/*.parquet', hive_partitioning = false)`);
    expect(row).toEqual({
      records: BigInt(SAMPLE.rows),
      bytes: SAMPLE.bytesOut,
      largest: LARGEST_COUNTER,
      quality: 2n,
      positions: BigInt(SAMPLE.rows),
      opened: 2n,
      utc: true,
    });
    const rows = (await Promise.all(parquetFiles(join(files, 'flows')).map(readWithHyparquet))).flat();
    expect(rows.map(({ bytes_out }) => bytes_out)).toEqual(
      expect.arrayContaining([LARGEST_COUNTER, PAST_DOUBLE, 40n, null]),
    );
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set([SAMPLE_KEY]));
    const rejects = (await Promise.all(parquetFiles(join(files, 'rejects')).map(readWithHyparquet))).flat();
    expect(rejects).toMatchObject([
      { code: 'too-few-fields', raw: 'cut off', source_row: BigInt(SAMPLE.rows + 2) },
    ]);
  });

  test('a question returns rows', () => {
    const cli = join(ROOT, 'dist/cli/main.js');
    const args = [cli, 'query', download(firstTable), '--question', 'reachable-ports', '--output', 'json'];
    expect(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))).toMatchObject([
      {
        destination: '10.0.1.5',
        port: 443,
        protocol: 6,
        reached: true,
        answered: true,
        sources: 1,
        bytes_to_destination: String(LARGEST_COUNTER),
        bytes_to_source: String(PAST_DOUBLE),
      },
    ]);
  });

  test('a redelivered event changes nothing', async () => {
    expect((await invoke(delivered)).response).toEqual({ batchItemFailures: [] });
    expect(await table()).toEqual(firstTable);
  });

  test('a crash between first write and acknowledgement, and its redelivery, change nothing', async () => {
    const cutOff = await new CutOff().start(cloud.client.endpoint);
    const crashed = await normalizer.invoke(event(delivered), {
      url: cutOff.url,
      onStart: (kill) => cutOff.onStart(kill),
    });
    cutOff.stop();
    expect(cutOff.writes).toBe(1);
    expect(crashed.response).toBeUndefined();
    expect(await table()).toEqual(firstTable);
    expect((await invoke(delivered)).response).toEqual({ batchItemFailures: [] });
    expect(await table()).toEqual(firstTable);
    await acknowledge(delivered);
  });

  test('a damaged object fails only its own message', async () => {
    const Key = SAMPLE_KEY.replace('a1b2c3d4', 'dead0000');
    await s3.send(new PutObjectCommand({ Bucket: rawBucket, Key, Body: sampleObject().subarray(0, 100) }));
    const damaged = await receive();
    const { response, log } = await invoke(damaged, delivered);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: damaged.MessageId }] });
    expect(JSON.parse(log[0] as string)).toMatchObject({ FailedObjects: 1, source: Key });
    expect(await table()).toEqual(firstTable);
  });

  async function receive(): Promise<Message> {
    const request = { QueueUrl: queueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 1 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(request));
    expect(Messages).toHaveLength(1);
    return Messages[0] as Message;
  }

  async function acknowledge({ ReceiptHandle }: Message): Promise<void> {
    await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  }

  function event(...messages: Message[]) {
    return {
      Records: messages.map(({ MessageId, Body }) => ({
        messageId: MessageId as string,
        body: Body as string,
      })),
    };
  }

  function invoke(...messages: Message[]) {
    return normalizer.invoke(event(...messages));
  }

  /** All objects of the table bucket with their bytes. */
  async function table(): Promise<Map<string, Buffer>> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: tableBucket }));
    const objects = new Map<string, Buffer>();
    for (const { Key } of Contents) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: tableBucket, Key }));
      objects.set(
        Key as string,
        Buffer.from(await (Body as NonNullable<typeof Body>).transformToByteArray()),
      );
    }
    return objects;
  }

  function download(objects: Map<string, Buffer>): string {
    const target = join(directory, 'table');
    for (const [key, bytes] of objects) {
      mkdirSync(join(target, dirname(key)), { recursive: true });
      writeFileSync(join(target, key), bytes);
    }
    return target;
  }
});

function parquetFiles(directory: string): string[] {
  return filesBelow(directory)
    .filter((path) => path.endsWith('.parquet'))
    .map((path) => join(directory, path));
}

async function readWithHyparquet(path: string): Promise<Record<string, unknown>[]> {
  expect(readFileSync(path).subarray(0, 4).toString()).toBe('PAR1');
  return parquetRows(path);
}
