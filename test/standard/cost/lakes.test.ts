import { describe, expect, test } from 'vitest';
import { exactQuantity } from '../../../flows/cost/quantities';
import { templateModel } from '../../../standard/adapters/cloudformation/template-model';
import { estimated, LAKE, linesOf, TO_RAW } from '../../support/cost-lines';
import { flowLog, type Resources, stackOf } from '../../support/template-stacks';

describe('the monthly cost of a flow log with a GB per day', () => {
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

  test('to a lake counts the same function time for any memory below one processor', () => {
    const [type, properties] = LAKE.Normalizer as readonly [string, object];
    const time = (MemorySize: number) =>
      linesOf({ ...LAKE, Normalizer: [type, { ...properties, MemorySize }] }).lines[
        'lambdaTime: normalizing'
      ];
    // 146.4 s x 1,769 MB
    expect([time(512), time(1024), time(1769)]).toEqual(['252.91', '252.91', '252.91']);
  });

  test('counts what the flow logs of a lake share once, and the rest for each', () => {
    const { flowLogs } = estimated([stackOf({ ...LAKE, Second: flowLog(TO_RAW) })], '1');
    const items = flowLogs.map(({ lines }) => lines.map(({ priceName, item }) => `${priceName}: ${item}`));
    const [first = [], second = []] = items;
    const shared = ['customMetrics: normalizer', 'alarmMetrics: normalizer', 'sqsRequests: empty queue'];
    expect(first.filter((item) => !second.includes(item))).toEqual(shared);
    expect(second.filter((item) => !first.includes(item))).toEqual([]);
  });
});
