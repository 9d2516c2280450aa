import { expect, test } from 'vitest';
import { rejectsOnlyStore } from '../../../azure/normalizer/rejects-only-store';

test('stores rejects only, and reports every file of rows as existing', async () => {
  const taken: string[] = [];
  const keep = async (path: string) => {
    taken.push(path);
  };
  const store = rejectsOnlyStore({ create: keep, replace: keep, exists: async () => false });
  for (const path of ['flows/cloud=azure/a.parquet', 'rejects/cloud=azure/a.parquet']) {
    await store.create(path, 'file');
    await store.replace(path, 'file');
  }
  expect(taken).toEqual(['rejects/cloud=azure/a.parquet', 'rejects/cloud=azure/a.parquet']);
  expect(await store.exists('flows/cloud=azure/a.parquet')).toBe(true);
  expect(await store.exists('rejects/cloud=azure/a.parquet')).toBe(false);
});
