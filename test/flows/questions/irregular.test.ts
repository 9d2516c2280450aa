import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, quiet, reply } from '../../support/flow-rows';
import { at, daily } from './hourly-rows';

const MB = 1_000_000;
const FIVE_DAYS = [10, 11, 12, 13, 14];
const INSIDE = { src_addr: '10.0.0.4', initiator: 'src' };

/** Returns the irregular hours, without the rows about hours that have no history. */
async function irregular(rows: readonly HandRow[]) {
  const found = await askQuestion('irregular-traffic', rows);
  return found.filter(({ kind }) => kind !== 'no baseline');
}

describe('irregular-traffic', () => {
  test('returns hours with more than the days before, and services that are new', async () => {
    const rows = [
      ...daily(FIVE_DAYS, 10, { ...INSIDE, bytes_out: 2 * MB }),
      at(15, 10, { ...INSIDE, bytes_out: 40 * MB }),
      reply({ dst_addr: '10.0.0.4', start_time: '2026-11-15 10:20:00', end_time: null, bytes_out: 10 * MB }),
      at(15, 10, { ...INSIDE, src_port: 50_001, dst_port: 22, bytes_out: 3 * MB }),
      // its second hour, which no other day has
      ...daily(FIVE_DAYS, 11, { ...INSIDE, bytes_out: 500 }),
      at(15, 11, { ...INSIDE, src_port: 50_001, dst_port: 22, bytes_out: 2 * MB }),
    ];
    const service = {
      cloud: 'aws',
      account_id: '123456789012',
      network_id: null,
      opener: 'known',
      source: '10.0.0.4',
      destination: '10.0.1.5',
      protocol: 6,
      history_days: 5,
      hours_not_compared: 0,
    };
    expect(await askQuestion('irregular-traffic', rows)).toEqual([
      {
        ...service,
        kind: 'volume',
        port: 443,
        hour: '2026-11-15T10:00:00.000Z',
        bytes: 50 * MB,
        median_bytes: 2 * MB,
        deviation_bytes: 0,
        excess_bytes: 48 * MB,
      },
      {
        ...service,
        kind: 'new',
        port: 22,
        hour: '2026-11-15T10:00:00.000Z',
        bytes: 3 * MB,
        median_bytes: 0,
        deviation_bytes: 0,
        excess_bytes: 3 * MB,
      },
      {
        ...service,
        kind: 'volume',
        port: 22,
        hour: '2026-11-15T11:00:00.000Z',
        bytes: 2 * MB,
        median_bytes: 0,
        deviation_bytes: 0,
        excess_bytes: 2 * MB,
      },
      {
        cloud: 'aws',
        account_id: '123456789012',
        network_id: null,
        kind: 'no baseline',
        opener: null,
        source: null,
        destination: null,
        port: null,
        protocol: null,
        hour: null,
        bytes: 6 * MB + 1500,
        median_bytes: null,
        deviation_bytes: null,
        excess_bytes: null,
        history_days: 2,
        hours_not_compared: 6,
      },
    ]);
  });

  test('combines public clients: a further one is not new', async () => {
    const visits = FIVE_DAYS.map((day) => at(day, 10, { src_addr: `203.0.113.${day}`, bytes_out: 2 * MB }));
    expect(await irregular([...visits, at(15, 10, { src_addr: '203.0.113.15', bytes_out: 2 * MB })])).toEqual(
      [],
    );
    expect(await irregular([...visits, at(15, 10, { src_addr: '203.0.113.15', bytes_out: 9 * MB })])).toMatchObject(
      [{ source: 'internet', kind: 'volume', median_bytes: 2 * MB }],
    ); // biome-ignore format: a case a line
  });

  test('returns neither 40 bytes to 1 kB, nor one byte after rejected traffic', async () => {
    const rows = [
      ...daily(FIVE_DAYS, 10, { bytes_out: 40 }),
      at(15, 10, { bytes_out: 1000 }),
      ...daily(FIVE_DAYS, 10, { src_port: 50_001, dst_port: 22, action: 'reject', bytes_out: 40 }),
      at(15, 10, { src_port: 50_001, dst_port: 22, bytes_out: 1 }),
    ];
    expect(await irregular(rows)).toEqual([]);
  });

  test('returns traffic after rejected traffic as new', async () => {
    const rows = [
      ...daily(FIVE_DAYS, 10, { action: 'reject', bytes_out: 9 * MB }),
      at(15, 10, { bytes_out: 2 * MB }),
    ];
    expect(await irregular(rows)).toMatchObject([{ kind: 'new', excess_bytes: 2 * MB }]);
  });

  test('is not new after a silence', async () => {
    const silence = FIVE_DAYS.map((day) => quiet('nodata', { start_time: `2026-11-${day} 10:00:00` }));
    const rows = [at(1, 3, { bytes_out: 10 }), ...silence, at(15, 10, { bytes_out: 2 * MB })];
    expect(await irregular(rows)).toMatchObject([{ kind: 'volume', median_bytes: 0, history_days: 5 }]);
  });

  test('decides by the hours that the account logged', async () => {
    const other = daily(FIVE_DAYS, 10, { account_id: '210987654321' });
    const today = at(15, 10, { bytes_out: 5 * MB });
    expect(await irregular([...other, today])).toEqual([]);
    const ofAccount = FIVE_DAYS.map((day) => quiet('skipdata', { start_time: `2026-11-${day} 10:00:00` }));
    expect(await irregular([...ofAccount, today])).toMatchObject([{ kind: 'new' }]);
  });

  test('states that one hour has no history', async () => {
    expect(await askQuestion('irregular-traffic', [at(15, 10)])).toMatchObject([
      { kind: 'no baseline', bytes: 100, history_days: 0, hours_not_compared: 1 },
    ]);
  });

  test('keeps that statement above a least number of bytes', async () => {
    const rows = [
      ...daily(FIVE_DAYS, 10, { bytes_out: 30 * MB }),
      at(15, 10, { bytes_out: 400 * MB }),
      at(15, 10, { src_port: 50_001, dst_port: 22, bytes_out: 3 * MB }),
    ];
    const found = await askQuestion('irregular-traffic', rows, { minBytes: 40 * MB });
    expect(found.map(({ kind, port }) => [kind, port])).toEqual([
      ['volume', 443],
      ['no baseline', null],
    ]);
  });
});
