import { describe, expect, test } from 'vitest';
import { embeddedMetrics } from '../../../aws/normalizer/metrics';
import { dimensionValue, TypeMetrics, threatReport } from '../../../aws/normalizer/threat-report';
import { parseSightingLine } from '../../../flows/enrichment/sighting-line';
import { ThreatDirection, type ThreatSightings } from '../../../flows/enrichment/threat-sightings';

const SIGHTINGS: ThreatSightings = {
  sightings: [
    {
      address: '203.0.113.9',
      type: 'botnet',
      source: 'feodo@1',
      direction: ThreatDirection.INBOUND,
      action: 'accept',
      rows: 3,
      packets: 9007199254740993n,
      bytes: null,
      first: Date.parse('2026-11-22T10:00:00Z'),
      last: null,
      networks: ['vpc-a'],
      accounts: ['123456789012'],
    },
  ],
  rows: 7,
  types: [
    { type: 'botnet', rows: 5, rejected: 2 },
    { type: 'scanner', rows: 2, rejected: 2 },
  ],
  omitted: { sightings: 0, rows: 0 },
};

const reportOf = (types: TypeMetrics) => threatReport(SIGHTINGS, { source: 'raw.log', types });

describe('the report of an object with listed addresses', () => {
  test('has a metric per type of threat, which also counts for all types', () => {
    const { measurements } = reportOf(new TypeMetrics([]));
    expect(measurements.map(({ threatType, values }) => [threatType, values])).toEqual([
      ['botnet', { ThreatRecords: 5, AcceptedThreatRecords: 3 }],
      ['scanner', { ThreatRecords: 2, AcceptedThreatRecords: 0 }],
    ]);
    const line = JSON.parse(
      embeddedMetrics(measurements[0] as (typeof measurements)[0], {
        namespace: 'CloudFlowLogs',
        functionName: 'normalizer',
        now: 0,
      }),
    );
    expect(line._aws.CloudWatchMetrics[0].Dimensions).toEqual([
      ['FunctionName'],
      ['FunctionName', 'ThreatType'],
    ]);
    expect(line).toMatchObject({ FunctionName: 'normalizer', ThreatType: 'botnet', ThreatRecords: 5 });
  });

  test('has a line per sighting, with counters as decimal strings', () => {
    const [line] = reportOf(new TypeMetrics([])).lines;
    expect(parseSightingLine(JSON.stringify(line))).toEqual({
      kind: 'threat-sighting',
      address: '203.0.113.9',
      type: 'botnet',
      source: 'feodo@1',
      direction: 'inbound',
      action: 'accept',
      rows: 3,
      packets: '9007199254740993',
      bytes: null,
      first: '2026-11-22T10:00:00.000Z',
      last: null,
      networks: ['vpc-a'],
      accounts: ['123456789012'],
      object: 'raw.log',
    });
  });

  test('counts types beyond the limit as other, except for those that alarms use', () => {
    const types = new TypeMetrics(['scanner'], 1);
    expect(['first', 'second', 'scanner', 'first'].map((type) => types.nameOf(type))).toEqual([
      'first',
      'other',
      'scanner',
      'first',
    ]);
    expect(reportOf(new TypeMetrics([], 0)).measurements).toEqual([
      expect.objectContaining({
        threatType: 'other',
        values: { ThreatRecords: 7, AcceptedThreatRecords: 3 },
      }),
    ]);
  });
});

test.each([
  ['botnet', 'botnet'],
  ['Schädling\u0007', 'Sch?dling?'],
  ['  ', 'other'],
  [':c2', '?c2'],
  ['x'.repeat(2000), 'x'.repeat(1024)],
])('the type %j is a valid value of a dimension', (type, expected) => {
  expect(dimensionValue(type)).toBe(expected);
});

test.each([
  'no JSON',
  'null',
  '{"kind":"other"}',
  '{"kind":"threat-sighting"}',
  JSON.stringify({ ...reportOf(new TypeMetrics([])).lines[0], packets: '1e9' }),
  JSON.stringify({ ...reportOf(new TypeMetrics([])).lines[0], rows: -0.5 }),
])('the line %j is no sighting', (line) => {
  expect(parseSightingLine(line)).toBeUndefined();
});
