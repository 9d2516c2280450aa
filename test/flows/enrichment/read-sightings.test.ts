import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { normalize } from '../../../aws/normalize';
import { Enricher } from '../../../flows/enrichment/enricher';
import { readSightings } from '../../../flows/enrichment/read-sightings';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';

const FIELDS =
  'version account-id vpc-id interface-id srcaddr dstaddr pkt-srcaddr packets bytes start end action log-status';
const LISTS = { 'botnets.txt': '203.0.113.0/24, botnet\n', 'scanners.txt': '2001:db8::/32\n198.51.100.7\n' };

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sightings-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Normalizes records with the lists, and reads the sightings back. */
async function sightingsOf(lines: readonly string[], { fields = FIELDS, max = 500 } = {}) {
  const lists = new ThreatLists();
  for (const [name, text] of Object.entries(LISTS)) lists.add(name, text);
  const enricher = new Enricher(lists, []);
  const bytes = Buffer.from([fields, ...lines, ''].join('\n'));
  const source = {
    source: 'raw.log',
    bytes: (async function* () {
      yield bytes;
    })(),
  };
  const { outputs } = await normalize(source, directory, { enricher });
  const paths = outputs.map(({ path }) => path).filter((path) => path.includes('/flows/'));
  return readSightings(paths, (address) => enricher.threatOf(address), max);
}

describe('sightings', () => {
  test('have the counts, times and networks of all rows with one listed address', async () => {
    const { sightings, rows, types, omitted } = await sightingsOf([
      '5 123456789012 vpc-a eni-1 203.0.113.9 10.0.0.1 203.0.113.9 2 100 1700000000 1700000060 ACCEPT OK',
      '5 123456789012 vpc-b eni-2 203.0.113.9 10.0.0.2 203.0.113.9 9007199254740993 50 1699999000 1700000030 ACCEPT OK',
      '5 123456789012 vpc-a eni-1 203.0.113.9 10.0.0.1 203.0.113.9 1 40 1700000000 1700000060 REJECT OK',
      '5 123456789012 vpc-a eni-1 10.0.0.1 2001:db8::5 10.0.0.1 3 70 1700000000 1700000090 ACCEPT OK',
      '5 123456789012 vpc-a eni-1 10.0.0.1 10.0.0.2 10.0.0.1 3 70 1700000000 1700000090 ACCEPT OK',
      '5 123456789012 vpc-a eni-1 - - - - - 1700000000 1700000060 - NODATA',
    ]);
    expect(sightings).toEqual([
      {
        address: '203.0.113.9',
        type: 'botnet',
        source: expect.stringMatching(/^botnets/),
        direction: 'inbound',
        action: 'accept',
        rows: 2,
        packets: 9007199254740995n,
        bytes: 150n,
        first: 1699999000000,
        last: 1700000060000,
        networks: ['vpc-a', 'vpc-b'],
        accounts: ['123456789012'],
      },
      expect.objectContaining({ address: '2001:db8::5', type: 'scanners', direction: 'outbound', rows: 1 }),
      expect.objectContaining({ address: '203.0.113.9', action: 'reject', rows: 1, bytes: 40n }),
    ]);
    expect({ rows, types, omitted }).toEqual({
      rows: 4,
      types: [
        { type: 'botnet', rows: 3, rejected: 1 },
        { type: 'scanners', rows: 1, rejected: 0 },
      ],
      omitted: { sightings: 0, rows: 0 },
    });
  });

  test('name the address in the packet, and both addresses of a row if both are listed', async () => {
    const { sightings, rows } = await sightingsOf([
      '5 123456789012 vpc-a eni-1 10.0.0.9 198.51.100.7 203.0.113.9 2 100 1700000000 1700000060 ACCEPT OK',
    ]);
    expect(rows).toBe(1);
    expect(sightings.map(({ address, type, direction }) => [address, type, direction])).toEqual([
      ['198.51.100.7', 'scanners', 'outbound'],
      ['203.0.113.9', 'botnet', 'inbound'],
    ]);
  });

  test('are limited to those with the most rows; the rest is counted', async () => {
    const line = (host: number) => `203.0.113.${host} 10.0.0.1`;
    const lines = [line(3), line(1), line(2), line(2), line(1), line(1)];
    const { sightings, rows, omitted } = await sightingsOf(lines, { fields: 'srcaddr dstaddr', max: 2 });
    expect(sightings.map(({ address, rows: count }) => [address, count])).toEqual([
      ['203.0.113.1', 3],
      ['203.0.113.2', 2],
    ]);
    expect(sightings[0]).toMatchObject({
      packets: null,
      bytes: null,
      first: null,
      last: null,
      networks: [],
      accounts: [],
    });
    expect({ rows, omitted }).toEqual({ rows: 6, omitted: { sightings: 1, rows: 1 } });
  });

  test('are empty if no address is listed', async () => {
    const { sightings, rows } = await sightingsOf(['10.0.0.1 10.0.0.2'], { fields: 'srcaddr dstaddr' });
    expect({ sightings, rows }).toEqual({ sightings: [], rows: 0 });
  });
});
