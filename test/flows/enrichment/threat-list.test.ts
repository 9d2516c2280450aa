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
        'threat list lists/list-0.txt: expected an IP address or a network in CIDR notation, received line 2: "hello", ' +
          'line 3: "192.0.2.0/33". Write one for each line, optionally followed by its type of threat.',
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
});

function numberOf(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
