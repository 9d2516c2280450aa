import { AWS_CHARGES, type AwsPriceName } from '../../aws/prices/charges';
import type { TemplateStack } from '../../aws/template/template-stack';
import { estimate } from '../../flows/cost/estimate';
import type { Price, PriceFile } from '../../flows/cost/price-file';
import { inCents, parseQuantity } from '../../flows/cost/quantities';
import { templateModel } from '../../standard/adapters/cloudformation/template-model';
import { type CostedFlowLog, costedFlowLog } from '../../standard/cost/costed-flow-log';
import { ROUND_ASSUMPTIONS } from './round-assumptions';
import { flowLog, type Resources, stackOf } from './template-stacks';

/** One dollar per unit for every price, so that amounts equal quantities. */
export const A_DOLLAR = prices(Object.fromEntries(Object.keys(AWS_CHARGES).map((name) => [name, '1'])));

/** A price file with these prices, in dollars per unit. */
export function prices(figures: Partial<Record<AwsPriceName, string>>): PriceFile {
  const priceOf = (figure: string): Price => ({
    tiers: [{ price: figure }],
    source: 'a page',
    asOf: '2026-01-01',
    verified: true,
  });
  const own = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, priceOf(figure)]));
  return { currency: 'USD', regions: { 'eu-central-1': own } };
}

/** The flow logs of templates that have a cost. */
export function costedIn(stacks: readonly TemplateStack[]): CostedFlowLog[] {
  return templateModel(stacks).flowLogs.flatMap((each) => {
    const costed = costedFlowLog(each, { readsPerMonth: 1, assumed: ROUND_ASSUMPTIONS });
    return costed.known ? [costed.value] : [];
  });
}

/** The estimate of the flow logs of templates. */
export function estimated(stacks: readonly TemplateStack[], gbPerDay: string, file: PriceFile = A_DOLLAR) {
  const bytesPerDay = parseQuantity(gbPerDay) as bigint;
  const all = costedIn(stacks).map((each) => ({
    flowLog: each,
    usage: each.usage(bytesPerDay),
    region: 'eu-central-1',
  }));
  return estimate(all, file, AWS_CHARGES);
}

/** Amounts of the lines of the only flow log, by price and purpose. */
export function linesOf(resources: Resources, gbPerDay = '1') {
  const [cost] = estimated([stackOf(resources)], gbPerDay).flowLogs;
  const lines = cost?.lines.map(({ priceName, item, cost: own }) => [
    `${priceName}: ${item}`,
    inCents(own?.amount ?? 0n),
  ]);
  return { lines: Object.fromEntries(lines ?? []), notes: cost?.flowLog.notes ?? [] };
}

/** Properties of a bucket that retains objects for 90 days. */
export const BUCKET = { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] } };
/** A flow log to the bucket `Raw`. */
export const TO_RAW = { LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] } };
/** A flow log to a lake: bucket, notifications, queue, normalizer, log, table and alarms. */
export const LAKE: Resources = {
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
