import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, measuredBothWays, quiet, reply } from '../../support/flow-rows';
import { at, daily } from './hourly-rows';

const MB = 1_000_000;
const FIVE_DAYS = [10, 11, 12, 13, 14];

/** Returns the surges, without the rows about hours that have no history. */
async function surges(rows: readonly HandRow[]) {
  const found = await askQuestion('traffic-surges', rows);
  return found.filter(({ kind }) => kind !== 'no baseline');
}

describe('traffic-surges', () => {
  test('compares an hour with the same hour of earlier days', async () => {
    const rows = [
      ...FIVE_DAYS.map((day, index) => at(day, 10, { bytes_out: (index + 1) * MB })),
      // another hour of the day is no history of the hour
      ...daily(FIVE_DAYS, 11, { bytes_out: 900 * MB }),
      at(15, 10, { bytes_out: 50 * MB }),
    ];
    expect(await askQuestion('traffic-surges', rows)).toEqual([
      {
        cloud: 'aws',
        account_id: '123456789012',
        network_id: null,
        interface: 'eni-1',
        kind: 'surge',
        hour: '2026-11-15T10:00:00.000Z',
        bytes: 50 * MB,
        median_bytes: 3 * MB,
        deviation_bytes: MB,
        excess_bytes: 47 * MB,
        history_days: 5,
        hours_not_compared: 0,
      },
      {
        cloud: 'aws',
        account_id: '123456789012',
        network_id: null,
        interface: 'eni-1',
        kind: 'no baseline',
        hour: null,
        bytes: 6 * MB + 2700 * MB,
        median_bytes: null,
        deviation_bytes: null,
        excess_bytes: null,
        history_days: 2,
        hours_not_compared: 6,
      },
    ]);
  });

  test('are above six deviations, and above a floor of bytes', async () => {
    const history = FIVE_DAYS.map((day, index) => at(day, 10, { bytes_out: (index + 1) * MB }));
    // 3 MB + 6 * 1.4826 * 1 MB
    expect(await surges([...history, at(15, 10, { bytes_out: 11_895_600 })])).toEqual([]);
    expect(await surges([...history, at(15, 10, { bytes_out: 11_895_601 })])).toHaveLength(1);
    const still = daily(FIVE_DAYS, 10, { bytes_out: 1 });
    expect(await surges([...still, at(15, 10, { bytes_out: MB })])).toEqual([]);
    expect(await surges([...still, at(15, 10, { bytes_out: MB + 1 })])).toHaveLength(1);
  });

  test('have a deviation of at least a tenth of the median, if all days are equal', async () => {
    const history = daily(FIVE_DAYS, 10, { bytes_out: 10 * MB });
    expect(await surges([...history, at(15, 10, { bytes_out: 18_895_600 })])).toEqual([]);
    expect(await surges([...history, at(15, 10, { bytes_out: 18_895_601 })])).toHaveLength(1);
  });

  test('are ranked by the excess: 1 kB to 5 TB is first, 40 B to 1 kB is none', async () => {
    const rows = [
      ...daily(FIVE_DAYS, 10, { bytes_out: 1000 }),
      at(15, 10, { bytes_out: 5_000_000_000_000 }),
      ...daily(FIVE_DAYS, 10, { interface_id: 'eni-2', bytes_out: 40 }),
      at(15, 10, { interface_id: 'eni-2', bytes_out: 1000 }),
      ...daily(FIVE_DAYS, 10, { interface_id: 'eni-3', bytes_out: 1 }),
      at(15, 10, { interface_id: 'eni-3', bytes_out: 9 * MB }),
    ];
    const found = await surges(rows);
    expect(found.map((row) => [row.interface, row.excess_bytes])).toEqual([
      ['eni-1', 4_999_999_999_000],
      ['eni-3', 9 * MB - 1],
    ]);
  });

  test('count a logged hour without traffic as zero, and an hour without a record as missing', async () => {
    const used = daily([10, 11], 10, { bytes_out: 50 * MB });
    const today = at(15, 10, { bytes_out: 50 * MB });
    // holes: the log has two days, and neither of the hours is compared
    expect(await surges([...used, today])).toEqual([]);
    // 0, 0, 0, 50, 50: the interface was logged, and its middle day has no traffic
    const logged = [12, 13, 14].map((day) => quiet('nodata', { start_time: `2026-11-${day} 10:00:00` }));
    expect(await surges([...used, ...logged, today])).toMatchObject([{ median_bytes: 0, history_days: 5 }]);
    // 0, 0, 50, 50: the lesser of the middle values
    expect(await surges([...used, ...logged.slice(1), today])).toMatchObject([
      { median_bytes: 0, history_days: 4 },
    ]);
    // 0, 50, 50
    expect(await surges([...used, ...logged.slice(2), today])).toEqual([]);
  });

  test('leave weekdays alone after a week, and name the first Monday', async () => {
    // 2 November 2026 is a Monday
    const weekdays = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16].map((day) => at(day, 9, { bytes_out: 80 * MB }));
    const weekends = ['07', '08', '14', '15'].map((day) =>
      quiet('nodata', { start_time: `2026-11-${day} 09:00:00` }),
    );
    expect(await surges([...weekdays, ...weekends])).toEqual([]);
    const fromFriday = weekdays.slice(4, 6);
    expect(await surges([...fromFriday, ...weekends])).toMatchObject([{ hour: '2026-11-09T09:00:00.000Z' }]);
  });

  test('look back 28 days', async () => {
    const first = at(1, 10, { bytes_out: 500 * MB });
    const rows = [first, ...daily([28, 29], 10, { bytes_out: 500 * MB })];
    expect((await askQuestion('traffic-surges', rows)).at(-1)).toMatchObject({ history_days: 2 });
    const late = [...rows, at(30, 10, { bytes_out: 500 * MB })];
    // the first day is 29 days before
    expect((await askQuestion('traffic-surges', late)).at(-1)).toMatchObject({ hours_not_compared: 4 });
  });

  test('separate the hours at midnight', async () => {
    const rows = [
      ...daily(FIVE_DAYS, 23, { bytes_out: 100 }),
      ...daily(FIVE_DAYS, 0, { bytes_out: 100 }),
      at(15, 23, { start_time: '2026-11-15 23:55:00', end_time: '2026-11-16 00:05:00', bytes_out: 40 * MB }),
      at(15, 0, { bytes_out: 100 }),
    ];
    const found = await surges(rows);
    expect(found.map(({ hour, bytes }) => [hour, bytes])).toEqual([
      ['2026-11-15T23:00:00.000Z', 20 * MB],
      ['2026-11-16T00:00:00.000Z', 20 * MB],
    ]);
  });

  test('remain if one record is dated in the future', async () => {
    const rows = [...daily(FIVE_DAYS, 10, { bytes_out: 1000 }), at(15, 10, { bytes_out: 50 * MB })];
    const future = at(15, 10, { start_time: '2031-01-01 10:00:00', end_time: null, bytes_out: 9 });
    const [with_, without] = [await surges([...rows, future]), await surges(rows)];
    expect(with_).toEqual(without);
    expect(with_).toHaveLength(1);
  });

  test('are none after rejected traffic, which is no traffic', async () => {
    const denied = daily(FIVE_DAYS, 10, { action: 'reject', bytes_out: 900 * MB });
    expect(await surges([...denied, at(15, 10, { bytes_out: 1 })])).toEqual([]);
    expect(await surges([...denied, at(15, 10, { bytes_out: 2 * MB })])).toMatchObject([{ median_bytes: 0 }]);
  });

  test('state that one hour has no history', async () => {
    expect(await askQuestion('traffic-surges', [at(15, 10), reply({ start_time: '2026-11-15 10:20:00', end_time: null })])) // biome-ignore format: one line
      .toMatchObject([{ kind: 'no baseline', bytes: 1100, history_days: 0, hours_not_compared: 1 }]);
  });

  test('combine IPv4 and IPv6 of an interface', async () => {
    const six = { src_addr: '2001:db8::9', dst_addr: '2600:1f18::5', ip_version: 6 };
    const both = (day: number, bytes: number) => [
      at(day, 10, { bytes_out: bytes }),
      at(day, 10, { ...six, bytes_out: bytes }),
    ];
    const rows = [...FIVE_DAYS.flatMap((day) => both(day, 500)), ...both(15, 3 * MB)];
    expect(await surges(rows)).toMatchObject([{ bytes: 6 * MB, median_bytes: 1000 }]);
  });

  test('treat a card of Azure alike', async () => {
    const card = (day: number, bytes: number) =>
      measuredBothWays({ start_time: `2026-11-${day} 10:30:00`, bytes_out: bytes, bytes_in: 0 });
    const rows = [...FIVE_DAYS.map((day) => card(day, 1000)), card(15, 5 * MB)];
    expect(await surges(rows)).toMatchObject([{ cloud: 'azure', bytes: 5 * MB, median_bytes: 1000 }]);
  });
});
