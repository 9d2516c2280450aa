import { describe, expect, test } from 'vitest';
import { AWS_CHARGES, type AwsPriceName } from '../../../aws/prices/charges';
import { readTemplate } from '../../../aws/template/read-template';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { estimate } from '../../../flows/cost/estimate';
import type { Price, PriceFile } from '../../../flows/cost/price-file';
import { exactQuantity, inCents, parseQuantity } from '../../../flows/cost/quantities';
import { templateModel } from '../../../standard/adapters/cloudformation/template-model';
import { type CostedFlowLog, costedFlowLog } from '../../../standard/cost/costed-flow-log';
import { ROUND_ASSUMPTIONS } from '../../support/round-assumptions';
import { flowLog, PLACE, type Resources, stackOf } from '../../support/template-stacks';

/** One dollar per unit for every price, so that amounts equal quantities. */
const A_DOLLAR = prices(Object.fromEntries(Object.keys(AWS_CHARGES).map((name) => [name, '1'])));

function prices(figures: Partial<Record<AwsPriceName, string>>): PriceFile {
  const priceOf = (figure: string): Price => ({
    tiers: [{ price: figure }],
    source: 'a page',
    asOf: '2026-01-01',
    verified: true,
  });
  const own = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, priceOf(figure)]));
  return { currency: 'USD', regions: { 'eu-central-1': own } };
}

function costedIn(stacks: readonly TemplateStack[]): CostedFlowLog[] {
  return templateModel(stacks).flowLogs.flatMap((each) => {
    const costed = costedFlowLog(each, { readsPerMonth: 1, assumed: ROUND_ASSUMPTIONS });
    return costed.known ? [costed.value] : [];
  });
}

function estimated(stacks: readonly TemplateStack[], gbPerDay: string, file: PriceFile = A_DOLLAR) {
  const bytesPerDay = parseQuantity(gbPerDay) as bigint;
  const all = costedIn(stacks).map((each) => ({
    flowLog: each,
    usage: each.usage(bytesPerDay),
    region: 'eu-central-1',
  }));
  return estimate(all, file, AWS_CHARGES);
}

/** Amounts of the lines of the only flow log, by price and purpose. */
function linesOf(resources: Resources, gbPerDay = '1') {
  const [cost] = estimated([stackOf(resources)], gbPerDay).flowLogs;
  const lines = cost?.lines.map(({ priceName, item, cost: own }) => [
    `${priceName}: ${item}`,
    inCents(own?.amount ?? 0n),
  ]);
  return { lines: Object.fromEntries(lines ?? []), notes: cost?.flowLog.notes ?? [] };
}

const BUCKET = { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] } };
const TO_RAW = { LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] } };
const LAKE: Resources = {
  FlowLog: flowLog(TO_RAW),
  Raw: ['AWS::S3::Bucket', BUCKET],
  Notifications: [
    'Custom::S3BucketNotifications',
    {
      BucketName: { Ref: 'Raw' },
      NotificationConfiguration: { QueueConfigurations: [{ QueueArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }] },
    },
  ],
  Queue: ['AWS::SQS::Queue', { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } } }],
  Dead: ['AWS::SQS::Queue'],
  Alarm: [
    'AWS::CloudWatch::Alarm',
    {
      MetricName: 'Messages',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Dead', 'QueueName'] } }],
    },
  ],
  Expression: [
    'AWS::CloudWatch::Alarm',
    {
      Metrics: [
        { Id: 'share', Expression: 'rejects / records' },
        ...['rejects', 'records'].map((Id) => ({
          Id,
          MetricStat: {
            Metric: { Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Normalizer' } }] },
          },
        })),
      ],
    },
  ],
  OtherAlarm: ['AWS::CloudWatch::Alarm', { MetricName: 'Other', Dimensions: [] }],
  Log: ['AWS::Logs::LogGroup', { RetentionInDays: 90 }],
  Mapping: [
    'AWS::Lambda::EventSourceMapping',
    { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Normalizer' } },
  ],
  Normalizer: [
    'AWS::Lambda::Function',
    {
      MemorySize: 2048,
      LoggingConfig: { LogGroup: { Ref: 'Log' } },
      Environment: { Variables: { FLOW_TABLE_BUCKET: { Ref: 'Table' }, FLOW_TABLE_PREFIX: 'net/' } },
    },
  ],
  Table: [
    'AWS::S3::Bucket',
    {
      LifecycleConfiguration: {
        Rules: [
          { Status: 'Enabled', Prefix: 'net/flows/', ExpirationInDays: 400 },
          { Status: 'Enabled', Prefix: 'athena-results/', ExpirationInDays: 30 },
        ],
      },
    },
  ],
};

describe('the monthly cost of a flow log with a GB per day', () => {
  test('to S3 as text counts 30 GB of delivery, 90 days of storage at 20 percent, and one scan', () => {
    const { lines } = linesOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', BUCKET] });
    expect(lines).toEqual({
      's3Delivery: raw records': '30.00',
      's3Storage: raw objects': '18.00',
      // 288 objects a day
      's3WriteRequests: raw objects': '8.64',
      'athenaScan: raw objects': '6.00',
    });
  });

  test.each(['FileFormat', 'fileFormat'])(
    'to S3 as Parquet, specified by %s, counts the conversion',
    (name) => {
      const properties = { ...TO_RAW, DestinationOptions: { [name]: 'parquet' } };
      const { lines } = linesOf({ FlowLog: flowLog(properties), Raw: ['AWS::S3::Bucket', BUCKET] });
      expect(lines).toEqual({
        's3Delivery: raw records': '30.00',
        'parquetConversion: raw records': '30.00',
        's3Storage: raw objects': '14.40',
        's3WriteRequests: raw objects': '8.64',
        'athenaScan: raw objects': '4.80',
      });
    },
  );

  test('to a lake counts the normalizer, the storage of the table, and scans of the table only', () => {
    expect(linesOf(LAKE).lines).toEqual({
      's3Delivery: raw records': '30.00',
      's3Storage: raw objects': '18.00',
      // 8,640 objects a month, each written once as a raw object and once to the table
      's3WriteRequests: raw objects and table': '17.28',
      // (30 GB x 2 s + 8,640 x 0.01 s) x 2 GB
      'lambdaTime: normalizing': '292.80',
      'lambdaRequests: normalizing': '0.01',
      's3ReadRequests: raw objects': '8.64',
      // 8,640 x 3, and 30 days of 21,600
      'sqsRequests: raw objects': '0.03',
      'sqsRequests: empty queue': '0.65',
      // 400 days at 15 percent
      's3Storage: table': '60.00',
      'athenaScan: table': '4.50',
      // 8,640 x 1,000 bytes
      'cloudWatchDelivery: log of the normalizer': '0.01',
      // 90 days x 288 x 1,000 bytes at 10 percent
      'cloudWatchStorage: log of the normalizer': '0.00',
      'customMetrics: normalizer': '10.00',
      // one alarm on a metric, one on an expression of two
      'alarmMetrics: normalizer': '3.00',
    });
  });

  test('names a normalizer that reads the records of no flow log', () => {
    const { Notifications, ...unread } = LAKE;
    const titles = (resources: Resources) =>
      templateModel([stackOf(resources)]).unpricedNormalizers?.map(({ title }) => title);
    expect(titles(unread)).toEqual(['Network/Normalizer']);
    expect(titles(LAKE)).toEqual([]);
  });

  test('to a lake counts requests exactly', () => {
    const [cost] = estimated([stackOf(LAKE)], '1').flowLogs;
    const quantities = cost?.lines.map(({ priceName, item, quantity }) => [
      `${priceName}: ${item}`,
      exactQuantity(quantity),
    ]);
    expect(Object.fromEntries(quantities ?? [])).toMatchObject({
      's3WriteRequests: raw objects and table': '17.28',
      'lambdaRequests: normalizing': '0.00864',
      's3ReadRequests: raw objects': '8.64',
      'sqsRequests: raw objects': '0.02592',
      'sqsRequests: empty queue': '0.648',
      'cloudWatchDelivery: log of the normalizer': '0.00864',
      'cloudWatchStorage: log of the normalizer': '0.002592',
    });
  });

  test('to a lake without a queue, an alarm and a log group counts none of them', () => {
    const [type, properties] = LAKE.Normalizer as readonly [string, object];
    const { Queue: _, Mapping, Alarm, Expression, Log, ...rest } = LAKE;
    const { lines, notes } = linesOf({
      ...rest,
      Normalizer: [type, { ...properties, LoggingConfig: undefined }],
      Notifications: [
        'Custom::S3BucketNotifications',
        { BucketName: { Ref: 'Raw' }, NotificationConfiguration: { Function: { Ref: 'Normalizer' } } },
      ],
    });
    expect(lines).toHaveProperty('lambdaTime: normalizing');
    expect(Object.keys(lines).filter((name) => /^(sqs|alarm)/.test(name))).toEqual([]);
    expect(notes).toContain(
      'the log of the normalizer never expires, so its cost grows each month: counted with 365 days',
    );
  });

  test.each([
    // 288 deliveries of at most 75 MB are 21.6 GB
    ['21.6', '8.64'],
    ['21.601', '17.28'],
    // 500 GB / 288 / 75 MB = 23.1: 24 objects
    ['500', '207.36'],
  ])('to S3 with %s GB per day counts %s thousand objects', (gbPerDay, requests) => {
    const { lines } = linesOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', BUCKET] }, gbPerDay);
    expect(lines).toMatchObject({ 's3WriteRequests: raw objects': requests });
  });

  test('to a lake counts the same function time for any memory below one processor', () => {
    const [type, properties] = LAKE.Normalizer as readonly [string, object];
    const time = (MemorySize: number) =>
      linesOf({ ...LAKE, Normalizer: [type, { ...properties, MemorySize }] }).lines[
        'lambdaTime: normalizing'
      ];
    // 146.4 s x 1,769 MB
    expect([time(512), time(1024), time(1769)]).toEqual(['252.91', '252.91', '252.91']);
  });

  test.each([
    ['a Ref', { Ref: 'Group' }, {}],
    ['its name', 'flows', { LogGroupName: 'flows' }],
  ])('to a log group, referenced by %s', (_, LogGroupName, group) => {
    const { lines } = linesOf({
      FlowLog: flowLog({ LogDestinationType: 'cloud-watch-logs', LogDestination: undefined, LogGroupName }),
      Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30, ...group }],
    });
    expect(lines).toEqual({
      'cloudWatchDelivery: raw records': '30.00',
      'cloudWatchStorage: raw records': '6.00',
      'logsInsightsScan: raw records': '30.00',
    });
  });

  test('to a log group of the class Infrequent Access', () => {
    const { lines } = linesOf({
      FlowLog: flowLog({
        LogDestinationType: 'cloud-watch-logs',
        LogDestination: undefined,
        LogGroupName: { Ref: 'Group' },
      }),
      Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30, LogGroupClass: 'INFREQUENT_ACCESS' }],
    });
    expect(lines).toMatchObject({ 'cloudWatchDeliveryInfrequent: raw records': '30.00' });
  });

  test('to Firehose counts delivery and ingestion, and no storage', () => {
    const stream = {
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: 'arn:aws:firehose:r:a:deliverystream/s',
    };
    const { lines, notes } = linesOf({ FlowLog: flowLog(stream) });
    expect(lines).toEqual({
      'firehoseDelivery: raw records': '30.00',
      'firehoseVendedIngestion: raw records': '30.00',
    });
    expect(notes).toContain(
      'the destination of the delivery stream arn:aws:firehose:r:a:deliverystream/s is not counted',
    );
  });
});

describe('a stream in the app', () => {
  const TO_STREAM = {
    LogDestinationType: 'kinesis-data-firehose',
    LogDestination: { 'Fn::GetAtt': ['Stream', 'Arn'] },
  };
  const streamed = (configuration: object, bucket: object = BUCKET, more: Resources = {}) =>
    linesOf({
      FlowLog: flowLog(TO_STREAM),
      Stream: [
        'AWS::KinesisFirehose::DeliveryStream',
        {
          ExtendedS3DestinationConfiguration: {
            BucketARN: { 'Fn::GetAtt': ['Raw', 'Arn'] },
            ...configuration,
          },
        },
      ],
      Raw: ['AWS::S3::Bucket', bucket],
      ...more,
    });

  test('counts the storage of its bucket, without compression by default', () => {
    expect(streamed({}).lines).toEqual({
      'firehoseDelivery: raw records': '30.00',
      'firehoseVendedIngestion: raw records': '30.00',
      's3Storage: raw objects': '90.00',
      's3WriteRequests: raw objects': '8.64',
      'athenaScan: raw objects': '30.00',
    });
    expect(streamed({ CompressionFormat: 'GZIP' }).lines).toMatchObject({
      's3Storage: raw objects': '18.00',
    });
  });

  test('has notes about settings with a price of their own', () => {
    const { notes } = streamed({
      DataFormatConversionConfiguration: { Enabled: true },
      DynamicPartitioningConfiguration: { Enabled: true },
      ProcessingConfiguration: { Enabled: false },
      S3BackupMode: 'Enabled',
    });
    expect(notes).toContain(
      'not counted for the delivery stream Network/Stream: format conversion, dynamic partitioning, backup of the source records',
    );
  });

  test('counts an object for each buffer, and the default buffer if its size is unknown', () => {
    const BufferingHints = { IntervalInSeconds: 900, SizeInMBs: 128 };
    // 96 intervals a day
    expect(streamed({ BufferingHints }).lines).toMatchObject({ 's3WriteRequests: raw objects': '2.88' });
    // 1 GB in 96 intervals are 10.4 MB: ten objects of 1 MiB
    const small = { ...BufferingHints, SizeInMBs: 1 };
    expect(streamed({ BufferingHints: small }).lines).toMatchObject({
      's3WriteRequests: raw objects': '28.80',
    });
    const open = { ...BufferingHints, SizeInMBs: { 'Fn::GetAtt': ['Raw', 'Arn'] } };
    const { lines, notes } = streamed({ BufferingHints: open });
    // 10.4 MB in objects of 5 MiB
    expect(lines).toMatchObject({ 's3WriteRequests: raw objects': '5.76' });
    expect(notes).toContainEqual(
      expect.stringMatching(/^the buffer of the delivery stream Network\/Stream is unknown, because /),
    );
  });

  test('counts the lifecycle rules for its prefix', () => {
    const Rules = [
      { Status: 'Enabled', Prefix: 'streams/', ExpirationInDays: 30 },
      { Status: 'Enabled', Prefix: 'AWSLogs/', ExpirationInDays: 7 },
    ];
    const bucket = { LifecycleConfiguration: { Rules } };
    const Prefix = { 'Fn::Sub': 'streams/${AWS::StackId}/!{timestamp:yyyy/MM/dd}/' };
    expect(streamed({ Prefix }, bucket).lines).toMatchObject({ 's3Storage: raw objects': '30.00' });
    expect(streamed({ Prefix: 'streams/!{timestamp:yyyy}/' }, bucket).lines).toMatchObject({
      's3Storage: raw objects': '30.00',
    });
    expect(streamed({ Prefix: 'other/' }, bucket).lines).toMatchObject({
      's3Storage: raw objects': '365.00',
    });
  });

  test('of another account is found by its ARN, also if a stream of this account has its name', () => {
    const streamTo = (ExpirationInDays: number): Resources => ({
      Stream: [
        'AWS::KinesisFirehose::DeliveryStream',
        {
          DeliveryStreamName: 'flow-logs',
          ExtendedS3DestinationConfiguration: { BucketARN: { 'Fn::GetAtt': ['Raw', 'Arn'] } },
        },
      ],
      Raw: [
        'AWS::S3::Bucket',
        { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays }] } },
      ],
    });
    const there = { name: 'Security', account: '444455556666', region: 'eu-west-1' };
    const own = stackOf({
      ...streamTo(10),
      FlowLog: flowLog({
        ...TO_STREAM,
        LogDestination: 'arn:aws:firehose:eu-west-1:444455556666:deliverystream/flow-logs',
      }),
    });
    const [cost] = estimated([own, stackOf(streamTo(40), there)], '1').flowLogs;
    expect(cost?.lines.find(({ priceName }) => priceName === 's3Storage')?.quantity).toBe(40_000_000_000n);
    expect(cost?.flowLog.destinationTitle).toBe('Security/Stream');
    expect(cost?.flowLog.notes).toContainEqual(
      expect.stringMatching(/^its destination is in eu-west-1: .* in eu-central-1$/),
    );
    // without the other stack the stream is outside of the app
    const [alone] = estimated([own], '1').flowLogs;
    expect(alone?.lines.map(({ priceName }) => priceName)).not.toContain('s3Storage');
  });

  test('counts the normalizer that reads its bucket', () => {
    const { FlowLog: _, Raw, ...more } = LAKE;
    const { lines } = streamed({ CompressionFormat: 'GZIP' }, BUCKET, more);
    expect(lines).toMatchObject({
      's3Storage: raw objects': '18.00',
      // (30 GB x 3 s + 8,640 x 0.01 s) x 2 GB
      'lambdaTime: normalizing': '352.80',
      's3Storage: table': '60.00',
    });
    expect(lines).not.toHaveProperty('athenaScan: raw objects');
  });
});

describe('storage', () => {
  const versioned = (rule: object) => {
    const Rules = [{ Status: 'Enabled', ExpirationInDays: 90, ...rule }];
    const bucket = { LifecycleConfiguration: { Rules }, VersioningConfiguration: { Status: 'Enabled' } };
    return linesOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', bucket] });
  };

  test('of a versioned bucket includes noncurrent versions', () => {
    const { lines, notes } = versioned({ NoncurrentVersionExpiration: { NoncurrentDays: 10 } });
    expect(lines).toMatchObject({ 's3Storage: raw objects': '20.00' });
    expect(notes).toContain(
      'the delivered data stays for 10 days as noncurrent versions after its expiration',
    );
  });

  test('of a versioned bucket is endless if no rule deletes noncurrent versions', () => {
    const { lines, notes } = versioned({});
    expect(lines).toMatchObject({ 's3Storage: raw objects': '73.00' });
    expect(notes).toContainEqual(expect.stringMatching(/expires after 90 days, but its bucket is versioned/));
  });
});

describe('the notes', () => {
  test('report a bucket that the app does not contain', () => {
    const { lines, notes } = linesOf({ FlowLog: flowLog() });
    expect(lines).toMatchObject({ 's3Storage: raw objects': '73.00' });
    expect(notes).toContain(
      'the retention of the delivered data is unknown, because arn:aws:s3:::bucket-of-another-app is not in this app: ' +
        'counted with 365 days',
    );
  });

  test('report data that never expires, and transitions', () => {
    const rule = { Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] };
    const raw = { LifecycleConfiguration: { Rules: [rule, { Status: 'Disabled', ExpirationInDays: 1 }] } };
    const { notes } = linesOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', raw] });
    expect(notes).toContain(
      'the delivered data never expires, so its cost grows each month: counted with 365 days',
    );
    expect(notes).toContain('the delivered data moves to other storage classes, which are not counted');
  });

  test.each([
    [{}, true],
    [{ MaxAggregationInterval: 600 }, true],
    [{ MaxAggregationInterval: 60 }, false],
    [{ ResourceType: 'TransitGateway', MaxAggregationInterval: 60 }, false],
  ])('report the interval of Nitro instances for a long interval: %j', (properties, isReported) => {
    expect(linesOf({ FlowLog: flowLog(properties) }).notes.some((note) => note.includes('Nitro'))).toBe(
      isReported,
    );
  });

  test('report a subscription of the log group', () => {
    const { notes } = linesOf({
      FlowLog: flowLog({
        LogDestinationType: 'cloud-watch-logs',
        LogDestination: undefined,
        LogGroupName: { Ref: 'Group' },
      }),
      Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30 }],
      Filter: [
        'AWS::Logs::SubscriptionFilter',
        { LogGroupName: { Ref: 'Group' }, DestinationArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/s' },
      ],
    });
    expect(notes).toContain(
      'the subscription Network/Filter sends its records to another service, which is not counted',
    );
  });

  test('report a subscription of all log groups of the account', () => {
    const { notes } = linesOf({
      FlowLog: flowLog({
        LogDestinationType: 'cloud-watch-logs',
        LogDestination: undefined,
        LogGroupName: { Ref: 'Group' },
      }),
      Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30 }],
      Policy: [
        'AWS::Logs::AccountPolicy',
        { PolicyType: 'SUBSCRIPTION_FILTER_POLICY', PolicyDocument: '{}' },
      ],
      Other: ['AWS::Logs::AccountPolicy', { PolicyType: 'DATA_PROTECTION_POLICY', PolicyDocument: '{}' }],
    });
    expect(notes.filter((note) => note.includes('Network/'))).toEqual([
      'the subscription Network/Policy sends its records to another service, which is not counted',
    ]);
  });

  test('report values of parameters, and the values that are counted instead', () => {
    const stack = stackOf(
      {
        FlowLog: flowLog({ ...TO_RAW, DestinationOptions: { FileFormat: { Ref: 'Format' } } }),
        Raw: [
          'AWS::S3::Bucket',
          { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: { Ref: 'Days' } }] } },
        ],
      },
      {},
      { Parameters: { Format: { Type: 'String' }, Days: { Type: 'Number' } } },
    );
    const [costed] = costedIn([stack]);
    expect(costed?.notes).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^its file format is unknown, because .*Format.*: counted as plain text$/),
        expect.stringMatching(
          /^the retention of the delivered data is unknown, because .*Days.*: counted with 365 days$/,
        ),
      ]),
    );
  });

  test('report a condition on which the flow log depends', () => {
    const template = {
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Parameters: { Stage: { Type: 'String' } },
      Resources: {
        FlowLog: { Type: 'AWS::EC2::FlowLog', Condition: 'IsProd', Properties: flowLog()[1] },
      },
    };
    const [costed] = costedIn([readTemplate(template, { id: 'Network', name: 'Network', ...PLACE })]);
    expect(costed?.notes).toContain('it exists only if the condition IsProd is true: counted as existing');
  });

  test('report a format that AWS rejects', () => {
    const { notes } = linesOf({ FlowLog: flowLog({ LogFormat: '${srcadr}' }) });
    expect(notes[0]).toMatch(/^AWS rejects its format; .*Did you mean/s);
  });
});

describe('an estimate', () => {
  const two = stackOf({ One: flowLog(), Two: flowLog() });

  test('counts tiers over all flow logs of a region', () => {
    const tiers = [{ upTo: 40, price: '1' }, { price: '0.1' }];
    const file: PriceFile = {
      currency: 'USD',
      regions: {
        'eu-central-1': { s3Delivery: { tiers, source: 'a page', asOf: '2026-01-01', verified: true } },
      },
    };
    const { flowLogs, amount } = estimated([two], '1', file);
    // 30 GB, then 10 GB at the first price and 20 GB at the second
    expect(flowLogs.map((cost) => inCents(cost.amount ?? -1n))).toEqual(['30.00', '12.00']);
    expect(inCents(amount ?? -1n)).toBe('42.00');
    expect(flowLogs.map(({ lines }) => lines[0]?.cost?.tierPrices)).toEqual([['1'], ['1', '0.1']]);
  });

  test('counts what the flow logs of a lake share once, and the rest for each', () => {
    const { flowLogs } = estimated([stackOf({ ...LAKE, Second: flowLog(TO_RAW) })], '1');
    const items = flowLogs.map(({ lines }) => lines.map(({ priceName, item }) => `${priceName}: ${item}`));
    const [first = [], second = []] = items;
    const shared = ['customMetrics: normalizer', 'alarmMetrics: normalizer', 'sqsRequests: empty queue'];
    expect(first.filter((item) => !second.includes(item))).toEqual(shared);
    expect(second.filter((item) => !first.includes(item))).toEqual([]);
  });

  test('does not count an unknown price as zero', () => {
    const { amount, isLowerBound, missing, flowLogs } = estimated([two], '1', prices({ s3Delivery: '1' }));
    expect(inCents(amount ?? -1n)).toBe('60.00');
    expect(isLowerBound).toBe(true);
    expect(missing).toEqual([
      { region: 'eu-central-1', priceName: 's3Storage' },
      { region: 'eu-central-1', priceName: 's3WriteRequests' },
      { region: 'eu-central-1', priceName: 'athenaScan' },
    ]);
    expect(flowLogs[0]?.isLowerBound).toBe(true);
    expect(flowLogs[0]?.lines[1]).not.toHaveProperty('cost');
  });

  test('has no sum if no line has a price', () => {
    const { amount, isLowerBound, flowLogs } = estimated([two], '1', prices({}));
    expect({ amount, isLowerBound }).toEqual({ amount: undefined, isLowerBound: true });
    expect(flowLogs[0]?.amount).toBeUndefined();
  });

  test('of prices for all lines is not a lower bound', () => {
    const all = { s3Delivery: '1', s3Storage: '1', s3WriteRequests: '1', athenaScan: '1' };
    expect(estimated([two], '1', prices(all)).isLowerBound).toBe(false);
  });

  test('lists the prices that it uses', () => {
    expect(estimated([two], '1', prices({ s3Delivery: '0.25' })).prices).toMatchObject([
      { region: 'eu-central-1', priceName: 's3Delivery', price: { source: 'a page', asOf: '2026-01-01' } },
    ]);
  });
});
