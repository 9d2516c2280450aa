import { describe, expect, test } from 'vitest';
import { costedFlowLogs } from '../../../aws/cost/costed-flow-log';
import { estimate } from '../../../aws/cost/estimate';
import { inCents, parseQuantity } from '../../../aws/cost/quantities';
import type { Price, PricedName, PriceFile } from '../../../aws/prices/price-file';
import { PRICED } from '../../../aws/prices/price-file';
import { AppValues } from '../../../aws/template/stack-values';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { flowLog, type Resources, stackOf } from '../../support/template-stacks';

/** One dollar for a unit of anything, so that amounts are quantities. */
const A_DOLLAR = prices(Object.fromEntries(Object.keys(PRICED).map((name) => [name, '1'])));

function prices(figures: Partial<Record<PricedName, string>>): PriceFile {
  const priceOf = (figure: string): Price => ({
    tiers: [{ price: figure }],
    source: 'a page',
    asOf: '2026-01-01',
    verified: true,
  });
  const own = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, priceOf(figure)]));
  return { currency: 'USD', regions: { 'eu-central-1': own } };
}

function estimated(stacks: readonly TemplateStack[], gbPerDay: string, file: PriceFile = A_DOLLAR) {
  const bytesPerDay = parseQuantity(gbPerDay) as bigint;
  const flowLogs = costedFlowLogs(new AppValues(stacks));
  return estimate(
    flowLogs.map((each) => ({ flowLog: each, bytesPerDay, region: 'eu-central-1' })),
    file,
  );
}

/** Amounts of the lines of the only flow log, by what they are for. */
function linesOf(resources: Resources, gbPerDay = '1') {
  const [cost] = estimated([stackOf(resources)], gbPerDay).flowLogs;
  const lines = cost?.lines.map(({ priced, of, amount }) => [`${priced}: ${of}`, inCents(amount ?? 0n)]);
  return { lines: Object.fromEntries(lines ?? []), notes: cost?.notes ?? [] };
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
  Queue: ['AWS::SQS::Queue'],
  Mapping: [
    'AWS::Lambda::EventSourceMapping',
    { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'Normalizer' } },
  ],
  Normalizer: [
    'AWS::Lambda::Function',
    {
      MemorySize: 2048,
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

describe('the cost of a flow log of a GB a day', () => {
  test('to S3 as text: 30 GB delivered, 90 days kept at a fifth, read once', () => {
    const { lines } = linesOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', BUCKET] });
    expect(lines).toEqual({
      's3Delivery: raw records': '30.00',
      's3Storage: raw objects': '18.00',
      'athenaScan: raw objects': '6.00',
    });
  });

  test.each(['FileFormat', 'fileFormat'])('to S3 as Parquet, said by %s, is converted too', (name) => {
    const properties = { ...TO_RAW, DestinationOptions: { [name]: 'parquet' } };
    const { lines } = linesOf({ FlowLog: flowLog(properties), Raw: ['AWS::S3::Bucket', BUCKET] });
    expect(lines).toEqual({
      's3Delivery: raw records': '30.00',
      'parquetConversion: raw records': '30.00',
      's3Storage: raw objects': '14.40',
      'athenaScan: raw objects': '4.80',
    });
  });

  test('to a lake is normalized and kept in its table, which is what is read', () => {
    expect(linesOf(LAKE).lines).toEqual({
      's3Delivery: raw records': '30.00',
      's3Storage: raw objects': '18.00',
      // 30 GB x 80 s x 2 GB
      'lambdaTime: normalizing': '4800.00',
      // 400 days at 15 percent
      's3Storage: table': '60.00',
      'athenaScan: table': '4.50',
    });
  });

  test('to a lake costs the same function time with any memory below one processor', () => {
    const [type, properties] = LAKE.Normalizer as readonly [string, object];
    const time = (MemorySize: number) =>
      linesOf({ ...LAKE, Normalizer: [type, { ...properties, MemorySize }] }).lines[
        'lambdaTime: normalizing'
      ];
    // 30 GB x 80 s x 1,769 MB
    expect([time(512), time(1024), time(1769)]).toEqual(['4146.09', '4146.09', '4146.09']);
  });

  test.each([
    ['a Ref', { Ref: 'Group' }, {}],
    ['its name', 'flows', { LogGroupName: 'flows' }],
  ])('to a log group, named by %s', (_, LogGroupName, group) => {
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

  test('to a log group of the cheaper class', () => {
    const { lines } = linesOf({
      FlowLog: flowLog({ LogDestinationType: 'cloud-watch-logs', LogGroupName: { Ref: 'Group' } }),
      Group: ['AWS::Logs::LogGroup', { RetentionInDays: 30, LogGroupClass: 'INFREQUENT_ACCESS' }],
    });
    expect(lines).toMatchObject({ 'cloudWatchDeliveryInfrequent: raw records': '30.00' });
  });

  test('to Firehose is delivered and taken in, and nothing is kept', () => {
    const stream = {
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: 'arn:aws:firehose:r:a:deliverystream/s',
    };
    const { lines, notes } = linesOf({ FlowLog: flowLog(stream) });
    expect(lines).toEqual({
      'firehoseDelivery: raw records': '30.00',
      'firehoseIngestion: raw records': '30.00',
    });
    expect(notes).toContain('what the Firehose stream delivers to is not counted');
  });
});

describe('what is to be known of it', () => {
  test('is said of a bucket that the app does not have', () => {
    const { lines, notes } = linesOf({ FlowLog: flowLog() });
    expect(lines).toMatchObject({ 's3Storage: raw objects': '73.00' });
    expect(notes).toContain('how long what is delivered is kept is not in the app: counted with 365 days');
  });

  test('is said of what never expires, or moves', () => {
    const rule = { Status: 'Enabled', Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 30 }] };
    const raw = { LifecycleConfiguration: { Rules: [rule, { Status: 'Disabled', ExpirationInDays: 1 }] } };
    const { notes } = linesOf({ FlowLog: flowLog(TO_RAW), Raw: ['AWS::S3::Bucket', raw] });
    expect(notes).toContain(
      'what is delivered never expires and costs more each month: counted with 365 days',
    );
    expect(notes).toContain('what is delivered moves to other storage classes, which is not counted');
  });

  test.each([
    [{}, true],
    [{ MaxAggregationInterval: 600 }, true],
    [{ MaxAggregationInterval: 60 }, false],
    [{ ResourceType: 'TransitGateway', MaxAggregationInterval: 60 }, false],
  ])('is said of Nitro where the interval is long: %j', (properties, isSaid) => {
    expect(linesOf({ FlowLog: flowLog(properties) }).notes.some((note) => note.includes('Nitro'))).toBe(
      isSaid,
    );
  });

  test('is said of a format that AWS will reject', () => {
    const { notes } = linesOf({ FlowLog: flowLog({ LogFormat: '${srcadr}' }) });
    expect(notes[0]).toMatch(/^AWS will reject its format, .*Did you mean/s);
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
    expect(flowLogs.map((cost) => inCents(cost.amount))).toEqual(['30.00', '12.00']);
    expect(inCents(amount)).toBe('42.00');
  });

  test('never takes a price that it does not know for nothing', () => {
    const { amount, missing, flowLogs } = estimated([two], '1', prices({ s3Delivery: '1' }));
    expect(inCents(amount)).toBe('60.00');
    expect(missing).toEqual([
      { region: 'eu-central-1', priced: 's3Storage' },
      { region: 'eu-central-1', priced: 'athenaScan' },
    ]);
    expect(flowLogs[0]?.lines[1]).not.toHaveProperty('amount');
  });

  test('names the prices that it used', () => {
    expect(estimated([two], '1', prices({ s3Delivery: '0.25' })).prices).toMatchObject([
      { region: 'eu-central-1', priced: 's3Delivery', price: { source: 'a page', asOf: '2026-01-01' } },
    ]);
  });
});
