import type * as sns from 'aws-cdk-lib/aws-sns';

/** Services between the raw bucket of a lake and the queue of its normalizer. */
export enum RawNotificationRoute {
  /** S3 sends to the queue. */
  DIRECT = 'direct',
  /** S3 publishes to a topic, to which the queue is subscribed. */
  TOPIC = 'topic',
  /** S3 sends to EventBridge, whose rule sends to the queue. */
  EVENT_BRIDGE = 'event-bridge',
}

/**
 * How S3 announces new raw objects to the normalizer of a lake.
 *
 * S3 refuses two notifications for the same objects of a bucket. So if another reader, such as a SIEM, needs the events
 * too, S3 must send them to a topic or to EventBridge, which send them to every reader.
 *
 * Source: Amazon S3 User Guide, "Configuring event notifications using object key name filtering".
 *
 * @example
 * const lake = new FlowLake(this, 'Lake', { rawNotifications: RawNotifications.throughTopic() });
 * lake.rawTopic?.addSubscription(new subscriptions.SqsSubscription(queue, { rawMessageDelivery: true }));
 */
export class RawNotifications {
  /** Sends the events to the queue of the normalizer only. It costs least. */
  static direct(): RawNotifications {
    return new RawNotifications(RawNotificationRoute.DIRECT);
  }

  /**
   * Publishes the events to a topic, to which the queue of the normalizer is subscribed with raw message delivery. Other
   * readers subscribe to `rawTopic` of the lake.
   *
   * @param topic standard topic of the lake's account and region. If the app does not manage its policy, a warning prints
   * the statements to add. Default: a new topic, encrypted with the key of the lake.
   *
   * @example
   * new FlowLake(this, 'Lake', { rawNotifications: RawNotifications.throughTopic(topic) });
   */
  static throughTopic(topic?: sns.ITopic): RawNotifications {
    return new RawNotifications(RawNotificationRoute.TOPIC, topic);
  }

  /**
   * Sends the events to the default event bus, of which a rule sends them to the queue of the normalizer. Other readers
   * create rules of their own. EventBridge receives all events of the bucket within about five minutes after the
   * deployment, so do not move an existing lake to it in one step.
   *
   * Source: Amazon S3 User Guide, "Enabling Amazon EventBridge".
   *
   * @example
   * const lake = new FlowLake(this, 'Lake', { rawNotifications: RawNotifications.throughEventBridge() });
   * new events.Rule(this, 'Siem', {
   *   eventPattern: {
   *     source: ['aws.s3'],
   *     detailType: ['Object Created'],
   *     detail: { bucket: { name: [lake.rawBucket.bucketName] } },
   *   },
   *   targets: [new targets.SqsQueue(queue)],
   * });
   */
  static throughEventBridge(): RawNotifications {
    return new RawNotifications(RawNotificationRoute.EVENT_BRIDGE);
  }

  private constructor(
    /** Services between the raw bucket and the queue. */
    readonly route: RawNotificationRoute,
    /** Existing topic that S3 publishes to. */
    readonly topic?: sns.ITopic,
  ) {}
}
