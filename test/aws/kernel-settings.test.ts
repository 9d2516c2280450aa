import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../aws/normalize';
import type { NormalizeOptions } from '../../aws/normalize-options';
import { Compression, HAS_ZSTD } from '../../flows/kernel/parquet/codec';
import { fuzzObject } from '../../fuzz/fuzz-object';
import { chunks, temporaryDirectory } from '../support/normalized';
import { contentBelow } from '../support/table-files';
import { outcomeOf } from './both-readers';
import { firstDifference } from './first-difference';

const SEEDS = Array.from({ length: 8 }, (_, index) => 20_261_123 + index);

describe.each(SEEDS)('the invented object of seed %i', (seed) => {
  const { source, declared: format, bytes } = fuzzObject(seed, 150);

  const filesOf = async (stored: Buffer, chunkSize: number) => {
    const directory = temporaryDirectory();
    await normalize({ source, bytes: chunks(stored, chunkSize) }, directory, { format }).catch(() => {});
    return contentBelow(directory);
  };

  test('writes identical files for chunks of any size', async () => {
    const gzip = gzipSync(bytes);
    expect(gunzipSync(gzip).equals(bytes)).toBe(true);
    const expected = await filesOf(bytes, 1_000_000);
    for (const [stored, chunkSize] of [
      ...[63, 1021, 65_536].map((size) => [bytes, size] as const),
      ...[17, 4096].map((size) => [gzip, size] as const),
    ]) {
      const found = await filesOf(stored, chunkSize);
      expect(Object.keys(found)).toEqual(Object.keys(expected));
      for (const [path, content] of Object.entries(found))
        expect(content.equals(expected[path] as Buffer)).toBe(true);
    }
  });

  test.each<[string, boolean, NormalizeOptions]>([
    ['compatible files', true, { compatible: true }],
    ['Zstandard', HAS_ZSTD, { compression: Compression.ZSTD }],
    ['compatible Zstandard', HAS_ZSTD, { compression: Compression.ZSTD, compatible: true }],
  ])('has the same rows in %s', async (_, isThere, options) => {
    if (!isThere) return;
    const usual = await outcomeOf(normalize, { source, bytes, format });
    expect(
      firstDifference(usual, await outcomeOf(normalize, { source, bytes, format, ...options })),
    ).toBeUndefined();
  });
});
