import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LogFormat } from '../../../aws/format';
import { type InsightsQuery, insightsQueries } from '../../../aws/insights';
import { type LogEvent, runInsights } from '../../support/insights/run-query';
import type { Row } from '../../support/insights/values';
import { recomputed, type Tokens } from './recomputed';

const { RECOMMENDED, AWS_DEFAULT, EVERYTHING, SECURITY, ECS, TRANSIT_GATEWAY } = LogFormat;
const FORMATS = { RECOMMENDED, AWS_DEFAULT, EVERYTHING, SECURITY, ECS, TRANSIT_GATEWAY };

const address = fc.constantFrom(
  '10.0.0.5',
  '10.0.0.9',
  '203.0.113.7',
  '198.51.100.9',
  'fd00::1',
  '2001:db8::7',
);
const port = fc.constantFrom('22', '443', '700', '3389', '40000', '40001');
const NAT = ['-', 'ec2', 'nat_gateway', 'regional_nat_gateway'];

/** Values of a record. Few different ones, so that records meet in flows. */
const someTokens = fc.record({
  srcaddr: address,
  dstaddr: address,
  'pkt-srcaddr': fc.oneof(address, fc.constant('-')),
  'pkt-dstaddr': fc.oneof(address, fc.constant('-')),
  srcport: port,
  dstport: port,
  protocol: fc.constantFrom('6', '17'),
  bytes: fc.integer({ min: 0, max: 1_000_000 }).map(String),
  packets: fc.integer({ min: 1, max: 1000 }).map(String),
  action: fc.constantFrom('ACCEPT', 'ACCEPT', 'REJECT'),
  'tcp-flags': fc.constantFrom('0', '0', '2', '3', '18', '19', '4', '1'),
  'flow-direction': fc.constantFrom('ingress', 'egress'),
  'interface-id': fc.constantFrom('eni-1', 'eni-2'),
  'vpc-id': fc.constantFrom('vpc-1', 'vpc-2'),
  'account-id': fc.constantFrom('111122223333'),
  'interface-type': fc.constantFrom(...NAT),
  'next-hop-interface-type': fc.constantFrom(...NAT),
});

/** Records whose ends have different addresses: nothing shows which of two equal ends is the source. */
const someRecord = someTokens.filter((tokens) => {
  const [source, destination] = ['src', 'dst'].map((side) => [
    tokens[`${side}addr` as 'srcaddr'],
    tokens[`pkt-${side}addr` as 'pkt-srcaddr'],
  ]) as [string[], string[]];
  return !source.some((each) => each !== '-' && destination.includes(each));
});

describe.each(Object.entries(FORMATS))('queries for the format %s equal a recomputation of', (_, format) => {
  const { queries } = insightsQueries(format);
  const rowsOf = (name: string, records: readonly Tokens[]): Row[] => {
    const { query } = queries.find((each) => each.name === name) as InsightsQuery;
    return runInsights(
      query.replace(/\n\| limit \d+$/, ''),
      records.map((record) => eventOf(format, record)),
    );
  };

  test('connections, volumes, and inbound connections', () => {
    fc.assert(
      fc.property(fc.array(someRecord, { minLength: 1, maxLength: 30 }), (values) => {
        const records = values.map((tokens) => tokensIn(format, tokens));
        const expected = recomputed(records);
        expect(
          sums(rowsOf('connections', records), ['source', 'destination', 'port', 'protocol', 'opener']),
        ).toEqual(
          sumsOf(expected, (each) => [each.source, each.destination, each.port, each.protocol, each.opener]),
        );
        const inbound = expected.filter(({ isInbound }) => isInbound);
        expect(sums(rowsOf('who-connects', records), ['source'])).toEqual(
          sumsOf(inbound, (each) => [each.source]),
        );
        const openings = expected.reduce((sum, each) => sum + each.openings, 0);
        const found = rowsOf('connections', records).map((row) => Number(row.get('connections') ?? 0) || 0);
        expect(found.reduce((sum, each) => sum + each, 0)).toBe(format.has('tcp-flags') ? openings : 0);
      }),
      { numRuns: 30 },
    );
  });
});

/** The tokens of a record of a format. A field without a value has a hyphen. */
function tokensIn(format: LogFormat, tokens: Tokens): Tokens {
  const start = { start: '1795341600', end: '1795341659', 'log-status': 'OK' };
  return Object.fromEntries(format.names.map((name) => [name, { ...start, ...tokens }[name] ?? '-']));
}

function eventOf(format: LogFormat, tokens: Tokens): LogEvent {
  return { timestamp: 1_795_341_600_000, message: format.names.map((name) => tokens[name]).join(' ') };
}

/** Bytes in both directions and rejected records by key, in the order of the keys. */
function sums(rows: readonly Row[], keys: readonly string[]): string[] {
  return summed(
    rows.map((row) => [
      keys.map((key) => String(row.get(key))).join(' '),
      ['bytes_to_destination', 'bytes_to_source', 'rejected_records'].map(
        (name) => Number(row.get(name)) || 0,
      ),
    ]),
  );
}

function sumsOf(
  connections: readonly ReturnType<typeof recomputed>[number][],
  keys: (each: ReturnType<typeof recomputed>[number]) => readonly string[],
): string[] {
  return summed(
    connections.map((each) => [keys(each).join(' '), [each.toDestination, each.toSource, each.rejected]]),
  );
}

function summed(entries: readonly (readonly [string, readonly number[]])[]): string[] {
  const sums = new Map<string, number[]>();
  for (const [key, values] of entries)
    sums.set(
      key,
      values.map((value, at) => value + (sums.get(key)?.[at] ?? 0)),
    );
  return [...sums].map(([key, values]) => `${key}: ${values.join(' ')}`).sort();
}
