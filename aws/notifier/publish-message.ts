import type { AlertMessage } from '../threats/alert-message';
import type { ServiceClient } from './service-client';

/** Version of the API. Source: Amazon SNS API Reference. */
const VERSION = '2010-03-31';

/**
 * Publishes a message to a topic. Its attribute `severity` lets subscriptions filter.
 *
 * Source: Amazon SNS API Reference, "Publish".
 *
 * @throws Error if the topic does not accept the message
 */
export async function publishMessage(
  client: ServiceClient,
  topic: string,
  severity: string,
  { subject, text }: AlertMessage,
): Promise<void> {
  const body = new URLSearchParams({
    Action: 'Publish',
    Version: VERSION,
    TopicArn: topic,
    Subject: subject,
    Message: text,
    'MessageAttributes.entry.1.Name': 'severity',
    'MessageAttributes.entry.1.Value.DataType': 'String',
    'MessageAttributes.entry.1.Value.StringValue': severity,
  });
  await client.post(
    'sns',
    { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body.toString(),
  );
}
