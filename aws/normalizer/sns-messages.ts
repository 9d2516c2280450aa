import { shownScalar } from '../../flows/shown';

/** Whether a message is in the envelope of a topic, which subscriptions without raw message delivery add. */
export function isSnsMessage(message: Readonly<Record<string, unknown>>): boolean {
  return typeof message.Type === 'string' && typeof message.TopicArn === 'string';
}

/**
 * Returns the text that was published to a topic.
 *
 * Source: Amazon SNS Developer Guide, "Parsing Amazon SNS message formats".
 *
 * @throws Error if the topic reports on the subscription of the queue, or if the envelope has no message
 */
export function snsNotification(message: Readonly<Record<string, unknown>>): string {
  const { Type: type, Message: text } = message;
  const topic = `topic ${shownScalar(message.TopicArn)}`;
  if (type === 'SubscriptionConfirmation') {
    throw new Error(
      `${topic} waits for a confirmation of the subscription, and sends no events before. Open the SubscribeURL in the ` +
        'message, or subscribe the queue from its own account.',
    );
  }
  if (type === 'UnsubscribeConfirmation') {
    throw new Error(
      `the subscription to ${topic} was deleted, so it announces no further objects. Subscribe the queue again, and ` +
        'normalize the objects that were created since then.',
    );
  }
  if (type === 'Notification' && typeof text === 'string') return text;
  throw new Error(
    `expected a notification of ${topic} with a Message, received the type ${shownScalar(type)}`,
  );
}
