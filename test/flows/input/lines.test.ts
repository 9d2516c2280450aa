import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, lineBlocks, MAX_LINE_BYTES } from '../../../flows/input/lines';
import { chunks } from '../../support/normalized';

const BOM = '\ufeff';

async function linesOf(bytes: Uint8Array | string, chunkSize?: number): Promise<Line[]> {
  return collect(chunks(bytes, chunkSize));
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const block of lineBlocks(stream)) lines.push(...block);
  return lines;
}

async function numbered(bytes: Uint8Array | string, chunkSize?: number): Promise<[number, string][]> {
  return (await linesOf(bytes, chunkSize)).map(({ number, text }) => [number, text]);
}

describe.each([1, 3, 65_536])('in chunks of %i', (size) => {
  test.each<[string, string, [number, string][]]>([
    ['nothing', '', []],
    ['only line breaks', '\n\r\n\n', []],
    [
      'line breaks of Unix',
      'a\nb\n',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'line breaks of Windows',
      'a\r\nb\r\n',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'no last line break',
      'a\nb',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'no last line break after CR',
      'a\nb\r',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'empty lines, which count in the numbering',
      '\na\n\n\r\nb\n',
      [
        [2, 'a'],
        [5, 'b'],
      ],
    ],
    [
      'a byte order mark',
      `${BOM}a\nb`,
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['only a byte order mark', BOM, []],
    [
      'a byte order mark that is not the first',
      `a\n${BOM}b`,
      [
        [1, 'a'],
        [2, `${BOM}b`],
      ],
    ],
    ['CR inside of a line', 'a\rb\r\r\n', [[1, 'a\rb\r']]],
    [
      'blanks, which are kept',
      ' a \n\t\n',
      [
        [1, ' a '],
        [2, '\t'],
      ],
    ],
    [
      'letters of several bytes',
      'é\n漢字\n🙂',
      [
        [1, 'é'],
        [2, '漢字'],
        [3, '🙂'],
      ],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await numbered(text, size)).toEqual(expected);
  });

  test('a line that is not valid UTF-8 has its bytes', async () => {
    const invalid = Buffer.from([0x61, 0xff, 0x62]);
    const lines = await linesOf(Buffer.concat([Buffer.from('a\n'), invalid, Buffer.from('\r\nb')]), size);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lines.map((line) => line.invalid && Buffer.from(line.invalid))).toEqual([
      undefined,
      invalid,
      undefined,
    ]);
    expect(lines[1]?.text).toBe('a\ufffdb');
  });
});

describe.each([1_000, 65_536, 1_000_000])('a long line in chunks of %i', (size) => {
  test('is complete up to the limit', async () => {
    const long = 'x'.repeat(MAX_LINE_BYTES);
    expect(await linesOf(`a\n${long}\nb`, size)).toMatchObject([
      { number: 1, text: 'a', tooLong: undefined },
      { number: 2, text: long, tooLong: undefined },
      { number: 3, text: 'b', tooLong: undefined },
    ]);
  });

  test.each([1, 100_000])('above the limit by %i is truncated, with its original length', async (excess) => {
    const long = 'x'.repeat(MAX_LINE_BYTES + excess);
    expect(await linesOf(`a\n${long}\nb\n${long}`, size)).toMatchObject([
      { number: 1, text: 'a', tooLong: undefined },
      { number: 2, text: 'x'.repeat(MAX_LINE_BYTES), tooLong: long.length },
      { number: 3, text: 'b', tooLong: undefined },
      { number: 4, tooLong: long.length },
    ]);
  });
});

describe('bytes of any kind', () => {
  const pieces = fc.constantFrom('a', '2 eni-1 - OK', '\n', '\r\n', '\r', ' ', BOM, 'é', '🙂');
  const bytes = fc
    .array(
      fc.oneof(
        pieces.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 3 }),
      ),
    )
    .map((parts) => Buffer.concat(parts));

  test('return the same lines in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(fc.nat()), async (all, cuts) => {
        const ends = [...cuts.map((cut) => cut % (all.length + 1)), all.length].sort((a, b) => a - b);
        async function* cut() {
          let start = 0;
          for (const end of ends) {
            // some streams reuse the memory of a chunk
            const chunk = Buffer.from(all.subarray(start, end));
            yield chunk;
            chunk.fill(0x58);
            start = end;
          }
        }
        expect(await collect(cut())).toEqual(await linesOf(all));
      }),
    );
  });

  test('are all returned, line by line', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (all) => {
        const expected = all
          .toString('latin1')
          .split('\n')
          .map((line, index) => (index === 0 ? line.replace(/^\u00ef\u00bb\u00bf/, '') : line))
          .map((line, index) => ({ number: index + 1, bytes: line.replace(/\r$/, '') }))
          .filter((line) => line.bytes !== '');
        const found = (await linesOf(all)).map(({ number, text, invalid }) => ({
          number,
          bytes: Buffer.from(invalid ?? text).toString('latin1'),
        }));
        expect(found).toEqual(expected);
      }),
    );
  });
});
