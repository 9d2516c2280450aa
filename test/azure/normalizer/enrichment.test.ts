import { expect, test } from 'vitest';
import { FeedEnrichment } from '../../../azure/normalizer/enrichment';
import { sightingMetrics } from '../../../azure/normalizer/metrics';
import { readSettings } from '../../../azure/normalizer/settings';
import { EnrichmentFeed } from '../../../flows/enrichment/enrichment-feed';
import { SightingCounter } from '../../../flows/enrichment/threat-sightings';

const ACCOUNTS = {
  FLOW_LOG_STORAGE: 'https://raw.blob.core.windows.net',
  TABLE_STORAGE: 'https://tables.blob.core.windows.net',
};

test('lists are read from a container only if one is set', () => {
  expect(readSettings(ACCOUNTS).enrichment).toBeUndefined();
  expect(readSettings({ ...ACCOUNTS, ENRICHMENT_CONTAINER: 'lists' }).enrichment).toEqual({
    container: 'lists',
    refreshMinutes: 15,
  });
  const refreshed = { ...ACCOUNTS, ENRICHMENT_CONTAINER: 'lists', ENRICHMENT_REFRESH_MINUTES: '5' };
  expect(readSettings(refreshed).enrichment?.refreshMinutes).toBe(5);
  expect(() => readSettings({ ...refreshed, ENRICHMENT_REFRESH_MINUTES: '0' })).toThrow(
    'ENRICHMENT_REFRESH_MINUTES must be an integer above 0, received 0',
  );
});

test('each check of the container is one log line; rows keep the last content of a list that cannot be read', async () => {
  let now = Date.parse('2026-11-30T12:00:00Z');
  let text = '203.0.113.0/24, botnet\nnot an address\n';
  let version = 1;
  const modified = new Date('2026-11-30T11:00:00Z');
  const folder = {
    list: async () => [{ name: 'own.txt', version: String(version), modified, bytes: text.length }],
    read: async () => Buffer.from(text),
  };
  const lines: Record<string, unknown>[] = [];
  const feed = new EnrichmentFeed(folder, { now: () => now });
  const enrichment = new FeedEnrichment(
    feed,
    (line) => void lines.push(JSON.parse(line)),
    () => now,
  );

  const enricher = await enrichment.load();
  await enrichment.load();
  expect(enricher?.threatOf('203.0.113.7')).toMatchObject({ type: 'botnet' });
  expect(lines).toMatchObject([
    { enrichmentFiles: 1, failedEnrichmentFiles: 0, invalidEnrichmentEntries: 1, enrichmentAgeSeconds: 3600 },
  ]);

  now += 16 * 60_000;
  text = '<html>Sign in</html>';
  version = 2;
  expect((await enrichment.load())?.threatOf('203.0.113.7')).toMatchObject({ type: 'botnet' });
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatchObject({ enrichmentFiles: 1, failedEnrichmentFiles: 1 });
  expect(lines[1]?.failedFiles).toMatchObject([{ name: 'own.txt', state: 'stale' }]);
});

test('an increment that is written again has the same lines', () => {
  const counter = new SightingCounter((address) =>
    address === '203.0.113.7' ? { type: 'botnet', source: 'own' } : undefined,
  );
  counter.add({
    type: 'botnet',
    source: 'own',
    src: '203.0.113.7',
    dst: '10.0.0.5',
    action: 'accept',
    packets: 3n,
    bytes: 2n ** 63n - 1n,
    start: 1_795_341_600_000,
    end: null,
    network: '/subscriptions/s/vnet',
    account: 's',
  });
  const lines = sightingMetrics(counter.sightings(), 'container/PT1H.json', 'a.parquet');
  expect(lines).toEqual(sightingMetrics(counter.sightings(), 'container/PT1H.json', 'a.parquet'));
  expect(JSON.parse(lines[0] as string)).toMatchObject({
    kind: 'threat-sighting',
    address: '203.0.113.7',
    direction: 'inbound',
    bytes: '9223372036854775807',
    object: 'container/PT1H.json',
    increment: 'a.parquet',
  });
});
