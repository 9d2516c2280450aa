import { describe, expect, test } from 'vitest';
import { objectsOf, sourceOf } from '../../../aws/normalizer/s3-events';

/** A record of a notification, with what S3 says besides. */
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
  ])('have their keys decoded: %s', (key, expected) => {
    expect(objectsOf(bodyOf(recordOf({ key })))).toEqual([
      { bucket: 'raw', key: expected, versionId: undefined },
    ]);
  });

  test('come in their order, each with its bucket and version', () => {
    const body = bodyOf(recordOf({ key: 'b', versionId: 'v1' }), recordOf({ key: 'a' }, 'other'));
    expect(objectsOf(body)).toEqual([
      { bucket: 'raw', key: 'b', versionId: 'v1' },
      { bucket: 'other', key: 'a', versionId: undefined },
    ]);
  });

  test('are none in the test event, and in an empty one', () => {
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
    ['something else', '{"detail-type":"Object Created"}'],
    ['records that are no list', '{"Records":{"0":{}}}'],
    ['a record of nothing', bodyOf(null)],
    ['a record of another service', bodyOf({ eventSource: 'aws:sqs', body: 'x' })],
    ['an object without a key', bodyOf(recordOf({}))],
    ['an object without a bucket', bodyOf(recordOf({ key: 'a' }, ''))],
    ['a key that can not be decoded', bodyOf(recordOf({ key: '%E0%A4%A' }))],
  ])('are not found in %s, and the error shows it', (_, body) => {
    const shown = body.slice(0, 100);
    expect(() => objectsOf(body)).toThrow(`the message is no S3 notification: ${shown}`);
  });

  test('are not found in a long text, of which the error shows the beginning', () => {
    expect(() => objectsOf('x'.repeat(10_000))).toThrow(/^.{250,400}$/);
  });
});

describe('the identity of an object', () => {
  test.each([
    [undefined, 'a/b.log.gz'],
    ['', 'a/b.log.gz'],
    // what S3 says of objects from before versioning was on
    ['null', 'a/b.log.gz'],
    ['L4kqtJlcpXroDTDmpUMLUo', 'a/b.log.gz?versionId=L4kqtJlcpXroDTDmpUMLUo'],
  ])('with version %s is %s', (versionId, expected) => {
    expect(sourceOf({ bucket: 'raw', key: 'a/b.log.gz', versionId })).toBe(expected);
  });
});
