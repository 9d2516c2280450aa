import { describe, expect, test } from 'vitest';
import { readTemplate } from '../../../aws/template/read-template';
import type { PriceFile } from '../../../flows/cost/price-file';
import { inCents } from '../../../flows/cost/quantities';
import { BUCKET, costedIn, estimated, linesOf, prices, TO_RAW } from '../../support/cost-lines';
import { flowLog, PLACE, stackOf } from '../../support/template-stacks';

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
