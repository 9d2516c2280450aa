import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatNamed, LogFormat } from '../../aws/format';
import { Beginning } from '../../flows/input/beginning';
import { InputError, InputErrorCode } from '../../flows/input/input-error';
import { openSource } from '../../flows/input/opened-source';
import { recognizeAny } from '../../normalizer/recognize-any';
import { fileOf, record } from '../aws/sample-records';
import { blobOf, vnetRecord } from '../azure/records/read-blob';
import { chunks } from '../support/normalized';
import { FOREIGN_SAMPLES } from './foreign-files';

const TUPLE = '1795341600000,10.11.1.4,23.208.236.42,52668,80,6,O,E,NX,5,516,3,1019';

/** A flow log in each form, and the id of the form. */
const FLOW_LOGS: readonly (readonly [id: string, content: string])[] = [
  ['aws-text', fileOf({}, {})],
  ['aws-parquet', 'PAR1\x15\x00\x15\x00'],
  [
    'cloudwatch-subscription',
    JSON.stringify({ messageType: 'DATA_MESSAGE', logGroup: 'g', logEvents: [{ message: record() }] }),
  ],
  ['firehose-messages', JSON.stringify({ message: record() })],
  ['azure-blob', blobOf(vnetRecord([TUPLE]))],
];

function decide(content: string | Uint8Array, format?: LogFormat): string {
  const bytes = Buffer.from(content as Uint8Array);
  return recognizeAny(new Beginning({ source: 'x', bytes, isWhole: true }), format).form.id;
}

function errorOf(decision: () => unknown): InputError {
  try {
    decision();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

describe('a flow log', () => {
  test.each(FLOW_LOGS)('%s is recognized, with marks and blanks before it', (id, content) => {
    expect(decide(content)).toBe(id);
    if (id === 'aws-parquet') return;
    for (const before of ['\ufeff', '\n', ' ', '\r\n\r\n', '\ufeff\n'])
      expect(decide(before + content)).toBe(id);
    expect(decide(content.replaceAll('\n', '\r\n'))).toBe(id);
  });

  test.each(FLOW_LOGS)('%s is recognized with any chunks, compressed or not', async (id, content) => {
    const plain = Buffer.from(content, 'utf8');
    const long = Buffer.concat([plain, Buffer.from('\n'.repeat(200_000))]);
    for (const bytes of [plain, gzipSync(plain), long, gzipSync(long)]) {
      for (const size of [1, 7, 4_096, 65_536, 1_000_000]) {
        if (bytes.length / size > 20_000) continue;
        const opened = await openSource({ source: 'x', bytes: chunks(bytes, size) });
        expect(recognizeAny(opened.beginning).form.id).toBe(id);
        await opened.close();
      }
    }
  });

  test.each(FLOW_LOGS)('%s that is truncated anywhere is a form or an error', (_, content) => {
    const bytes = Buffer.from(content, 'utf8');
    for (let length = 0; length < bytes.length; length++) {
      for (const isWhole of [true, false]) {
        try {
          recognizeAny(new Beginning({ source: 'x', bytes: bytes.subarray(0, length), isWhole }));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }
    }
  });

  test('of the public fixtures is never taken for another file', () => {
    const root = join(__dirname, '../../../shared/fixtures');
    if (!existsSync(root)) return;
    const paths = readdirSync(root, { recursive: true }).map(String);
    const logs = paths.filter((path) => /\.(log|txt|parquet)$|sample\.json$/.test(path));
    for (const path of logs) {
      const bytes = readFileSync(join(root, path));
      const code = (() => {
        try {
          recognizeAny(
            new Beginning({
              source: path,
              bytes: bytes.subarray(0, 65_536),
              isWhole: bytes.length <= 65_536,
            }),
          );
          return undefined;
        } catch (error) {
          return (error as InputError).code;
        }
      })();
      expect([path, code]).not.toEqual([path, InputErrorCode.NOT_A_FLOW_LOG]);
    }
  });
});

describe('a file that is no flow log', () => {
  test.each(Object.entries(FOREIGN_SAMPLES))('%s is named with the fix', (_, { content, words }) => {
    for (const format of [undefined, LogFormat.AWS_DEFAULT]) {
      if (format && /other t/.test(_)) continue;
      const { code, message } = errorOf(() => decide(content, format));
      expect(code).toBe(InputErrorCode.NOT_A_FLOW_LOG);
      for (const word of words) expect(message).toContain(word);
      expect(message).not.toContain('Declare the format');
    }
  });

  test('an empty file has no records', () => {
    expect(decide('')).toBe('aws-text');
    expect(decide('\n \n')).toBe('aws-text');
  });
});

describe('lines without a header', () => {
  test('that fit a format get it suggested, never assumed', () => {
    const { code, message } = errorOf(() => decide(`${record()}\n${record()}\n`));
    expect(code).toBe(InputErrorCode.NO_FORMAT);
    expect(message).toContain('records of the format "default"');
    expect(decide(`${record()}\n`, LogFormat.AWS_DEFAULT)).toBe('aws-text');
  });

  test.each(['v3', 'v4', 'v5', 'recommended', 'ecs', 'security', 'everything', 'transit-gateway'])(
    'of the format %s get exactly it suggested',
    (name) => {
      const format = formatNamed(name) as LogFormat;
      const line = format.names.map((field) => (field === 'version' ? format.version : '-')).join(' ');
      expect(errorOf(() => decide(`${line}\n`)).message).toContain(`of the format "${name}". If`);
    },
  );

  test('that fit no format get none suggested', () => {
    const { code, message } = errorOf(() => decide(`${record()} more\n`));
    expect(code).toBe(InputErrorCode.NO_FORMAT);
    expect(message).toMatch(/received "2 123456789010 .*Declare the format of the flow log\.$/);
  });

  test('longer than 64 KiB are an error without a format', () => {
    const bytes = Buffer.alloc(65_536, '2 ');
    const { code, message } = errorOf(() =>
      recognizeAny(new Beginning({ source: 'x', bytes, isWhole: false })),
    );
    expect(code).toBe(InputErrorCode.NO_FORMAT);
    expect(message).toContain('more than 65536 bytes in one line');
  });
});

test('any bytes are a form or an error', () => {
  const starts = Object.values(FOREIGN_SAMPLES).map(({ content }) => Buffer.from(content as Uint8Array));
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .tuple(fc.constantFrom(...starts), fc.nat(60), fc.uint8Array({ maxLength: 60 }))
      .map(([start, cut, rest]) => Buffer.concat([start.subarray(0, cut), rest])),
  );
  fc.assert(
    fc.property(any, fc.boolean(), (bytes, isWhole) => {
      try {
        recognizeAny(new Beginning({ source: 'x', bytes, isWhole }));
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 2_000 },
  );
});
