import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { ServiceClient } from '../../aws/notifier/service-client';
import { THREATS } from '../../flows/questions/threats';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { type CodeLocation, DeployedFunction } from '../support/deployed-function';
import { DeployedStack } from '../support/deployed-stack';
import { hasCommand, hasPart } from '../support/processes';
import { deliveryKey, type RawRecord, textObject } from '../support/raw-object';

const present = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));
const STACK = 'ThreatsStack';
const PREFIX = 'enrichment/';
const LISTED_V4 = '203.0.113.9';
const LISTED_V6 = '2001:db8::5';
const TIME = new Date('2026-11-30T22:00:00Z');
const START = TIME.getTime() / 1000;

/** A line of the normalizer's log with its metrics. */
interface MetricLine {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: {
      readonly Namespace: string;
      readonly Dimensions: string[][];
      readonly Metrics: { readonly Name: string; readonly Unit: string }[];
    }[];
  };
  readonly [property: string]: unknown;
}

interface AlarmProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: { readonly Name: string; readonly Value: string }[];
  readonly Statistic: string;
  readonly Period: number;
  readonly Threshold: number;
  readonly AlarmActions: string[];
}

/** One sequence: deploy, upload a list, deliver, alarm, message; then another list and a broken one. */
describe.skipIf(!present)('the alert on malicious traffic, deployed by the real cdk to moto', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-alert-'));
  let cloud: AwsCloud;
  let stack: DeployedStack;
  let s3: S3Client;
  let sqs: SQSClient;
  let services: ServiceClient;
  let normalizer: DeployedFunction;
  let notifier: DeployedFunction;
  let normalizerName: string;
  let queueUrl: string;
  let objects = 0;

  beforeAll(async () => {
    cloud = await AwsCloud.startWithAlarms();
    s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    sqs = new SQSClient(cloud.client);
    const { endpoint, region, credentials } = cloud.client;
    services = new ServiceClient({ endpoint, region, credentials, urlSuffix: 'amazonaws.com' });
    await cloud.cdk('cdk-threats', 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
    const output = join(directory, 'cdk.out');
    await cloud.cdk('cdk-threats', 'deploy', '--require-approval', 'never', '--output', output);
    stack = await DeployedStack.read(cloud, STACK);
    normalizer = await fetchFunction('LakeNormalizer');
    notifier = await fetchFunction('MaliciousTrafficNotifier');
    normalizerName = stack.physicalId(stack.find('AWS::Lambda::Function', 'LakeNormalizer'));
    // Lambda sets these
    const logGroup = stack.physicalId(stack.find('AWS::Logs::LogGroup', 'MaliciousTrafficNotifier'));
    Object.assign(notifier.environment, { AWS_LAMBDA_LOG_GROUP_NAME: logGroup });
    Object.assign(normalizer.environment, { AWS_LAMBDA_FUNCTION_NAME: normalizerName });
    queueUrl = await subscribedQueue();
  });

  afterAll(() => {
    cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('a record without a listed address has no metric and no line', async () => {
    const log = await normalize(record('198.51.100.7', '10.0.0.1'));
    expect(sightings(log)).toEqual([]);
    expect(metricLines(log).flatMap(namesOf)).not.toContain('ThreatRecords');
    expect(await evaluate()).toBe(0);
  });

  test('a list in the prefix: the next object has listed addresses of both IP versions, and the alarm fires', async () => {
    await upload('feodo.txt', `${LISTED_V4}, botnet\n2001:db8::/48, c2\n`);
    const log = await normalize(
      record(LISTED_V4, '10.0.0.1'),
      record(LISTED_V4, '10.0.0.2', { action: 'REJECT', 'vpc-id': 'vpc-b', bytes: 900_000 }),
      record('10.0.0.1', LISTED_V6, { start: START + 30, end: START + 90 }),
      record('10.0.0.1', '10.0.0.2'),
    );
    expect(sightings(log)).toEqual([
      [LISTED_V6, 'c2', 'outbound', 'accept', 1],
      [LISTED_V4, 'botnet', 'inbound', 'accept', 1],
      [LISTED_V4, 'botnet', 'inbound', 'reject', 1],
    ]);
    await putMetrics(log, alarm());
    await putLog('LakeNormalizer', log);
    const { Threshold, AlarmActions } = alarm();
    expect(await evaluate()).toBe(3);
    expect(await evaluate()).toBeGreaterThanOrEqual(Threshold);
    expect(AlarmActions).toEqual([
      expect.stringContaining(
        stack.physicalId(stack.find('AWS::Lambda::Function', 'MaliciousTrafficNotifier')),
      ),
    ]);
  });

  test('the alarm invokes the notifier, which publishes one message', async () => {
    const log = await notify();
    await putLog('MaliciousTrafficNotifier', log);
    const [message, ...others] = await messages();
    expect(others).toEqual([]);
    const version = /feodo@[0-9TZ:-]+/.exec(message?.Message as string)?.[0];
    expect(message?.Subject).toBe('[ERROR] Traffic with 2 malicious addresses (botnet, c2)');
    expect(message?.MessageAttributes.severity?.Value).toBe('ERROR');
    expect(message?.Message).toBe(`Traffic with 2 malicious addresses in the VPC flow logs.

${LISTED_V4}  botnet
  traffic:  inbound, accept, 1 record, 100 bytes; inbound, reject, 1 record, 900.0 kB
  seen:     2026-11-30 22:00:00 to 2026-11-30 22:01:00 UTC
  networks: vpc-a, vpc-b
  accounts: ${ACCOUNT}
  list:     ${version}

${LISTED_V6}  c2
  traffic:  outbound, accept, 1 record, 100 bytes
  seen:     2026-11-30 22:00:30 to 2026-11-30 22:01:30 UTC
  networks: vpc-a
  accounts: ${ACCOUNT}
  list:     ${version}

To look further, run this query in the Athena workgroup ${notifier.environment.FLOW_WORKGROUP}:

with flows as (
  select * from "${notifier.environment.FLOW_DATABASE}"."flows"
  where day between '2026-11-30' and '2026-11-30'
    and account_id in ('${ACCOUNT}')
    and (coalesce(pkt_src_addr, src_addr) in ('${LISTED_V4}', '${LISTED_V6}')
      or coalesce(pkt_dst_addr, dst_addr) in ('${LISTED_V4}', '${LISTED_V6}'))
)
${THREATS.sql}
`);
  });

  test('the schedule invokes the notifier again, which publishes nothing: both addresses are reported', async () => {
    expect(await notify()).toEqual([]);
    expect(await messages()).toEqual([]);
  });

  test('a new list is used for the next object without another deployment; only its address is new', async () => {
    await upload('feodo.txt', `${LISTED_V4}, botnet\n198.51.100.7, scanner\n`);
    const log = await normalize(record('198.51.100.7', '10.0.0.1'), record(LISTED_V4, '10.0.0.1'));
    expect(sightings(log).map(([address]) => address)).toEqual(['198.51.100.7', LISTED_V4]);
    await putLog('LakeNormalizer', log);
    await putLog('MaliciousTrafficNotifier', await notify());
    const [message] = await messages();
    expect(message?.Subject).toBe('[ERROR] Traffic with 1 malicious address (scanner)');
    expect(message?.Message).not.toContain(`${LISTED_V4}  botnet`);
  });

  test('a broken list does not stop rows; the other list stays in use, and the alarm on lists fires', async () => {
    await upload('broken.txt', '<!doctype html><title>Log in</title>');
    const log = await normalize(record(LISTED_V4, '10.0.0.1'));
    expect(sightings(log)).toHaveLength(1);
    const lines = metricLines(log);
    expect(lines.find((line) => 'Rows' in line)).toMatchObject({ Rows: 1, FailedObjects: 0 });
    expect(lines.find((line) => 'FailedEnrichmentFiles' in line)).toMatchObject({
      EnrichmentFiles: 1,
      FailedEnrichmentFiles: 1,
      failedFiles: [{ name: 'broken.txt', reason: expect.stringContaining('HTML') }],
    });
    await putMetrics(log, alarm('LakeEnrichmentAlarm'));
    expect(await evaluate('LakeEnrichmentAlarm')).toBe(1);
    const Key = `${PREFIX}broken.txt`;
    await s3.send(new DeleteObjectCommand({ Bucket: bucket('LakeTable'), Key }));
  });

  /** Downloads the code and the configuration of a function. */
  async function fetchFunction(prefix: string): Promise<DeployedFunction> {
    const id = stack.find('AWS::Lambda::Function', prefix);
    const { Code } = stack.properties<{ Code: CodeLocation }>(id);
    const folder = join(directory, prefix);
    mkdirSync(folder);
    return DeployedFunction.fetch(cloud, stack.physicalId(id), Code, folder);
  }

  function bucket(prefix: string): string {
    return stack.physicalId(stack.find('AWS::S3::Bucket', prefix));
  }

  async function upload(name: string, text: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: bucket('LakeTable'), Key: PREFIX + name, Body: text }));
  }

  /** Delivers a raw object of these records, and returns the log of the normalizer. */
  async function normalize(...records: RawRecord[]): Promise<string[]> {
    objects++;
    const format = LogFormat.RECOMMENDED;
    const delivery = {
      format,
      records,
      accountId: ACCOUNT,
      region: REGION,
      flowLogId: `fl-${objects}`,
      time: TIME,
    };
    const key = deliveryKey(delivery, 'log.gz');
    const Bucket = bucket('LakeRaw');
    await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: textObject(delivery) }));
    const body = JSON.stringify({
      Records: [{ s3: { bucket: { name: Bucket }, object: { key: encodeURIComponent(key) } } }],
    });
    const { response, log } = await normalizer.invoke({ Records: [{ messageId: '1', body }] });
    expect(response).toEqual({ batchItemFailures: [] });
    return [...log];
  }

  /** Invokes the notifier with the event of an alarm. Returns its log. */
  async function notify(): Promise<string[]> {
    // Source: CloudWatch User Guide, "Invoke a Lambda function from an alarm"
    const event = {
      source: 'aws.cloudwatch',
      alarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:malicious`,
      accountId: ACCOUNT,
      time: new Date().toISOString(),
      region: REGION,
      alarmData: { alarmName: 'malicious', state: { value: 'ALARM' }, previousState: { value: 'OK' } },
    };
    const { log } = await notifier.invoke(event as never);
    return log.filter((line) => line !== '');
  }

  function alarm(prefix = 'MaliciousTrafficAlarm'): AlarmProperties {
    return stack.properties<AlarmProperties>(stack.find('AWS::CloudWatch::Alarm', prefix));
  }

  /** The value that an alarm compares with its threshold: its metric over its last period. */
  async function evaluate(prefix?: string): Promise<number> {
    const { Namespace, MetricName, Dimensions, Statistic, Period } = alarm(prefix);
    const now = Date.now();
    const answer = await cloudWatch('GetMetricStatistics', {
      Namespace,
      MetricName,
      Period: `${Period}`,
      'Statistics.member.1': Statistic,
      StartTime: new Date(now - Period * 1000).toISOString(),
      EndTime: new Date(now + 60_000).toISOString(),
      ...members('Dimensions', Dimensions),
    });
    const values = [...answer.matchAll(new RegExp(`<${Statistic}>([0-9.]+)</${Statistic}>`, 'g'))];
    const numbers = values.map(([, value]) => Number(value));
    return Statistic === 'Sum' ? numbers.reduce((sum, value) => sum + value, 0) : Math.max(0, ...numbers);
  }

  /**
   * Extracts the metrics of log lines, as CloudWatch does, but only those with exactly the dimensions of an alarm: moto adds
   * metrics with further dimensions to a statistic.
   */
  async function putMetrics(log: readonly string[], of: AlarmProperties): Promise<void> {
    const wanted = of.Dimensions.map(({ Name }) => Name).join();
    for (const line of metricLines(log)) {
      for (const { Namespace, Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
        for (const names of Dimensions.filter((each) => each.join() === wanted)) {
          for (const { Name, Unit } of Metrics) {
            const dimensions = names.map((name) => ({ Name: name, Value: line[name] as string }));
            await cloudWatch('PutMetricData', {
              Namespace,
              'MetricData.member.1.MetricName': Name,
              'MetricData.member.1.Unit': Unit,
              'MetricData.member.1.Value': `${line[Name]}`,
              'MetricData.member.1.Timestamp': new Date(line._aws.Timestamp).toISOString(),
              ...members('MetricData.member.1.Dimensions', dimensions),
            });
          }
        }
      }
    }
  }

  function cloudWatch(Action: string, parameters: Record<string, string>): Promise<string> {
    return query('monitoring', { Action, Version: '2010-08-01', ...parameters });
  }

  function query(service: string, parameters: Record<string, string>): Promise<string> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    return services.post(service, headers, new URLSearchParams(parameters).toString());
  }

  /** Stores lines in the log group of a function, as Lambda does. */
  async function putLog(prefix: string, log: readonly string[]): Promise<void> {
    const logGroupName = stack.physicalId(stack.find('AWS::Logs::LogGroup', prefix));
    const logStreamName = `stream-${Date.now()}`;
    const call = (operation: string, body: object) =>
      services.post(
        'logs',
        { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${operation}` },
        JSON.stringify({ logGroupName, logStreamName, ...body }),
      );
    await call('CreateLogStream', {});
    const timestamp = Date.now();
    await call('PutLogEvents', { logEvents: log.map((message) => ({ timestamp, message: `${message}\n` })) });
  }

  /** A queue that receives the messages of the topic. */
  async function subscribedQueue(): Promise<string> {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'mails' }));
    await query('sns', {
      Action: 'Subscribe',
      Version: '2010-03-31',
      TopicArn: stack.physicalId(stack.find('AWS::SNS::Topic')),
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:${REGION}:${ACCOUNT}:mails`,
    });
    return QueueUrl as string;
  }

  interface TopicMessage {
    readonly Subject: string;
    readonly Message: string;
    readonly MessageAttributes: Record<string, { readonly Value: string }>;
  }

  async function messages(): Promise<TopicMessage[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
    );
    return Messages.map(({ Body }) => JSON.parse(Body as string));
  }
});

/** A record of the recommended format. */
function record(srcaddr: string, dstaddr: string, changes: RawRecord = {}): RawRecord {
  return {
    version: 8,
    'account-id': ACCOUNT,
    'vpc-id': 'vpc-a',
    'interface-id': 'eni-0123456789abcdef0',
    srcaddr,
    dstaddr,
    packets: 1,
    bytes: 100,
    start: START,
    end: START + 60,
    action: 'ACCEPT',
    'log-status': 'OK',
    ...changes,
  };
}

function metricLines(log: readonly string[]): MetricLine[] {
  return log.map((line) => JSON.parse(line)).filter((line) => '_aws' in line);
}

function namesOf({ _aws }: MetricLine): string[] {
  return _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
}

function sightings(log: readonly string[]): unknown[][] {
  return log
    .map((line) => JSON.parse(line))
    .filter(({ kind }) => kind === 'threat-sighting')
    .map(({ address, type, direction, action, rows }) => [address, type, direction, action, rows]);
}

/** Parameters of a list of dimensions in the query API. */
function members(
  name: string,
  dimensions: readonly { readonly Name: string; readonly Value: string }[],
): Record<string, string> {
  return Object.fromEntries(
    dimensions.flatMap(({ Name, Value }, index) => [
      [`${name}.member.${index + 1}.Name`, Name],
      [`${name}.member.${index + 1}.Value`, Value],
    ]),
  );
}
