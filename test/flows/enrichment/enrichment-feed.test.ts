import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { EnrichmentFeed, type EnrichmentFeedOptions } from '../../../flows/enrichment/enrichment-feed';
import type { EnrichmentFile, EnrichmentFolder } from '../../../flows/enrichment/enrichment-folder';
import { mmdbFile } from '../../support/mmdb';

const BEGIN = Date.parse('2026-11-30T10:00:00.123Z');
const MINUTE = 60_000;

/** A folder in memory, with faults, and its feed. */
class Folder implements EnrichmentFolder {
  readonly files = new Map<string, { content: Buffer; version: string; modified: Date }>();
  readonly reads: string[] = [];
  readonly broken = new Set<string>();
  listProblem: string | undefined;
  hangs = false;
  time = BEGIN;
  private versions = 0;

  feed(options: EnrichmentFeedOptions = {}): EnrichmentFeed {
    return new EnrichmentFeed(this, { now: () => this.time, ...options });
  }

  write(name: string, content: string | Buffer): this {
    const version = `"${++this.versions}"`;
    this.files.set(name, { content: Buffer.from(content), version, modified: new Date(this.time) });
    return this;
  }

  async list(): Promise<EnrichmentFile[]> {
    if (this.listProblem) throw new Error(this.listProblem);
    return [...this.files].map(([name, { content, ...file }]) => ({ ...file, name, bytes: content.length }));
  }

  async read({ name }: EnrichmentFile, maxBytes: number): Promise<Buffer> {
    this.reads.push(name);
    if (this.hangs) await new Promise(() => {});
    if (this.broken.has(name)) throw new Error('access denied');
    const { content } = this.files.get(name) as { content: Buffer };
    expect(content.length).toBeLessThanOrEqual(maxBytes);
    return content;
  }
}

/** The threat of an address as the feed's current enricher has it. */
async function threatOf(feed: EnrichmentFeed, address: string) {
  const bytes = Buffer.from(address);
  return (await feed.enricher())?.infoAt(bytes, 0, bytes.length).threat;
}

describe('a feed', () => {
  test('has the lists and databases of a folder, and states the version of lists', async () => {
    const folder = new Folder()
      .write('abuse/feodo.txt.gz', gzipSync('203.0.113.7\n'))
      .write('other.csv', 'ip,malware\n203.0.113.0/24,Dridex\n')
      .write('geo/lite.mmdb', mmdbFile([['203.0.113.0/24', { country_code: 'NL', asn: 'AS64500' }]]));
    const feed = folder.feed();
    expect(await threatOf(feed, '203.0.113.7')).toEqual({
      type: 'abuse/feodo',
      source: 'abuse/feodo@2026-11-30T10:00:00Z',
    });
    expect(await threatOf(feed, '203.0.113.8')).toEqual({
      type: 'Dridex',
      source: 'other@2026-11-30T10:00:00Z',
    });
    const bytes = Buffer.from('203.0.113.9');
    expect((await feed.enricher())?.infoAt(bytes, 0, bytes.length)).toMatchObject({
      country: 'NL',
      asn: 64_500,
    });
    expect(feed.status).toMatchObject({
      checked: new Date(BEGIN),
      problem: undefined,
      dropped: [],
      files: [
        { name: 'abuse/feodo.txt.gz', kind: 'threat list', state: 'loaded', entries: 1, problem: undefined },
        { name: 'geo/lite.mmdb', kind: 'database', state: 'loaded', problem: undefined },
        { name: 'other.csv', kind: 'threat list', state: 'loaded', entries: 1, problem: undefined },
      ],
    });
  });

  test('has no enricher without files', async () => {
    const folder = new Folder().write('README.md', 'about').write('_marker', '').write('LICENSE', 'terms');
    const feed = folder.feed();
    expect(await feed.enricher()).toBeUndefined();
    expect(feed.status.files).toEqual([]);
    expect(folder.reads).toEqual([]);
  });

  test('checks the folder every some minutes, and reads changed files only', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n').write('b.txt', '203.0.113.2\n');
    const feed = folder.feed({ refreshMinutes: 10 });
    const first = await feed.enricher();
    folder.time += 9 * MINUTE;
    folder.write('b.txt', '203.0.113.3\n');
    expect(await feed.enricher()).toBe(first);
    folder.time += MINUTE;
    expect((await threatOf(feed, '203.0.113.3'))?.source).toBe('b@2026-11-30T10:09:00Z');
    expect(await threatOf(feed, '203.0.113.2')).toBeUndefined();
    expect((await threatOf(feed, '203.0.113.1'))?.source).toBe('a@2026-11-30T10:00:00Z');
    expect(folder.reads).toEqual(['a.txt', 'b.txt', 'b.txt']);
    folder.time += 10 * MINUTE;
    const second = await feed.enricher();
    folder.time += 10 * MINUTE;
    expect(await feed.enricher()).toBe(second);
  });

  test('uses the valid entries of a list and reports the others', async () => {
    const feed = new Folder().write('a.txt', '203.0.113.1\nexample.com\n0.0.0.0/0\n203.0.113.2\n').feed();
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
    expect(await threatOf(feed, '198.51.100.1')).toBeUndefined();
    expect(feed.status.files[0]).toMatchObject({
      state: 'loaded',
      entries: 2,
      badEntries: 2,
      badExamples: [
        'line 2: "example.com" (not an IP address, network or range)',
        'line 3: "0.0.0.0/0" (a prefix of 0 bits marks too many addresses, at least 8 are required)',
      ],
    });
  });

  test.each([
    [
      'that cannot be read',
      (folder: Folder) => folder.broken.add('a.txt'),
      /^threat list a\.txt cannot be read: access denied$/,
      true,
    ],
    [
      'that is an HTML page',
      (folder: Folder) => folder.write('a.txt', '<html>'),
      /^threat list a\.txt is an HTML page/,
      false,
    ],
    ['that is empty', (folder: Folder) => folder.write('a.txt', ''), /^threat list a\.txt is empty/, false],
    [
      'without a valid entry',
      (folder: Folder) => folder.write('a.txt', 'x\ny\n'),
      /^threat list a\.txt has no valid entry: line 1: "x"/,
      false,
    ],
    [
      'that is damaged gzip',
      (folder: Folder) => folder.write('a.txt', gzipSync('203.0.113.1').subarray(0, 20)),
      /^threat list a\.txt is damaged gzip/,
      false,
    ],
    [
      'that is too large',
      (folder: Folder) => folder.write('a.txt', '#'.repeat(2000)),
      /^threat list a\.txt has more than 0 MiB\. Split it, or use a smaller one\.$/,
      false,
    ],
    [
      'that is too large unpacked',
      (folder: Folder) => folder.write('a.txt', gzipSync('#'.repeat(2000))),
      /^threat list a\.txt has more than 0 MiB\. Split it, or use a smaller one\.$/,
      false,
    ],
    [
      'with too many networks',
      (folder: Folder) => folder.write('a.txt', '203.0.113.1\n203.0.113.3\n203.0.113.5\n'),
      /^threat list a\.txt has more than 2 networks/,
      false,
    ],
  ])('keeps the last good content of a list %s', async (_, damage, problem, isReadAgain) => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n').write('b.txt', '203.0.113.2\n');
    const feed = folder.feed({ maxListBytes: 1024, maxNetworks: 3 });
    await feed.enricher();
    folder.time += 20 * MINUTE;
    const { modified } = folder.files.get('a.txt') as { modified: Date };
    if (folder.files.get('a.txt')) damage(folder);
    if (isReadAgain)
      folder.files.set('a.txt', {
        content: Buffer.from('203.0.113.1'),
        version: '"n"',
        modified: new Date(),
      });
    expect((await threatOf(feed, '203.0.113.1'))?.source).toBe('a@2026-11-30T10:00:00Z');
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
    const failingSince = new Date(folder.time);
    expect(feed.status.files[0]).toMatchObject({ state: 'stale', entries: 1, modified, failingSince });
    expect(feed.status.files[0]?.problem).toMatch(problem);
    // a version that cannot be used is not read again, one that could not be read is
    const reads = folder.reads.length;
    folder.time += 20 * MINUTE;
    await feed.enricher();
    expect(folder.reads.length - reads).toBe(isReadAgain ? 1 : 0);
    expect(feed.status.files[0]).toMatchObject({ state: 'stale', failingSince });
    folder.broken.clear();
    folder.time += 20 * MINUTE;
    folder.write('a.txt', '203.0.113.9\n');
    expect((await threatOf(feed, '203.0.113.9'))?.source).toBe('a@2026-11-30T11:00:00Z');
    expect(feed.status.files[0]).toMatchObject({
      state: 'loaded',
      problem: undefined,
      failingSince: undefined,
    });
  });

  test('reports a list that never was valid', async () => {
    const feed = new Folder().write('a.txt', 'nonsense').write('b.txt', '203.0.113.2').feed();
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
    expect(feed.status.files[0]).toMatchObject({ state: 'failed', modified: undefined, entries: 0 });
  });

  test('accepts a list whose publisher has no entries at present', async () => {
    const feed = new Folder().write('feodo.txt', '# no botnets today\n').feed();
    expect(await feed.enricher()).toBeUndefined();
    expect(feed.status.files[0]).toMatchObject({ state: 'loaded', entries: 0, problem: undefined });
  });

  test('limits the types of threat of all lists, and reports the entries without their own', async () => {
    const many = (octet: number) =>
      Array.from(
        { length: 5_000 },
        (_, index) => `11.${octet}.${index >> 8}.${index & 255}, type ${index}`,
      ).join('\n');
    const feed = new Folder().write('a.txt', many(1)).write('b.txt', many(2)).feed();
    expect(await threatOf(feed, '11.1.0.9')).toMatchObject({ type: 'type 9' });
    expect(await threatOf(feed, '11.2.19.100')).toMatchObject({ type: 'b' });
    expect(feed.status.files[0]).toMatchObject({ entries: 5_000, entriesWithoutType: 0 });
    expect(feed.status.files[1]?.entriesWithoutType).toBeGreaterThan(1_000);
  });

  test('drops a list that is gone, and reports it once', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n').write('b.txt', '203.0.113.2\n');
    const feed = folder.feed();
    await feed.enricher();
    folder.files.delete('a.txt');
    folder.time += 20 * MINUTE;
    expect(await threatOf(feed, '203.0.113.1')).toBeUndefined();
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
    expect(feed.status).toMatchObject({ dropped: ['a.txt'], files: [{ name: 'b.txt' }] });
    folder.time += 20 * MINUTE;
    await feed.enricher();
    expect(feed.status.dropped).toEqual([]);
  });

  test('keeps everything and tries again soon if the folder cannot be listed', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n');
    const feed = folder.feed();
    await feed.enricher();
    folder.listProblem = 'slow down';
    folder.time += 15 * MINUTE;
    expect(await threatOf(feed, '203.0.113.1')).toBeDefined();
    expect(feed.status).toMatchObject({
      problem: 'the threat lists cannot be listed: slow down',
      checked: new Date(BEGIN),
    });
    folder.listProblem = undefined;
    folder.time += MINUTE;
    await feed.enricher();
    expect(feed.status).toMatchObject({ problem: undefined, checked: new Date(folder.time) });
  });

  test('reads a file again soon if it could not be read', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n').write('b.txt', '203.0.113.2\n');
    folder.broken.add('a.txt');
    const feed = folder.feed();
    expect(await threatOf(feed, '203.0.113.1')).toBeUndefined();
    folder.broken.clear();
    folder.time += MINUTE;
    expect(await threatOf(feed, '203.0.113.1')).toBeDefined();
    expect(folder.reads).toEqual(['a.txt', 'b.txt', 'a.txt']);
    folder.time += MINUTE;
    const checked = feed.status.checked;
    await feed.enricher();
    expect(feed.status.checked).toEqual(checked);
  });

  test('states the time of a list that was stored again without a change', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n');
    const feed = folder.feed();
    await feed.enricher();
    folder.time += 20 * MINUTE;
    const stored = folder.files.get('a.txt');
    if (stored) stored.modified = new Date(folder.time);
    expect((await threatOf(feed, '203.0.113.1'))?.source).toBe('a@2026-11-30T10:20:00Z');
    expect(feed.status.files[0]?.modified).toEqual(new Date(folder.time));
  });

  test('uses lists whose names begin like those of texts about lists', async () => {
    const folder = new Folder();
    for (const name of ['termsrv-scanners.txt', 'noticed.csv', 'a/readmes_of/bots.txt'])
      folder.write(name, '203.0.113.1\n');
    for (const name of ['a/terms.txt', 'terms-of-use.html', 'NOTICE', 'licenses.txt', 'README_first.txt'])
      folder.write(name, 'text\n');
    const feed = folder.feed();
    await feed.enricher();
    expect(feed.status.files.map(({ name }) => name)).toEqual([
      'a/readmes_of/bots.txt',
      'noticed.csv',
      'termsrv-scanners.txt',
    ]);
  });

  test('uses a list that had no room when there is room again', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n203.0.113.9').write('b.txt', '203.0.113.2\n');
    const feed = folder.feed({ maxNetworks: 2 });
    await feed.enricher();
    expect(feed.status.files.map(({ state }) => state)).toEqual(['loaded', 'failed']);
    folder.files.delete('a.txt');
    folder.time += 20 * MINUTE;
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
    expect(feed.status.files.map(({ state }) => state)).toEqual(['loaded']);
  });

  test('rereads a list when one of its indicators expires', async () => {
    const folder = new Folder().write(
      'a.json',
      JSON.stringify({
        type: 'bundle',
        objects: [
          {
            type: 'indicator',
            pattern: "[ipv4-addr:value = '203.0.113.1']",
            valid_until: '2026-11-30T11:00:00Z',
          },
          {
            type: 'indicator',
            pattern: "[ipv4-addr:value = '203.0.113.2']",
            valid_from: '2026-11-30T11:00:00Z',
          },
        ],
      }),
    );
    const feed = folder.feed();
    expect(await threatOf(feed, '203.0.113.1')).toBeDefined();
    expect(await threatOf(feed, '203.0.113.2')).toBeUndefined();
    folder.time += 20 * MINUTE;
    await feed.enricher();
    expect(folder.reads).toHaveLength(1);
    folder.time += 60 * MINUTE;
    expect(await threatOf(feed, '203.0.113.1')).toBeUndefined();
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
  });

  test('does not keep rows waiting for a folder that does not answer', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n');
    folder.hangs = true;
    const feed = folder.feed({ maxWaitSeconds: 0.01 });
    expect(await feed.enricher()).toBeUndefined();
    folder.time += 1_000;
    expect(await feed.enricher()).toBeUndefined();
    expect(folder.reads).toEqual(['a.txt']);
    expect(feed.status.problem).toBe(
      'the check of the threat lists that began at 2026-11-30T10:00:00.123Z has not ended',
    );
    // a check that does not end is given up
    folder.hangs = false;
    folder.time += 10 * MINUTE;
    expect(await threatOf(feed, '203.0.113.1')).toBeDefined();
    expect(feed.status.problem).toBeUndefined();
  });

  test('ignores what a check finds that was given up', async () => {
    const folder = new Folder().write('a.txt', '203.0.113.1\n').write('b.txt', '203.0.113.2\n');
    const feed = folder.feed({ maxWaitSeconds: 0.01 });
    let answer: (content: Buffer) => void = () => {};
    const read = folder.read.bind(folder);
    folder.read = () => new Promise((resolve) => (answer = resolve));
    expect(await feed.enricher()).toBeUndefined();
    folder.read = read;
    folder.time += 11 * MINUTE;
    expect(await threatOf(feed, '203.0.113.2')).toBeDefined();
    answer(Buffer.from('203.0.113.99'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await threatOf(feed, '203.0.113.99')).toBeUndefined();
    expect(folder.reads).toEqual(['a.txt', 'b.txt']);
  });

  test('limits the bytes of all databases together', async () => {
    const database = mmdbFile([['203.0.113.0/24', { country_code: 'NL' }]]);
    const folder = new Folder().write('a.mmdb', database).write('b.mmdb', database);
    const feed = folder.feed({ maxDatabaseBytes: database.length + 10 });
    await feed.enricher();
    expect(feed.status.files).toMatchObject([
      { name: 'a.mmdb', state: 'loaded' },
      {
        name: 'b.mmdb',
        state: 'failed',
        problem: expect.stringMatching(
          /^database b\.mmdb has more than the 0 MiB that are left for databases\. Use/,
        ),
      },
    ]);
    folder.files.delete('a.mmdb');
    folder.time += 20 * MINUTE;
    await feed.enricher();
    expect(feed.status.files).toMatchObject([{ name: 'b.mmdb', state: 'loaded' }]);
  });

  test('counts damaged records of a database, whose rows have no value', async () => {
    const good = { country: { iso_code: 'NL' } };
    const networks = Array.from({ length: 200 }, (_, index) => [`${index + 1}.0.0.0/8`, good] as const);
    const content = mmdbFile([...networks, ['198.51.100.0/24', { country_code: 'DE' }]]);
    // the name is no text any more
    content[content.indexOf('country_code') - 1] = 0xa1;
    const feed = new Folder().write('geo.mmdb', content).feed();
    const enricher = await feed.enricher();
    const infoOf = (address: string) => enricher?.infoAt(Buffer.from(address), 0, address.length);
    expect(infoOf('192.0.2.1')?.country).toBe('NL');
    expect(infoOf('198.51.100.1')?.country).toBeNull();
    expect(feed.status.files[0]).toMatchObject({ state: 'loaded', badEntries: 1 });
    expect(feed.status.files[0]?.badExamples[0]).toMatch(/^the record at offset \d+ of geo\.mmdb is damaged/);
  });
});
