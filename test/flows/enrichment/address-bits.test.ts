import { isIP } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { AddressBits } from '../../../flows/enrichment/address-bits';

const bits = new AddressBits();

/** Words of an address by ipaddr.js. */
function expectedWords(text: string): number[] {
  const bytes = Buffer.from(ipaddr.process(text).toByteArray());
  return Array.from({ length: bytes.length / 4 }, (_, word) => bytes.readUInt32BE(4 * word));
}

function wordsOf(text: string): number[] | undefined {
  return bits.parseText(text) ? [...bits.words.subarray(0, bits.count)] : undefined;
}

const mapped = fc.ipV4().map((text) => `::ffff:${text}`);
const embedded = fc
  .tuple(fc.ipV4(), fc.constantFrom('64:ff9b::', '::1:', '1:2:3:4:5:6:'))
  .map(([v4, v6]) => v6 + v4);

/** ipaddr.js reads `::192.0.2.1` as an IPv4 address, which is a deprecated meaning. */
const ipv6 = fc.ipV6().filter((text) => !/^::[0-9]+\./.test(text));

describe('the bits of an address', () => {
  test('equal those of ipaddr.js', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), ipv6, mapped, embedded), (text) => {
        expect(wordsOf(text)).toEqual(expectedWords(text));
        expect(wordsOf(text.toUpperCase())).toEqual(expectedWords(text));
        expect(wordsOf(bits.toString())).toEqual(expectedWords(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('exist for exactly the texts that Node accepts, without a zone', () => {
    const pieces = fc.constantFrom(
      '0',
      '1',
      '25',
      '255',
      '256',
      '01',
      'f',
      'ffff',
      '12345',
      ':',
      '::',
      '.',
      '-',
      ' ',
      'g',
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 17 }).map((all) => all.join('')),
      fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6(), mapped), fc.nat(), pieces).map(([text, at, piece]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + piece + text.slice(cut + (at % 2));
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(bits.parseText(text)).toBe(isIP(text) !== 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    '',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8::',
    '::1%eth0',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.',
    '٠.0.0.1',
    '\u01310.0.0.1',
  ])('do not exist for %j', (text) => {
    expect(bits.parseText(text)).toBe(false);
  });

  test('are read between two positions', () => {
    const bytes = Buffer.from('x192.0.2.12001:db8::1x');
    expect(bits.parse(bytes, 1, 10) && bits.toString()).toBe('192.0.2.1');
    expect(bits.parse(bytes, 10, 21) && bits.toString()).toBe('2001:db8:0:0:0:0:0:1');
  });
});
