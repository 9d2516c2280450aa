import { expect, test } from 'vitest';
import { FLOW_EDGES } from '../../../flows/views/flow-edges';
import { askRows, type HandRow, measuredBothWays, quiet, reply, request } from '../../support/flow-rows';

const edges = (rows: readonly HandRow[]) =>
  askRows(rows, `select * from (${FLOW_EDGES.sql('duckdb')}) edges order by source_row, bytes nulls first`);

test('a record of one direction is one edge', async () => {
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

test('a record of both directions is two, with their ends exchanged', async () => {
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

test('whether the sender has opened the connection is told, or null', async () => {
  const initiators = ['src', 'dst', null] as const;
  const rows = await edges(initiators.map((initiator, index) => reply({ initiator, source_row: index })));
  expect(rows.map(({ from_initiator }) => from_initiator)).toEqual([true, false, null]);
});

test('a flow that was begun or denied is an edge with nothing measured, not with 0', async () => {
  const none = { packets_out: null, bytes_out: null, packets_in: null, bytes_in: null };
  expect(await edges([measuredBothWays({ state: 'begin', ...none })])).toMatchObject([
    { packets: null, bytes: null },
  ]);
});

test('a way back of 0 bytes was measured, and is an edge', async () => {
  expect(await edges([measuredBothWays({ packets_in: 0, bytes_in: 0 })])).toMatchObject([
    { bytes: 0 },
    { bytes: 516 },
  ]);
});

test('a record without traffic is none', async () => {
  expect(await edges([quiet('nodata'), quiet('skipdata')])).toEqual([]);
});
