import { describe, expect, test } from 'vitest';
import { batchesOf, halves, MAX_CALL_BYTES } from '../../../azure/ingestion/batches';

/** A document of so many bytes. */
function document(bytes: number): string {
  return JSON.stringify('x'.repeat(bytes - 2));
}

describe.each([10, 100, 1000, MAX_CALL_BYTES])('calls of %i bytes at most', (limit) => {
  test('hold every document once and in order, and are as full as they can be', () => {
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

test('a document that no call takes is rejected, and its neighbours are not', () => {
  const { batches, rejected } = batchesOf([document(5), document(99), document(98), document(6)], 100);
  expect(batches.map(({ documents }) => documents.length)).toEqual([1, 1, 1]);
  expect(rejected).toEqual([
    { position: 1, reason: 'the row takes 99 bytes as JSON, and a call 98 at most' },
  ]);
});

test('bytes are counted, not characters', () => {
  expect(batchesOf(['"水"', '"水"'], 13).batches).toHaveLength(1);
  expect(batchesOf(['"水"', '"水"'], 12).batches).toHaveLength(2);
});

test('nothing makes no call', () => {
  expect(batchesOf([])).toEqual({ batches: [], rejected: [] });
});

test('a batch has halves, a single document has not', () => {
  const [batch] = batchesOf(['1', '2', '3']).batches;
  expect(batch && halves(batch)?.map(({ body }) => body)).toEqual(['[1,2]', '[3]']);
  const [single] = batchesOf(['1']).batches;
  expect(single && halves(single)).toBeUndefined();
});
