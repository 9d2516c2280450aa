import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS_BY_NAME, TgwField } from '../../aws/fields';
import type { FlowRow } from '../../flows/columns';
import { FIXTURES, hasFixtures } from '../support/fixtures';
import { type Collected, readForm } from '../support/normalized';
import { anyFile, anyToken } from './arbitrary-records';
import { NO_TRAFFIC, SAMPLE } from './sample-records';
import { asCloudWatch, asFirehose, asParquet, asText, formatOf, LOG_GROUP, LOG_STREAM, linesOf, OWNER, type Written } from './written-forms'; // biome-ignore format: one line

const ORIGIN = { accountId: '210987654321', region: 'eu-west-1' };

/** Columns for the position of a record. */
const IDENTITY = ['source_row', 'flow_log_id', 'log_stream'] as const;

/** Rows and rejects without their identity. */
function contentOf({ rows, rejects, unknownFields }: Collected) {
  return {
    rows: rows.map((row) => ({ ...row, ...Object.fromEntries(IDENTITY.map((name) => [name, null])) })),
    rejects: rejects.map(({ code, detail, raw }) => ({ code, detail, raw })),
    unknownFields,
  };
}

async function expectSameInAllForms(written: Written): Promise<Collected> {
  const format = formatOf(written);
  const text = await readForm(asText(written), { origin: ORIGIN });
  expect(text.rows.length + text.rejects.length).toBe(written.records.length);
  const forms: [string, Promise<Collected>][] = [
    ['bare lines', readForm(`${linesOf(written).join('\n')}\n`, { origin: ORIGIN, format })],
    ['Parquet', readForm(asParquet(written), { origin: ORIGIN })],
    ['CloudWatch', readForm(asCloudWatch(written), { origin: ORIGIN, format })],
    ['Firehose', readForm(asFirehose(written), { origin: ORIGIN, format })],
  ];
  for (const [form, reading] of forms) {
    const read = await reading;
    expect({ form, ...contentOf(read) }).toEqual({ form, ...contentOf(text) });
    expect(positions(read)).toEqual(written.records.map((_, index) => BigInt(index + 1)));
    if (form !== 'CloudWatch') continue;
    for (const row of read.rows)
      expect(row).toMatchObject({ flow_log_id: LOG_GROUP, log_stream: LOG_STREAM });
    for (const { flowLogId } of read.rejects) expect(flowLogId).toBe(LOG_GROUP);
  }
  return text;
}

function positions({ rows, rejects }: Collected): bigint[] {
  const found = [
    ...rows.map((row: FlowRow) => row.source_row ?? 0n),
    ...rejects.map(({ sourceRow }) => sourceRow),
  ];
  return found.sort((a, b) => Number(a - b));
}

describe('the same records result in the same rows in every input format', () => {
  test('with any VPC fields', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async ({ fields, records }) => {
        fc.pre(records.length > 0);
        const written = {
          names: fields.map(({ name }) => name),
          records: records.map((record) => record.map(({ text }) => text)),
        };
        // the words that pandas writes for missing values are text in a log
        fc.pre(!written.records.flat().some((text) => /^(None|nan|NaN|NaT|<NA>)$/.test(text)));
        // the reader recognizes a text file by its first character
        fc.pre(!/^[{\ufeff]/.test(linesOf(written)[0] as string));
        await expectSameInAllForms(written);
      }),
      { numRuns: 60 },
    );
  });

  test('for transit gateways', async () => {
    const fields = TgwField.all();
    const records = fc.array(fc.tuple(...fields.map(anyToken)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(records, async (tokens) => {
        const { rows } = await expectSameInAllForms({
          names: fields.map(({ name }) => name),
          records: tokens.map((record) => record.map(({ text }) => text)),
        });
        for (const { log_type } of rows) expect(log_type).toBe('tgw');
      }),
      { numRuns: 20 },
    );
  });

  test('for valid records, invalid records and records without traffic', async () => {
    const records = [
      SAMPLE,
      { ...SAMPLE, ...NO_TRAFFIC },
      { ...SAMPLE, bytes: '9223372036854775807' },
      { ...SAMPLE, bytes: '9223372036854775808' },
      { ...SAMPLE, protocol: '256', srcaddr: '192.0.2.300' },
      { ...SAMPLE, action: 'DROP' },
      { ...SAMPLE, start: '7' },
      SAMPLE,
    ];
    const written = { names: Object.keys(SAMPLE), records: records.map((record) => Object.values(record)) };
    const { rows, rejects } = await expectSameInAllForms(written);
    expect(rows).toHaveLength(4);
    expect(rejects.map(({ code }) => code)).toEqual([
      'out-of-range',
      'impossible-address',
      'unknown-word',
      'impossible-time',
    ]);
  });
});

interface Case {
  readonly format: string;
  readonly line: string;
}

const cases: Case[] = hasFixtures
  ? readFileSync(join(FIXTURES, 'aws-docs-via-vrl/cases.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  : [];

describe.skipIf(!hasFixtures)('the examples of the AWS guide', () => {
  test('are 30', () => expect(cases).toHaveLength(30));

  test.each(cases)('result in the same row in every input format: $line', async ({ format, line }) => {
    const written = { names: format.split(' '), records: [line.split(' ')] };
    const { rows, rejects } = await expectSameInAllForms(written);
    expect(rejects).toEqual([]);
    expect(rows).toHaveLength(1);
    for (const name of written.names) expect(FIELDS_BY_NAME.has(name)).toBe(true);
  });
});

describe('the account of records from CloudWatch Logs', () => {
  const written = {
    names: Object.keys(SAMPLE),
    records: [Object.values({ ...SAMPLE, 'account-id': 'unknown' })],
  };

  test.each([
    ['the key contains no account: that of the log group', {}, OWNER],
    ['the key contains an account: that account', { accountId: '210987654321' }, '210987654321'],
  ])('if %s', async (_, origin, expected) => {
    const { rows } = await readForm(asCloudWatch(written), { origin, format: formatOf(written) });
    expect(rows).toMatchObject([{ account_id: expected, owner_account_id: 'unknown' }]);
  });
});
