import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { normalizeObject } from '../../../aws/normalizer/normalize-object';
import type { PartitionCatalog } from '../../../aws/normalizer/partition-catalog';
import { PartitionRegistrar } from '../../../aws/normalizer/partition-registrar';
import { ENVIRONMENT, readSettings } from '../../../aws/normalizer/settings';
import { Enricher } from '../../../flows/enrichment/enricher';
import { ThreatLists } from '../../../flows/enrichment/threat-lists';
import { temporaryDirectory } from '../../support/normalized';
import { filesBelow } from '../../support/table-files';
import { fileOf, SAMPLE_KEY } from '../sample-records';
import { sighting } from '../threats/sightings';
import { DirectoryStore } from './directory-store';

const SETTINGS = readSettings({ [ENVIRONMENT.tableBucket]: 'lake', [ENVIRONMENT.tablePrefix]: 'network/' });
const VALUES = ['aws', '123456789012', 'eu-west-1'];
const PATH = 'cloud=aws/account_id=123456789012/region=eu-west-1';

/** Records of two days and a reject. */
const FILE = fileOf({}, { start: '1795392000', end: '1795392059' }, { bytes: 'many' });

let root: string;
let store: DirectoryStore;
let registered: { table: string; values: readonly string[]; path: string; files: number }[];
let failures: Error[];
let catalog: PartitionCatalog;

beforeEach(async () => {
  root = temporaryDirectory();
  store = new DirectoryStore(root);
  registered = [];
  failures = [];
  catalog = {
    async register(table, partitions) {
      const failure = failures.shift();
      if (failure) throw failure;
      const files = filesBelow(root).filter((path) => path.startsWith('lake/')).length;
      registered.push(...partitions.map((partition) => ({ table, ...partition, files })));
    },
  };
  await store.put('raw', SAMPLE_KEY, FILE);
});

function normalizeWith(registrar: PartitionRegistrar) {
  const object = { bucket: 'raw', key: SAMPLE_KEY, versionId: undefined };
  return normalizeObject(object, { settings: SETTINGS, store, now: Date.now, registrar });
}

describe('the partitions of an object', () => {
  test('are registered once, after all its files are written', async () => {
    const registrar = new PartitionRegistrar(catalog);
    for (let delivery = 0; delivery < 2; delivery++)
      expect((await normalizeWith(registrar)).succeeded).toBe(true);
    expect(registered).toEqual([
      { table: 'flows', values: [...VALUES, '2026-11-22'], path: `${PATH}/day=2026-11-22`, files: 3 },
      { table: 'flows', values: [...VALUES, '2026-11-23'], path: `${PATH}/day=2026-11-23`, files: 3 },
      { table: 'rejects', values: [...VALUES, '2026-11-22'], path: `${PATH}/day=2026-11-22`, files: 3 },
    ]);
  });

  test('that the catalog refuses fail the object, with a metric; the next delivery registers them', async () => {
    const registrar = new PartitionRegistrar(catalog);
    failures = [Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' })];
    const { succeeded, measurement } = await normalizeWith(registrar);
    expect(succeeded).toBe(false);
    expect(measurement).toEqual({
      values: { Objects: 0, FailedObjects: 1, Retries: 0, UnregisteredPartitions: 2 },
      properties: {
        source: SAMPLE_KEY,
        error: 'PartitionsError',
        failure: 'access',
        message:
          'the files of the object are written, but 2 partitions of the table flows could not be registered in the ' +
          'catalog: AccessDeniedException: not authorized. SQS delivers the message again.',
      },
    });
    expect(filesBelow(join(root, 'lake'))).toHaveLength(3);
    expect((await normalizeWith(registrar)).succeeded).toBe(true);
    expect(registered).toHaveLength(3);
  });

  test('that the catalog refuses do not delay the report on listed addresses, whose rows are in the table', async () => {
    failures = [new Error('not authorized')];
    const lists = new ThreatLists();
    lists.add('list.txt', '52.95.110.1\n');
    const report = {
      measurements: [{ values: { ThreatRecords: 1 }, properties: {} }],
      lines: [sighting()],
    };
    const outcome = await normalizeObject(
      { bucket: 'raw', key: SAMPLE_KEY, versionId: undefined },
      {
        settings: SETTINGS,
        store,
        now: Date.now,
        registrar: new PartitionRegistrar(catalog),
        enrichment: { load: async () => ({ enricher: new Enricher(lists, []) }), report: () => report },
      },
    );
    expect(outcome).toMatchObject({ succeeded: false, further: report.measurements, lines: report.lines });
  });

  test('are registered again if the instance remembers too many', async () => {
    const registrar = new PartitionRegistrar(catalog, 2);
    await normalizeWith(registrar);
    await normalizeWith(registrar);
    expect(registered.length).toBeGreaterThan(3);
  });

  test('without a value have the name that Hive gives them, and encoded values are decoded', async () => {
    const registrar = new PartitionRegistrar(catalog);
    await registrar.register([
      'flows/cloud=aws/account_id=__HIVE_DEFAULT_PARTITION__/region=a%2Fb/day=x/f.parquet',
    ]);
    expect(registered.map(({ values }) => values)).toEqual([
      ['aws', '__HIVE_DEFAULT_PARTITION__', 'a/b', 'x'],
    ]);
  });
});
