import { describe, expect, test } from 'vitest';
import { DELIVERY_ENVIRONMENT } from '../../../azure/ingestion/delivery-settings';
import { ENVIRONMENT, readSettings, TRIGGERS } from '../../../azure/normalizer/settings';

const MINIMAL = {
  [ENVIRONMENT.flowLogStorage]: 'https://logs.blob.core.windows.net',
  [ENVIRONMENT.tableStorage]: 'https://lake.blob.core.windows.net',
};
const LOCAL = 'http://127.0.0.1:10000/lake';

describe('readSettings', () => {
  test('requires two accounts and has a default for every other setting', () => {
    expect(readSettings(MINIMAL)).toEqual({
      flowLogs: {
        endpoint: 'https://logs.blob.core.windows.net',
        containers: ['insights-logs-flowlogflowevent'],
      },
      tables: {
        endpoint: 'https://lake.blob.core.windows.net',
        container: 'tables',
        prefix: '',
        rows: true,
        compatible: false,
        cursorContainer: 'cursors',
      },
      sweepHours: 6,
      maxIncrementBytes: 67_108_864,
    });
  });

  test('can disable the rows of the table', () => {
    expect(readSettings({ ...MINIMAL, [ENVIRONMENT.tableRows]: 'false' }).tables.rows).toBe(false);
  });

  test('can write files for old readers', () => {
    const read = (text: string) => readSettings({ ...MINIMAL, [ENVIRONMENT.compatibleFiles]: text });
    expect(read('true').tables.compatible).toBe(true);
    expect(() => read('yes')).toThrow('COMPATIBLE_FILES must be true or false, received "yes"');
  });

  test.each(['tables', 'cursors'])('rejects threat lists in the container %s', (name) => {
    expect(() => readSettings({ ...MINIMAL, [ENVIRONMENT.enrichmentContainer]: name })).toThrow(
      `ENRICHMENT_CONTAINER is ${name}, the container of the tables or cursors: use another one`,
    );
  });

  test('accepts several containers', () => {
    const settings = readSettings({ ...MINIMAL, [ENVIRONMENT.flowLogContainers]: 'one, two' });
    expect(settings.flowLogs.containers).toEqual(['one', 'two']);
  });

  test('accepts a connection string for storage on the same machine', () => {
    const connectionString = `BlobEndpoint=${LOCAL};SharedAccessSignature=x`;
    const environment = {
      ...MINIMAL,
      [ENVIRONMENT.tableStorage]: LOCAL,
      [ENVIRONMENT.tableConnection]: connectionString,
    };
    expect(readSettings(environment).tables).toMatchObject({ endpoint: LOCAL, connectionString });
  });

  test.each([
    [
      'an account',
      ENVIRONMENT.tableConnection,
      'BlobEndpoint=https://lake.blob.core.windows.net;AccountKey=x',
    ],
    ['an account other than the endpoint', ENVIRONMENT.tableConnection, `BlobEndpoint=${LOCAL};AccountKey=x`],
    ['a flow-log account', ENVIRONMENT.flowLogConnection, `BlobEndpoint=${LOCAL};AccountKey=x`],
  ])('rejects a connection string for %s', (_, name, connection) => {
    expect(() => readSettings({ ...MINIMAL, [name]: connection })).toThrow(`${name} is set`);
  });

  test('reports all problems at once', () => {
    const environment = {
      [ENVIRONMENT.tableStorage]: 'http://lake.example',
      [ENVIRONMENT.tablePrefix]: 'network',
      [ENVIRONMENT.tableContainer]: 'cursors',
      [ENVIRONMENT.sweepHours]: '0',
      [ENVIRONMENT.maxIncrementBytes]: 'much',
    };
    const names = [ENVIRONMENT.flowLogStorage, ...Object.keys(environment)];
    for (const name of names) expect(() => readSettings(environment)).toThrow(name);
  });
});

test('the names of the environment variables are those of deployed functions', () => {
  expect(ENVIRONMENT).toEqual({
    flowLogStorage: 'FLOW_LOG_STORAGE',
    compatibleFiles: 'COMPATIBLE_FILES',
    enrichmentContainer: 'ENRICHMENT_CONTAINER',
    enrichmentRefresh: 'ENRICHMENT_REFRESH_MINUTES',
    flowLogContainers: 'FLOW_LOG_CONTAINER',
    tableStorage: 'TABLE_STORAGE',
    tableContainer: 'TABLE_CONTAINER',
    tablePrefix: 'TABLE_PREFIX',
    tableRows: 'TABLE_ROWS',
    cursorContainer: 'CURSOR_CONTAINER',
    sweepHours: 'SWEEP_HOURS',
    maxIncrementBytes: 'MAX_INCREMENT_BYTES',
    clientId: 'AZURE_CLIENT_ID',
    flowLogConnection: 'FLOW_LOG_STORAGE_CONNECTION_STRING',
    tableConnection: 'TABLE_STORAGE_CONNECTION_STRING',
  });
  expect(TRIGGERS).toEqual({
    eventQueue: 'EVENT_QUEUE',
    eventStorage: 'EVENT_STORAGE',
    sweepSchedule: 'SWEEP_SCHEDULE',
  });
  expect(DELIVERY_ENVIRONMENT).toEqual({
    endpoint: 'LOGS_ENDPOINT',
    ruleId: 'LOGS_RULE_ID',
    stream: 'LOGS_STREAM',
  });
});
