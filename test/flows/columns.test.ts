import { describe, expect, test } from 'vitest';
import { COLUMN_KINDS } from '../../flows/column-kinds';
import { type ColumnName, columnIndex, FLOW_COLUMNS, flowColumn } from '../../flows/columns';
import { PARTITION_KEYS } from '../../flows/partition';
import { REJECT_COLUMNS } from '../../flows/rejects';

const NAMES = FLOW_COLUMNS.map(({ name }) => name);

/** The first groups of the table. Columns are added at the end of a group only. */
const GROUPS = {
  origin: 'cloud log_type account_id region flow_log_id source source_row log_stream',
  time: 'start_time end_time logged_time',
  endpoints: 'src_addr dst_addr src_port dst_port protocol ip_version pkt_src_addr pkt_dst_addr',
  direction: 'direction initiator',
  verdict: 'action state status reject_reason rule acl_id encryption',
  volume: 'packets_out bytes_out packets_in bytes_in',
};

describe('the catalog of columns', () => {
  test('begins with its groups in order', () => {
    const expected = Object.values(GROUPS).join(' ').split(' ');
    expect(NAMES.slice(0, expected.length)).toEqual(expected);
  });

  test('ends with the column of unknown fields', () => {
    expect(FLOW_COLUMNS.at(-1)).toMatchObject({ name: 'extra', kind: 'json', type: 'string' });
  });

  test('finds a column by its name', () => {
    const found = NAMES.map((name) => flowColumn(name as ColumnName).name);
    expect(found).toEqual(NAMES);
    expect(columnIndex('source_row')).toBe(6);
  });

  test.each([
    ['start_time', 'timestamp'],
    ['end_time', 'timestamp'],
    ['logged_time', 'timestamp'],
    ['source_row', 'int64'],
    ['packets_out', 'int64'],
    ['bytes_out', 'int64'],
    ['packets_in', 'int64'],
    ['bytes_in', 'int64'],
    ['packets_lost_no_route', 'int64'],
    ['packets_lost_blackhole', 'int64'],
    ['packets_lost_mtu_exceeded', 'int64'],
    ['packets_lost_ttl_expired', 'int64'],
    ['src_asn', 'int64'],
    ['src_port', 'int32'],
    ['dst_port', 'int32'],
    ['protocol', 'int32'],
    ['tcp_flags', 'int32'],
    ['account_id', 'string'],
    ['owner_account_id', 'string'],
    ['src_addr', 'string'],
    ['action', 'string'],
  ] as const)('%s is %s', (name, type) => {
    expect(flowColumn(name).type).toBe(type);
  });

  test.each([
    ['log_type', 'vpc tgw vnet nsg'],
    ['direction', 'ingress egress'],
    ['action', 'accept reject'],
    ['status', 'ok nodata skipdata'],
  ] as const)('%s is one of: %s', (name, words) => {
    expect(flowColumn(name).words).toEqual(words.split(' '));
  });
});

describe.each([
  ['flows', FLOW_COLUMNS],
  ['rejects', REJECT_COLUMNS],
])('the columns of %s', (_, columns) => {
  test('have distinct names in snake_case', () => {
    const names = columns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
  });

  test.each(columns)('$name has a known kind, and declares all of its properties', (column) => {
    expect(column).toMatchObject(COLUMN_KINDS[column.kind]);
    expect(column.words !== undefined).toBe(column.kind === 'word');
    for (const word of column.words ?? []) expect(word).toMatch(/^[a-z]+$/);
    for (const text of [column.nulls, column.meaning]) expect(text).toMatch(/\S/);
    expect(column.ocsf).toMatch(/^(unmapped|[a-z_]+(\.[a-z_]+)*(, [a-z_]+(\.[a-z_]+)*)*)$/);
  });

  test('include the partition keys except the day', () => {
    const names = columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(PARTITION_KEYS.filter((key) => key !== 'day')));
  });
});

test('a column of both tables has one type', () => {
  const shared = REJECT_COLUMNS.filter(({ name }) => NAMES.includes(name));
  expect(shared.map(({ name }) => name)).toEqual(NAMES.slice(0, 7).filter((name) => name !== 'log_type'));
  for (const { name, type } of shared) expect(flowColumn(name as ColumnName).type).toBe(type);
});
