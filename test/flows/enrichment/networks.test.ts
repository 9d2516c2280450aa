import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressBits } from '../../../flows/enrichment/address-bits';
import { NetworkCollector } from '../../../flows/enrichment/network-collector';
import { readNetwork } from '../../../flows/enrichment/threat-network';

/** A network as a naive search has it. */
interface Plain {
  readonly isIpv4: boolean;
  readonly address: bigint;
  readonly length: number;
}

const word = fc.oneof(fc.nat(40), fc.nat(0xffff_ffff), fc.integer({ min: 0xffff_ffd0, max: 0xffff_ffff }));
/** Addresses that are near each other, so that networks contain each other. */
const address = fc.oneof(
  word.map((each) => ({ isIpv4: true, address: BigInt(each) })),
  fc.tuple(word, word, word).map(([a, b, c]) => ({
    isIpv4: false,
    address: (0x2001_0db8n << 96n) | (BigInt(a) << 64n) | (BigInt(b) << 32n) | BigInt(c),
  })),
  fc.bigInt({ min: 1n << 64n, max: 2n ** 128n - 1n }).map((each) => ({ isIpv4: false, address: each })),
);

describe('networks', () => {
  test('find the smallest network that contains an address, as a naive search does', () => {
    const network = fc
      .tuple(address, fc.nat(128))
      .map(([each, length]): Plain => ({ ...each, length: each.isIpv4 ? Math.min(length, 32) : length }));
    fc.assert(
      fc.property(
        fc.array(network, { maxLength: 40 }),
        fc.array(address, { maxLength: 20 }),
        (all, others) => {
          const collector = new NetworkCollector();
          const bits = new AddressBits();
          for (const [index, { length, ...each }] of all.entries()) {
            bits.parseText(textOf(each));
            collector.add(bits, length, index + 1);
          }
          const networks = collector.networks();
          expect(networks.size).toBe(new Set(all.map(firstOf)).size);
          // the neighbours of the networks' ends are the addresses of which a search is most likely to be wrong
          const ends = all.flatMap(({ isIpv4, address, length }) => {
            const host = 1n << BigInt((isIpv4 ? 32 : 128) - length);
            const first = address - (address % host);
            return [first, first + host - 1n, first - 1n, first + host]
              .filter((each) => each >= 0n && each < 1n << (isIpv4 ? 32n : 128n))
              .map((each) => ({ isIpv4, address: each }));
          });
          for (const each of [...others, ...ends]) {
            if (!each.isIpv4 && each.address >> 32n === 0xffffn) continue;
            bits.parseText(textOf(each));
            const found = networks.find(bits);
            const expected = naive(all, each);
            expect(found).toBe(expected);
            if (found !== 0) expect(networks.foundLength).toBe(all[found - 1]?.length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([0, 20_000])('of which %d are elsewhere are found as a naive search does', (others) => {
    const collector = new NetworkCollector();
    const bits = new AddressBits();
    const all: Plain[] = [];
    const add = (isIpv4: boolean, address: bigint, length: number) => {
      all.push({ isIpv4, address, length });
      bits.parseText(textOf({ isIpv4, address }));
      collector.add(bits, length, all.length);
    };
    // many networks are sorted and indexed in another way than few
    for (let index = 0; index < others; index++) {
      add(true, BigInt(0x0b00_0000 + index * 512 + (index % 3) * 128), 25 + (index % 8));
      add(false, (0x2a00n << 112n) | (BigInt(index * 77) << 60n), 64 - (index % 9));
    }
    const begin = all.length;
    for (let index = 0; index < 200; index++) {
      add(true, BigInt((0xc600_0000 + Math.imul(index, 0x9e37_79b1)) >>> 0), 8 + (index % 25));
      add(false, (0x2001n << 112n) | (BigInt(index % 7) << 90n) | BigInt(index), 16 + ((index * 5) % 113));
    }
    const networks = collector.networks();
    const near = all.slice(begin);
    for (const { isIpv4, address } of near) {
      for (const each of [address, address + 1n, address > 0n ? address - 1n : address]) {
        if (isIpv4 && each >> 32n !== 0n) continue;
        bits.parseText(textOf({ isIpv4, address: each }));
        const found = networks.find(bits);
        const expected = naive(near, { isIpv4, address: each });
        const elsewhere = expected === 0 ? naive(all, { isIpv4, address: each }) : expected + begin;
        expect(found).toBe(elsewhere);
      }
    }
    // the last of 20,000 networks of one family
    for (const index of [0, 1, others / 2 - 1, others - 1].filter((each) => each >= 0 && others > 0)) {
      const { isIpv4, address } = all[2 * Math.floor(index)] as Plain;
      bits.parseText(textOf({ isIpv4, address }));
      expect(networks.find(bits)).toBe(naive(all, { isIpv4, address }));
    }
  });

  test('of a range contain exactly its addresses', () => {
    fc.assert(
      fc.property(address, address, address, (a, b, each) => {
        fc.pre(a.isIpv4 === b.isIpv4);
        fc.pre([a, b, each].every((one) => one.isIpv4 || one.address >> 32n !== 0xffffn));
        const [first, last] = a.address < b.address ? [a, b] : [b, a];
        const collector = new NetworkCollector();
        expect(
          readNetwork(`${textOf(first)}-${textOf(last)}`, (bits, length) => collector.add(bits, length, 1)),
        ).toBeUndefined();
        const networks = collector.networks();
        const bits = new AddressBits();
        for (const one of [first, last, each]) {
          bits.parseText(textOf(one));
          const isWithin =
            one.isIpv4 === first.isIpv4 && one.address >= first.address && one.address <= last.address;
          expect(networks.find(bits) !== 0).toBe(isWithin);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['0.0.0.0-255.255.255.255', 1],
    ['::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1],
    ['255.255.255.254-255.255.255.255', 1],
    ['0.0.0.1-255.255.255.254', 62],
    ['::1-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe', 254],
  ])('of %s are %d', (range, count) => {
    const lengths: number[] = [];
    readNetwork(range, (_, length) => lengths.push(length));
    expect(lengths).toHaveLength(count);
  });
});

function naive(networks: readonly Plain[], { isIpv4, address }: Omit<Plain, 'length'>): number {
  let found = 0;
  for (const [index, network] of networks.entries()) {
    const shift = BigInt((isIpv4 ? 32 : 128) - network.length);
    if (network.isIpv4 !== isIpv4 || network.address >> shift !== address >> shift) continue;
    // the first of equal networks counts
    if (found === 0 || network.length > (networks[found - 1] as Plain).length) found = index + 1;
  }
  return found;
}

/** A text that is the same for the same networks. */
function firstOf({ isIpv4, address, length }: Plain): string {
  const shift = BigInt((isIpv4 ? 32 : 128) - length);
  const first = (address >> shift) << shift;
  return `${textOf({ isIpv4, address: first })}/${length}`;
}

function textOf({ isIpv4, address }: Omit<Plain, 'length'>): string {
  if (isIpv4) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  return (address.toString(16).padStart(32, '0').match(/.{4}/g) as string[]).join(':');
}
