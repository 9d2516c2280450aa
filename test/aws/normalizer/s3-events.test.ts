import { describe, expect, test } from 'vitest';
import { objectsOf, sourceOf } from '../../../aws/normalizer/s3-events';

/** A record of a notification, with further properties of S3. */
function recordOf(object: object, bucket = 'raw'): object {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventName: 'ObjectCreated:Put',
    s3: { s3SchemaVersion: '1.0', bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` }, object },
  };
}

function bodyOf(...records: unknown[]): string {
  return JSON.stringify({ Records: records });
}

describe('the objects of a notification', () => {
  test.each([
    ['a/plain-key.log.gz', 'a/plain-key.log.gz'],
    ['a+b.log.gz', 'a b.log.gz'],
    ['a%2Bb.log.gz', 'a+b.log.gz'],
    ['aws-region%3Deu-west-1/day%3D22/x.log.gz', 'aws-region=eu-west-1/day=22/x.log.gz'],
    ['caf%C3%A9/%F0%9F%99%82', 'café/🙂'],
    ['100%25', '100%'],
  ])('have decoded keys: %s', (key, expected) => {
    expect(objectsOf(bodyOf(recordOf({ key })))).toEqual([
      { bucket: 'raw', key: expected, versionId: undefined },
    ]);
  });

  test('have the order of the records, with bucket and version', () => {
    const body = bodyOf(recordOf({ key: 'b', versionId: 'v1' }), recordOf({ key: 'a' }, 'other'));
    expect(objectsOf(body)).toEqual([
      { bucket: 'raw', key: 'b', versionId: 'v1' },
      { bucket: 'other', key: 'a', versionId: undefined },
    ]);
  });

  test('are empty for the test event, and for an event without records', () => {
    const test = {
      Service: 'Amazon S3',
      Event: 's3:TestEvent',
      Time: '2026-11-22T10:00:00.000Z',
      Bucket: 'raw',
    };
    expect(objectsOf(JSON.stringify(test))).toEqual([]);
    expect(objectsOf(bodyOf())).toEqual([]);
  });

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a word of JSON', 'null'],
    ['a list', '[]'],
    ['another event', '{"detail-type":"Object Created"}'],
    ['records that are not a list', '{"Records":{"0":{}}}'],
    ['a record that is null', bodyOf(null)],
    ['a record of another service', bodyOf({ eventSource: 'aws:sqs', body: 'x' })],
    ['an object without a key', bodyOf(recordOf({}))],
    ['an object without a bucket', bodyOf(recordOf({ key: 'a' }, ''))],
    ['a key that cannot be decoded', bodyOf(recordOf({ key: '%E0%A4%A' }))],
  ])('cannot be read from %s, and the error contains it', (_, body) => {
    const shown = body.slice(0, 100);
    expect(() => objectsOf(body)).toThrow(`expected an S3 event notification, received ${shown}`);
  });

  test('cannot be read from a long text, and the error contains its beginning', () => {
    expect(() => objectsOf('x'.repeat(10_000))).toThrow(/^.{250,400}$/);
  });
});

describe('the identity of an object', () => {
  test.each([
    [undefined, 'a/b.log.gz'],
    ['', 'a/b.log.gz'],
    // the version that S3 sends for objects from before versioning was enabled
    ['null', 'a/b.log.gz'],
    ['L4kqtJlcpXroDTDmpUMLUo', 'a/b.log.gz?versionId=L4kqtJlcpXroDTDmpUMLUo'],
  ])('with version %s is %s', (versionId, expected) => {
    expect(sourceOf({ bucket: 'raw', key: 'a/b.log.gz', versionId })).toBe(expected);
  });
});
