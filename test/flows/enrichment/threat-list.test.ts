import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThreatListError, ThreatLists } from '../../../flows/enrichment/threat-list';

function listsOf(...texts: string[]): ThreatLists {
  const lists = new ThreatLists();
  for (const [index, text] of texts.entries()) lists.add(`lists/list-${index}.txt`, text);
  return lists;
}

describe('a threat list', () => {
  const lists = listsOf(
    '# a comment\n198.51.100.7\n203.0.113.0/24, botnet\n203.0.113.128/25 ; command and control // why\n\n2001:db8::/32\tscanner\r\n',
  );

  test.each([
    ['198.51.100.7', 'list-0'],
    ['203.0.113.1', 'botnet'],
    ['203.0.113.200', 'command and control'],
    ['2001:db8:1::9', 'scanner'],
    ['::ffff:203.0.113.1', 'botnet'],
  ])('finds %s as %s', (address, type) => {
    expect(lists.find(address)).toEqual({ type, source: 'list-0' });
  });

  test.each(['198.51.100.8', '203.0.112.255', '2001:db9::1', 'not an address'])(
    'does not contain %s',
    (address) => {
      expect(lists.find(address)).toBeUndefined();
    },
  );

  test('wins if it comes first and another contains the same network', () => {
    expect(listsOf('192.0.2.1, first', '192.0.2.1, second').find('192.0.2.1')).toEqual({
      type: 'first',
      source: 'list-0',
    });
  });

  test('rejects a list with all lines that have neither an address nor a network', () => {
    expect(() => listsOf('192.0.2.1\nhello\n192.0.2.0/33\n')).toThrow(
      new ThreatListError(
        'threat list lists/list-0.txt: expected an IP address, a network in CIDR notation or a range, received ' +
          'line 2: "hello" (not an IP address, network or range), ' +
          'line 3: "192.0.2.0/33" (the prefix length is not 0 to 32). ' +
          'Write one for each line, optionally followed by its type of threat.',
      ),
    );
  });

  test('contains exactly the addresses of its networks', () => {
    const anyNetwork = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(anyNetwork, fc.ipV4(), ([network, length], address) => {
        const inside =
          length === 0 || numberOf(network) >>> (32 - length) === numberOf(address) >>> (32 - length);
        expect(listsOf(`${network}/${length}`).find(address) !== undefined).toBe(inside);
      }),
    );
  });

  test.each([
    ['a byte order mark', '\ufeff192.0.2.1\n'],
    ['a byte order mark and a comment', '\ufeff# list\n192.0.2.1\n'],
    ['CRLF', '192.0.2.1\r\n192.0.2.9\r\n'],
    ['CR', '# list\r192.0.2.1\r192.0.2.9\r'],
    ['no newline at the end', '192.0.2.9\n192.0.2.1'],
    ['a port', '192.0.2.1:443\n'],
    ['brackets', '[192.0.2.1]:80\n'],
    ['a STIX pattern', "[ipv4-addr:value = '192.0.2.1']\n"],
    ['a STIX pattern of a network', "[ipv4-addr:value='192.0.2.0/31']"],
    ['a network of one address', '192.0.2.1/32'],
    ['a network with other bits', '192.0.2.77/24'],
    ['an IPv4 network as IPv6', '::ffff:192.0.2.0/120'],
    ['a range', '192.0.2.0-192.0.2.1'],
    ['a range with spaces', '192.0.2.0 - 192.0.2.1'],
    ['quotes', '"192.0.2.1"'],
    ['column names', 'ip_address\n192.0.2.1\n'],
    ['quoted column names', '"dst_ip","port"\n"192.0.2.1","list-0"\n'],
    ['a line of a comment after a semicolon', '; Spamhaus DROP List\n192.0.2.1 ;\n'],
  ])('can have %s', (_, text) => {
    expect(listsOf(text).find('192.0.2.1')).toEqual({ type: 'list-0', source: 'list-0' });
  });

  test.each([
    ['192.0.2.1, c2 - server', 'c2 - server'],
    ['192.0.2.1 - botnet', '- botnet'],
    ['192.0.2.0 - 192.0.2.9 , spam', 'spam'],
    ['192.0.2.0-192.0.2.9;spam, more', 'spam, more'],
    ['"192.0.2.1","c2, server"', 'c2, server'],
    ["[ipv4-addr:value = '192.0.2.1'], c2", 'c2'],
    ['192.0.2.1:8080\tproxy', 'proxy'],
    ['192.0.2.1   spam  # why', 'spam'],
  ])('reads the type of %j', (line, type) => {
    expect(listsOf(line).find('192.0.2.1')?.type).toBe(type);
  });

  test.each([
    ['[2001:db8::1]:443', '2001:db8::1', '2001:db8::2'],
    ["[ipv6-addr:value = '2001:db8::/127']", '2001:db8::1', '2001:db8::2'],
    ['2001:db8::1-2001:db8::8', '2001:db8::8', '2001:db8::9'],
    ['2001:db8::ffff:ffff-2001:db8:0:0:0:1:0:1', '2001:db8:0:0:0:1:0:0', '2001:db8:0:0:0:1:0:2'],
    ['0.0.0.0-255.255.255.255', '255.255.255.255', '::1'],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '192.0.2.1'],
    ['255.255.255.254-255.255.255.255', '255.255.255.255', '255.255.255.253'],
    ['0.0.0.0/0', '203.0.113.1', '2001:db8::1'],
  ])('%s contains %s and not %s', (line, inside, outside) => {
    const found = listsOf(line);
    expect(found.find(inside)).toBeDefined();
    expect(found.find(outside)).toBeUndefined();
  });

  test.each([
    ['010.0.0.1', 'a number with a leading zero can be decimal or octal: remove the zero'],
    ['192.0.2', 'not an IP address, network or range'],
    ['3221225985', 'not an IP address, network or range'],
    ['0x7f.1', 'not an IP address, network or range'],
    ['example.com', 'not an IP address, network or range'],
    ['[domain-name:value', 'not an IP address, network or range'],
    ['192.0.2.1:65536', 'the port is not 0 to 65535'],
    ['192.0.2.1:http', 'the port is not 0 to 65535'],
    ['192.0.2.0/', 'the prefix length is not 0 to 32'],
    ['2001:db8::/129', 'the prefix length is not 0 to 128'],
    ['::ffff:192.0.2.0/24', 'the prefix length is not 96 to 128'],
    ['192.0.2.9-192.0.2.1', 'the range ends before it starts'],
    ['192.0.2.1-2001:db8::1', 'the range has addresses of two IP versions'],
    ['192.0.2.1-', 'not an IP address, network or range'],
  ])('rejects %s', (text, problem) => {
    expect(() => listsOf(`198.51.100.1\n${text}\n`)).toThrow(`line 2: ${JSON.stringify(text)} (${problem})`);
  });

  test.each([
    ['nothing', '', /is empty\. Download it again/],
    ['white space', ' \r\n\n', /is empty/],
    ['comments', '# list\n; more\n// end\n', /contains no address/],
    ['column names', 'ip,type\n', /contains no address/],
    ['an HTML page', '\n<!DOCTYPE html><html><body>404</body>', /is an HTML page/],
    ['JSON', '{"type":"bundle","objects":[]}', /is JSON\. Extract the addresses/],
    ['a JSON array', '["192.0.2.1"]', /is JSON/],
    ['UTF-16', '\ufeff1\0.\0', /is binary or UTF-16/],
    [
      'a long type',
      `192.0.2.1 ${'x'.repeat(257)}`,
      /line 1: .* \(its type of threat has 257 bytes, at most 256 are allowed\)/,
    ],
    ['a control character', '192.0.2.1 a\u0007b', /line 1: .*control character/],
  ])('rejects %s', (_, text, problem) => {
    expect(() => listsOf(text)).toThrow(ThreatListError);
    expect(() => listsOf(text)).toThrow(problem);
  });

  test('reports the first problems and the number of all', () => {
    const lines = Array.from({ length: 2_000 }, (_, index) => `word-${index}`);
    expect(() => listsOf(lines.join('\n'))).toThrow(/line 5: "word-4" .* and 1995 more\. Write one/);
  });

  test('can be large', () => {
    const lines = Array.from(
      { length: 300_000 },
      (_, index) => `${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.7`,
    );
    const found = listsOf(lines.join('\n'));
    expect(lines.every((address) => found.find(address) !== undefined)).toBe(true);
    expect(found.find('1.0.0.8')).toBeUndefined();
  });

  test('contains exactly the addresses of its ranges', () => {
    const word = fc.oneof(
      fc.nat(40),
      fc.nat(0xffff_ffff),
      fc.integer({ min: 0xffff_ffd0, max: 0xffff_ffff }),
    );
    fc.assert(
      fc.property(word, word, word, (a, b, address) => {
        const [first, last] = a < b ? [a, b] : [b, a];
        const found = listsOf(`${addressOf(first)}-${addressOf(last)}`).find(addressOf(address));
        expect(found !== undefined).toBe(address >= first && address <= last);
        const six = (number: number) =>
          `2001:db8::ffff:${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`;
        const found6 = listsOf(`${six(first)}-${six(last)}`).find(six(address));
        expect(found6 !== undefined).toBe(address >= first && address <= last);
      }),
      { numRuns: 500 },
    );
  });

  test('finds the smallest of several IPv6 networks', () => {
    const lengths = fc.uniqueArray(fc.integer({ min: 0, max: 128 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
        lengths,
        fc.nat(127),
        (value, all, flipped) => {
          const found = listsOf(all.map((length) => `${sixOf(value)}/${length}, ${length}`).join('\n'));
          // differs from the networks' address in one bit: contained by networks that end before it
          const other = value ^ (1n << BigInt(127 - flipped));
          const expected = all.filter((length) => length <= flipped);
          if (other >> 32n === 0xffffn || value >> 32n === 0xffffn) return;
          expect(found.find(sixOf(other))?.type).toBe(
            expected.length === 0 ? undefined : String(Math.max(...expected)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

function addressOf(word: number): string {
  return [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255].join('.');
}

function sixOf(value: bigint): string {
  return (value.toString(16).padStart(32, '0').match(/.{4}/g) as string[]).join(':');
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
