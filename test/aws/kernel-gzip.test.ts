import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { expectSame } from './both-readers';
import { fileOf } from './sample-records';

const TEXT = fileOf({}, { bytes: '1' }, { action: 'REJECT' }, { start: 'x' });
const GZIP = gzipSync(TEXT);
const [FIRST, SECOND] = [Buffer.from(TEXT.slice(0, 250)), Buffer.from(TEXT.slice(250))];
const MEMBERS = Buffer.concat([gzipSync(FIRST), gzipSync(''), gzipSync(SECOND, { level: 0 })]);

const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** The gzip file with an optional field in its header. */
function withHeader(flags: number, ...parts: (string | number[])[]): Buffer {
  const header = Buffer.concat([GZIP.subarray(0, 10), ...parts.map((part) => Buffer.from(part as string))]);
  header[3] = flags;
  return Buffer.concat([header, GZIP.subarray(10)]);
}

function withHeaderCrc(wrong: number): Buffer {
  const header = Buffer.from(GZIP.subarray(0, 10));
  header[3] = HAS_CRC;
  const crc = (crc32(header) & 0xffff) ^ wrong;
  return withHeader(HAS_CRC, [crc & 0xff, crc >> 8]);
}

describe('the kernel and the reference reader return equal results for', () => {
  test.each([
    ['one member', GZIP, undefined],
    ['several members', MEMBERS, undefined],
    ['gzip in gzip', gzipSync(GZIP), undefined],
    ['gzip in gzip in gzip', gzipSync(gzipSync(GZIP)), undefined],
    ['gzip of members in gzip', gzipSync(MEMBERS), undefined],
    ['nothing', gzipSync(''), undefined],
    ['a JSON document', gzipSync('{}'), 'not-a-flow-log'],
    [
      'a header with everything',
      withHeader(HAS_EXTRA | HAS_NAME | HAS_COMMENT, [3, 0, 1, 2, 3], 'name\0', 'comment\0'),
      undefined,
    ],
    ['a header with its CRC', withHeaderCrc(0), undefined],
    ['a header with a wrong CRC', withHeaderCrc(1), 'damaged'],
    ['a header with a long name', withHeader(HAS_NAME, `${'n'.repeat(300_000)}\0`), undefined],
    ['zeros after it', Buffer.concat([GZIP, Buffer.alloc(9)]), 'damaged'],
    ['text after it', Buffer.concat([GZIP, Buffer.from('text')]), 'damaged'],
    ['gzip magic after it', Buffer.concat([GZIP, Buffer.from([0x1f])]), 'damaged'],
  ])('%s', async (_, bytes, error) => {
    for (const chunkSize of bytes.length > 10_000 ? [4096] : [1, 3, 65_536]) {
      expect((await expectSame({ bytes, chunkSize })).error).toBe(error);
    }
  });

  test('gzip that is truncated at any byte', async () => {
    for (let length = 0; length < MEMBERS.length; length++) {
      await expectSame({ bytes: MEMBERS.subarray(0, length) });
    }
  });

  test('gzip with any byte changed', async () => {
    for (let at = 0; at < GZIP.length; at++) {
      const bytes = Buffer.from(GZIP);
      bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
      await expectSame({ bytes });
    }
  });

  test.each([
    ['text', Buffer.from(TEXT)],
    ['gzip', GZIP],
    ['members', MEMBERS],
    ['gzip in gzip', gzipSync(GZIP)],
  ])('%s of so many bytes, or one more than may be', async (_, bytes) => {
    for (const maxBytes of [0, 1, TEXT.length - 1, TEXT.length, TEXT.length + 1]) {
      const { error } = await expectSame({ bytes, maxBytes });
      expect(error).toBe(maxBytes < TEXT.length ? 'too-large' : undefined);
    }
  });
});
