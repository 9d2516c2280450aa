import { afterAll, beforeAll, expect, test } from 'vitest';
import { azureContext } from '../../azure/normalizer/azure-context';
import { replay } from '../../azure/normalizer/replay';
import { ENVIRONMENT, readSettings } from '../../azure/normalizer/settings';
import { VNET_CONTAINER } from '../../azure/storage/containers';
import { Azurite } from '../support/azurite';
import { Ending, FunctionProcess } from '../support/azurite-function';
import { NetworkWatcher } from '../support/azurite-network-watcher';
import { sql } from '../support/duckdb';
import { temporaryDirectory } from '../support/normalized';
import { tableIn } from '../support/table-files';

const CONTAINER = 'enrichment';
const MAC = '000D3A111111';
const FULL_HOUR = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const minute = (index: number) => new Date(FULL_HOUR + index * 60_000);

let azurite: Azurite;

beforeAll(async () => {
  azurite = await Azurite.start();
  await azurite.createContainers(VNET_CONTAINER);
  await azurite.tables.getContainerClient(CONTAINER).createIfNotExists();
});
afterAll(() => azurite?.stop());

function upload(name: string, text: string) {
  const client = azurite.tables.getContainerClient(CONTAINER).getBlockBlobClient(name);
  return client.upload(text, Buffer.byteLength(text));
}

/** The rows of a blob, the latest last. */
async function rows(prefix: string) {
  const directory = temporaryDirectory();
  await azurite.download(prefix, directory);
  const columns = 'source_row, src_addr, dst_addr, threat_type, threat_source';
  return sql(`select ${columns} from ${tableIn(directory, 'flows')} order by source_row`);
}

test('the deployed function enriches rows with the lists of a container, and logs listed addresses', async () => {
  const prefix = 'threats/';
  const watcher = new NetworkWatcher(azurite.flowLogs, 'THREATS');
  const settings = { ...azurite.settings(prefix), [ENVIRONMENT.enrichmentContainer]: CONTAINER };

  // without a list, the rows have no threat
  let host = await FunctionProcess.start(settings);
  try {
    expect(await host.message(await watcher.write(MAC, minute(0), 2))).toBe(Ending.DONE);
    expect(host.logged).toContainEqual(expect.objectContaining({ enrichmentFiles: 0 }));
    expect(host.logged.filter(({ kind }) => kind === 'threat-sighting')).toEqual([]);
  } finally {
    host.kill();
  }
  const [first] = await rows(prefix);
  expect(first).toMatchObject({ threat_type: null });
  const address = String(first?.dst_addr);

  await upload('own.txt', `${address}, botnet\nnot an address\n`);
  await upload('broken.txt', '<html>Sign in</html>');
  host = await FunctionProcess.start(settings);
  try {
    expect(await host.message(await watcher.write(MAC, minute(1), 1))).toBe(Ending.DONE);
    const [check] = host.logged.filter((line) => 'enrichmentFiles' in line);
    expect(check).toMatchObject({
      enrichmentFiles: 1,
      failedEnrichmentFiles: 1,
      invalidEnrichmentEntries: 1,
      failedFiles: [{ name: 'broken.txt' }],
    });
    const after = await rows(prefix);
    const listed = after.filter(({ threat_type }) => threat_type === 'botnet');
    expect(listed.length).toBeGreaterThan(0);
    expect(String(listed[0]?.threat_source)).toMatch(/^own@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const sightings = host.logged.filter(({ kind }) => kind === 'threat-sighting');
    expect(sightings).toMatchObject([
      { address, type: 'botnet', direction: 'outbound', increment: expect.stringMatching(/\.parquet$/) },
    ]);
    expect(sightings.reduce((sum, { rows: n }) => sum + Number(n), 0)).toBe(listed.length);
  } finally {
    host.kill();
  }

  // a replay enriches the rows that were written before the list, and writes files for old readers
  const settled = readSettings({ ...settings, [ENVIRONMENT.compatibleFiles]: 'true' });
  const logged: string[] = [];
  const context = azureContext(settled, { log: (line) => void logged.push(line) });
  const range = { from: new Date(FULL_HOUR), to: new Date(FULL_HOUR) };
  const before = await rows(prefix);
  expect(await encodings(prefix)).toContain('DELTA_');
  expect(await replay(range, [VNET_CONTAINER], context)).toMatchObject({ blobs: 1, skipped: 0 });
  expect(await encodings(prefix)).not.toContain('DELTA_');
  const replayed = await rows(prefix);
  expect(replayed).toHaveLength(before.length);
  expect(replayed[0]).toMatchObject({ dst_addr: address, threat_type: 'botnet' });
  expect(logged.some((line) => line.includes('"enrichmentFiles":1'))).toBe(true);
});

/** The encodings in the files of the table, as text. */
async function encodings(prefix: string) {
  const directory = temporaryDirectory();
  await azurite.download(prefix, directory);
  const files = `${directory}/flows/**/*.parquet`;
  return JSON.stringify(await sql(`select distinct encodings from parquet_metadata('${files}')`));
}
