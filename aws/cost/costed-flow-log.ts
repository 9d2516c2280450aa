import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { DestinationType } from '../flow-log';
import { ENVIRONMENT } from '../normalizer/settings';
import { type DeclaredFlowLog, flowLogsOf } from '../template/flow-logs';
import { objectOf } from '../template/read-template';
import { type AppValues, propertyAt, type StackResource } from '../template/stack-values';
import type { TemplateResource, TemplateStack } from '../template/template-stack';
import { bucketRetention, groupRetention, type Retention } from './retention';

/** A flow log with all properties that its cost depends on, except its volume. */
export interface CostedFlowLog extends DeclaredFlowLog {
  /** Retention of the delivered data; undefined for destinations without storage. */
  readonly retention?: Retention;
  /** Whether its log group has the class Infrequent Access. */
  readonly infrequentAccess: boolean;
  /** The normalizer that reads the delivered data. */
  readonly normalizer?: CostedNormalizer;
}

/** A normalizer and the retention of its table. */
export interface CostedNormalizer {
  readonly memoryMegabytes: number;
  readonly tableRetention: Retention;
}

const BUCKET = 'AWS::S3::Bucket';
const GROUP = 'AWS::Logs::LogGroup';
const DEFAULT_MEMORY = 128;

/** Finds the flow logs of an app. */
export function costedFlowLogs(app: AppValues): CostedFlowLog[] {
  return app.stacks.flatMap((stack) =>
    flowLogsOf(stack, app.of(stack)).map((flowLog) => ({
      ...flowLog,
      infrequentAccess: false,
      ...destinationOf(app, flowLog),
    })),
  );
}

function destinationOf(app: AppValues, { stack, resource, destinationType }: DeclaredFlowLog) {
  const { LogDestination, LogGroupName } = resource.properties;
  if (destinationType === DestinationType.FIREHOSE) return {};
  if (destinationType === DestinationType.CLOUD_WATCH_LOGS) {
    const group = findResource(app, stack, LogGroupName ?? LogDestination, GROUP, 'LogGroupName');
    return {
      retention: groupRetention(group),
      infrequentAccess: group?.properties.LogGroupClass === 'INFREQUENT_ACCESS',
      normalizer: normalizerFedBy(app, group),
    };
  }
  const bucket = findResource(app, stack, LogDestination, BUCKET, 'BucketName');
  const folder = /^[^/]*\/(.*?)\/?$/.exec(app.of(stack).text(LogDestination))?.[1];
  return {
    retention: bucketRetention(bucket, folder ? `${folder}/AWSLogs/` : 'AWSLogs/'),
    normalizer: normalizerFedBy(app, bucket),
  };
}

/** Finds the resource that a value refers to, or whose name it contains. */
function findResource(
  app: AppValues,
  stack: TemplateStack,
  value: unknown,
  type: string,
  nameProperty: string,
) {
  const referenced = app
    .of(stack)
    .resourcesIn(value)
    .find(({ resource }) => resource.type === type);
  if (referenced) return referenced.resource;
  const text = app.of(stack).text(value);
  return allResources(app).find(({ stack: other, resource }) => {
    const name = resource.properties[nameProperty];
    if (resource.type !== type || name === undefined) return false;
    const own = app.of(other).text(name);
    return text === own || text.split(/[:/]/).includes(own);
  })?.resource;
}

/** Finds the normalizer that reads a bucket through a queue, or a log group through a subscription. */
function normalizerFedBy(app: AppValues, source: TemplateResource | undefined): CostedNormalizer | undefined {
  if (!source) return undefined;
  const everything = allResources(app);
  const mentioned = ({ stack }: StackResource, value: unknown) =>
    app
      .of(stack)
      .resourcesIn(value)
      .map(({ resource }) => resource);
  const subscribed = everything
    .filter(
      ({ resource: { type } }) =>
        type === 'Custom::S3BucketNotifications' || type === 'AWS::Logs::SubscriptionFilter',
    )
    .filter((each) => mentioned(each, each.resource.properties).includes(source));
  const direct = subscribed.flatMap((each) => mentioned(each, each.resource.properties));
  const own = everything.filter(({ resource }) => resource === source);
  const queues = [
    ...direct,
    ...own.flatMap((each) => mentioned(each, source.properties.NotificationConfiguration)),
  ];
  const mapped = everything
    .filter(({ resource: { type } }) => type === 'AWS::Lambda::EventSourceMapping')
    .filter((each) =>
      mentioned(each, each.resource.properties.EventSourceArn).some((queue) => queues.includes(queue)),
    )
    .flatMap((each) => mentioned(each, each.resource.properties.FunctionName));
  const normalizer = everything.find(
    ({ resource }) =>
      [...direct, ...mapped].includes(resource) && ENVIRONMENT.tableBucket in variablesOf(resource),
  );
  return normalizer && costedNormalizer(app, normalizer);
}

function costedNormalizer(app: AppValues, { stack, resource }: StackResource): CostedNormalizer {
  const variables = variablesOf(resource);
  const prefix = String(variables[ENVIRONMENT.tablePrefix] ?? '');
  const bucket = findResource(app, stack, variables[ENVIRONMENT.tableBucket], BUCKET, 'BucketName');
  return {
    memoryMegabytes: Number(resource.properties.MemorySize ?? DEFAULT_MEMORY),
    tableRetention: bucketRetention(bucket, `${prefix}${TABLE_DIRECTORIES.flows}/`),
  };
}

function variablesOf(resource: TemplateResource): Readonly<Record<string, unknown>> {
  return objectOf(propertyAt(resource, 'Environment.Variables'));
}

function allResources({ stacks }: AppValues): StackResource[] {
  return stacks.flatMap((stack) => stack.resources.map((resource) => ({ stack, resource })));
}
