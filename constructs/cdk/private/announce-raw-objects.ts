import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { RawNotificationRoute, RawNotifications } from '../raw-notifications';
import { rawNotificationProblems } from './raw-notification-problems';
import { RawObjectQueue } from './raw-object-queue';
import { RawObjectRule } from './raw-object-rule';
import { RawObjectTopic, type RawObjectTopicProps } from './raw-object-topic';

export interface AnnouncementProps extends Omit<RawObjectTopicProps, 'topic'> {
  readonly notifications?: RawNotifications;
}

/** What a route has between bucket and queue. */
export interface AnnouncementRoute {
  /** Topic with the events, for other readers. */
  readonly topic?: sns.ITopic;
  /** Alarm on events that reached neither the queue nor the dead letters. */
  readonly lostEventsAlarm?: cloudwatch.Alarm;
}

/** Sends the events of new raw objects to the queue of the normalizer. */
export function announceRawObjects(scope: Construct, props: AnnouncementProps): AnnouncementRoute {
  const { notifications = RawNotifications.direct(), ...rest } = props;
  const { bucket, queues } = rest;
  scope.node.addValidation({ validate: () => rawNotificationProblems(bucket, notifications.route) });
  if (notifications.route === RawNotificationRoute.EVENT_BRIDGE) {
    return { lostEventsAlarm: new RawObjectRule(scope, 'RawObjects', rest).alarm };
  }
  if (notifications.route === RawNotificationRoute.TOPIC) {
    const route = new RawObjectTopic(scope, 'RawObjects', { ...rest, topic: notifications.topic });
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, route);
    return { topic: route.topic, lostEventsAlarm: route.alarm };
  }
  bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new RawObjectQueue(queues.queue));
  return {};
}
