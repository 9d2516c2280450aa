import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AddressBits } from '../../../flows/enrichment/address-bits';
import { readThreatList } from '../../../flows/enrichment/read-threat-list';
import { ThreatListError } from '../../../flows/enrichment/threat-list-error';
import { LIST_SAMPLES } from './list-samples';

/** Bytes that mean something in one of the formats. */
const SIGNS = [...'"\'\\{}[](),;:#|/-.\n\r\t 0@<'].map((sign) => sign.charCodeAt(0));
/** Addresses that no list may mark, whatever it contains. */
const OTHERS = [
  '10.0.0.1',
  '172.16.9.9',
  '192.168.1.1',
  '127.0.0.1',
  '224.0.0.1',
  '8.8.8.8',
  'fe80::1',
  '2a00::1',
];

test.each(LIST_SAMPLES)('$title with changed bytes is an error or a list', ({ text }) => {
  const original = Buffer.from(text);
  const bits = new AddressBits();
  const change = fc.record({
    at: fc.nat(original.length),
    removed: fc.nat(3),
    inserted: fc.array(fc.oneof(fc.constantFrom(...SIGNS), fc.integer({ min: 0, max: 255 })), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      let content = original;
      for (const { at, removed, inserted } of changes) {
        content = Buffer.concat([
          content.subarray(0, at),
          Buffer.from(inserted),
          content.subarray(at + removed),
        ]);
      }
      const reading = readThreatList(content, { path: 'list.x', name: 'list', maxNetworks: 10_000 });
      try {
        let part = reading.next();
        while (!part.done) part = reading.next();
        const { list, entries, problems } = part.value;
        expect(list.size > 0).toBe(entries > 0);
        expect(problems.length).toBeLessThanOrEqual(5);
        for (const address of OTHERS) {
          bits.parseText(address);
          expect([content.toString(), address, list.find(bits)]).toEqual([
            content.toString(),
            address,
            undefined,
          ]);
        }
      } catch (error) {
        if (!(error instanceof ThreatListError)) throw error;
      }
    }),
    { numRuns: 150 },
  );
});
