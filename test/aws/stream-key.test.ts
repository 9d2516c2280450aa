import { describe, expect, test } from 'vitest';
import { parseObjectKey } from '../../aws/object-key';
import { originOf } from '../../aws/source-origin';
import { firehoseStream, parseStreamKey, StreamSource, streamPrefix } from '../../aws/stream-key';

const PLACE = { account: '123456789012', region: 'eu-west-1', formatId: 'v5-0a1b2c' };
const STREAM = 'lake-flow.logs_1';
const FILE = `${STREAM}-3-2026-11-22-10-05-59-0a1b2c3d-0011-2233-4455-66778899aabb`;

/** The key that Firehose writes for a prefix, with evaluated expressions. */
function delivered(prefix: string, file = FILE): string {
  return (
    prefix
      .replace('!{timestamp:yyyy/MM/dd/HH}', '2026/11/22/10')
      .replace('!{firehose:error-output-type}', 'processing-failed') + file
  );
}

const firehose = streamPrefix({ ...PLACE, via: StreamSource.FIREHOSE });
const cloudWatch = streamPrefix({ ...PLACE, via: StreamSource.CLOUD_WATCH });

describe('the prefix of a stream', () => {
  test('contains the folders of the stream', () => {
    expect(firehose).toEqual({
      prefix: 'streams/firehose/123456789012/eu-west-1/v5-0a1b2c/!{timestamp:yyyy/MM/dd/HH}/',
      folders: [
        'streams/firehose/123456789012/eu-west-1/v5-0a1b2c',
        'stream-errors/firehose/123456789012/eu-west-1/v5-0a1b2c',
      ],
      errorPrefix:
        'stream-errors/firehose/123456789012/eu-west-1/v5-0a1b2c/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/',
    });
  });

  test('accepts deploy-time tokens for account and region', () => {
    const token = {
      via: StreamSource.FIREHOSE,
      account: '${Token[AWS.AccountId.0]}',
      region: '${Token[AWS.Region.1]}',
    };
    expect(streamPrefix({ ...token, formatId: 'a' }).prefix).toContain(
      'streams/firehose/${Token[AWS.AccountId.0]}/${Token[AWS.Region.1]}/a/',
    );
  });

  test.each(['', 'a/b', 'a b', '${Token[TOKEN.1]}', 'x'.repeat(65), '..'])(
    'rejects the format id %j',
    (formatId) => {
      const prefix = () => streamPrefix({ ...PLACE, via: StreamSource.FIREHOSE, formatId });
      expect(prefix).toThrow('expected a format id of 1 to 64 letters, digits, _ and -');
    },
  );
});

describe('the key of a streamed object', () => {
  test.each([
    ['of Firehose', delivered(firehose.prefix)],
    ['of Firehose, with an ending', delivered(firehose.prefix, `${FILE}.json.gz`)],
    ['of Firehose, with a version', `${delivered(firehose.prefix)}?versionId=L4kqtJlcpXroDTDmpUMLUo`],
    ['below a folder', `some/folder/${delivered(firehose.prefix)}`],
  ])('is parsed: %s', (_, key) => {
    const parts = { accountId: PLACE.account, region: PLACE.region, day: '2026-11-22', flowLogId: STREAM };
    expect(parseStreamKey(key)).toEqual({ via: 'firehose', formatId: PLACE.formatId, ...parts });
    expect(originOf(key)).toEqual({ cloud: 'aws', source: key, ...parts });
    expect(parseObjectKey(key)).toBeUndefined();
  });

  test('of CloudWatch Logs contains no flow log, because its records contain it', () => {
    const parts = { accountId: PLACE.account, region: PLACE.region, day: '2026-11-22' };
    const key = delivered(cloudWatch.prefix);
    expect(parseStreamKey(key)).toEqual({ via: 'cloudwatch', formatId: PLACE.formatId, ...parts });
    expect(originOf(key)).toEqual({ cloud: 'aws', source: key, ...parts });
  });

  test('with another file name contains no flow log', () => {
    expect(parseStreamKey(delivered(firehose.prefix, 'copy.json'))).toEqual({
      via: 'firehose',
      accountId: PLACE.account,
      region: PLACE.region,
      formatId: PLACE.formatId,
      day: '2026-11-22',
    });
  });

  const key = delivered(firehose.prefix);
  test.each([
    ['empty', ''],
    ['of an object that could not be delivered', delivered(firehose.errorPrefix)],
    ['of another source', key.replace('/firehose/', '/kinesis/')],
    ['whose folder only ends with the name', `my${key}`],
    ['of a short account', key.replace(PLACE.account, '12345')],
    ['of no region', key.replace('eu-west-1', '..')],
    ['of no format', key.replace(PLACE.formatId, 'a b')],
    ['of no hour', key.replace('/22/10/', '/22/')],
    ['of a folder', key.slice(0, -FILE.length)],
    ['that continues after the file name', `${key}/more`],
    ['of a flow log', 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/11/22/x.log.gz'],
  ])('is not parsed: %s', (_, other) => {
    expect(parseStreamKey(other)).toBeUndefined();
    expect(originOf(other)).toEqual({ cloud: 'aws', source: other });
  });
});

test.each([
  [FILE, STREAM],
  [`${FILE}.gz`, STREAM],
  [`a-1-${FILE}`, `a-1-${STREAM}`],
  ['notes', undefined],
  [FILE.replace('2026-', ''), undefined],
  [FILE.slice(0, -1), undefined],
  [`${FILE}x`, undefined],
  ['x'.repeat(100_000), undefined],
])('the stream in the name %.60s is %s', (name, stream) => {
  expect(firehoseStream(name)).toBe(stream);
});
