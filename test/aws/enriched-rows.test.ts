import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Enricher } from '../../flows/enrichment/enricher';
import { openGeoDatabase } from '../../flows/enrichment/geo-database';
import { ThreatLists } from '../../flows/enrichment/threat-lists';
import { fuzzObject } from '../../fuzz/fuzz-object';
import { mmdbFile } from '../support/mmdb';
import { expectSame, type Outcome } from './both-readers';
import { fileOf, NO_TRAFFIC, SAMPLE_KEY } from './sample-records';

const SEEDS = Array.from({ length: 12 }, (_, index) => 20_261_129 + index);
const COUNTRIES = mmdbFile([
  ['192.0.2.0/24', { country: { iso_code: 'NL' } }],
  ['192.0.2.128/25', { country: { iso_code: 'DE' } }],
  ['2001:db8::/32', { country: { iso_code: 'JP' } }],
  ['10.0.0.0/8', { country: { iso_code: 'US' } }],
]);
const NUMBERS = mmdbFile(
  [
    ['198.51.100.0/24', { autonomous_system_number: 4_294_967_295 }],
    ['192.0.2.0/26', { autonomous_system_number: 64_500 }],
    ['0.0.0.0/1', { autonomous_system_number: 1 }],
  ],
  { ipVersion: 4, recordSize: 24 },
);

/** An enricher for both readers of a test. Each test has its own, so that no test depends on another. */
function enricher(): Enricher {
  const lists = new ThreatLists();
  lists.add('first.txt', '192.0.2.0/25, botnet\n192.0.2.77 scanner\n2001:db8:0:1::/64, "c2, server"\n');
  lists.add(
    'second.txt',
    '198.51.100.0-198.51.100.40\n10.0.0.0/9, internal\n200.0.0.0/8, half\n2001::/16 low\n',
  );
  return new Enricher(lists, [openGeoDatabase(COUNTRIES), openGeoDatabase(NUMBERS)]);
}

const ADDRESSES = [
  ...[
    '192.0.2.1',
    '192.0.2.77',
    '192.0.2.129',
    '192.0.2.200',
    '198.51.100.40',
    '198.51.100.41',
    '203.0.113.9',
  ],
  ...['2001:db8::1', '2001:DB8:0:1::A', '2001:db8:0:0001:0:0:0:000a', '::ffff:192.0.2.77', '::', '-'],
];
const address = fc.constantFrom(...ADDRESSES);

function rowsOf({ rows = {} }: Outcome) {
  return Object.entries(rows).flatMap(([path, each]) => (path.startsWith('flows/') ? each : []));
}

describe('the kernel and the reference reader enrich equally', () => {
  afterEach(() => vi.restoreAllMocks());

  test('records with and without addresses in the packet', async () => {
    const records = fc.array(
      fc.record({ srcaddr: address, dstaddr: address, 'pkt-srcaddr': address, 'pkt-dstaddr': address }),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.subarray(['pkt-srcaddr', 'pkt-dstaddr'] as const),
        async (all, omitted) => {
          const kept = all.map((each) =>
            Object.fromEntries(Object.entries(each).filter(([name]) => !omitted.includes(name as never))),
          );
          await expectSame({ source: SAMPLE_KEY, bytes: fileOf(...kept), enricher: enricher() });
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each(SEEDS)('the generated object of seed %i', async (seed) => {
    const { source, declared, bytes, chunkBytes } = fuzzObject(seed, 120);
    await expectSame({ source, bytes, format: declared, chunkSize: chunkBytes, enricher: enricher() });
  });

  test.each([
    ['no address column', 'version bytes\n2 5\n2 -\n'],
    ['one address column', 'version dstaddr\n2 192.0.2.77\n2 -\n2 198.51.100.1\n'],
    ['only addresses of the packet', 'pkt-srcaddr pkt-dstaddr\n192.0.2.1 -\n- 2001:db8::1\n'],
    ['another header', `${fileOf({})}end start srcaddr\n- - 192.0.2.1\n`],
    ['more fields than the kernel reads', `srcaddr ${names(120)}\n192.0.2.1 ${'v '.repeat(120)}\n`],
    [
      'records that are not valid',
      fileOf({ srcaddr: '192.0.2.300' }, { srcaddr: '192.0.2.1' }, { bytes: 'x' }),
    ],
    ['nothing', ''],
  ])('%s', async (_, bytes) => {
    await expectSame({ bytes, enricher: enricher() });
  });

  test('records of several partitions', async () => {
    const records = Array.from({ length: 400 }, (_, index) => ({
      start: String(1_795_341_600 + (index % 5) * 86_400),
      srcaddr: ADDRESSES[index % ADDRESSES.length] as string,
      dstaddr: ADDRESSES[(index * 7) % ADDRESSES.length] as string,
      ...(index % 9 === 0 ? NO_TRAFFIC : {}),
    }));
    const outcome = await expectSame({ bytes: fileOf(...records), enricher: enricher() });
    expect(outcome.outputs?.length).toBe(5);
  });

  test('with the values of each address', async () => {
    const bytes = fileOf(
      { srcaddr: '10.0.0.1', dstaddr: '198.51.100.20', 'pkt-srcaddr': '192.0.2.77', 'pkt-dstaddr': '-' },
      {
        srcaddr: '203.0.113.9',
        dstaddr: '192.0.2.129',
        'pkt-srcaddr': '-',
        'pkt-dstaddr': '2001:db8:0:1::9',
      },
      { ...NO_TRAFFIC, 'pkt-srcaddr': '-', 'pkt-dstaddr': '-' },
    );
    const rows = rowsOf(await expectSame({ bytes, enricher: enricher() }));
    const columns = ['threat_type', 'threat_source', 'src_country', 'dst_country', 'src_asn', 'dst_asn'];
    expect(rows.map((row) => columns.map((name) => row[name]))).toEqual([
      ['scanner', 'first', 'NL', null, null, 4_294_967_295n],
      ['c2, server', 'first', null, 'JP', null, null],
      [null, null, null, null, null, null],
    ]);
  });

  test('after another enricher has used the kernel', async () => {
    const bytes = fileOf({}, { srcaddr: '192.0.2.77' });
    await expectSame({ bytes, enricher: enricher() });
    const others = new ThreatLists();
    others.add('other.txt', '192.0.2.77, another\n');
    const [row] = rowsOf(await expectSame({ bytes, enricher: new Enricher(others, []) }));
    expect(row).toMatchObject({ threat_type: null, src_country: null });
    expect(rowsOf(await expectSame({ bytes }))[1]).toMatchObject({ threat_type: null });
  });
});

function names(count: number): string {
  return Array.from({ length: count }, (_, index) => `name-${index}`).join(' ');
}
