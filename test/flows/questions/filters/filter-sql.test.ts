import { describe, expect, test } from 'vitest';
import {
  type FilterTexts,
  filterSql,
  parseFilters,
  QuestionFilter,
} from '../../../../flows/questions/filters';
import { askRows, type HandRow, measuredBothWays, request } from '../../../support/flow-rows';

const NOW = new Date('2026-11-22T12:00:00Z');
const of = (texts: FilterTexts) => filterSql(parseFilters(texts, NOW));

/** Returns the numbers of the rows for which a filter holds. */
async function matching(rows: readonly HandRow[], condition: string): Promise<unknown[]> {
  const numbered = rows.map((row, index) => ({ ...row, source_row: index + 1 }));
  const result = await askRows(
    numbered,
    `select source_row from flows where ${condition} order by source_row`,
  );
  return result.map(({ source_row: row }) => row);
}

const read = (rows: readonly HandRow[], texts: FilterTexts) =>
  matching(rows, of(texts).records.join(' and '));
const shown = (rows: readonly HandRow[], texts: FilterTexts) => matching(rows, of(texts).selected as string);

describe('the records of a time range', () => {
  const range = { [QuestionFilter.FROM]: ['2026-11-22T10:00'], [QuestionFilter.TO]: ['2026-11-22T11:00'] };

  test('overlap it', async () => {
    const rows = [
      request({ start_time: '2026-11-22 09:50:00', end_time: '2026-11-22 09:59:59' }),
      request({ start_time: '2026-11-22 09:55:00', end_time: '2026-11-22 10:04:59' }),
      request({ start_time: '2026-11-22 10:00:00', end_time: null }),
      request({ start_time: '2026-11-22 10:59:59', end_time: '2026-11-22 11:09:59' }),
      request({ start_time: '2026-11-22 11:00:00', end_time: '2026-11-22 11:00:59' }),
      request({ start_time: null, end_time: null }),
    ];
    expect(await read(rows, range)).toEqual([2, 3, 4]);
  });

  test('include Azure tuples of the five minutes after it, which are not shown', async () => {
    const rows = ['10:00:00', '10:59:59', '11:00:00', '11:04:59', '11:05:00'].map((time) =>
      measuredBothWays({ start_time: `2026-11-22 ${time}` }),
    );
    expect(await read(rows, range)).toEqual([1, 2, 3, 4]);
    expect(await shown(rows, range)).toEqual([1, 2]);
  });

  test('are in the partitions of its days', () => {
    const days = of({ [QuestionFilter.FROM]: ['2026-11-20'], [QuestionFilter.TO]: ['2026-11-21'] }).records;
    expect(days.filter((each) => each.startsWith('day '))).toEqual([
      "day >= '2026-11-19'",
      "day <= '2026-11-23'",
    ]);
  });

  test('have bytes in the hours that overlap it', () => {
    expect(of({ [QuestionFilter.SINCE]: ['90m'], [QuestionFilter.TO]: ['2026-11-22T11:30'] }).hours).toBe(
      "hour >= timestamp '2026-11-22 10:00:00.000' and hour < timestamp '2026-11-22 11:30:00.000'",
    );
  });
});

describe('the shown records', () => {
  test.each<[QuestionFilter, string, HandRow, HandRow]>([
    [QuestionFilter.CLOUD, 'aws', { cloud: 'aws' }, { cloud: 'azure' }],
    [QuestionFilter.ACCOUNT, '1', { account_id: '1' }, { account_id: '11' }],
    [QuestionFilter.NETWORK, 'VPC-1', { network_id: 'vpc-1' }, { network_id: 'vpc-11' }],
    [QuestionFilter.FLOW_LOG, 'fl-1', { flow_log_id: 'fl-1' }, { flow_log_id: null }],
    [QuestionFilter.INTERFACE, 'eni-2', { interface_id: 'eni-2' }, { interface_id: 'eni-1' }],
    [
      QuestionFilter.INTERFACE,
      '000D3A359573',
      { interface_id: null, mac_address: '00:0d:3a:35:95:73' },
      { interface_id: null, mac_address: '00:0d:3a:35:95:74' },
    ],
    [
      QuestionFilter.INTERFACE,
      'tgw-attach-1',
      { interface_id: null, tgw_attachment_id: 'tgw-attach-1' },
      { interface_id: null, tgw_attachment_id: null },
    ],
    [QuestionFilter.ADDRESS, '10.9.0.0/16', { src_addr: '10.9.1.1' }, { src_addr: '10.10.1.1' }],
    [QuestionFilter.ADDRESS, '10.9.0.0/16', { dst_addr: '10.9.1.1' }, { dst_addr: '109.1.1.1' }],
    [QuestionFilter.ADDRESS, '192.0.2.1', { pkt_src_addr: '192.0.2.1' }, { pkt_src_addr: '192.0.2.11' }],
    [
      QuestionFilter.ADDRESS,
      '2001:db8::/32',
      { pkt_dst_addr: '2001:db8::1' },
      { pkt_dst_addr: '2001:db9::1' },
    ],
    [QuestionFilter.PORT, '8000-8080', { src_port: 8080 }, { src_port: 8081 }],
    [QuestionFilter.PORT, '22', { dst_port: 22 }, { dst_port: 2222 }],
  ])('match %s %s', async (filter, value, match, other) => {
    expect(await shown([request(other), request(match)], { [filter]: [value] })).toEqual([2]);
  });

  test('match one value of each filter', async () => {
    const rows = ['1', '2', '3'].flatMap((account) =>
      [22, 80, 443].map((port) => request({ account_id: account, dst_port: port })),
    );
    const texts = { [QuestionFilter.ACCOUNT]: ['1,2'], [QuestionFilter.PORT]: ['22', '80'] };
    expect(await shown(rows, texts)).toEqual([1, 2, 4, 5]);
  });

  test('match a value with a quote as it is', async () => {
    const rows = [request({ network_id: "a' or '1' = '1" }), request({ network_id: 'b' })];
    expect(await shown(rows, { [QuestionFilter.NETWORK]: ["a' or '1' = '1"] })).toEqual([1]);
  });
});

test('no filter restricts nothing', () => {
  expect(of({})).toEqual({ records: [] });
});
