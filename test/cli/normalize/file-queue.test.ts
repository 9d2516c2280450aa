import { expect, test } from 'vitest';
import { fileQueue, untaken } from '../../../cli/normalize/file-queue';

test('each file is taken once by any thread, with its index', () => {
  const queue = fileQueue(['a', 'b', 'c', 'd']);
  const [first, second] = [untaken(queue), untaken(structuredClone(queue))];
  const taken = [first, second, second, first, second, first].map((thread) => thread.next().value);
  expect(taken).toEqual([[0, 'a'], [1, 'b'], [2, 'c'], [3, 'd'], undefined, undefined]); // biome-ignore format: one thought
});

test('an empty queue gives no file', () => {
  expect([...untaken(fileQueue([]))]).toEqual([]);
});
