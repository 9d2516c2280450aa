import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import { DestinationType } from '../flow-log';
import { ENVIRONMENT } from '../normalizer/settings';
import { type DeclaredFlowLog, flowLogsOf } from '../template/flow-logs';
import { objectOf } from '../template/read-template';
import { type AppValues, type PlacedResource, propertyAt } from '../template/stack-values';
import type { TemplateResource, TemplateStack } from '../template/template-stack';
import { bucketRetention, groupRetention, type Retention } from './retention';

/** A flow log with all that its cost depends on, but for its volume. */
export interface CostedFlowLog extends DeclaredFlowLog {
  /** How long what AWS delivers is kept; nothing for destinations that keep nothing themselves. */
  readonly retention?: Retention;
  /** Whether its log group is of the class Infrequent Access. */
  readonly infrequentAccess: boolean;
  /** The normalizer that reads what is delivered. */
  readonly normalizer?: CostedNormalizer;
}

/** A normalizer, and how long its table is kept. */
export interface CostedNormalizer {
  readonly memoryMegabytes: number;
  readonly tableRetention: Retention;
}

const BUCKET = 'AWS::S3::Bucket';
const GROUP = 'AWS::Logs::LogGroup';
const DEFAULT_MEMORY = 128;

/** The flow logs of an app. */
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
    const group = found(app, stack, LogGroupName ?? LogDestination, GROUP, 'LogGroupName');
    return {
      retention: groupRetention(group),
      infrequentAccess: group?.properties.LogGroupClass === 'INFREQUENT_ACCESS',
      normalizer: normalizerFedBy(app, group),
    };
  }
  const bucket = found(app, stack, LogDestination, BUCKET, 'BucketName');
  const folder = /^[^/]*\/(.*?)\/?$/.exec(app.of(stack).text(LogDestination))?.[1];
  return {
    retention: bucketRetention(bucket, folder ? `${folder}/AWSLogs/` : 'AWSLogs/'),
    normalizer: normalizerFedBy(app, bucket),
  };
}

/** The resource that a value means, or that has the name in it. */
function found(app: AppValues, stack: TemplateStack, value: unknown, type: string, nameProperty: string) {
  const meant = app
    .of(stack)
    .resourcesIn(value)
    .find(({ resource }) => resource.type === type);
  if (meant) return meant.resource;
  const text = app.of(stack).text(value);
  return placed(app).find(({ stack: other, resource }) => {
    const name = resource.properties[nameProperty];
    if (resource.type !== type || name === undefined) return false;
    const own = app.of(other).text(name);
    return text === own || text.split(/[:/]/).includes(own);
  })?.resource;
}

/** Through the queue that a bucket tells of its objects, or through the subscription of a log group. */
function normalizerFedBy(app: AppValues, source: TemplateResource | undefined): CostedNormalizer | undefined {
  if (!source) return undefined;
  const everything = placed(app);
  const mentioned = ({ stack }: PlacedResource, value: unknown) =>
    app
      .of(stack)
      .resourcesIn(value)
      .map(({ resource }) => resource);
  const told = everything
    .filter(
      ({ resource: { type } }) =>
        type === 'Custom::S3BucketNotifications' || type === 'AWS::Logs::SubscriptionFilter',
    )
    .filter((each) => mentioned(each, each.resource.properties).includes(source));
  const direct = told.flatMap((each) => mentioned(each, each.resource.properties));
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

function costedNormalizer(app: AppValues, { stack, resource }: PlacedResource): CostedNormalizer {
  const variables = variablesOf(resource);
  const prefix = String(variables[ENVIRONMENT.tablePrefix] ?? '');
  const bucket = found(app, stack, variables[ENVIRONMENT.tableBucket], BUCKET, 'BucketName');
  return {
    memoryMegabytes: Number(resource.properties.MemorySize ?? DEFAULT_MEMORY),
    tableRetention: bucketRetention(bucket, `${prefix}${TABLE_DIRECTORIES.flows}/`),
  };
}

function variablesOf(resource: TemplateResource): Readonly<Record<string, unknown>> {
  return objectOf(propertyAt(resource, 'Environment.Variables'));
}

function placed({ stacks }: AppValues): PlacedResource[] {
  return stacks.flatMap((stack) => stack.resources.map((resource) => ({ stack, resource })));
}
