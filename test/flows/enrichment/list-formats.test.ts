import { describe, expect, test } from 'vitest';
import { AddressBits } from '../../../flows/enrichment/address-bits';
import { readThreatList } from '../../../flows/enrichment/read-threat-list';
import { ThreatListError } from '../../../flows/enrichment/threat-list-error';
import type { ReadList } from '../../../flows/enrichment/threat-list-reading';
import { readNetwork } from '../../../flows/enrichment/threat-network';
import { LIST_SAMPLES } from './list-samples';

const NOW = Date.parse('2026-11-30T10:00:00Z');

function read(
  content: string | Buffer,
  limits: { maxNetworks?: number; maxTypeBytes?: number } = {},
): ReadList {
  const reading = readThreatList(Buffer.from(content), { path: 'list.x', name: 'list', now: NOW, ...limits });
  for (let part = reading.next(); ; part = reading.next()) if (part.done) return part.value;
}

function typeOf({ list }: ReadList, address: string): string | undefined {
  const bits = new AddressBits();
  expect(bits.parseText(address)).toBe(true);
  return list.find(bits)?.type;
}

describe.each(LIST_SAMPLES)('$title', ({ text, found, notFound, skipped = 0, bad = 0 }) => {
  test('is read', () => {
    const list = read(text);
    const types = Object.keys(found).map((address) => [address, typeOf(list, address)]);
    expect(Object.fromEntries(types)).toEqual(found);
    for (const address of notFound) expect([address, typeOf(list, address)]).toEqual([address, undefined]);
    expect({ skipped: list.skippedEntries, bad: list.badEntries }).toEqual({ skipped, bad });
  });

  test('is read with a byte order mark and other line ends', () => {
    for (const variant of [`\ufeff${text}`, text.replace(/\r?\n/g, '\r\n'), text.trimEnd()]) {
      const list = read(variant);
      for (const [address, type] of Object.entries(found)) expect(typeOf(list, address)).toBe(type);
      expect({ skipped: list.skippedEntries, bad: list.badEntries }).toEqual({ skipped, bad });
    }
  });

  test('that is cut anywhere has no entry that it did not have, except its last one', () => {
    const bytes = Buffer.from(text);
    const whole = read(bytes);
    for (let end = 0; end < bytes.length; end++) {
      let cut: ReadList;
      try {
        cut = read(bytes.subarray(0, end));
      } catch (error) {
        expect(error).toBeInstanceOf(ThreatListError);
        continue;
      }
      expect(cut.entries).toBeLessThanOrEqual(whole.entries + 1);
      expect(cut.badEntries).toBeLessThanOrEqual(bad + 1);
      for (const address of notFound) {
        // the end of an address or of a length is missing: 203.0.113.1 in place of 203.0.113.12
        const isLast = /[0-9a-f:.\s]$/.test(bytes.toString('utf8', 0, end));
        if (!isLast) expect([end, address, typeOf(cut, address)]).toEqual([end, address, undefined]);
      }
    }
  });
});

describe('a hostile list', () => {
  test.each([
    [
      'a line without an end',
      Buffer.alloc(4_000_000, '1'),
      /^line 1: .* \(the line has more than 65536 bytes\)$/,
    ],
    ['a JSON document nested deeply', Buffer.alloc(1_000_000, '['), /nested deeper than 64/],
    [
      'a JSON document of objects nested deeply',
      Buffer.from('{"a":'.repeat(100_000)),
      /nested deeper than 64/,
    ],
    ['a text of JSON that does not end', Buffer.from(`["${'x'.repeat(1_000_000)}`), /the text does not end/],
    [
      'a large entry of JSON',
      Buffer.from(`[{"ip":"${'1'.repeat(2_000_000)}"}]`),
      /the entry has more than 1048576 bytes/,
    ],
    ['brackets that do not match', Buffer.from('[{"ip":"203.0.113.7"]'), /a bracket does not match/],
    ['an entry that is no JSON', Buffer.from('[{"ip": 203.0.113.7}]'), /the entry is not valid JSON/],
    ['an entry without an address', Buffer.from('[{"asn": 64500}]'), /it has no member with an address/],
    [
      'names of prototypes',
      Buffer.from('[{"__proto__": {"ip": "203.0.113.7"}, "constructor": 1}]'),
      /it has no member/,
    ],
    [
      'a quote that does not end',
      Buffer.from('ip,threat\n"203.0.113.7,botnet\n'),
      /^line 2: .* \(a quoted value does not end\)$/,
    ],
    ['a huge range', Buffer.from('1.0.0.0-223.255.255.255\n'), /marks too many addresses/],
    [
      'a huge IPv6 range',
      Buffer.from('2001::-2fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\n'),
      /marks too many addresses/,
    ],
  ])('with %s has no entry', (_, content, problem) => {
    const list = read(content);
    expect(list.entries).toBe(0);
    expect(list.list.size).toBe(0);
    expect(list.problems[0]).toMatch(problem);
  });

  test('of damaged lines loses these only', () => {
    const list = read('{"cidr":"198.51.100.0/24"}\n{"cidr":"198.51.\n{"cidr":"203.0.113.0/24"}\n"]}\n');
    expect(list).toMatchObject({ entries: 2, badEntries: 2 });
    expect(list.problems.map((problem) => problem.slice(0, 6))).toEqual(['line 2', 'line 4']);
    expect(typeOf(list, '203.0.113.7')).toBe('list');
  });

  test('of many empty objects needs little memory', () => {
    const list = read(`[${'{},'.repeat(300_000)}{}]`);
    expect(list).toMatchObject({ entries: 0, badEntries: 300_001 });
    expect(list.problems).toHaveLength(5);
  });

  test('of many ranges has no more networks than allowed', () => {
    const ranges = Array.from({ length: 100 }, (_, index) => `11.${index}.0.1-11.${index}.255.254`);
    expect(() => read(ranges.join('\n'), { maxNetworks: 100 })).toThrow(
      'threat list list.x has more than 100 networks. Use a smaller list, or remove other lists.',
    );
    expect(read(ranges.join('\n'), { maxNetworks: 3_000 }).entries).toBe(100);
  });

  test('of many types has the default type for the rest', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `203.0.113.${index} type-${100 + index}`);
    const list = read(lines.join('\n'), { maxTypeBytes: 10 * (128 + 8) });
    expect(typeOf(list, '203.0.113.9')).toBe('type-109');
    expect(typeOf(list, '203.0.113.10')).toBe('list');
    expect(list).toMatchObject({ entries: 100, entriesWithoutType: 90 });
  });

  test.each([
    ['# This list, network, and others\n', '203.0.113.7, botnet'],
    ['# network, this month\nip,threat\n', '203.0.113.7,botnet'],
    ['A title\nand more\nip,threat\n', '203.0.113.7,botnet'],
    ['# ip, threat\n\n# more\n', '203.0.113.7, botnet'],
    ['# threat, ip\n', 'botnet, 203.0.113.7'],
  ])('with text %j before its entries is read', (before, entry) => {
    expect(typeOf(read(`${before}${entry}\n`), '203.0.113.7')).toBe('botnet');
  });

  test('with ranges of hundreds of wide networks is rejected by the first network of each', () => {
    let networks = 0;
    const problem = readNetwork('::1-fffe::ffff', () => ++networks < 3);
    expect([problem, networks]).toEqual([undefined, 3]);
    expect(read('::1-fffe::ffff\n203.0.113.7\n'.repeat(2), { maxNetworks: 2 })).toMatchObject({
      entries: 2,
      badEntries: 2,
    });
  });

  test('of indicators of harmless traffic marks nothing', () => {
    const indicator = (indicator_types: string[], address: string) => ({
      type: 'indicator',
      pattern: `[ipv4-addr:value = '${address}']`,
      indicator_types,
    });
    const objects = [
      indicator(['benign'], '203.0.113.1'),
      indicator(['benign', 'anonymization'], '203.0.113.2'),
      indicator(['malicious-activity'], '203.0.113.3'),
    ];
    const list = read(JSON.stringify({ type: 'bundle', objects }));
    expect(list).toMatchObject({ entries: 2, skippedEntries: 1, badEntries: 0 });
    expect(typeOf(list, '203.0.113.1')).toBeUndefined();
  });

  test('of wide networks marks nothing', () => {
    const list = read('0.0.0.0/0\n::/0\n0.0.0.0/1\n128.0.0.0/1\n2000::/3\n10.0.0.0/8\n203.0.113.7\n');
    expect(list).toMatchObject({ entries: 1, badEntries: 6 });
    expect(typeOf(list, '198.51.100.1')).toBeUndefined();
  });
});
