import { describe, expect, test } from 'vitest';
import {
  FILTER_COLUMNS,
  type FilterTexts,
  filterConditions,
  parseFilters,
  QuestionFilter,
  recordConditions,
} from '../../../../flows/questions/filters';
import { COMPUTED_RELATIONS, Relation } from '../../../../flows/relations';
import { RELATION_COLUMNS } from '../../../../flows/relations/columns';
import { askRelation, askRows, type HandRow, reply, request } from '../../../support/flow-rows';

const NOW = new Date('2026-11-22T12:00:00Z');

function conditionOf(relation: Relation, texts: FilterTexts): string {
  const conditions = filterConditions(relation, parseFilters(texts, NOW));
  expect(conditions.flatMap(({ filters }) => filters)).toEqual(expect.arrayContaining(Object.keys(texts)));
  return conditions.map(({ sql }) => sql).join(' and ');
}

/** Returns the numbers of the records that match. */
async function records(rows: readonly HandRow[], texts: FilterTexts): Promise<unknown[]> {
  const numbered = rows.map((row, index) => ({ ...row, source_row: index + 1 }));
  const condition = conditionOf(Relation.FLOWS, texts);
  const result = await askRows(
    numbered,
    `select source_row from flows where ${condition} order by source_row`,
  );
  return result.map(({ source_row: row }) => row);
}

/** Returns the rows of a relation that match. */
function rowsOf(relation: Relation, rows: readonly HandRow[], columns: string, texts: FilterTexts) {
  const query = `select ${columns} from ${relation} where ${conditionOf(relation, texts)} order by 1`;
  return askRelation(relation, rows, query);
}

describe('the records of a time range', () => {
  test('overlap it', async () => {
    const rows = [
      request({ start_time: '2026-11-22 09:50:00', end_time: '2026-11-22 09:59:59' }),
      request({ start_time: '2026-11-22 09:55:00', end_time: '2026-11-22 10:04:59' }),
      request({ start_time: '2026-11-22 10:00:00', end_time: null }),
      request({ start_time: '2026-11-22 10:59:59', end_time: '2026-11-22 11:09:59' }),
      request({ start_time: '2026-11-22 11:00:00', end_time: '2026-11-22 11:00:59' }),
      request({ start_time: null, end_time: null }),
    ];
    const range = { [QuestionFilter.FROM]: ['2026-11-22T10:00'], [QuestionFilter.TO]: ['2026-11-22T11:00'] };
    expect(await records(rows, range)).toEqual([2, 3, 4]);
  });

  test('that an opener is inferred from are those of the day before as well', () => {
    const range = { [QuestionFilter.FROM]: ['2026-11-20T10:00'], [QuestionFilter.TO]: ['2026-11-21'] };
    expect(recordConditions(parseFilters(range, NOW))).toEqual([
      "day >= '2026-11-18'",
      "day <= '2026-11-24'",
    ]);
  });
});

describe.each([Relation.CONNECTIONS, Relation.HOURLY_FLOWS, Relation.INTERFACE_HOURS])(
  'the hours of %s in a time range',
  (relation) => {
    // 60 bytes before eleven, 60 after
    const rows = [
      request({ start_time: '2026-11-22 10:59:00', end_time: '2026-11-22 11:01:00', bytes_out: 120 }),
    ];
    const hours = async (texts: FilterTexts) => {
      const found = await rowsOf(relation, rows, 'cast(hour(hour) as integer) as h', texts);
      return found.map(({ h }) => h);
    };

    test('are those that it touches', async () => {
      expect(await hours({ [QuestionFilter.FROM]: ['2026-11-22T11:00'] })).toEqual([11]);
      expect(await hours({ [QuestionFilter.TO]: ['2026-11-22T11:00'] })).toEqual([10]);
      expect(await hours({ [QuestionFilter.FROM]: ['2026-11-22T10:00'] })).toEqual([10, 11]);
      expect(await hours({ [QuestionFilter.TO]: ['2026-11-22'] })).toEqual([10, 11]);
      expect(await hours({ [QuestionFilter.FROM]: ['2026-11-22T12:00'] })).toEqual([]);
    });
  },
);

test('a flow of an hour without a record in the range is not in the range', async () => {
  const rows = [request({ start_time: '2026-11-22 10:05:00', end_time: '2026-11-22 10:06:00' })];
  for (const range of [{ [QuestionFilter.SINCE]: ['90m'] }, { [QuestionFilter.TO]: ['2026-11-22T10:05'] }]) {
    expect(await rowsOf(Relation.CONNECTIONS, rows, 'client', range)).toEqual([]);
  }
});

describe('the records', () => {
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
    expect(await records([request(other), request(match)], { [filter]: [value] })).toEqual([2]);
  });

  test('match one value of each filter', async () => {
    const rows = ['1', '2', '3'].flatMap((account) =>
      [22, 80, 443].map((port) => request({ account_id: account, dst_port: port })),
    );
    const texts = { [QuestionFilter.ACCOUNT]: ['1,2'], [QuestionFilter.PORT]: ['22', '80'] };
    expect(await records(rows, texts)).toEqual([1, 2, 4, 5]);
  });

  test('match a value with a quote as it is', async () => {
    const rows = [request({ network_id: "a' or '1' = '1" }), request({ network_id: 'b' })];
    expect(await records(rows, { [QuestionFilter.NETWORK]: ["a' or '1' = '1"] })).toEqual([1]);
  });
});

describe('the connections', () => {
  // logged at both ends, in two networks of two accounts
  const client = {
    direction: 'egress',
    interface_id: 'eni-c',
    network_id: 'vpc-c',
    account_id: '1',
    flow_log_id: 'fl-c',
  };
  const server = {
    direction: 'ingress',
    interface_id: 'eni-s',
    network_id: 'vpc-s',
    account_id: '2',
    flow_log_id: 'fl-s',
    source_row: 3,
  };
  const ends = { src_addr: '10.0.0.5', dst_addr: '10.9.0.9', initiator: 'src' };
  const other = { src_addr: '10.0.0.6', dst_addr: '10.9.0.8', dst_port: 22, source_row: 4, initiator: 'src' };
  const rows = [request({ ...ends, ...client }), request({ ...ends, ...server }), request(other)];

  test.each<[QuestionFilter, string]>([
    [QuestionFilter.ACCOUNT, '1'],
    [QuestionFilter.ACCOUNT, '2'],
    [QuestionFilter.NETWORK, 'vpc-c'],
    [QuestionFilter.NETWORK, 'vpc-s'],
    [QuestionFilter.INTERFACE, 'eni-c'],
    [QuestionFilter.INTERFACE, 'eni-s'],
    [QuestionFilter.FLOW_LOG, 'fl-c'],
    [QuestionFilter.FLOW_LOG, 'fl-s'],
    [QuestionFilter.ADDRESS, '10.0.0.5'],
    [QuestionFilter.ADDRESS, '10.9.0.9/32'],
    [QuestionFilter.PORT, '443'],
  ])('match %s %s at either end', async (filter, value) => {
    const found = await rowsOf(Relation.CONNECTIONS, rows, 'client, server', { [filter]: [value] });
    expect(found).toEqual([{ client: '10.0.0.5', server: '10.9.0.9' }]);
  });

  test('keep the opener that records outside the filters show', async () => {
    // the record of the SYN is in an hour before the range
    const late = { start_time: '2026-11-22 11:30:00', end_time: '2026-11-22 11:31:00', tcp_flags: 0 };
    const ports = { src_port: 31000, dst_port: 40000, source_row: 5 };
    const all = [
      request({ ...ends, src_port: 40000, dst_port: 31000, tcp_flags: 2 }),
      reply({ ...late, src_addr: '10.9.0.9', dst_addr: '10.0.0.5', ...ports }),
    ];
    const found = await rowsOf(Relation.CONNECTIONS, all, 'client, opener', {
      [QuestionFilter.SINCE]: ['1h'],
    });
    expect(found).toEqual([{ client: '10.0.0.5', opener: 'record' }]);
  });
});

test.each(COMPUTED_RELATIONS)('the compared columns are columns of %s', (relation) => {
  const names = RELATION_COLUMNS[relation].map(([name]) => name);
  const {
    account,
    network,
    interface: logged,
    flowLog,
    address,
    port,
    isSeen,
    isHour,
  } = FILTER_COLUMNS[relation];
  const compared = [account, network, logged, flowLog].map(({ column }) => column);
  expect(names).toEqual(expect.arrayContaining([...compared, ...address, ...port]));
  expect(isHour).toBe(true);
  expect(['first_seen', 'last_seen'].every((name) => names.includes(name))).toBe(isSeen);
});

test('no filter restricts nothing', () => {
  for (const relation of Object.values(Relation)) expect(filterConditions(relation, {})).toEqual([]);
  expect(recordConditions({})).toEqual([]);
});
