import { describe, expect, test } from 'vitest';
import { askQuestion, type HandRow, measuredBothWays, quiet, request } from '../../support/flow-rows';

test('skipdata-rate returns the share of skipped records by interface and hour', async () => {
  const rows = [
    request({ network_id: 'vpc-1' }),
    request(),
    quiet('skipdata'),
    quiet('nodata'),
    quiet('skipdata', { start_time: '2026-11-22 11:00:00' }),
    quiet('nodata', { interface_id: 'eni-2' }),
    quiet('skipdata', { account_id: '210987654321' }),
    measuredBothWays(),
  ];
  const ofInterface = { cloud: 'aws', account_id: '123456789012', network_id: null, interface: 'eni-1' };
  const [ten, eleven] = ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z'];
  expect(await askQuestion('skipdata-rate', rows)).toEqual([
    { ...ofInterface, hour: eleven, skipdata_records: 1, nodata_records: 0, records: 1, skipdata_share: 1 },
    { ...ofInterface, account_id: '210987654321', hour: ten, skipdata_records: 1, nodata_records: 0, records: 1, skipdata_share: 1 },
    { ...ofInterface, network_id: 'vpc-1', hour: ten, skipdata_records: 1, nodata_records: 1, records: 4, skipdata_share: 0.25 },
  ]); // biome-ignore format: a row a line
});

describe('coverage-gaps', () => {
  const window = (start: string, end: string, row: HandRow = {}) =>
    quiet('nodata', {
      flow_log_id: 'fl-1',
      start_time: `2026-11-22 ${start}`,
      end_time: `2026-11-22 ${end}`,
      ...row,
    });
  const shown = async (rows: readonly HandRow[]) =>
    (await askQuestion('coverage-gaps', rows)).map((row) => [
      row.flow_log_id,
      row.interface,
      row.kind,
      timeOf(row.silent_from),
      timeOf(row.silent_to),
      row.seconds,
    ]);
  const timeOf = (time: unknown) => (time === null ? null : String(time).slice(11, 19));

  test('returns gaps of more than three windows of ten minutes, from the latest end so far', async () => {
    const rows = [
      window('10:00:00', '11:00:00', { network_id: 'vpc-1' }),
      // ends before an earlier record ends, and does not end the gap
      window('10:10:00', '10:20:00'),
      window('11:30:01', '11:40:00'),
      // exactly three windows
      window('12:10:00', '12:20:00'),
    ];
    const flowLog = { cloud: 'aws', account_id: '123456789012', flow_log_id: 'fl-1' };
    expect(await askQuestion('coverage-gaps', rows)).toEqual([
      {
        ...flowLog,
        network_id: 'vpc-1',
        interface: 'eni-1',
        kind: 'gap',
        silent_from: '2026-11-22T11:00:00.000Z',
        silent_to: '2026-11-22T11:30:01.000Z',
        seconds: 1801,
      },
      {
        ...flowLog,
        network_id: null,
        interface: null,
        kind: 'until now',
        silent_from: '2026-11-22T12:20:00.000Z',
        silent_to: null,
        seconds: 0,
      },
    ]);
  });

  test('returns the tail of an interface, and the time since the last record of a flow log', async () => {
    const rows = [
      window('10:00:00', '10:10:00'),
      window('10:00:00', '10:10:00', { interface_id: 'eni-2' }),
      window('10:40:00', '10:40:01', { interface_id: 'eni-2' }),
      // exactly three windows
      window('10:05:00', '10:10:01', { interface_id: 'eni-3' }),
      window('13:00:00', '13:10:00', { flow_log_id: 'fl-2', interface_id: 'eni-4' }),
    ];
    expect(await shown(rows)).toEqual([
      ['fl-1', null, 'until now', '10:40:01', null, 8999],
      ['fl-1', 'eni-1', 'tail', '10:10:00', '10:40:01', 1801],
      ['fl-2', null, 'until now', '13:10:00', null, 0],
    ]);
  });

  test('judges two flow logs of one interface separately', async () => {
    const second = { flow_log_id: 'fl-2' };
    const rows = [
      window('10:00:00', '10:10:00'),
      window('10:50:00', '11:00:00'),
      window('10:00:00', '10:10:00', second),
      window('10:30:00', '10:40:00', second),
      window('10:50:00', '11:00:00', second),
    ];
    expect(await shown(rows)).toContainEqual(['fl-1', 'eni-1', 'gap', '10:10:00', '10:50:00', 2400]);
    expect((await shown(rows)).filter(([, , kind]) => kind === 'gap')).toHaveLength(1);
  });

  test('is not hidden by a record of the future, or by an end in the future', async () => {
    const rows = [
      window('10:00:00', '10:10:00', { end_time: '2031-01-01 00:00:00' }),
      window('11:00:00', '11:10:00', { start_time: '2031-01-01 00:00:00', end_time: '2031-01-01 00:01:00' }),
      window('12:00:00', '12:10:00'),
    ];
    expect(await shown(rows)).toEqual([
      ['fl-1', 'eni-1', 'gap', '10:00:00', '12:00:00', 7200],
      ['fl-1', null, 'until now', '12:10:00', null, 0],
    ]);
  });

  test('omits flow logs of Azure, whose silence is no evidence', async () => {
    expect(
      await shown([measuredBothWays(), measuredBothWays({ start_time: '2026-11-22 18:00:00' })]),
    ).toEqual([]);
  });

  test.each(['ok', 'nodata', 'skipdata'])('end with a record of status %s', async (status) => {
    const rows = [
      window('10:00:00', '10:10:00'),
      window('10:30:00', '10:40:00', { status }),
      window('11:00:00', '11:10:00'),
    ];
    expect(await shown(rows)).toEqual([['fl-1', null, 'until now', '11:10:00', null, 0]]);
  });
});
