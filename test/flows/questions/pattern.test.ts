import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

/** A request at an hour of a day in November 2026. */
function at(day: number, hour: number, row: HandRow = {}): HandRow {
  return request({
    start_time: `2026-11-${day} ${String(hour).padStart(2, '0')}:10:00`,
    end_time: null,
    ...row,
  });
}

describe('expected-traffic', () => {
  test('returns the hours in which a service is used, and its bytes in both directions', async () => {
    const rows = [
      // four hours with 100, 300, 1100 and 5000 bytes: the lesser middle value is 300
      at(22, 1),
      at(22, 2, { bytes_out: 300 }),
      at(22, 3),
      reply({ start_time: '2026-11-22 03:10:01' }),
      at(22, 4, { bytes_out: 5000 }),
      // one hour of another service, from Azure
      measuredBothWays({ start_time: '2026-11-22 05:00:00' }),
      // an hour with records, but without accepted and measured traffic
      quiet('nodata', { start_time: '2026-11-22 06:00:00' }),
      at(22, 6, { action: 'reject' }),
      measuredBothWays({ start_time: '2026-11-22 06:00:00', bytes_out: null, bytes_in: null }),
    ];
    expect(await askQuestion('expected-traffic', rows)).toEqual([
      {
        server: '10.0.1.5',
        port: 443,
        protocol: 6,
        hours_used: 4,
        hours_logged: 6,
        share_of_hours: 4 / 6,
        median_bytes: 300,
        least_bytes: 100,
        most_bytes: 5000,
      },
      {
        server: '10.1.0.4',
        port: 443,
        protocol: 6,
        hours_used: 1,
        hours_logged: 6,
        share_of_hours: 1 / 6,
        median_bytes: 1535,
        least_bytes: 1535,
        most_bytes: 1535,
      },
    ]);
  });

  test('returns the middle value of three', async () => {
    const rows = [at(22, 1), at(22, 2, { bytes_out: 700 }), at(22, 3, { bytes_out: 200 })];
    expect(await askQuestion('expected-traffic', rows)).toMatchObject([{ hours_used: 3, median_bytes: 200 }]);
  });
});

describe('irregular-traffic', () => {
  const usual = [1, 2, 3, 4, 5].map((hour) => at(21, hour));

  test('returns connections that are new on the last day, with their first hour', async () => {
    const rows = [
      ...usual,
      at(22, 7, { dst_port: 22 }),
      at(22, 8, { dst_port: 22, bytes_out: 9000 }),
      at(22, 9),
    ];
    expect(await askQuestion('irregular-traffic', rows)).toEqual([
      {
        kind: 'new',
        client: '203.0.113.9',
        server: '10.0.1.5',
        port: 22,
        protocol: 6,
        hour: '2026-11-22T07:00:00.000Z',
        bytes: 100,
        median_before: null,
        hours_before: 0,
      },
    ]);
  });

  test('returns an hour with more than ten times the median of the hours before', async () => {
    const rows = [...usual, at(22, 7, { bytes_out: 1000 }), at(22, 8, { bytes_out: 1001 })];
    expect(await askQuestion('irregular-traffic', rows)).toMatchObject([
      { kind: 'volume', hour: '2026-11-22T08:00:00.000Z', bytes: 1001, median_before: 100, hours_before: 5 },
    ]);
  });

  test('returns no volume with fewer than five hours before', async () => {
    expect(
      await askQuestion('irregular-traffic', [...usual.slice(1), at(22, 8, { bytes_out: 1001 })]),
    ).toEqual([]);
  });

  test('returns no rows for a single day', async () => {
    expect(await askQuestion('irregular-traffic', [...usual, at(21, 9, { bytes_out: 99_999 })])).toEqual([]);
  });
});

describe('traffic-surges', () => {
  test('returns hours with more than three times the mean of the hours before, by interface', async () => {
    const rows = [
      at(22, 1),
      at(22, 2, { bytes_out: 200 }),
      at(22, 4, { bytes_out: 300 }),
      // the mean of 100, 200 and 300 is 200
      at(22, 5, { bytes_out: 601 }),
      // the mean of all four is 300.25
      at(22, 6, { bytes_out: 900 }),
      at(22, 6, { interface_id: 'eni-2', bytes_out: 99_999 }),
    ];
    expect(await askQuestion('traffic-surges', rows)).toEqual([
      {
        logged_at: 'eni-1',
        hour: '2026-11-22T05:00:00.000Z',
        bytes: 601,
        last_bytes: 300,
        hours_before: 3,
        bytes_before: 600,
        times_mean: 3.01,
      },
    ]);
  });

  test('compares with 24 hours at most', async () => {
    const first = at(21, 0, { bytes_out: 1_000_000 });
    const day = Array.from({ length: 24 }, (_, index) =>
      at(index < 23 ? 21 : 22, index < 23 ? index + 1 : 0),
    );
    const [surge] = await askQuestion('traffic-surges', [first, ...day, at(22, 1, { bytes_out: 301 })]);
    expect(surge).toMatchObject({ hours_before: 24, bytes_before: 2400, times_mean: 3.01 });
  });

  test('has hours after hours without bytes first', async () => {
    const still = [1, 2, 3].map((hour) => at(22, hour, { bytes_out: 0 }));
    const rows = [...still, at(22, 4), ...[1, 2, 3].map((hour) => at(22, hour, { interface_id: 'eni-2' }))];
    const answer = await askQuestion('traffic-surges', [
      ...rows,
      at(22, 4, { interface_id: 'eni-2', bytes_out: 9999 }),
    ]);
    expect(answer.map(({ logged_at, times_mean }) => [logged_at, times_mean])).toEqual([
      ['eni-1', null],
      ['eni-2', 99.99],
    ]);
  });
});
