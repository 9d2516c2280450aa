import { describe, expect, test } from 'vitest';
import type { Value } from '../../../flows/columns';
import { writtenAndRead } from './support/kernel-rows';
import { randomOf } from './support/random';

const MAX = 2n ** 63n - 1n;
/** Around the ends of blocks and miniblocks. */
const COUNTS = [1, 34, 129, 290];

describe('numbers are the same after writing and reading', () => {
  const random = randomOf(20_261_122);
  const bits = (count: number) =>
    BigInt.asUintN(count, (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32)));
  const cases: [string, (row: number) => bigint | null][] = [
    ['alternately the smallest and the largest', (row) => (row % 2 === 0 ? 0n : MAX)],
    ['close to the largest', (row) => MAX - BigInt(row % 3)],
    ['all equal', () => 5n],
    ['all the largest', () => MAX],
    ['increasing', (row) => 2n ** BigInt(row % 63)],
    ['of random size', () => bits(1 + random(63))],
    ['some of them null', (row) => (row % 3 === 0 ? null : bits(40))],
    ['all but one equal', (row) => (row === 77 ? MAX : 1n)],
    ...Array.from({ length: 63 }, (_, width): [string, () => bigint] => [
      `of ${width + 1} bits`,
      () => bits(width + 1),
    ]),
  ];

  test.each(cases)('%s', async (_, valueAt) => {
    for (const count of COUNTS) {
      const values = Array.from({ length: count }, (_, row) => ({ bytes_out: valueAt(row) }));
      for (const deltas of [true, false]) {
        const { rows } = await writtenAndRead(['bytes_out'], values, deltas);
        expect(rows.map(({ bytes_out }) => bytes_out)).toEqual(values.map(({ bytes_out }) => bytes_out));
      }
    }
  });

  test('of 32 bits', async () => {
    const values = Array.from({ length: 1000 }, (_, row) => ({
      src_port: row % 5 === 0 ? null : random(65_536),
    }));
    for (const deltas of [true, false]) {
      const { rows } = await writtenAndRead(['src_port'], values, deltas);
      expect(rows.map(({ src_port }) => src_port)).toEqual(values.map(({ src_port }) => src_port));
    }
  });
});

describe.each(Array.from({ length: 16 }, (_, width) => width + 1))('codes of %i bits', (width) => {
  const random = randomOf(width);
  const distinct = 2 ** (width - 1) + 1;
  const textOf = (code: number) => `t${code}`;

  test('are the same after writing and reading, alone and in runs of any length', async () => {
    // each code once, which determines the width
    const codes: (number | null)[] = Array.from({ length: distinct }, (_, code) => code);
    for (let run = 0; run < 60; run++) {
      const code = random(9) === 0 ? null : random(distinct);
      for (let left = random(3) === 0 ? 1 + random(90) : 1; left > 0; left--) codes.push(code);
    }
    const values = codes.map((code) => ({ interface_id: code === null ? null : textOf(code) }));
    const { rows } = await writtenAndRead(['interface_id'], values);
    expect(rows.length).toBe(values.length);
    expect(rows.findIndex(({ interface_id }, row) => interface_id !== values[row]?.interface_id)).toBe(-1);
  });
});

describe('levels keep the positions of null values', () => {
  const patterns: [string, (row: number) => boolean][] = [
    ['none', () => false],
    ['all', () => true],
    ['the first', (row) => row === 0],
    ['all but the first', (row) => row > 0],
    ['every other', (row) => row % 2 === 0],
    ['every eighth', (row) => row % 8 === 7],
    ['eight by eight', (row) => (row >> 3) % 2 === 0],
  ];

  test.each(patterns)('%s', async (_, isNull) => {
    for (const count of [1, 2, 7, 8, 9, 15, 16, 17, 40, 41]) {
      const values = Array.from({ length: count }, (_, row) => ({
        interface_id: isNull(row) ? null : (`t${row % 5}` as Value),
        bytes_out: isNull(row) ? null : BigInt(row),
      }));
      const { rows } = await writtenAndRead(['interface_id', 'bytes_out'], values);
      expect(rows.map(({ interface_id, bytes_out }) => ({ interface_id, bytes_out }))).toEqual(values);
      expect(rows.map(({ source_row }) => source_row)).toEqual(values.map((_, row) => BigInt(row + 1)));
    }
  });
});
