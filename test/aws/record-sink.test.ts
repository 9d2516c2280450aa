import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KernelRecordSink } from '../../aws/kernel-record-sink';
import type { RecordSink } from '../../aws/record-sink';
import { ReferenceRecordSink } from '../../aws/reference-record-sink';
import { BadValue } from '../../flows/cell';
import { withKernel } from '../../flows/kernel/kernel';
import { writeKernelOutputs } from '../../flows/kernel/write-outputs';
import { type WrittenOutputs, writeOutputs } from '../../flows/normalize-source';
import type { Origin } from '../../flows/origin';
import { RejectCode } from '../../flows/rejects';
import { outcomeOf } from './both-readers';
import { firstDifference } from './first-difference';
import { record, SAMPLE } from './sample-records';

type Read = (sink: RecordSink, origin: Origin) => void;

const ORIGIN: Origin = { cloud: 'aws', source: 'x.json' };
const FIELDS = Object.keys(SAMPLE);

/** Compares both sinks: same rows in the same order, same rejects, same counts. */
async function expectSame(read: Read) {
  const reference = await outcomeOf((_, directory) => withReference(directory, read), { bytes: '' });
  const kernel = await outcomeOf((_, directory) => inKernel(directory, read), { bytes: '' });
  expect(firstDifference(reference, kernel)).toBeUndefined();
  return reference;
}

function withReference(directory: string, read: Read): Promise<WrittenOutputs> {
  return writeOutputs(ORIGIN, directory, undefined, async (sink) => {
    const records = new ReferenceRecordSink(ORIGIN, sink);
    read(records, ORIGIN);
    records.end();
    return { stored: 0, inflated: 0 };
  });
}

function inKernel(directory: string, read: Read): Promise<WrittenOutputs> {
  return withKernel((kernel) =>
    writeKernelOutputs({ kernel, origin: ORIGIN, directory }, async (table, rest) => {
      const records = new KernelRecordSink(kernel, table, rest, ORIGIN);
      read(records, ORIGIN);
      records.end();
      return { stored: 0, inflated: 0 };
    }),
  );
}

function lines(sink: RecordSink, texts: readonly string[], first = 1n): void {
  texts.forEach((text, index) => {
    sink.found(1);
    sink.line(text, first + BigInt(index));
  });
}

describe('the kernel and the reference reader return equal results for', () => {
  test('lines of any text', async () => {
    const texts = [
      record(),
      '',
      ' ',
      record({ action: 'ä' }),
      record({ action: '\ud800' }),
      `${record()}\n${record()}`,
      `${record()}\r`,
      record({ 'interface-id': 'é-1' }),
      'x'.repeat(65_537),
      record({ 'interface-id': 'y'.repeat(65_000) }),
      ` ${record()}  `,
      record({ bytes: '9223372036854775807' }),
      record({ bytes: 'many' }),
      '\ufeffversion',
      record(),
    ];
    const { result } = await expectSame((sink) => {
      sink.useFields(FIELDS, 'the test');
      lines(sink, [...texts, ...texts]);
    });
    expect(result?.summary.records).toBe(30);
  });

  test('values with blanks, quotes and no text', async () => {
    const fields = ['interface-id', 'action', 'subnet-id', 'start', 'new-field', 'srcaddr'];
    const records = [
      ['eni-1', 'ACCEPT', 'sub net', '1795341600', 'a "b"', '::1'],
      ['eni 1', 'REJECT', '-', '1795341600', '-', '-'],
      ['eni', 'ACCEPT', '1', '1795341600', 'c\td', '10.0.0.1'],
      ['', 'ACCEPT', 'x', '1795341600', '', '-'],
      ['eni-1', 'ACCEPT', 'subnet', '1795341600', 'e', '::1'],
      ['eni-1 ', 'ACCEPT', ' subnet', '1795341600', 'é', '::1'],
      ['eni-1', 'x y', 'z', '1795341600', 'e', '::1'],
      ['eni-1', 'ACCEPT'],
      [],
    ];
    const { rows } = await expectSame((sink) => {
      sink.useFields(fields, 'the test');
      sink.found(records.length);
      records.forEach((tokens, index) => {
        sink.record(tokens, tokens.join(' '), BigInt(index + 1));
      });
    });
    const [file] = Object.values(rows ?? {});
    expect(file?.map(({ subnet_id }) => subnet_id)).toEqual(['sub net', null, '1', 'x', 'subnet', ' subnet']);
  });

  test('records with gaps in their positions, in any schema and order', async () => {
    await expectSame((sink) => {
      sink.useFields(FIELDS, 'the test');
      lines(sink, [record()], 7n);
      lines(sink, [record(), 'bad'], 100n);
      sink.useFields(['start', 'srcaddr'], 'the test');
      lines(sink, ['1795341600 ::1', 'bad'], 5_000_000_000n);
      sink.useFields(Array.from({ length: 120 }, (_, index) => `f-${index}`).concat('srcaddr'), 'the test');
      lines(sink, [`${'v '.repeat(120)}::1`], 9_007_199_254_740_993n);
      sink.useFields(FIELDS, 'the test');
      lines(sink, [record()], 9_007_199_254_740_994n);
    });
  });

  test('log groups, log streams and accounts that alternate', async () => {
    const origins: Origin[] = Array.from({ length: 700 }, (_, index) => ({
      ...ORIGIN,
      accountId: index % 50 === 3 ? undefined : ['111111111111', '222222222222'][index % 2],
      flowLogId: index % 7 === 0 ? undefined : `/group ${index % 11}/ü`,
      logStream: `eni-${index % 301}${'x'.repeat(index % 500)}`,
    }));
    const { rows } = await expectSame((sink) => {
      sink.useFields(FIELDS, 'the test');
      for (let index = 0; index < 3000; index++) {
        const position = BigInt(index + 1);
        sink.useOrigin(origins[(index * 11) % origins.length] as Origin);
        sink.found(1);
        if (index % 13 === 0) sink.reject(position, new BadValue(RejectCode.NOT_A_RECORD, 'no record'), 'x');
        else if (index % 17 === 0) sink.line(record({ 'interface-id': 'ä' }), position);
        else if (index % 19 === 0) sink.line('bad', position);
        else sink.line(record({ bytes: String(index) }), position);
      }
    });
    const flows = Object.entries(rows ?? {}).filter(([path]) => path.startsWith('flows/'));
    expect(flows.length).toBe(3);
    const names = new Set(flows.flatMap(([, each]) => each.map(({ log_stream }) => log_stream)));
    expect(names.size).toBeGreaterThan(300);
  });

  test('lines that are rendered already, with exceptions', async () => {
    const rendered = ['1795341600 ::1 a', '', '1795341600 bad b', '', '- 10.0.0.1 c', '1795341600 ::1 ä'];
    const { result } = await expectSame((sink) => {
      sink.useFields(['start', 'srcaddr', 'interface-id'], 'the test');
      for (let first = 1n; first < 60n; first += 6n) {
        sink.found(6);
        sink.lines({
          bytes: Buffer.from(rendered.map((line) => `${line}\n`).join('')),
          count: 6,
          first,
          exceptions: new Map([
            [
              first + 1n,
              (records) => records.record(['1795341600', '::2', 'x y'], '1795341600 ::2 x y', first + 1n),
            ],
            [
              first + 3n,
              (records) =>
                records.reject(first + 3n, new BadValue(RejectCode.NOT_UTF8, 'no'), 'x', Buffer.of(255)),
            ],
          ]),
        });
      }
    });
    expect(result?.summary).toMatchObject({ rows: 40, rejects: 20 });
  });

  test('any records', async () => {
    const fields = ['start', 'srcaddr', 'interface-id', 'action', 'bytes'];
    const token = fc.oneof(
      fc.constantFrom(...record().split(' '), '-', '', ' ', 'a b'),
      fc.string({ unit: 'binary' }),
    );
    const records = fc.array(fc.array(token, { minLength: 4, maxLength: 6 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(records, async (all) => {
        await expectSame((sink) => {
          sink.useFields(fields, 'the test');
          sink.found(all.length);
          all.forEach((tokens, index) => {
            sink.record(tokens, tokens.join(' '), BigInt(index + 1));
          });
        });
      }),
      { numRuns: 60 },
    );
  });
});
