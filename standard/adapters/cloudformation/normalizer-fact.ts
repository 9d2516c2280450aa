import { ENVIRONMENT } from '../../../aws/normalizer/settings';
import { objectOf } from '../../../aws/template/read-template';
import { propertyAt, type StackResource } from '../../../aws/template/stack-values';
import { TABLE_DIRECTORIES } from '../../../flows/table-writer';
import { known, mapValue, type NormalizerFact, type StorageFact, unknown } from '../../facts';
import { keysBelow } from '../../facts/key-scope';
import { bucketStorageOf } from './bucket-fact';
import type { TemplateFacts } from './template-facts';

/** Memory of a function that sets none. Source: AWS CloudFormation User Guide, "AWS::Lambda::Function". */
const DEFAULT_MEMORY = 128;

const BUCKET = 'AWS::S3::Bucket';

/** Resources that connect a bucket or a log group with the reader of its records. */
const SUBSCRIPTIONS = ['Custom::S3BucketNotifications', 'AWS::Logs::SubscriptionFilter'];

/** Finds the normalizer that reads a bucket through a queue, or a log group through a subscription. */
export function normalizerOf(facts: TemplateFacts, source: StackResource): NormalizerFact | undefined {
  const mentionedIn = ({ stack }: StackResource, value: unknown) =>
    facts.app
      .of(stack)
      .resourcesIn(value)
      .map(({ resource }) => resource);
  const direct = SUBSCRIPTIONS.flatMap((type) => facts.ofType(type))
    .map((each) => mentionedIn(each, each.resource.properties))
    .filter((mentioned) => mentioned.includes(source.resource))
    .flat();
  const queues = [...direct, ...mentionedIn(source, source.resource.properties.NotificationConfiguration)];
  const mapped = facts
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter((each) =>
      mentionedIn(each, each.resource.properties.EventSourceArn).some((queue) => queues.includes(queue)),
    )
    .flatMap((each) => mentionedIn(each, each.resource.properties.FunctionName));
  const normalizer = facts
    .ofType('AWS::Lambda::Function')
    .find(
      (each) =>
        [...direct, ...mapped].includes(each.resource) && ENVIRONMENT.tableBucket in variablesOf(each),
    );
  return normalizer && normalizerFact(facts, normalizer);
}

/** Returns the titles of the subscriptions that send the records of a log group to other readers than the normalizer. */
export function subscriptionsTo(facts: TemplateFacts, group: StackResource): string[] {
  return facts.ofType('AWS::Logs::SubscriptionFilter').flatMap((filter) => {
    const { LogGroupName, DestinationArn } = filter.resource.properties;
    if (facts.resourceIn(LogGroupName, filter)?.resource !== group.resource) return [];
    const reader = facts.resourceIn(DestinationArn, filter);
    const isNormalizer = reader !== undefined && ENVIRONMENT.tableBucket in variablesOf(reader);
    return isNormalizer ? [] : [facts.factOf(filter.stack, filter.resource).title];
  });
}

function normalizerFact(facts: TemplateFacts, normalizer: StackResource): NormalizerFact {
  const { resource } = normalizer;
  return {
    memoryMegabytes: mapValue(
      facts.values.number(resource.properties.MemorySize, normalizer),
      (megabytes) => megabytes ?? DEFAULT_MEMORY,
    ),
    tableStorage: tableStorageOf(facts, normalizer),
  };
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
