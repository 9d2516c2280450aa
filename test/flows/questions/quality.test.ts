import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, quiet, request } from '../../support/flow-rows';

test('skipdata-rate returns the share of skipped records by interface and hour', async () => {
  const rows = [
    request(),
    request(),
    quiet('skipdata'),
    quiet('nodata'),
    quiet('skipdata', { start_time: '2026-11-22 11:00:00' }),
    quiet('nodata', { interface_id: 'eni-2' }),
  ];
  expect(await askQuestion('skipdata-rate', rows)).toEqual([
    { logged_at: 'eni-1', hour: '2026-11-22T11:00:00.000Z', skipdata_records: 1, nodata_records: 0, records: 1, skipdata_share: 1 },
    { logged_at: 'eni-1', hour: '2026-11-22T10:00:00.000Z', skipdata_records: 1, nodata_records: 1, records: 4, skipdata_share: 0.25 },
  ]); // biome-ignore format: a row a line
});

describe('coverage-gaps', () => {
  const window = (start: string, end: string, row: HandRow = {}) =>
    quiet('nodata', { start_time: `2026-11-22 ${start}`, end_time: `2026-11-22 ${end}`, ...row });

  test('returns gaps of more than three windows of ten minutes, from the latest end so far', async () => {
    const rows = [
      window('10:00:00', '11:00:00'),
      // ends before an earlier record ends, and does not end the gap
      window('10:10:00', '10:20:00'),
      window('11:30:01', '11:40:00'),
      // exactly three windows
      window('12:10:00', '12:20:00'),
      window('10:00:00', '10:10:00', { interface_id: 'eni-2' }),
      window('10:10:00', '10:20:00', { interface_id: 'eni-2' }),
    ];
    expect(await askQuestion('coverage-gaps', rows)).toEqual([
      {
        logged_at: 'eni-1',
        silent_from: '2026-11-22T11:00:00.000Z',
        silent_to: '2026-11-22T11:30:01.000Z',
        seconds: 1801,
      },
    ]);
  });

  test.each(['ok', 'nodata', 'skipdata'])('end with a record of status %s', async (status) => {
    const rows = [
      window('10:00:00', '10:10:00'),
      window('10:30:00', '10:40:00', { status }),
      window('11:00:00', '11:10:00'),
    ];
    expect(await askQuestion('coverage-gaps', rows)).toEqual([]);
  });
});
