import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { fuzzObject } from '../../fuzz/fuzz-object';
import { expectSame } from './both-readers';
import { fileOf, NO_TRAFFIC, record, SAMPLE, SAMPLE_KEY } from './sample-records';

const HEADER = Object.keys(SAMPLE).join(' ');
/** Objects up to this size are also read in chunks of one byte; larger ones would take too long. */
const SMALL_BYTES = 3000;
const SEEDS = Array.from({ length: 40 }, (_, index) => 20_261_122 + index);

describe('the kernel and the reference reader return equal results for', () => {
  test.each(SEEDS)('the generated object of seed %i', async (seed) => {
    const { source, declared, bytes, chunkBytes } = fuzzObject(seed, 120);
    await expectSame({ source, bytes, format: declared, chunkSize: chunkBytes });
  });

  test.each([
    ['nothing', ''],
    ['a newline', '\n'],
    ['white space', ' \t\r\n\n'],
    ['white space of more than 64 KiB', `${' '.repeat(70_000)}\n${fileOf({})}`],
    ['a byte order mark', '\ufeff'],
    ['a byte order mark and a header', `\ufeff${fileOf({})}`],
    ['a header alone', HEADER],
    ['no header', record()],
    ['words that are not a header', 'a b c\n'],
    ['a field twice', `${HEADER} ${HEADER}\n${record()}`],
    ['fields of two kinds', `${HEADER} vpc-id tgw-id\n`],
    ['a bad header in the middle', `${fileOf({})}version version start end\n${record()}\n`],
    ['CRLF', fileOf({}, { bytes: '1' }).replaceAll('\n', '\r\n')],
    ['no last newline', fileOf({}, { bytes: '1' }).trimEnd()],
    ['empty lines', fileOf({}, { bytes: '1' }).replaceAll('\n', '\n\n\n')],
    ['the same header again', `${fileOf({})}${fileOf({}, {})}${fileOf(NO_TRAFFIC)}`],
    [
      'another header',
      `${fileOf({})}${fileOf({ region: 'eu-west-1', zz: 'new' }, {})}end start srcaddr\n- - ::1\n`,
    ],
    ['a header of words', `${fileOf({})}action log-status\nACCEPT OK\nOK OK\n${fileOf({ type: 'IPv6' })}`],
    [
      'only words',
      'action log-status flow-direction extra-1\nACCEPT OK ingress a\nREJECT nodata EGRESS -\n- - - -\nx - - -',
    ],
    [
      'NUL and what is no UTF-8',
      Buffer.concat([Buffer.from(fileOf({})), Buffer.from([0, 10, 255, 254, 10, 0xc3, 10])]),
    ],
    ['more fields than the kernel reads', `srcaddr ${manyNames(120)}\n::1 ${'v '.repeat(120)}\n`],
    ['names that exceed the memory of the kernel', `srcaddr bytes ${'n'.repeat(60_000)}\n::1 1 v\n::1 1 -\n`],
    ['gzip magic and no gzip', Buffer.from([0x1f, 0x8b])],
  ])('%s', async (_, bytes) => {
    for (const source of ['a/b c.log', SAMPLE_KEY]) {
      for (const chunkSize of bytes.length < SMALL_BYTES ? [1, 7, 65_536] : [9973]) {
        await expectSame({ source, bytes, chunkSize });
      }
      await expectSame({ source, bytes, format: LogFormat.AWS_DEFAULT });
    }
  });

  test.each([65_534, 65_535, 65_536, 65_537, 131_072, 600_000])('lines of %i bytes', async (length) => {
    const long = (ending: string) =>
      record({ 'interface-id': '' })
        .replace('  ', ` ${'x'.repeat(length)} `)
        .slice(-length) + ending;
    const line = long('\n');
    expect(line.length).toBe(length + 1);
    for (const bytes of [
      `${fileOf({})}${long('\n')}${record()}\n`,
      `${fileOf({})}${long('\r\n')}${record()}\n${long('')}`,
      `${HEADER}\n${record({ 'interface-id': 'y'.repeat(length - 200) })}\n${record()}`,
    ]) {
      await expectSame({ bytes, chunkSize: 50_000 });
      await expectSame({ bytes: gzipSync(bytes) });
    }
  });

  test('records of many days, regions and accounts, mixed', async () => {
    const days = Array.from({ length: 500 }, (_, index) => ({
      start: index % 7 === 0 ? '-' : String(1_795_341_600 + (index % 5) * 86_400),
      end: index % 11 === 0 ? '-' : String(1_795_341_600 + (index % 3) * 86_400),
      'account-id': ['123456789010', '123456789011', 'unknown', '-'][index % 4] as string,
      region: ['eu-west-1', '-', 'us-east-1'][index % 3] as string,
    }));
    for (const source of ['x.log', SAMPLE_KEY]) {
      const { outputs } = await expectSame({ source, bytes: fileOf(...days) });
      expect(outputs?.length).toBeGreaterThan(9);
    }
  });

  test.each(['\n', '\r\n'])('runs of empty lines with the break %j', async (end) => {
    const lines = fileOf({}, {}).toString().trimEnd().split('\n');
    const bytes = lines.map((line) => line + end.repeat(70_000)).join('');
    const { rows, result } = await expectSame({ bytes: end.repeat(9) + bytes, chunkSize: 4096 });
    const [file] = Object.values(rows ?? {});
    expect(file?.map(({ source_row }) => source_row)).toEqual([70_010n, 140_010n]);
    expect(result?.summary).toMatchObject({ records: 2, rows: 2 });
  });

  test('more than a thousand partitions, each with several rows', async () => {
    const days = Array.from({ length: 1001 }, (_, day) => ({ start: String(1_500_000_000 + day * 86_400) }));
    const { outputs, result } = await expectSame({ bytes: fileOf(...days, ...days, ...days.slice(0, 100)) });
    expect(outputs?.length).toBe(1001);
    expect(result?.summary.rows).toBe(2102);
  });
});

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `name-${index}`).join(' ');
}
