import { gzipSync } from 'node:zlib';
import { LogFormat } from '../aws/format';
import { ByteBuilder } from './byte-builder';
import { NARROW_SAMPLES } from './corpus';
import { FORM_WRITERS } from './form-writers';
import { writeMutated } from './mutations';
import { Random } from './random';
import { StructuredLines } from './structured-lines';

const MAX_RECORDS = 60;
const MANY_RECORDS = 800;
const SOURCES = [
  'test.json',
  'streams/cloudwatch/123456789012/us-east-1/a1b2c3d4/2026/11/22/10/x-1-2026-11-22-10-05-00-01234567-0123-0123-0123-0123456789ab',
];

/** A source of a form that both readers read. */
export interface FuzzSource {
  readonly form: string;
  readonly source: string;
  readonly format: LogFormat;
  readonly bytes: Buffer;
  readonly chunkBytes: number;
  readonly records: number;
}

const out = new ByteBuilder();

/** The source of a seed: records of the corpus or of generated tokens in one of the forms; a third is mutated or cut. */
export function fuzzSource(seed: number): FuzzSource {
  const random = new Random(seed ^ 0x5eed);
  const [form, write] = random.pick(Object.entries(FORM_WRITERS));
  const { header, lines } = random.pick(NARROW_SAMPLES);
  const fields = header.toString().split(' ');
  const count = 1 + random.below(random.once(4) ? MANY_RECORDS : MAX_RECORDS);
  const structured = random.once(2) ? new StructuredLines(fields, random) : undefined;
  const texts = Array.from({ length: count }, () => lineOf(structured, lines, random));
  const written = Buffer.from(write({ fields, lines: texts }, random));
  const damaged = random.once(3) ? mutated(written, random) : written;
  return {
    form,
    source: random.pick(SOURCES),
    format: LogFormat.custom(fields.map((field) => `\${${field}}`).join(' ')),
    bytes: random.once(20) ? gzipSync(damaged) : damaged,
    chunkBytes: random.once(3) ? 1 + random.below(300) : 1 + random.below(100_000),
    records: count,
  };
}

function lineOf(structured: StructuredLines | undefined, lines: readonly Buffer[], random: Random): string {
  out.clear();
  if (structured) structured.write(out);
  else if (random.once(3)) writeMutated(out, random.pick(lines), random.pick(lines), random);
  else out.add(random.pick(lines));
  return out.take().toString('utf8');
}

function mutated(bytes: Buffer, random: Random): Buffer {
  if (random.once(3)) return bytes.subarray(0, random.below(bytes.length + 1));
  out.clear();
  writeMutated(out, bytes, bytes, random);
  return Buffer.from(out.take());
}
