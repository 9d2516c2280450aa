import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcementOf } from '../../../aws/normalizer/announcement';
import { bodyOf, eventBridgeBody, recordOf, snsBody, TEST_EVENT } from './event-bodies';

/** The encoding of keys in notifications of S3. */
const formEncoded = (key: string) => encodeURIComponent(key).replaceAll('%20', '+');

/** The ways to the queue, each with the object as S3 describes it there. */
const WAYS: readonly [string, (key: string, versionId?: string) => string][] = [
  ['S3', (key, versionId) => bodyOf(recordOf({ key: formEncoded(key), versionId }))],
  ['S3 and a topic', (key, versionId) => snsBody(bodyOf(recordOf({ key: formEncoded(key), versionId })))],
  ['EventBridge', (key, versionId) => eventBridgeBody({ key, 'version-id': versionId })],
  ['EventBridge and a topic', (key, id) => snsBody(eventBridgeBody({ key, 'version-id': id }))],
];

const NOTHING = { objects: [], ignored: [] };

describe.each(WAYS)('a message through %s', (_, bodyWith) => {
  test.each([
    'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/11/22/x.log.gz',
    'AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/day=22/x.log.parquet',
    'a+b c.log.gz',
    '100%',
    '%2B%20%%%.gz',
    'a%20b',
    'café/🙂',
    ' ',
    '?versionId=1&x=#',
  ])('announces the key %j', (key) => {
    expect(announcementOf(bodyWith(key))).toEqual({
      objects: [{ bucket: 'raw', key, versionId: undefined }],
      ignored: [],
    });
  });

  test('announces every key and version', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        (key, versionId) => {
          const [object] = announcementOf(bodyWith(key, versionId)).objects;
          expect(object).toEqual({ bucket: 'raw', key, versionId });
        },
      ),
    );
  });
});

describe('the objects of a notification', () => {
  test('have the order of the records, with bucket and version', () => {
    const body = bodyOf(recordOf({ key: 'b', versionId: 'v1' }), recordOf({ key: 'a' }, {}, 'other'));
    expect(announcementOf(body).objects).toEqual([
      { bucket: 'raw', key: 'b', versionId: 'v1' },
      { bucket: 'other', key: 'a', versionId: undefined },
    ]);
  });

  test('have no version if S3 sends another value than a text', () => {
    const bodies = [
      bodyOf(recordOf({ key: 'a', versionId: null })),
      eventBridgeBody({ key: 'a', 'version-id': {} }),
    ];
    for (const body of bodies) {
      expect(announcementOf(body).objects).toEqual([{ bucket: 'raw', key: 'a', versionId: undefined }]);
    }
  });

  test('are empty for the test event of S3, directly and through a topic, and for no record', () => {
    for (const body of [TEST_EVENT, snsBody(TEST_EVENT), bodyOf()]) {
      expect(announcementOf(body)).toEqual(NOTHING);
    }
  });

  test.each([
    ['without a name and a version', { eventName: undefined, eventVersion: undefined }],
    ['of a multipart upload', { eventName: 'ObjectCreated:CompleteMultipartUpload' }],
    ['of a restored object', { eventName: 'ObjectRestore:Completed' }],
    ['of a minor version that does not exist yet', { eventVersion: '2.99' }],
    ['of a former minor version', { eventVersion: '2.0' }],
  ])('include those of a record %s', (_, properties) => {
    expect(announcementOf(bodyOf(recordOf({ key: 'a' }, properties))).objects).toHaveLength(1);
  });

  test('include those of an event of EventBridge for a restored object', () => {
    const restored = eventBridgeBody({ key: 'a' }, { 'detail-type': 'Object Restore Completed' });
    expect(announcementOf(restored).objects).toHaveLength(1);
  });
});

describe('an event that announces no object', () => {
  test.each([
    'ObjectRemoved:Delete',
    'ObjectRemoved:DeleteMarkerCreated',
    'LifecycleExpiration:Delete',
    'ObjectTagging:Put',
    'ObjectRestore:Post',
    'ReducedRedundancyLostObject',
  ])('of S3 is ignored by its name: %s', (eventName) => {
    const body = bodyOf(recordOf({ key: 'a' }, { eventName }), recordOf({ key: 'b' }));
    const expected = { objects: [{ bucket: 'raw', key: 'b', versionId: undefined }], ignored: [eventName] };
    expect(announcementOf(body)).toEqual(expected);
    expect(announcementOf(snsBody(body))).toEqual(expected);
  });

  test.each([
    'Object Deleted',
    'Object Tags Added',
    'Object Restore Initiated',
    'Object Storage Class Changed',
  ])('of EventBridge is ignored by its detail type: %s', (type) => {
    const body = eventBridgeBody({ key: 'a' }, { 'detail-type': type });
    expect(announcementOf(body)).toEqual({ objects: [], ignored: [type] });
  });
});

describe('a message that is no event notification of S3', () => {
  const whole = 'expected an S3 event notification, received ';

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a word of JSON', 'null'],
    ['a list', '[]'],
    ['an event of EventBridge without a source', '{"detail-type":"Object Created"}'],
    ['records that are not a list', '{"Records":{"0":{}}}'],
    ['a record that is null', bodyOf(null)],
    ['a record of another service', bodyOf({ eventSource: 'aws:sqs', body: 'x' })],
    ['an object without a key', bodyOf(recordOf({}))],
    ['an object without a bucket', bodyOf(recordOf({ key: 'a' }, {}, ''))],
    ['a key that is no text', bodyOf(recordOf({ key: 5 }))],
    ['a key that cannot be decoded', bodyOf(recordOf({ key: '%E0%A4%A' }))],
    ['an event of EventBridge without a key', eventBridgeBody({})],
    ['an event of EventBridge without a bucket', eventBridgeBody({ key: 'a' }, {}, '')],
    ['an event of EventBridge without a detail', eventBridgeBody({ key: 'a' }, { detail: null })],
  ])('fails with the body in the error: %s', (_, body) => {
    expect(() => announcementOf(body)).toThrow(whole + body.slice(0, 100));
  });

  test('fails with the published text in the error', () => {
    expect(() => announcementOf(snsBody('hello'))).toThrow(`${whole}hello. Allow only the raw bucket`);
    const twice = snsBody(snsBody(bodyOf(recordOf({ key: 'a' }))));
    expect(() => announcementOf(twice)).toThrow(`${whole}{"Type":"Notification"`);
  });

  test('fails with the beginning of a long text', () => {
    expect(() => announcementOf('x'.repeat(1_048_576))).toThrow(/^.{250,400}$/);
    expect(() => announcementOf(snsBody('x'.repeat(1_000_000)))).toThrow(/^.{250,400}$/);
  });

  test.each([
    ['directly', (text: string) => text],
    ['in an envelope', (text: string) => snsBody(text)],
  ])('fails at any depth of nesting, %s', (_, wrapped) => {
    const depth = 200_000;
    const lists = '['.repeat(depth) + ']'.repeat(depth);
    const bodies = [
      lists,
      `{"Records":${lists}}`,
      `{"source":${lists},"detail-type":"x"}`,
      `{"Records":[{"eventVersion":${lists},"s3":{"bucket":{"name":"raw"},"object":{"key":"a"}}}]}`,
    ];
    for (const body of bodies) {
      expect(() => announcementOf(wrapped(body))).toThrow(/^expected an |^the event has version a list/);
    }
  });

  test('fails, or announces an object with names, whatever the JSON is', () => {
    const names = ['Records', 's3', 'bucket', 'name', 'object', 'key', 'detail', 'source', 'Type', 'Message'];
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(json, (value) => {
        try {
          for (const { bucket, key } of announcementOf(JSON.stringify(value)).objects) {
            expect([typeof bucket, typeof key]).toEqual(['string', 'string']);
          }
        } catch (error) {
          expect((error as Error).message).toMatch(/^expected an? |^the event has version /);
        }
      }),
    );
  });
});

describe('an event of another source', () => {
  test.each([
    ['example.orders', 'Object Created', 'received "Object Created" of "example.orders"'],
    ['aws.s3', 'AWS API Call via CloudTrail', 'received "AWS API Call via CloudTrail" of "aws.s3"'],
    [['aws.s3'], 'Object Created', 'received "Object Created" of a list'],
    ['aws.s3', 7, 'received 7 of "aws.s3"'],
  ])('fails with the filter that the rule needs: %j, %j', (source, type, received) => {
    const body = eventBridgeBody({ key: 'a' }, { source, 'detail-type': type });
    expect(() => announcementOf(body)).toThrow(
      `expected an event of aws.s3 about an object, ${received}. Restrict the rule of EventBridge to the source aws.s3 ` +
        'and the detail type Object Created.',
    );
  });
});

describe('an event with another major version', () => {
  test.each([
    [bodyOf(recordOf({ key: 'a' }, { eventVersion: '3.0' })), '"3.0", expected 2.x'],
    [bodyOf(recordOf({ key: 'a' }, { eventVersion: '20.1' })), '"20.1", expected 2.x'],
    [bodyOf(recordOf({ key: 'a' }, { eventVersion: 2 })), '2, expected 2.x'],
    [eventBridgeBody({ key: 'a' }, { version: '1' }), '"1", expected 0'],
  ])('fails with the versions: %s', (body, versions) => {
    expect(() => announcementOf(body)).toThrow(
      `the event has version ${versions}. Update cloud-flow-logs, and move the message back to the queue.`,
    );
  });
});

describe('a message of a topic about the subscription', () => {
  test.each([
    [
      'SubscriptionConfirmation',
      'waits for a confirmation of the subscription, and sends no events before. Open the SubscribeURL in the message',
    ],
    ['UnsubscribeConfirmation', 'was deleted, so it announces no further objects. Subscribe the queue again'],
  ])('fails with what to do: %s', (Type, advice) => {
    const body = snsBody('You have chosen to subscribe', {
      Type,
      Token: 'secret',
      SubscribeURL: 'https://x',
    });
    expect(() => announcementOf(body)).toThrow(
      new RegExp(`topic "arn:aws:sns:us-west-2:123456789012:raw" ${advice}`),
    );
    expect(() => announcementOf(body)).not.toThrow(/secret/);
  });

  test.each([
    ['another type', snsBody('x', { Type: 'Other' }), '"Other"'],
    ['no text', snsBody({}), '"Notification"'],
  ])('fails if the envelope has %s', (_, body, type) => {
    expect(() => announcementOf(body)).toThrow(
      `expected a notification of topic "arn:aws:sns:us-west-2:123456789012:raw" with a Message, received the type ${type}`,
    );
  });
});
