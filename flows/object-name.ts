import { createHash } from 'node:crypto';

const STEM_LENGTH = 100;
const HASH_LENGTH = 32;

/**
 * File name of everything that is made from one source: a function of the source and of nothing else, so that
 * a second delivery overwrites the first. The stem is for people; the hash makes it unique.
 */
export function outputName(source: string): string {
  const base = source.split('/').pop() ?? '';
  const stem = base.replace(/\.(gz|log|txt|parquet)\b.*$/, '').replace(/[^A-Za-z0-9_-]/g, '-');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, HASH_LENGTH);
  return `${stem.slice(0, STEM_LENGTH) || 'source'}-${hash}.parquet`;
}
