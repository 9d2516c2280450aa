import { describe, expect, test } from 'vitest';
import { ThreatListError } from '../../../flows/enrichment/threat-list-error';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';

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
    ['0.0.0.0/0', 'a prefix of 0 bits marks too many addresses, at least 8 are required'],
    ['128.0.0.0/7', 'a prefix of 7 bits marks too many addresses, at least 8 are required'],
    ['2000::/3', 'a prefix of 3 bits marks too many addresses, at least 16 are required'],
    ['0.0.0.1-255.255.255.254', 'a prefix of 7 bits marks too many addresses, at least 8 are required'],
    ['::ffff:0:0/96', 'a prefix of 0 bits marks too many addresses, at least 8 are required'],
    ['10.0.0.0/8', 'marks 10.0.0.0/8, which is not public'],
    ['172.0.0.0/8', 'marks 172.16.0.0/12, which is not public'],
    ['192.168.0.0/16', 'marks 192.168.0.0/16, which is not public'],
    ['9.255.255.255-11.0.0.1', 'marks 10.0.0.0/8, which is not public'],
    ['127.0.0.0/8', 'marks 127.0.0.1/32, which is not public'],
    ['0.0.0.0', 'marks 0.0.0.0/32, which is not public'],
    ['::1', 'marks ::1/128, which is not public'],
    ['fe80::/16', 'marks fe80::/16, which is not public'],
  ])('rejects %s', (text, problem) => {
    expect(() => listsOf(`198.51.100.1\n${text}\n`)).toThrow(`line 2: ${JSON.stringify(text)} (${problem})`);
  });

  test.each([
    ['nothing', '', /is empty\. Download it again/],
    ['white space', ' \r\n\n', /is empty/],
    ['comments', '# list\n; more\n// end\n', /contains no address/],
    ['column names', 'ip,type\n', /contains no address/],
    ['an HTML page', '\n<!DOCTYPE html><html><body>404</body>', /is an HTML page/],
    ['XML', '<?xml version="1.0"?><stix:STIX_Package/>', /is XML, as STIX 1 is\. Convert it to STIX 2\.1/],
    ['UTF-16', '\ufeff1\0.\0', /is binary or UTF-16/],
    ['an archive', 'PK\u0003\u0004rest', /is a zip archive\. Unpack it/],
  ])('rejects %s', (_, text, problem) => {
    expect(() => listsOf(text)).toThrow(ThreatListError);
    expect(() => listsOf(text)).toThrow(problem);
  });

  test('can have long types and white space in them', () => {
    const lists = listsOf(`192.0.2.1 ${'ä'.repeat(200)}\n192.0.2.2\tone\ttwo\u0007three\n`);
    const { type } = lists.find('192.0.2.1') ?? { type: '' };
    expect(Buffer.byteLength(type)).toBeLessThanOrEqual(256);
    expect(type).toMatch(/^ä{120,}\.\.\.$/);
    expect(lists.find('192.0.2.2')?.type).toBe('one two three');
  });

  test('can have parts of networks that are not public', () => {
    const lists = listsOf('10.1.2.3, quarantined\nfd00:1::/32, quarantined\n192.168.7.0/24, quarantined\n');
    for (const address of ['10.1.2.3', 'fd00:1::9', '192.168.7.7'])
      expect(lists.find(address)?.type).toBe('quarantined');
    expect(lists.find('10.1.2.4')).toBeUndefined();
  });

  test('has the smallest network of several large lists', () => {
    // larger, equal to and smaller than the blocks in which large lists are searched first
    const networks = Array.from({ length: 6_000 }, (_, index) => {
      const length = [32, 24, 20, 27, 13, 25][index % 6] as number;
      // no address of this part of the address space is private
      return { length, word: 0x0b00_0000 + ((Math.imul(index + 1, 0x9e37_79b1) >>> 0) % 0x5000_0000) };
    });
    const texts = [0, 1, 2].map((list) =>
      networks
        .filter((_, index) => index % 3 === list)
        .map(({ word, length }) => `${addressOf(word)}/${length}, ${length} of ${list}`)
        .join('\n'),
    );
    const all = listsOf(...texts);
    const each = texts.map((text) => listsOf(text));
    let found = 0;
    for (const { word, length } of networks) {
      const first = length === 32 ? word : (word & (-1 << (32 - length))) >>> 0;
      for (const address of [word, first, first - 1, first + 2 ** (32 - length)].map(addressOf)) {
        const types = each.map((lists) => lists.find(address)?.type).filter((type) => type !== undefined);
        const longest = Math.max(...types.map((type) => Number.parseInt(type, 10)));
        const expected = types.find((type) => Number.parseInt(type, 10) === longest);
        expect(all.find(address)?.type).toBe(expected);
        if (expected !== undefined) found++;
      }
    }
    expect(found).toBeGreaterThan(10_000);
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
});

function addressOf(word: number): string {
  return [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255].join('.');
}
