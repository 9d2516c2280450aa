import { expect, test } from 'vitest';
import { costPerTerabyte, median, pairedRatio } from '../support/bench-report';

test('the price does not depend on memory below that of a whole vCPU', () => {
  const small = costPerTerabyte({ megabytesPerSecond: 100, peakMegabytes: 130 });
  const large = costPerTerabyte({ megabytesPerSecond: 100, peakMegabytes: 1_300 });
  expect([small.memoryMegabytes, large.memoryMegabytes]).toEqual([192, 1_728]);
  // 10,000 seconds of 1,769 MB, and one request per 15 MB
  expect(small.compute).toBeCloseTo((10_000 * 1_769 * 0.0000133334) / 1_024, 6);
  expect(large.compute).toBeCloseTo(small.compute, 6);
  expect(small.dollars - small.compute).toBeCloseTo(1e12 / 15e6 / 5e6, 6);
});

test('memory above that of a whole vCPU increases the price', () => {
  const one = costPerTerabyte({ megabytesPerSecond: 100, peakMegabytes: 1_300 });
  const double = costPerTerabyte({ megabytesPerSecond: 100, peakMegabytes: 2_700 });
  expect(double.compute).toBeGreaterThan(one.compute * 1.9);
});

test('computes ratios round by round, for the rounds of both engines', () => {
  const times = (...all: number[]) => all.map((seconds) => ({ seconds }));
  expect(pairedRatio(times(2, 30, 4), times(1, 10, 1))).toEqual({ median: 3, min: 2, max: 4 });
  expect(pairedRatio(times(8), times(2, 1))).toEqual({ median: 4, min: 4, max: 4 });
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
