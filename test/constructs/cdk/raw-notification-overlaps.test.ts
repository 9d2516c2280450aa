import { App, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as notifications from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { FlowLake, RawNotifications } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, newStack } from '../../support/cdk-apps';
import { messageOf, thrownBy } from '../../support/thrown';

const { EventType } = s3;

/** The error of an app that adds notifications to the raw bucket of a lake; empty if there is none. */
function errorWith(
  add: (bucket: s3.IBucket, queue: notifications.SqsDestination, stack: Stack) => void,
  rawNotifications?: RawNotifications,
): string {
  const stack = newStack();
  const { rawBucket } = new FlowLake(stack, 'Lake', { rawNotifications });
  add(rawBucket, new notifications.SqsDestination(new sqs.Queue(stack, 'Siem')), stack);
  return messageOf(() => (stack.node.root as App).synth());
}

const OVERLAP =
  /Lake\/Normalizer\] S3 refuses two notifications for the same objects \("Configurations overlap"\), but the raw bucket has s3:ObjectCreated:\* of all objects to queue LakeNormalizerQueue\w+, and /;

describe('a second notification on the raw bucket', () => {
  test.each([
    ['for the same events', EventType.OBJECT_CREATED, {}, 's3:ObjectCreated:* of all objects'],
    ['for one of the events', EventType.OBJECT_CREATED_PUT, {}, 's3:ObjectCreated:Put of all objects'],
    [
      'for a part of the objects',
      EventType.OBJECT_CREATED,
      { prefix: 'AWSLogs/', suffix: '.gz' },
      's3:ObjectCreated:* of the objects AWSLogs/*.gz',
    ],
  ])('%s is an error with both filters and the way out', (_, event, filter, described) => {
    const filters = Object.keys(filter).length === 0 ? [] : [filter];
    const error = errorWith((bucket, queue) => bucket.addEventNotification(event, queue, ...filters));
    expect(error).toMatch(OVERLAP);
    expect(error).toMatch(new RegExp(`and ${described.replaceAll('*', '\\*')} to queue Siem\\w+\\. `));
    expect(error).toContain(
      'Set rawNotifications of the lake to RawNotifications.throughTopic() and subscribe to its rawTopic, or to ' +
        'RawNotifications.throughEventBridge() and create a rule',
    );
  });

  test('to a topic is an error', () => {
    const error = errorWith((bucket, _, stack) =>
      bucket.addObjectCreatedNotification(new notifications.SnsDestination(new sns.Topic(stack, 'Events'))),
    );
    expect(error).toMatch(OVERLAP);
    expect(error).toMatch(/to topic Events\w+\./);
  });

  test('is an error if the bucket is imported by its name, in the same stack or another one', () => {
    const imported = errorWith((bucket, queue, stack) =>
      s3.Bucket.fromBucketName(stack, 'Again', bucket.bucketName).addObjectCreatedNotification(queue),
    );
    expect(imported).toMatch(OVERLAP);
    const app = new App();
    const env = { account: ACCOUNT, region: 'us-east-1' };
    new FlowLake(new Stack(app, 'Lakes', { env }), 'Lake', { rawBucketName: 'example-raw' });
    const siem = new Stack(app, 'Siem', { env });
    s3.Bucket.fromBucketName(siem, 'Raw', 'example-raw').addObjectCreatedNotification(
      new notifications.SqsDestination(new sqs.Queue(siem, 'Queue')),
    );
    expect(thrownBy(() => app.synth())).toMatch(OVERLAP);
  });

  test('is an error if two of them overlap each other', () => {
    const error = errorWith((bucket, queue) => {
      bucket.addObjectRemovedNotification(queue, { prefix: 'AWSLogs/1' });
      bucket.addEventNotification(EventType.OBJECT_REMOVED_DELETE, queue, { prefix: 'AWSLogs/11' });
    });
    expect(error).toContain('s3:ObjectRemoved:* of the objects AWSLogs/1* to queue Siem');
  });

  test('for other events, or on the same events with other objects, is allowed', () => {
    expect(
      errorWith((bucket, queue) => {
        bucket.addObjectRemovedNotification(queue);
        bucket.addEventNotification(EventType.LIFECYCLE_EXPIRATION, queue, { prefix: 'a/' });
        bucket.addEventNotification(EventType.LIFECYCLE_EXPIRATION, queue, { prefix: 'b/' });
        bucket.addEventNotification(EventType.OBJECT_TAGGING_PUT, queue, { prefix: 'a/', suffix: '.gz' });
        bucket.addEventNotification(EventType.OBJECT_TAGGING_PUT, queue, { prefix: 'a/', suffix: '.txt' });
      }),
    ).toBe('');
  });

  test('beside the switch of EventBridge is allowed', () => {
    expect(errorWith((bucket) => bucket.enableEventBridgeNotification())).toBe('');
  });

  test('on the raw bucket of another lake with the same logical ids is allowed', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1', undefined]) {
      const stack = new Stack(app, `Network-${region}`, { env: region ? { account: ACCOUNT, region } : {} });
      new FlowLake(stack, 'Lake');
    }
    expect(messageOf(() => app.synth())).toBe('');
  });

  test('on another bucket of the app is allowed', () => {
    expect(
      errorWith((_, queue, stack) => new s3.Bucket(stack, 'Other').addObjectCreatedNotification(queue)),
    ).toBe('');
  });
});

describe('with a topic', () => {
  test('a second notification is an error, and the topic is the way out', () => {
    const add = (bucket: s3.IBucket, queue: notifications.SqsDestination) =>
      bucket.addObjectCreatedNotification(queue);
    const error = errorWith(add, RawNotifications.throughTopic());
    expect(error).toMatch(
      /s3:ObjectCreated:\* of all objects to queue Siem\w+, and s3:ObjectCreated:\* of all objects to topic LakeNormalizerRawObjectsTopic\w+\. /,
    );
    expect(error).toContain('Subscribe to rawTopic of the lake instead');
  });
});

describe('with EventBridge', () => {
  test('one notification of the user is allowed, and two for the same objects are an error', () => {
    const one = (bucket: s3.IBucket, queue: notifications.SqsDestination) =>
      bucket.addObjectCreatedNotification(queue);
    expect(errorWith(one, RawNotifications.throughEventBridge())).toBe('');
    const error = errorWith((bucket, queue) => {
      one(bucket, queue);
      one(bucket, queue);
    }, RawNotifications.throughEventBridge());
    expect(error).toContain('Create a rule of EventBridge instead');
  });
});

describe('a notification configuration as a property of the raw bucket', () => {
  const problem =
    /the property NotificationConfiguration of the raw bucket is replaced at the deployment by the notifications that are added with addEventNotification\. Remove the property\. /;

  test.each([
    [
      'of the resource',
      (bucket: s3.CfnBucket) => {
        bucket.notificationConfiguration = {
          queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: 'arn:aws:sqs:us-east-1:1:siem' }],
        };
      },
    ],
    [
      'as an override',
      (bucket: s3.CfnBucket) =>
        bucket.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration', {
          EventBridgeEnabled: true,
        }),
    ],
  ])('%s is an error', (_, set) => {
    expect(errorWith((bucket) => set(bucket.node.defaultChild as s3.CfnBucket))).toMatch(problem);
  });
});
