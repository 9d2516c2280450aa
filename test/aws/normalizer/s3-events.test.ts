import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../../aws/normalizer/s3-events';

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
