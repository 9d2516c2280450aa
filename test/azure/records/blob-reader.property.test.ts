import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecordSplitter } from '../../../azure/records/record-splitter';
import type { FlowRow } from '../../../flows/columns';
import { blobOf, nsgRecord, readBlob, readBlocks, vnetRecord } from './read-blob';

const INT64_MAX = 2n ** 63n - 1n;

const address = fc.oneof(fc.ipV4(), fc.ipV6());
const port = fc.integer({ min: 0, max: 65_535 });
const counter = fc.oneof(fc.bigInt({ min: 0n, max: INT64_MAX }), fc.constant(INT64_MAX), fc.constant(0n));
const millis = fc.bigInt({ min: BigInt(Date.parse('2015-01-01')), max: BigInt(Date.parse('2099-01-01')) });

/** A VNet tuple: its text and the expected values of its row. */
const vnetTuple = fc
  .record({
    time: millis,
    inSeconds: fc.boolean(),
    addresses: fc.tuple(address, address),
    ports: fc.tuple(port, port),
    protocol: fc.oneof(fc.constantFrom(1, 6, 17, 58), fc.integer({ min: 0, max: 255 })),
    direction: fc.constantFrom('I', 'O'),
    state: fc.constantFrom('B', 'C', 'E', 'D'),
    encryption: fc.constantFrom('X', 'NX', 'NX_HW_NOT_SUPPORTED', 'NX_FALLBACK', 'SOMETHING_NEW'),
    counters: fc.tuple(counter, counter, counter, counter),
  })
  .map(({ time, inSeconds, addresses, ports, protocol, direction, state, encryption, counters }) => {
    const counted = state === 'C' || state === 'E';
    const at = inSeconds ? time / 1000n : time;
    const numbers = counted ? counters.join(',') : ',,,';
    const text = [at, ...addresses, ...ports, protocol, direction, state, encryption, numbers].join(',');
    const row: Partial<FlowRow> = {
      start_time: inSeconds ? at * 1000n : at,
      src_addr: addresses[0],
      dst_addr: addresses[1],
      src_port: ports[0],
      dst_port: ports[1],
      protocol,
      direction: direction === 'I' ? 'ingress' : 'egress',
      encryption,
      packets_out: counted ? counters[0] : null,
      bytes_out: counted ? counters[1] : null,
      packets_in: counted ? counters[2] : null,
      bytes_in: counted ? counters[3] : null,
    };
    return { text, row };
  });

const nsgText = vnetTuple.map(({ text }) => {
  const [, ...addresses] = text.split(',').slice(0, 5);
  return [1_542_110_379, ...addresses, 'T', 'I', 'A', 'B', '', '', '', ''].join(',');
});

const record = fc.oneof(
  fc.array(vnetTuple, { maxLength: 4 }).map((tuples) => vnetRecord(tuples.map(({ text }) => text))),
  fc.array(nsgText, { maxLength: 3 }).map((tuples) => nsgRecord(2, tuples)),
  fc
    .array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), { maxLength: 3 })
    .map((tuples) => vnetRecord(tuples)),
  fc.jsonValue().map((value) => vnetRecord([], { flowRecords: value })),
);

/** Records, some of them duplicates. */
const records = fc
  .tuple(fc.array(record, { minLength: 1, maxLength: 6 }), fc.array(fc.nat({ max: 5 }), { maxLength: 4 }))
  .map(([some, again]) => [...some, ...again.map((index) => some[index % some.length])]);

/** Splits a list into parts of the given sizes. */
function cut<T>(whole: readonly T[], sizes: readonly number[]): T[][] {
  const parts: T[][] = [];
  for (let at = 0, part = 0; at < whole.length; part++) {
    const size = sizes[part % sizes.length] as number;
    parts.push(whole.slice(at, at + size));
    at += size;
  }
  return parts;
}

const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 });

describe('BlobReader', () => {
  test('reads every value exactly', () => {
    fc.assert(
      fc.property(fc.array(vnetTuple, { minLength: 1, maxLength: 5 }), (tuples) => {
        const { rows, rejects } = readBlob([blobOf(vnetRecord(tuples.map(({ text }) => text)))]);
        expect(rejects).toEqual([]);
        expect(rows).toMatchObject(tuples.map(({ row }) => row));
      }),
      { numRuns: 500 },
    );
  });

  test('gives the same result with any chunks', () => {
    fc.assert(
      fc.property(records, sizes, (written, chunkSizes) => {
        const bytes = Buffer.from(blobOf(...written));
        const chunks = cut([...bytes], chunkSizes).map((part) => Uint8Array.from(part));
        expect(readBlob(chunks)).toEqual(readBlob([bytes]));
      }),
      { numRuns: 200 },
    );
  });

  test('gives the same result block by block, with or without the opener, and with damaged blocks', () => {
    const block = fc.tuple(fc.nat({ max: 9 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }));
    fc.assert(
      fc.property(
        records,
        fc.array(block, { minLength: 1 }),
        sizes,
        fc.boolean(),
        (written, damage, groups, opened) => {
          const blocks = written.map((value, index) => {
            const text = JSON.stringify(value);
            const [chance, share] = damage[index % damage.length] as [number, number];
            const kept = chance < 2 ? text.slice(0, 1 + Math.floor(text.length * share)) : text;
            return `${index === 0 ? '' : ','}${kept}`;
          });
          const opener = '{"records":[';
          const whole = readBlocks([[opener, ...blocks]]);
          const apart = cut(
            blocks,
            groups.map((size) => 1 + (size % 3)),
          );
          if (opened) apart[0]?.unshift(opener);
          const inParts = readBlocks(apart);
          expect(inParts.sink).toEqual(whole.sink);
          expect(inParts.progress).toEqual(whole.progress);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('counts every tuple of damaged blobs', () => {
    const change = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 255 }),
      fc.nat({ max: 3 }),
    );
    fc.assert(
      fc.property(records, fc.array(change, { minLength: 1, maxLength: 6 }), (written, changes) => {
        let bytes = Buffer.from(blobOf(...written));
        for (const [share, byte, removed] of changes) {
          const at = Math.floor(share * bytes.length);
          bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at + removed)]);
        }
        const { sink, progress } = readBlocks([[bytes]]);
        const { rows, rejects, duplicates } = sink;
        expect(BigInt(rows.length + rejects.length + duplicates)).toBe(progress.tuples);
        const numbers = [...rows.map((row) => row.source_row), ...rejects.map(({ sourceRow }) => sourceRow)];
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('skips only the bytes between records', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue().map((value) => JSON.stringify(value)),
            fc.string(),
          ),
          { maxLength: 6 },
        ),
        (parts) => {
          const bytes = Buffer.from(parts.join(','));
          const splitter = new RecordSplitter();
          const found = [...splitter.push(bytes), ...splitter.end()];
          let rest = '';
          let at = 0;
          for (const { offset, bytes: own } of found) {
            rest += bytes.subarray(at, offset).toString();
            at = offset + own.length;
          }
          rest += bytes.subarray(at).toString();
          expect(rest).toMatch(/^[\s,[]*$|\]/);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
