import { beforeEach, describe, expect, test } from 'vitest';
import { FeedSource } from '../../../aws/normalizer/feed-source';
import { handle } from '../../../aws/normalizer/handler';
import { normalizeObject } from '../../../aws/normalizer/normalize-object';
import { ENVIRONMENT, readSettings } from '../../../aws/normalizer/settings';
import { TypeMetrics } from '../../../aws/normalizer/threat-report';
import { EnrichmentFeed } from '../../../flows/enrichment/enrichment-feed';
import type { EnrichmentFolder } from '../../../flows/enrichment/enrichment-folder';
import { temporaryDirectory } from '../../support/normalized';
import { fileOf, SAMPLE_KEY } from '../sample-records';
import { DirectoryStore } from './directory-store';

const MINUTE = 60_000;
const SETTINGS = readSettings({ [ENVIRONMENT.tableBucket]: 'lake' });

let now: number;
let files: Record<string, string>;
let reads: string[];
let isDenied: boolean;
let store: DirectoryStore;
let source: FeedSource;

beforeEach(async () => {
  now = Date.parse('2026-11-30T22:00:00Z');
  files = { 'botnets.txt': '203.0.113.0/24, botnet\n' };
  reads = [];
  isDenied = false;
  store = new DirectoryStore(temporaryDirectory());
  await store.put('raw', SAMPLE_KEY, fileOf({ srcaddr: '203.0.113.9' }, { srcaddr: '198.51.100.7' }));
  source = new FeedSource(new EnrichmentFeed(folder, { now: () => now }), new TypeMetrics([]), () => now);
});

const folder: EnrichmentFolder = {
  async list() {
    if (isDenied) throw new Error('AccessDenied');
    const modified = new Date('2026-11-30T21:00:00Z');
    return Object.entries(files).map(([name, text]) => ({
      name,
      version: text,
      modified,
      bytes: text.length,
    }));
  },
  async read({ name }) {
    reads.push(name);
    return Buffer.from(files[name] as string);
  },
};

/** Delivers the object, and returns the lines of the log. */
async function deliver(): Promise<Record<string, unknown>[]> {
  const logged: Record<string, unknown>[] = [];
  const body = JSON.stringify({
    Records: [{ s3: { bucket: { name: 'raw' }, object: { key: encodeURIComponent(SAMPLE_KEY) } } }],
  });
  const { batchItemFailures } = await handle({ Records: [{ messageId: '1', body }] }, {
    settings: SETTINGS,
    runner: {
      run: (object) =>
        normalizeObject(object, { settings: SETTINGS, store, now: () => now, enrichment: source }),
    },
    functionName: 'normalizer',
    remainingMillis: () => Number.POSITIVE_INFINITY,
    now: () => now,
    log: (line) => void logged.push(JSON.parse(line)),
  } as Parameters<typeof handle>[1]);
  expect(batchItemFailures).toEqual([]);
  return logged;
}

const withMetric = (lines: Record<string, unknown>[], name: string) => lines.filter((line) => name in line);
const addresses = (lines: Record<string, unknown>[]) =>
  lines.filter(({ kind }) => kind === 'threat-sighting').map(({ address }) => address);

describe('the lists of the function', () => {
  test('are loaded with the first object; the log has their metrics, the sightings and then their metric', async () => {
    const lines = await deliver();
    expect(
      lines.map((line) => line.kind ?? Object.keys(line).find((key) => /^[A-Z].*(s|Files)$/.test(key))),
    ).toEqual(['threat-sighting', 'EnrichmentFiles', 'ThreatRecords', 'Objects']);
    expect(lines[0]).toMatchObject({
      address: '203.0.113.9',
      type: 'botnet',
      source: 'botnets@2026-11-30T21:00:00Z',
      direction: 'inbound',
    });
    expect(lines[1]).toMatchObject({
      EnrichmentFiles: 1,
      FailedEnrichmentFiles: 0,
      InvalidEnrichmentEntries: 0,
      EnrichmentAge: 3600,
    });
    expect(lines[2]).toMatchObject({ ThreatType: 'botnet', ThreatRecords: 1, AcceptedThreatRecords: 1 });
  });

  test('are listed again after the interval, and a new content is used for the next object', async () => {
    await deliver();
    files['botnets.txt'] = '198.51.100.7\n';
    now += 14 * MINUTE;
    expect(addresses(await deliver())).toEqual(['203.0.113.9']);
    now += MINUTE;
    const lines = await deliver();
    expect(addresses(lines)).toEqual(['198.51.100.7']);
    expect(withMetric(lines, 'EnrichmentFiles')).toHaveLength(1);
    now += 15 * MINUTE;
    await deliver();
    expect(reads).toEqual(['botnets.txt', 'botnets.txt']);
  });

  test('that are broken do not stop rows: the last content stays in use, and the metric states the failure', async () => {
    await deliver();
    files['botnets.txt'] = '<html>Please log in</html>';
    now += 15 * MINUTE;
    const lines = await deliver();
    expect(addresses(lines)).toEqual(['203.0.113.9']);
    expect(withMetric(lines, 'Rows')).toEqual([expect.objectContaining({ Rows: 2, FailedObjects: 0 })]);
    expect(withMetric(lines, 'EnrichmentFiles')).toEqual([
      expect.objectContaining({
        EnrichmentFiles: 1,
        FailedEnrichmentFiles: 1,
        failedFiles: [
          expect.objectContaining({ name: 'botnets.txt', reason: expect.stringContaining('HTML') }),
        ],
      }),
    ]);
  });

  test('report each minute that they cannot be listed, and rows have no threats', async () => {
    isDenied = true;
    const lines = await deliver();
    expect(withMetric(lines, 'FailedEnrichmentFiles')).toEqual([
      expect.objectContaining({
        EnrichmentFiles: 0,
        FailedEnrichmentFiles: 1,
        enrichmentProblem: 'the threat lists cannot be listed: AccessDenied',
      }),
    ]);
    expect(withMetric(lines, 'Rows')).toEqual([expect.objectContaining({ Rows: 2 })]);
    expect(withMetric(await deliver(), 'FailedEnrichmentFiles')).toEqual([]);
    now += MINUTE;
    expect(withMetric(await deliver(), 'FailedEnrichmentFiles')).toHaveLength(1);
    isDenied = false;
    now += MINUTE;
    expect(withMetric(await deliver(), 'FailedEnrichmentFiles')).toEqual([
      expect.objectContaining({ EnrichmentFiles: 1, FailedEnrichmentFiles: 0 }),
    ]);
  });

  test('report entries that are not valid, with their lines', async () => {
    files['botnets.txt'] = '203.0.113.9\nno address\n';
    const [line] = withMetric(await deliver(), 'EnrichmentFiles');
    expect(line).toMatchObject({
      InvalidEnrichmentEntries: 1,
      FailedEnrichmentFiles: 0,
      invalidEntries: [
        { name: 'botnets.txt', badEntries: 1, badExamples: [expect.stringContaining('line 2')] },
      ],
    });
  });
});
