import { CfnResource } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { describeRule, type NotificationRule, overlappingRules } from '../../../aws/notification-overlaps';
import { objectOf } from '../../../flows/json-object';
import { RawNotificationRoute } from '../raw-notifications';
import { renderedProperties } from './rendered-properties';

/** Type of the resource with which CDK sets the notifications of a bucket. */
const NOTIFICATIONS = 'Custom::S3BucketNotifications';

/** Lists of a notification configuration, with the property and the kind of their receivers. */
const RECEIVERS = [
  ['QueueConfigurations', 'QueueArn', 'queue'],
  ['TopicConfigurations', 'TopicArn', 'topic'],
  ['LambdaFunctionConfigurations', 'LambdaFunctionArn', 'function'],
] as const;

/** What another reader does instead of a notification of its own. */
const INSTEAD: Readonly<Record<RawNotificationRoute, string>> = {
  [RawNotificationRoute.DIRECT]:
    'Set rawNotifications of the lake to RawNotifications.throughTopic() and subscribe to its rawTopic, or to ' +
    'RawNotifications.throughEventBridge() and create a rule',
  [RawNotificationRoute.TOPIC]: 'Subscribe to rawTopic of the lake instead',
  [RawNotificationRoute.EVENT_BRIDGE]: 'Create a rule of EventBridge instead',
};

/** Problems of the notifications that an app adds to the raw bucket of a lake. Call it at synthesis. */
export function rawNotificationProblems(bucket: s3.IBucket, route: RawNotificationRoute): string[] {
  const resources = bucket.node.root.node.findAll().filter(isNotifications);
  const rules = resources.filter((each) => isOf(each, bucket)).flatMap(rulesOf);
  return [
    ...overlappingRules(rules).map(
      ([rule, other]) =>
        `S3 refuses two notifications for the same objects ("Configurations overlap"), but the raw bucket has ` +
        `${describeRule(rule)}, and ${describeRule(other)}. ${INSTEAD[route]}`,
    ),
    ...propertyProblems(bucket, route),
  ];
}

/** The resource of the notifications sets the whole configuration, so that a configuration of the bucket is lost. */
function propertyProblems(bucket: s3.IBucket, route: RawNotificationRoute): string[] {
  const resource = bucket.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) return [];
  const { NotificationConfiguration } = renderedProperties(resource);
  if (NotificationConfiguration === undefined) return [];
  return [
    'the property NotificationConfiguration of the raw bucket is replaced at the deployment by the notifications that are ' +
      `added with addEventNotification. Remove the property. ${INSTEAD[route]}`,
  ];
}

function isNotifications(construct: unknown): construct is CfnResource {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === NOTIFICATIONS;
}

/** Whether notifications are those of a bucket, which can be imported under its name. */
function isOf(notifications: CfnResource, bucket: s3.IBucket): boolean {
  // protected in CDK. Unresolved, because references in different stacks can resolve to the same text
  const { cfnProperties } = notifications as unknown as { readonly cfnProperties?: object };
  const { BucketName: name } = objectOf(cfnProperties);
  const resource = bucket.node.defaultChild;
  const physicalName = resource instanceof s3.CfnBucket ? resource.bucketName : undefined;
  return name !== undefined && (name === bucket.bucketName || name === physicalName);
}

function rulesOf(notifications: CfnResource): NotificationRule[] {
  const configuration = objectOf(renderedProperties(notifications).NotificationConfiguration);
  return RECEIVERS.flatMap(([list, arn, kind]) =>
    listOf(configuration[list])
      .map(objectOf)
      .flatMap((entry) => {
        const { prefix, suffix } = filterOf(entry);
        // a deploy-time value can be any text
        if (typeof prefix !== 'string' || typeof suffix !== 'string') return [];
        const events = listOf(entry.Events).map(String);
        return [{ events, prefix, suffix, receiver: `${kind} ${nameOf(entry[arn])}` }];
      }),
  );
}

function filterOf(entry: Readonly<Record<string, unknown>>): { prefix: unknown; suffix: unknown } {
  const rules = listOf(objectOf(objectOf(entry.Filter).Key).FilterRules).map(objectOf);
  const value = (name: string) => (rules.find(({ Name }) => Name === name) ?? { Value: '' }).Value;
  return { prefix: value('prefix'), suffix: value('suffix') };
}

/** The logical id of a receiver of the same stack, otherwise its ARN. */
function nameOf(arn: unknown): string {
  const { 'Fn::GetAtt': attribute, Ref: reference } = objectOf(arn);
  if (Array.isArray(attribute)) return String(attribute[0]);
  return typeof reference === 'string' ? reference : typeof arn === 'string' ? arn : JSON.stringify(arn);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
