import { describe, expect, test } from 'vitest';
import { batchesOf, halves, MAX_CALL_BYTES } from '../../../azure/ingestion/batches';

/** A document of a given size. */
function document(bytes: number): string {
  return JSON.stringify('x'.repeat(bytes - 2));
}

describe.each([10, 100, 1000, MAX_CALL_BYTES])('batches of at most %i bytes', (limit) => {
  test('contain every document once and in order, and are as full as possible', () => {
    const documents = Array.from({ length: 500 }, (_, n) => document(2 + ((n * 7) % (limit - 3))));
    const { batches, rejected } = batchesOf(documents, limit);
    expect(rejected).toEqual([]);
    expect(batches.flatMap((batch) => batch.documents)).toEqual(documents);
    for (const [index, { body, documents: some }] of batches.entries()) {
      expect(JSON.parse(body)).toEqual(some.map((each) => JSON.parse(each)));
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(limit);
      const next = batches[index + 1]?.documents[0];
      if (next) expect(Buffer.byteLength(body) + 1 + next.length).toBeGreaterThan(limit);
    }
  });
});

test('rejects only the document that is larger than a call', () => {
  const { batches, rejected } = batchesOf([document(5), document(99), document(98), document(6)], 100);
  expect(batches.map(({ documents }) => documents.length)).toEqual([1, 1, 1]);
  expect(rejected).toEqual([{ position: 1, reason: 'the row has 99 bytes as JSON, and a call allows 98' }]);
});

test('counts bytes and not characters', () => {
  expect(batchesOf(['"水"', '"水"'], 13).batches).toHaveLength(1);
  expect(batchesOf(['"水"', '"水"'], 12).batches).toHaveLength(2);
});

test('returns no batch for no documents', () => {
  expect(batchesOf([])).toEqual({ batches: [], rejected: [] });
});

test('halves splits a batch, but not a single document', () => {
  const [batch] = batchesOf(['1', '2', '3']).batches;
  expect(batch && halves(batch)?.map(({ body }) => body)).toEqual(['[1,2]', '[3]']);
  const [single] = batchesOf(['1']).batches;
  expect(single && halves(single)).toBeUndefined();
});
