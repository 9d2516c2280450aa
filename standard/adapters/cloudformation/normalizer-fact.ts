import { ENVIRONMENT } from '../../../aws/normalizer/settings';
import { objectOf } from '../../../aws/template/read-template';
import { propertyAt, type StackResource } from '../../../aws/template/stack-values';
import type { TemplateResource } from '../../../aws/template/template-stack';
import { TABLE_DIRECTORIES } from '../../../flows/table-writer';
import {
  FOREVER,
  known,
  mapValue,
  type NormalizerFact,
  type Retention,
  type StorageFact,
  unknown,
  type Value,
} from '../../facts';
import { keysBelow } from '../../facts/key-scope';
import { bucketStorageOf } from './bucket-fact';
import type { TemplateFacts } from './template-facts';

/** Memory of a function that sets none. Source: AWS CloudFormation User Guide, "AWS::Lambda::Function". */
const DEFAULT_MEMORY = 128;

const BUCKET = 'AWS::S3::Bucket';
const LOG_GROUP = 'AWS::Logs::LogGroup';

/** Finds the normalizer that reads a bucket, through a topic, a rule and a queue, or directly. */
export function normalizerOf(facts: TemplateFacts, bucket: StackResource): NormalizerFact | undefined {
  const notified = receiversOf(facts, bucket);
  const mappings = facts.ofType('AWS::Lambda::EventSourceMapping').map((each) => ({
    queues: mentionedIn(facts, each, each.resource.properties.EventSourceArn).filter((queue) =>
      notified.includes(queue),
    ),
    functions: mentionedIn(facts, each, each.resource.properties.FunctionName),
  }));
  const mapped = mappings.filter(({ queues }) => queues.length > 0);
  const normalizer = normalizers(facts).find(
    ({ resource }) =>
      notified.includes(resource) || mapped.some(({ functions }) => functions.includes(resource)),
  );
  if (!normalizer) return undefined;
  const queues = mapped
    .filter(({ functions }) => functions.includes(normalizer.resource))
    .flatMap((mapping) => mapping.queues);
  return normalizerFact(facts, normalizer, withDeadLetters(facts, queues));
}

/** The resources that receive the events of a bucket: queues and functions, directly, through topics and through rules. */
function receiversOf(facts: TemplateFacts, bucket: StackResource): TemplateResource[] {
  const mentions = (each: StackResource, resource: TemplateResource, value: unknown) =>
    mentionedIn(facts, each, value).includes(resource);
  const direct = [
    ...facts
      .ofType('Custom::S3BucketNotifications')
      .map((each) => mentionedIn(facts, each, each.resource.properties))
      .filter((mentioned) => mentioned.includes(bucket.resource))
      .flat(),
    ...mentionedIn(facts, bucket, bucket.resource.properties.NotificationConfiguration),
  ];
  const subscribed = facts
    .ofType('AWS::SNS::Subscription')
    .filter((each) => direct.some((topic) => mentions(each, topic, each.resource.properties.TopicArn)))
    .flatMap((each) => mentionedIn(facts, each, each.resource.properties.Endpoint));
  const targets = facts
    .ofType('AWS::Events::Rule')
    .filter((each) => mentions(each, bucket.resource, each.resource.properties.EventPattern))
    .flatMap((each) => mentionedIn(facts, each, each.resource.properties.Targets));
  return [...direct, ...subscribed, ...targets];
}

/** Returns the functions that run the normalizer of this package, by a setting that it requires. */
export function normalizers(facts: TemplateFacts): StackResource[] {
  return facts.ofType('AWS::Lambda::Function').filter((each) => ENVIRONMENT.tableBucket in variablesOf(each));
}

/** Queues, and the queues that their messages move to. */
function withDeadLetters(facts: TemplateFacts, queues: readonly TemplateResource[]): TemplateResource[] {
  const all = facts.ofType('AWS::SQS::Queue').filter(({ resource }) => queues.includes(resource));
  return [
    ...queues,
    ...all.flatMap((queue) => mentionedIn(facts, queue, queue.resource.properties.RedrivePolicy)),
  ];
}

function normalizerFact(
  facts: TemplateFacts,
  normalizer: StackResource,
  queues: readonly TemplateResource[],
): NormalizerFact {
  const { stack, resource } = normalizer;
  return {
    address: facts.factOf(stack, resource).address,
    memoryMegabytes: mapValue(
      facts.values.number(resource.properties.MemorySize, normalizer),
      (megabytes) => megabytes ?? DEFAULT_MEMORY,
    ),
    tableStorage: tableStorageOf(facts, normalizer),
    logRetention: logRetentionOf(facts, normalizer),
    hasQueue: queues.length > 0,
    alarmMetrics: alarmMetrics(facts, [resource, ...queues]),
  };
}

/** The retention of the log group of a function. Source: AWS Lambda Developer Guide, "Configuring CloudWatch log groups". */
function logRetentionOf(facts: TemplateFacts, normalizer: StackResource): Value<Retention> {
  const { LogGroup } = objectOf(normalizer.resource.properties.LoggingConfig);
  if (LogGroup === undefined) return known(FOREVER);
  const group = facts.resourceIn(LogGroup, normalizer);
  if (group?.resource.type !== LOG_GROUP)
    return unknown('the app does not contain the log group of the normalizer');
  return mapValue(
    facts.values.number(group.resource.properties.RetentionInDays, group),
    (days): Retention => days ?? FOREVER,
  );
}

/** Number of metrics in the alarms that mention a resource. AWS bills each metric of an alarm on an expression. */
function alarmMetrics(facts: TemplateFacts, resources: readonly TemplateResource[]): number {
  const counts = facts
    .ofType('AWS::CloudWatch::Alarm')
    .filter((alarm) => {
      const { Dimensions, Metrics } = alarm.resource.properties;
      return mentionedIn(facts, alarm, [Dimensions, Metrics]).some((each) => resources.includes(each));
    })
    .map(({ resource: { properties } }) =>
      Array.isArray(properties.Metrics)
        ? properties.Metrics.filter((metric) => objectOf(metric).MetricStat !== undefined).length
        : 1,
    );
  return counts.reduce((sum, count) => sum + count, 0);
}

function mentionedIn(facts: TemplateFacts, { stack }: StackResource, value: unknown): TemplateResource[] {
  return facts.app
    .of(stack)
    .resourcesIn(value)
    .map(({ resource }) => resource);
}

function tableStorageOf(facts: TemplateFacts, normalizer: StackResource): StorageFact {
  const { stack } = normalizer;
  const { [ENVIRONMENT.tableBucket]: bucketName, [ENVIRONMENT.tablePrefix]: prefixText } =
    variablesOf(normalizer);
  const bucket = facts.resourceIn(bucketName, stack) ?? bucketNamed(facts, normalizer, bucketName);
  const missing = (reason: string): StorageFact => ({ retention: unknown(reason), moves: known(false) });
  if (bucket?.resource.type !== BUCKET) return missing('the app does not contain the bucket of the table');
  const prefix = facts.values.text(prefixText, stack);
  if (!prefix.known) return missing(prefix.reason);
  return bucketStorageOf(facts, bucket, keysBelow(`${prefix.value ?? ''}${TABLE_DIRECTORIES.flows}/`));
}

function bucketNamed(
  facts: TemplateFacts,
  { stack }: StackResource,
  name: unknown,
): StackResource | undefined {
  const text = facts.values.text(name, stack);
  if (!text.known || text.value === undefined) return undefined;
  return facts.ofType(BUCKET).find((bucket) => {
    const own = facts.values.text(bucket.resource.properties.BucketName, bucket.stack);
    return own.known && own.value === text.value;
  });
}

function variablesOf({ resource }: StackResource): Readonly<Record<string, unknown>> {
  return objectOf(propertyAt(resource, 'Environment.Variables'));
}
