import { createHash } from 'node:crypto';

const STEM_LENGTH = 100;
const HASH_LENGTH = 32;

/** Begins the extensions of a raw log, such as `.log.gz`. */
const EXTENSIONS = /\.(?:gz|json|log|txt|parquet)\b/;
const PART = /\.part\d+\.parquet$/;

/**
 * Returns the file name of all outputs of a source. It depends on the source only, so that a second delivery overwrites
 * the first. The stem is for readers; the hash makes the name unique.
 */
export function outputName(source: string): string {
  const base = source.split('/').pop() ?? '';
  const stem = (base.split(EXTENSIONS)[0] as string).replace(/[^A-Za-z0-9_-]/g, '-');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, HASH_LENGTH);
  return `${stem.slice(0, STEM_LENGTH) || 'source'}-${hash}.parquet`;
}

/** Returns the name of the n-th file of a source in a partition. The first file has the name without a part. */
export function partName(name: string, part: number): string {
  return part === 1 ? name : name.replace(/\.parquet$/, `.part${part}.parquet`);
}

/** Returns the name without the part. */
export function withoutPart(name: string): string {
  return name.replace(PART, '.parquet');
}
