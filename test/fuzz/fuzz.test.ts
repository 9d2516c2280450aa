import { expect, test } from 'vitest';
import { fuzz } from '../../fuzz/fuzz';

test('the kernel and the reference reader read some thousand records equally', async () => {
  const { inputs, tuples, rows, rejects, referenceLines, gzips } = await fuzz(
    20_261_122,
    (progress) => progress.inputs < 90_000,
  );
  expect(rows).toBeGreaterThan(inputs / 2);
  expect(rejects).toBeGreaterThan(inputs / 10);
  expect(referenceLines).toBeLessThan(inputs / 2);
  expect(tuples).toBeGreaterThan(inputs / 10);
  expect(gzips).toBeGreaterThan(0);
});
