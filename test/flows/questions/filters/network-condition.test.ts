import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inNetworks, network, parseNetwork } from '../../../../flows/questions/filters';
import { sql } from '../../../support/duckdb';

const SEED = 7;

/** Groups with many zeros, so that addresses have gaps of all sizes at all places. */
const IPV6_GROUPS = fc.array(fc.constantFrom(0, 0, 0, 1, 0xdb8, 0x2001, 0xff00, 0xffff), {
  minLength: 8,
  maxLength: 8,
});
const IPV4_ADDRESS = fc
  .array(fc.constantFrom(0, 1, 10, 100, 127, 128, 200, 255), { minLength: 4, maxLength: 4 })
  .map((octets) => octets.join('.'));

/** The notation with the first longest gap, as the operating system writes it. */
const shortest = (groups: readonly number[]) => new URL(`http://[${ipv6Text(groups)}]`).hostname.slice(1, -1);
const ipv6Text = (groups: readonly number[]) => groups.map((group) => group.toString(16)).join(':');
const padded = (groups: readonly number[]) =>
  groups.map((group) => group.toString(16).padStart(4, '0').toUpperCase()).join(':');

const IPV6_ADDRESS = fc
  .tuple(IPV6_GROUPS, fc.constantFrom(shortest, ipv6Text, padded))
  .map(([groups, notation]) => notation(groups));
const NETWORK = fc.oneof(
  fc.tuple(IPV4_ADDRESS, fc.nat(32)).map(([address, length]) => masked(`${address}/${length}`)),
  fc.tuple(IPV6_GROUPS, fc.nat(128)).map(([groups, length]) => masked(`${ipv6Text(groups)}/${length}`)),
);
const sampled = (values: fc.Arbitrary<string>, numRuns: number) => fc.sample(values, { seed: SEED, numRuns });

describe('a condition on addresses', () => {
  test('matches the addresses that the network of the operating system matches', async () => {
    const networks = sampled(NETWORK, 120);
    const addresses = [
      ...sampled(IPV6_ADDRESS, 150),
      ...sampled(IPV4_ADDRESS, 150),
      ...['::', '::1', '1::', '1::2:3:4:5:6:7', '::2:3:4:5:6:7:8', '1:2:3:4:5:6:7::'],
    ];
    const columns = networks.map((text, index) => {
      return `coalesce(${inNetworks('address', [network(text)])}, false) as n${index}`;
    });
    const values = addresses.map((address) => `('${address}')`).join(', ');
    const rows = await sql(
      `select address, ${columns.join(', ')} from (values ${values}) addresses (address)`,
    );
    let matches = 0;
    for (const row of rows) {
      const address = row.address as string;
      for (const [index, text] of networks.entries()) {
        const isMatch = inBlockList(text, address);
        expect(`${address} in ${text}: ${row[`n${index}`]}`).toBe(`${address} in ${text}: ${isMatch}`);
        if (isMatch) matches++;
      }
    }
    expect(rows).toHaveLength(addresses.length);
    expect(matches).toBeGreaterThan(1000);
  });

  test('is not true for null', async () => {
    const conditions = ['0.0.0.0/0', '::/0', '10.0.0.0/9', '2001:db8::/31', '10.0.0.1', '::1'].map((text) =>
      inNetworks('address', [network(text)]),
    );
    const rows = await sql(
      `select ${conditions.map((each, index) => `${each} as n${index}`).join(', ')} from (select cast(null as varchar) as address) x`,
    );
    expect(Object.values(rows[0] as object)).not.toContain(true);
  });

  test('matches an IPv4 address at the end of an IPv6 address by its prefix', async () => {
    const inside = (address: string, text: string) =>
      `${inNetworks(`'${address}'`, [network(text)])} as result`;
    const [mapped] = await sql(`select ${inside('64:ff9b::10.0.0.1', '64:ff9b::/96')}`);
    const [other] = await sql(`select ${inside('64:ff9b:1::10.0.0.1', '64:ff9b::/96')}`);
    expect([mapped?.result, other?.result]).toEqual([true, false]);
  });
});

describe('a network', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['2001:db8::/33', '2001:db8:0:0:0:0:0:0/33'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ])('%s is parsed', (text, expected) => {
    expect(parseNetwork(text)).toMatchObject({ text: expected });
  });

  test.each([
    ['10.0.0.1/8', 'has bits after its prefix: the network is 10.0.0.0/8'],
    ['10.0.0.0/33', 'does not have a prefix length from 0 to 32'],
    ['10.0.0.0/', 'does not have a prefix length from 0 to 32'],
    ['::/129', 'does not have a prefix length from 0 to 128'],
    ['10.0.0', 'is not an address or a network'],
    ['10.0.0.0/8/8', 'is not an address or a network'],
  ])('%s is a problem', (text, problem) => {
    expect(parseNetwork(text)).toBe(problem);
  });
});

/** The network of a text that can have bits after its prefix. */
function masked(text: string): string {
  const parsed = parseNetwork(text);
  return typeof parsed === 'string' ? (parsed.split(' ').at(-1) as string) : text;
}

function inBlockList(text: string, address: string): boolean {
  const [start = '', length] = text.split('/');
  const list = new BlockList();
  const family = start.includes(':') ? 'ipv6' : 'ipv4';
  if (address.includes(':') !== (family === 'ipv6')) return false;
  list.addSubnet(start, Number(length), family);
  return list.check(address, family);
}
