import { expect, test } from 'vitest';
import { FLOW_EDGES } from '../../../flows/views/flow-edges';
import { askRows, type HandRow, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

const edges = (rows: readonly HandRow[]) =>
  askRows(rows, `select * from (${FLOW_EDGES.sql('duckdb')}) edges order by source_row, bytes nulls first`);

test('a record of one direction has one row', async () => {
  const [edge, ...others] = await edges([
    request({ network_id: 'vpc-1', direction: 'ingress', initiator: 'src' }),
  ]);
  expect(others).toEqual([]);
  expect(edge).toMatchObject({
    cloud: 'aws',
    day: '2026-11-22',
    source: 'a.log.gz',
    source_row: 2,
    start_time: '2026-11-22T10:00:00.000Z',
    src_addr: '203.0.113.9',
    dst_addr: '10.0.1.5',
    src_port: 50_000,
    dst_port: 443,
    direction: 'ingress',
    from_initiator: true,
    network_id: 'vpc-1',
    packets: 1,
    bytes: 100,
  });
});

test('a record of both directions has two rows, with the ends exchanged', async () => {
  const rows = await edges([measuredBothWays({ src_country: 'JP', src_asn: 64_500 })]);
  expect(rows).toHaveLength(2);
  expect(rows).toMatchObject([
    {
      src_addr: '203.0.113.9',
      src_port: 50_000,
      src_country: 'JP',
      src_asn: 64_500,
      dst_addr: '10.1.0.4',
      dst_port: 443,
      dst_country: null,
      direction: 'ingress',
      from_initiator: true,
      packets: 5,
      bytes: 516,
    },
    {
      src_addr: '10.1.0.4',
      src_port: 443,
      src_country: null,
      src_asn: null,
      dst_addr: '203.0.113.9',
      dst_port: 50_000,
      dst_country: 'JP',
      dst_asn: 64_500,
      direction: 'egress',
      from_initiator: false,
      packets: 3,
      bytes: 1019,
    },
  ]);
});

test('from_initiator shows whether the sender opened the connection; null if it is not known', async () => {
  const initiators = ['src', 'dst', null] as const;
  const rows = await edges(initiators.map((initiator, index) => reply({ initiator, source_row: index })));
  expect(rows.map(({ from_initiator }) => from_initiator)).toEqual([true, false, null]);
});

test('a flow that began or was denied has null counters, not 0', async () => {
  const none = { packets_out: null, bytes_out: null, packets_in: null, bytes_in: null };
  expect(await edges([measuredBothWays({ state: 'begin', ...none })])).toMatchObject([
    { packets: null, bytes: null },
  ]);
});

test('a measured opposite direction of 0 bytes has a row', async () => {
  expect(await edges([measuredBothWays({ packets_in: 0, bytes_in: 0 })])).toMatchObject([
    { bytes: 0 },
    { bytes: 516 },
  ]);
});

test('a record without traffic has no row', async () => {
  expect(await edges([quiet('nodata'), quiet('skipdata')])).toEqual([]);
});
