import { LogFormat } from '../aws/format';
import { ByteBuilder } from './byte-builder';
import { NARROW_SAMPLES, SAMPLES } from './corpus';
import { anyFields } from './fields';
import { writeMutated } from './mutations';
import { Random } from './random';
import { StructuredLines } from './structured-lines';

const MAX_RECORDS = 2000;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LONG = [65_535, 65_536, 65_537, 131_073, 700_000];

const NAMED = '123456789012_vpcflowlogs_eu-west-1_fl-0123456789abcdef0_20261122T1005Z_1a2b3c4d.log.gz';
const KEYS = [
  'test.log',
  `AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/11/22/${NAMED}`,
  'streams/firehose/123456789012/us-east-1/a1b2c3d4/2026/11/22/10/' +
    'stream-1-2026-11-22-10-05-00-01234567-0123-0123-0123-0123456789ab',
];

/** An object that both readers read. */
export interface FuzzObject {
  readonly source: string;
  readonly declared: LogFormat | undefined;
  readonly bytes: Buffer;
  readonly chunkBytes: number;
  /** Number of lines that are records. */
  readonly records: number;
  /** Whether the reference reader reads unsupported lines again, instead of reusing its result. */
  readonly readsTwice: boolean;
}

const out = new ByteBuilder();

/**
 * The object of a seed. Half of all objects have mutated lines of the corpus, half have lines of generated tokens.
 */
export function fuzzObject(seed: number, maxRecords = MAX_RECORDS): FuzzObject {
  const random = new Random(seed);
  const records = random.once(8) ? 1 + random.below(20) : 1 + random.below(maxRecords);
  const write = random.once(2) ? mutated(random) : structured(random);
  const declared = random.once(6) && isPossible(write.fields) ? declaredOf(write.fields) : undefined;
  const ending = Buffer.from(random.once(50) ? '\r\n' : '\n');
  const header = ({ fields }: Writer) => {
    out.add(Buffer.from(fields.join(' ')));
    out.add(ending);
  };
  out.clear();
  if (random.once(9)) out.add(random.once(2) ? BYTE_ORDER_MARK : ending);
  if (!declared || random.once(4)) header(write);
  let current = write;
  for (let index = 0; index < records; index++) {
    if (random.once(1500)) {
      current = nextHeader(write, random, declared !== undefined);
      header(current);
    }
    if (random.once(5000)) out.add(Buffer.alloc(random.pick(LONG), 'long '));
    if (random.once(300)) out.add(ending);
    current.line();
    if (index < records - 1 || !random.once(3)) out.add(ending);
  }
  const chunkBytes = random.once(20) && records < 50 ? 1 + random.below(9) : 1000 + random.below(400_000);
  return {
    source: random.pick(KEYS),
    declared,
    bytes: out.take(),
    chunkBytes,
    records,
    readsTwice: random.once(8),
  };
}

interface Writer {
  readonly fields: readonly string[];
  line(): void;
}

function mutated(random: Random): Writer {
  const { header, lines } = random.pick(random.once(6) ? SAMPLES : NARROW_SAMPLES);
  const rarity = random.pick([1, 3]);
  return {
    fields: header.toString().split(' '),
    line: () => {
      const line = random.pick(lines);
      if (random.once(rarity)) writeMutated(out, line, random.pick(lines), random);
      else out.add(line);
    },
  };
}

function structured(random: Random): Writer {
  const fields = anyFields(random);
  const lines = new StructuredLines(fields, random);
  return { fields, line: () => lines.write(out) };
}

/** A header between records: the same one, another one, or rarely an invalid one. */
function nextHeader(first: Writer, random: Random, isDeclared: boolean): Writer {
  if (random.once(3) || (isDeclared && !random.once(9))) return first;
  if (random.once(20)) return { ...first, fields: [...first.fields, first.fields[0] as string] };
  return random.once(2) ? mutated(random) : structured(random);
}

function isPossible(fields: readonly string[]): boolean {
  return fields.every((field) => field.length < 64);
}

function declaredOf(fields: readonly string[]): LogFormat {
  return LogFormat.custom(fields.map((field) => `\${${field}}`).join(' '));
}
