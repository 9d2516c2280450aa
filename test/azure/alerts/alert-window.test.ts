import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultWindow,
  EVALUATION_FREQUENCIES,
  shortestWindow,
  WINDOW_DURATIONS,
  windowProblem,
} from '../../../azure/alerts';

test('durations have the right number of minutes', () => {
  for (const [iso, minutes] of WINDOW_DURATIONS) {
    const [, days = 0, hours = 0, rest = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(iso) ?? [];
    expect(minutes).toBe(Number(days) * 1440 + Number(hours) * 60 + Number(rest));
  }
  expect([...WINDOW_DURATIONS.values()]).toEqual([...WINDOW_DURATIONS.values()].sort((a, b) => a - b));
  expect([...WINDOW_DURATIONS.keys()].filter((iso) => !EVALUATION_FREQUENCIES.has(iso))).toEqual(['P2D']);
});

test.each([
  [10, 'PT30M', 'PT1H'],
  [60, 'PT2H', 'PT2H'],
])('for %i minutes the shortest window is %s, the default %s', (interval, shortest, usual) => {
  expect(shortestWindow(interval)).toBe(shortest);
  expect(defaultWindow(interval)).toBe(usual);
  expect(windowProblem(usual, interval)).toBeUndefined();
});

test('the shortest window is the first one with at least twice the interval', () => {
  const windows = [...WINDOW_DURATIONS.entries()];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1440 }), (interval) => {
      const at = windows.findIndex(([iso]) => iso === shortestWindow(interval));
      expect(windows[at]?.[1]).toBeGreaterThanOrEqual(2 * interval);
      if (at > 0) expect(windows[at - 1]?.[1]).toBeLessThan(2 * interval);
    }),
  );
});

describe('a window', () => {
  test('that is too short is reported with the reason', () => {
    expect(windowProblem('PT15M', 60)).toBe(
      'Traffic Analytics processes flow logs every 60 minutes and ingestion takes up to an hour, so a window of PT15M ' +
        'never contains complete data: use at least PT2H',
    );
    expect(windowProblem('PT15M', 10)).toBe(
      'Traffic Analytics processes flow logs every 10 minutes and ingestion takes up to an hour, so a window of PT15M ' +
        'never contains complete data: use at least PT30M, better PT1H',
    );
    expect(windowProblem('PT30M', 10)).toBeUndefined();
    expect(windowProblem('PT1H', 60)).toBeDefined();
  });

  test.each(['PT20M', 'pt1h', '', 'P1W', '15'])('that is not a valid duration is reported: %j', (window) => {
    expect(windowProblem(window, 10)).toMatch(/^window .*is not a valid duration: use one of PT1M, .*P2D$/);
  });

  test('throws for an invalid interval', () => {
    expect(() => shortestWindow(3000)).toThrow(
      'no window is as long as 6000 minutes: use an interval of Traffic Analytics of 10 or 60 minutes',
    );
  });
});
