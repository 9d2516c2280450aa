import { createHash } from 'node:crypto';

const STEM_LENGTH = 100;
const HASH_LENGTH = 32;

const PART = /\.part\d+\.parquet$/;

/**
 * File name of everything that is made from one source: a function of the source and of nothing else, so that
 * a second delivery overwrites the first. The stem is for people; the hash makes it unique.
 */
export function outputName(source: string): string {
  const base = source.split('/').pop() ?? '';
  const stem = base.replace(/\.(gz|json|log|txt|parquet)\b.*$/, '').replace(/[^A-Za-z0-9_-]/g, '-');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, HASH_LENGTH);
  return `${stem.slice(0, STEM_LENGTH) || 'source'}-${hash}.parquet`;
}

/** Name of a further file of the same source in the same partition; the first one has the plain name. */
export function partName(name: string, part: number): string {
  return part === 1 ? name : name.replace(/\.parquet$/, `.part${part}.parquet`);
}

/** The plain name of which a file is a part. */
export function withoutPart(name: string): string {
  return name.replace(PART, '.parquet');
}
