import { gzipSync } from 'node:zlib';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { anyFields } from './fields';
import { Random } from './random';

const MAX_COLUMNS = 12;
const CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP'] as const;
const COMPRESSORS = { GZIP: (bytes: Uint8Array) => gzipSync(bytes) };

const TEXTS = [
  ...[
    '-',
    '',
    'None',
    'nan',
    'OK',
    'ACCEPT',
    '192.0.2.1',
    '2001:db8::1',
    '1795341600',
    '-7',
    ' ',
    'two words',
  ],
  ...['tab\there', 'nul\0', 'del\x7f', 'grün', 'a', 'abcdefghijklmno', 'abcdefghijklmnop', 'x'.repeat(300)],
];
const LONG_TEXTS = ['y'.repeat(40_000), 'z'.repeat(66_000)];

/** Any value of a type, and the encodings that the writer has for it. */
const TYPES: Readonly<Record<string, { value: (random: Random) => unknown; encodings: readonly string[] }>> =
  {
    STRING: {
      value: (random) => (random.once(200) ? random.pick(LONG_TEXTS) : random.pick(TEXTS)),
      encodings: ['PLAIN', 'RLE_DICTIONARY', 'DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY'],
    },
    BYTE_ARRAY: {
      value: (random) => Buffer.from(Array.from({ length: 1 + random.below(20) }, () => random.below(256))),
      encodings: ['PLAIN', 'RLE_DICTIONARY'],
    },
    INT32: {
      value: (random) => (random.once(2) ? random.below(30_000) : random.next() | 0),
      encodings: ['PLAIN', 'RLE_DICTIONARY', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT'],
    },
    INT64: {
      value: (random) => (random.once(9) ? -1n : 1n) * random.long(2n ** 63n - 1n),
      encodings: ['PLAIN', 'RLE_DICTIONARY', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT'],
    },
    DOUBLE: {
      value: (random) => random.next() / random.pick([1, 3]),
      encodings: ['PLAIN', 'RLE_DICTIONARY'],
    },
    BOOLEAN: { value: (random) => random.once(2), encodings: ['PLAIN'] },
    TIMESTAMP: { value: (random) => new Date(random.below(2 ** 31) * 1000), encodings: ['PLAIN'] },
  };

/** The Parquet file of a seed: any columns, types and encodings, and a damage to three of four files. */
export function fuzzParquet(seed: number): Buffer {
  const random = new Random(seed ^ 0xa77e57);
  const rows = random.once(4) ? 1 + random.below(5000) : 1 + random.below(300);
  const names = anyFields(random).slice(0, 1 + random.below(MAX_COLUMNS));
  const file = parquetWriteBuffer({
    columnData: names.map((name) => columnOf(name.replaceAll('-', '_'), rows, random)),
    codec: random.pick(CODECS),
    compressors: COMPRESSORS,
    rowGroupSize: 1 + random.below(rows),
    pageSize: random.pick([50, 1000, 1_000_000]),
  });
  return damaged(Buffer.from(file), random);
}

function columnOf(name: string, rows: number, random: Random): ColumnSource {
  const type = random.pick(Object.keys(TYPES));
  const { value, encodings } = TYPES[type] as (typeof TYPES)[string];
  const distinct = Array.from({ length: 1 + random.below(random.once(3) ? 2000 : 20) }, () => value(random));
  const nulls = random.once(2) ? 1 + random.below(20) : 0;
  const data = Array.from({ length: rows }, () =>
    nulls > 0 && random.once(nulls) ? null : random.pick(distinct),
  );
  return { name, data, type, encoding: random.pick(encodings), nullable: true } as ColumnSource;
}

function damaged(bytes: Buffer, random: Random): Buffer {
  if (random.once(4)) return bytes;
  if (random.once(8)) return bytes.subarray(0, random.below(bytes.length));
  const isInFooter = random.once(2);
  const from = isInFooter ? bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8) : 4;
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    bytes[from + random.below(bytes.length - from)] = random.below(256);
  }
  return bytes;
}
