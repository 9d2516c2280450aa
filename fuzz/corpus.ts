import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = join(__dirname, 'corpus');

/** Records of one format, and their header. */
export interface Sample {
  readonly header: Buffer;
  readonly lines: readonly Buffer[];
}

/** One sample for each file of the corpus. */
export const SAMPLES: readonly Sample[] = readdirSync(DIRECTORY)
  .sort()
  .map((name) => {
    const [header, ...lines] = readFileSync(join(DIRECTORY, name), 'utf8').trimEnd().split('\n');
    return { header: Buffer.from(header as string), lines: lines.map((line) => Buffer.from(line)) };
  });

const NARROW_BYTES = 150;

/** Samples with few fields, which are read faster. */
export const NARROW_SAMPLES = SAMPLES.filter(({ header }) => header.length < NARROW_BYTES);
