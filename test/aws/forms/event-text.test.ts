import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { recognizeAws } from '../../../aws/forms/recognize-aws';
import { Beginning } from '../../../flows/input/beginning';
import { readForm } from '../../support/normalized';
import { expectSame } from '../both-readers';
import { NO_TRAFFIC, record } from '../sample-records';
import { LOG_GROUP, LOG_STREAM, OWNER } from '../written-forms';

const FORMAT = LogFormat.AWS_DEFAULT;
const RECORDS = [record({ bytes: '1' }), record({ ...NO_TRAFFIC }), record({ bytes: '9007199254740993' })];

const lines = (of: (record: string, index: number) => string) =>
  RECORDS.map((each, index) => `${of(each, index)}\n`).join('');
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

const FORMS: [form: string, what: string, text: string, first: bigint, stream: string | null][] = [
  ['cloudwatch-lines', 'of an export to S3', lines((each) => `2026-11-22T10:00:00.000Z ${each}`), 1n, null],
  [
    'cloudwatch-lines',
    'of aws logs tail',
    lines((each) => `2026-11-22T10:00:00.123000+00:00 ${LOG_STREAM} ${each}`),
    1n,
    LOG_STREAM,
  ],
  [
    'cloudwatch-lines',
    'of aws logs tail without fraction',
    lines((each) => `2026-11-22T10:00:00+00:00 ${LOG_STREAM} ${each}`),
    1n,
    LOG_STREAM,
  ],
  [
    'cloudwatch-lines',
    'of aws logs tail --format short',
    lines((each) => `2026-11-22T10:00:00 ${each}`),
    1n,
    null,
  ],
  [
    'cloudwatch-lines',
    'of aws logs tail --color on',
    lines((each) => `\x1b[32m2026-11-22T10:00:00\x1b[0m \x1b[36m${LOG_STREAM}\x1b[0m ${each}`),
    1n,
    LOG_STREAM,
  ],
  [
    'cloudwatch-lines',
    'with CRLF',
    lines((each) => `2026-11-22T10:00:00.000Z ${each}`).replaceAll('\n', '\r\n'),
    1n,
    null,
  ],
  [
    'cloudwatch-events-text',
    'of filter-log-events',
    lines((each) => `EVENTS\t375\t1795341600001\t${LOG_STREAM}\t${each}\t1795341600000`),
    1n,
    LOG_STREAM,
  ],
  [
    'cloudwatch-events-text',
    'of get-log-events',
    `b/375/s\tf/376/s\n${lines((each) => `EVENTS\t1795341600001\t${each}\t1795341600000`)}`,
    2n,
    null,
  ],
  [
    'cloudwatch-events-text',
    'with searched streams',
    `${lines((each) => `EVENTS\t375\t1795341600001\t${LOG_STREAM}\t${each}\t1795341600000`)}SEARCHEDLOGSTREAMS\tTrue\t${LOG_STREAM}\nNone\n`,
    1n,
    LOG_STREAM,
  ],
  [
    'logs-insights-csv',
    'without quotes',
    `@timestamp,@message,@logStream\n${lines((each) => `2026-11-22 10:00:00.000,${each},${LOG_STREAM}`)}`,
    2n,
    LOG_STREAM,
  ],
  [
    'logs-insights-csv',
    'with quotes',
    `"@timestamp","@message","@ptr"\n${lines((each) => ['2026-11-22 10:00:00.000', each, 'x'].map(quoted).join(','))}`,
    2n,
    null,
  ],
];

describe('lines of CloudWatch Logs', () => {
  test.each(FORMS)('%s %s result in the rows of their records', async (form, _, text, first, stream) => {
    const beginning = new Beginning({ source: 'x', bytes: Buffer.from(text), isWhole: true });
    expect(recognizeAws(beginning, FORMAT).form.id).toBe(form);
    const { rows, rejects, records } = await readForm(text, { format: FORMAT });
    expect(rejects).toEqual([]);
    expect(records).toBe(3);
    expect(rows.map(({ bytes_out }) => bytes_out)).toEqual([1n, null, 9_007_199_254_740_993n]);
    expect(rows.map(({ source_row }) => source_row)).toEqual([0n, 1n, 2n].map((row) => first + row));
    expect(rows.map(({ log_stream }) => log_stream)).toEqual([stream, stream, stream]);
    await expectSame({ bytes: text, format: FORMAT, chunkSize: 7 });
    await expectSame({ bytes: gzipSync(`${text}${text}`), format: FORMAT });
    expect(await expectSame({ bytes: text })).toEqual({ error: 'no-format' });
  });

  test('of another form are rejects', async () => {
    const text = `${lines((each) => `2026-11-22T10:00:00.000Z ${each}`)}no time\n2026-11-22T10:00:00Z bad\n2026-11-22T10:00:00Z ${record()}\n`;
    const { rows, rejects } = await readForm(
      Buffer.concat([Buffer.from(text), Buffer.from([0x32, 0xff, 0x0a])]),
      { format: FORMAT },
    );
    expect(rows).toHaveLength(4);
    expect(rejects.map(({ sourceRow, code }) => [sourceRow, code])).toEqual([
      [4n, 'not-a-record'],
      [5n, 'too-few-fields'],
      [7n, 'not-utf8'],
    ]);
  });

  test('keep the log group of Logs Insights', async () => {
    const { rows } = await readForm(`@log,@message\n${OWNER}:${LOG_GROUP},${record()}\n`, { format: FORMAT });
    expect(rows).toMatchObject([{ account_id: OWNER, flow_log_id: LOG_GROUP }]);
  });

  test('without a declared format name the format of which they are valid', async () => {
    for (const [, , text] of FORMS) {
      await expect(readForm(text)).rejects.toThrow(
        'The record is valid in the format "default". If the flow log has',
      );
    }
    for (const text of [
      JSON.stringify({ message: record() }),
      JSON.stringify({ events: [{ timestamp: 1, message: record() }] }),
    ]) {
      await expect(readForm(text)).rejects.toThrow('The record is valid in the format "default"');
    }
    await expect(readForm('{"message":"x ::1 y"}')).rejects.toThrow('Declare the format of the flow log.');
  });

  test('of other programs are no flow log', () => {
    for (const text of ['2026-11-22T10:00:00Z INFO started the program\n', 'EVENTS\t1\t2\ta b c\t4\n']) {
      const beginning = new Beginning({ source: 'x', bytes: Buffer.from(text), isWhole: true });
      expect(() => recognizeAws(beginning)).toThrow();
    }
  });
});
