/** A record of a notification, with further properties of S3. */
export function recordOf(object: object, properties: object = {}, bucket = 'raw'): object {
  return {
    eventVersion: '2.6',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: { s3SchemaVersion: '1.0', bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` }, object },
    ...properties,
  };
}

/** A notification that S3 sends. */
export function bodyOf(...records: unknown[]): string {
  return JSON.stringify({ Records: records });
}

/** The message that S3 sends when a notification is configured. */
export const TEST_EVENT = JSON.stringify({
  Service: 'Amazon S3',
  Event: 's3:TestEvent',
  Time: '2026-11-22T10:00:00.000Z',
  Bucket: 'raw',
  RequestId: '5582815E1AEA5ADF',
  HostId: '8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR',
});

/** A published text in the envelope of a topic. */
export function snsBody(Message: unknown, properties: object = {}): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: 'arn:aws:sns:us-west-2:123456789012:raw',
    Subject: 'Amazon S3 Notification',
    Message,
    Timestamp: '2026-11-22T10:00:00.000Z',
    SignatureVersion: '1',
    Signature: 'EXAMPLEw6JRN',
    UnsubscribeURL: 'https://sns.us-west-2.amazonaws.com/?Action=Unsubscribe',
    ...properties,
  });
}

/** An event that EventBridge delivers. */
export function eventBridgeBody(object: object, properties: object = {}, bucket = 'raw'): string {
  return JSON.stringify({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '123456789012',
    time: '2026-11-22T10:00:00Z',
    region: 'us-west-2',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: { version: '0', bucket: { name: bucket }, object, reason: 'PutObject' },
    ...properties,
  });
}
