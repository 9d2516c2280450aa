import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FLOW_STREAM_NAME } from '../../../azure/ingestion/flow-table';
import { MAX_FIELD_BYTES, rowDocument } from '../../../azure/ingestion/row-document';
import { LogDelivery, logDeliveryOf } from '../../../azure/normalizer/log-delivery';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type Value } from '../../../flows/columns';
import { IngestionServer } from './ingestion-server';

const RULE = 'dcr-00000000000000000000000000000000';

function rowOf(position: number, values: Partial<Record<ColumnName, Value>> = {}): Value[] {
  const row: Value[] = FLOW_COLUMNS.map(() => null);
  const all = { source: 'PT1H.json', source_row: BigInt(position), bytes_out: 2n ** 53n + 1n, ...values };
  for (const [name, value] of Object.entries(all)) row[columnIndex(name as ColumnName)] = value;
  return row;
}

let server: IngestionServer;

beforeEach(async () => {
  server = await IngestionServer.start(RULE, FLOW_STREAM_NAME);
});

afterEach(() => server.stop());

/** Scopes of the requested tokens. */
const scopes: (string | string[])[] = [];

function delivery(token = IngestionServer.TOKEN): LogDelivery {
  return new LogDelivery({
    endpoint: `${server.endpoint}/`,
    ruleId: RULE,
    stream: FLOW_STREAM_NAME,
    credential: {
      async getToken(scope) {
        scopes.push(scope);
        return { token, expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    },
    allowInsecure: true,
  });
}

test('sends rows unchanged, with a token for the service', async () => {
  const rows = [rowOf(1), rowOf(2, { bytes_out: 9_223_372_036_854_775_807n })];
  await delivery().deliver(rows);
  expect(server.bodies).toEqual([`[${rows.map((row) => rowDocument(row).json).join(',')}]`]);
  expect(server.bodies[0]).toContain('"bytes_out":9007199254740993}');
  expect(server.bodies[0]).toContain('"bytes_out":9223372036854775807}');
  expect(scopes.at(-1)).toBe('https://monitor.azure.com/.default');
});

test('sends many rows in several calls within the size limit', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => rowOf(n, { rule: 'r'.repeat(50_000) }));
  const client = delivery();
  await client.deliver(rows);
  expect(server.answers).toEqual([204, 204, 204, 204]);
  const sent = server.bodies.flatMap((body) =>
    JSON.parse(body).map((row: Record<string, number>) => row.source_row),
  );
  expect(sent.sort((a, b) => a - b)).toEqual(rows.map((_, n) => n));
  expect(client.counts).toEqual({ delivered: 60, truncated: 0, rejected: 0 });
});

test('sends rows of an async iterable in batches', async () => {
  async function* rows() {
    for (let n = 0; n < 200; n++) yield rowOf(n, { rule: 'r'.repeat(50_000) });
  }
  const client = delivery();
  await client.deliver(rows());
  expect(client.counts.delivered).toBe(200);
  expect(new Set(server.answers)).toEqual(new Set([204]));
});

test('makes no call without rows', async () => {
  await delivery().deliver([]);
  expect(server.answers).toEqual([]);
});

test.each([
  [429, { 'Retry-After': '0' }],
  [503, { 'Retry-After': '0' }],
  [429, { 'retry-after-ms': '1' }],
])('retries a call with the status %i', async (status, headers) => {
  server.planned = [
    { status, headers },
    { status, headers },
  ];
  const client = delivery();
  await client.deliver([rowOf(1)]);
  expect(server.answers).toEqual([status, status, 204]);
  expect(server.bodies).toEqual([`[${rowDocument(rowOf(1)).json}]`]);
  expect(client.counts.delivered).toBe(1);
});

test('splits a call that the service finds too large', async () => {
  server.maxBytes = 300;
  const client = delivery();
  await client.deliver([1, 2, 3, 4].map((n) => rowOf(n)));
  expect(server.answers).toEqual([413, 204, 204]);
  expect(client.counts.delivered).toBe(4);
});

test('truncates and counts a value that exceeds the field limit', async () => {
  const client = delivery();
  await client.deliver([rowOf(1), rowOf(2, { rule: 'r'.repeat(MAX_FIELD_BYTES + 1) })]);
  expect(client.counts).toEqual({ delivered: 2, truncated: 1, rejected: 0 });
  expect(server.bodies[0]).toContain('"Truncated":"rule"');
});

test('rejects and counts a row that is larger than a call, and sends the others', async () => {
  const names = FLOW_COLUMNS.filter(({ kind }) => kind === 'text').map(({ name }) => name);
  const wide = Object.fromEntries(names.map((name) => [name, 'x'.repeat(MAX_FIELD_BYTES)]));
  const client = delivery();
  await client.deliver([rowOf(1), rowOf(2, { ...wide, source: 'PT1H.json' }), rowOf(3)]);
  expect(client.counts).toEqual({ delivered: 2, truncated: 0, rejected: 1 });
  expect(client.rejected).toEqual([{ position: 1, reason: expect.stringMatching(/^the row has \d+ bytes/) }]);
});

describe('failed calls', () => {
  test('are reported together, and the others are sent', async () => {
    server.planned = [{ status: 400 }, { status: 403 }];
    const rows = Array.from({ length: 60 }, (_, n) => rowOf(n, { rule: 'r'.repeat(50_000) }));
    const client = delivery();
    await expect(client.deliver(rows)).rejects.toThrow(
      /^2 of 4 calls of the Logs Ingestion API failed: status 40[03] for \d+ rows: .*Status40[03].*; status 40[03]/,
    );
    expect(server.bodies).toHaveLength(2);
    expect(client.counts.delivered).toBeLessThan(60);
  });

  test('without a valid token are reported', async () => {
    await expect(delivery('another').deliver([rowOf(1)])).rejects.toThrow('status 401 for 1 rows');
  });

  test('with a single row that is too large are reported', async () => {
    server.maxBytes = 10;
    await expect(delivery().deliver([rowOf(1)])).rejects.toThrow('status 413 for 1 rows');
  });
});

describe('logDeliveryOf', () => {
  const credential = { getToken: async () => null };
  const all = { LOGS_ENDPOINT: 'https://x', LOGS_RULE_ID: RULE, LOGS_STREAM: FLOW_STREAM_NAME };

  test('creates a delivery only if the environment configures one', () => {
    expect(logDeliveryOf(all, credential)).toBeInstanceOf(LogDelivery);
    expect(logDeliveryOf({ LOGS_ENDPOINT: '' }, credential)).toBeUndefined();
  });

  test('throws if only some variables are set', () => {
    expect(() => logDeliveryOf({ ...all, LOGS_RULE_ID: undefined }, credential)).toThrow(
      'LOGS_ENDPOINT and LOGS_STREAM is set, but LOGS_RULE_ID is missing: set all of them, or none',
    );
  });
});

test('sends no token without TLS unless it is allowed', async () => {
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: 0 }) };
  const client = new LogDelivery({ endpoint: server.endpoint, ruleId: RULE, stream: 'Custom-X', credential });
  await expect(client.deliver([rowOf(1)])).rejects.toThrow(/TLS|https|insecure/i);
  expect(server.answers).toEqual([]);
});
