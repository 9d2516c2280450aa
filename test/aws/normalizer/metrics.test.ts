import { describe, expect, test } from 'vitest';
import {
  embeddedMetrics,
  failureMeasurement,
  ignoredMeasurement,
  METRIC_DIMENSION,
  type Measurement,
  successMeasurement,
  unstartedMeasurement,
} from '../../../aws/normalizer/metrics';
import { LostRecordsError } from '../../../flows/lost-records-error';
import { Summary } from '../../../flows/summary';

const NOW = Date.parse('2026-11-22T10:05:00Z');
const CONTEXT = { namespace: 'CloudFlowLogs', functionName: 'normalizer', now: NOW };

/** The CloudWatch units that the metrics use. */
const UNITS = ['Count', 'Bytes', 'Milliseconds'];

function measurementOf(newest: bigint | null): Measurement {
  const summary = Object.assign(new Summary(), { records: 5, rows: 3, rejects: 2, newest });
  Object.assign(summary.byRejectCode, { 'not-utf8': 2 });
  Object.assign(summary.unknownFields, { 'new-field': 3, constructor: 1 });
  const origin = { cloud: 'aws', source: 'logs/one.log.gz' } as const;
  const form = { id: 'text', title: 'Text', cloud: 'aws' as const, reason: 'has a header', layers: [] };
  const bytes = { stored: 10, inflated: 100 };
  return successMeasurement({ origin, summary, outputs: [], bytes, form }, NOW);
}

describe('the measurement', () => {
  test('of an object that was normalized', () => {
    expect(measurementOf(BigInt(NOW) - 1_500n)).toEqual({
      values: {
        Objects: 1,
        FailedObjects: 0,
        Records: 5,
        Rows: 3,
        Rejects: 2,
        LostRecords: 0,
        UnknownFieldValues: 4,
        StoredBytes: 10,
        InflatedBytes: 100,
        Lag: 1_500,
      },
      properties: {
        source: 'logs/one.log.gz',
        form: 'text',
        byRejectCode: { 'not-utf8': 2 },
        unknownFields: { 'new-field': 3, constructor: 1 },
      },
    });
  });

  test('has no lag if no record has a time, and no negative lag', () => {
    expect(measurementOf(null).values).not.toHaveProperty('Lag');
    expect(measurementOf(BigInt(NOW) + 1n).values.Lag).toBe(0);
  });

  test.each([
    [new TypeError('no such thing'), 'TypeError', 'no such thing'],
    ['only text', 'Error', 'only text'],
  ])('of an object that could not be read: %s', (error, name, message) => {
    expect(failureMeasurement('logs/one.log.gz', error)).toEqual({
      values: { Objects: 0, FailedObjects: 1 },
      properties: { source: 'logs/one.log.gz', error: name, message },
    });
  });

  test('of ignored events states their number, and ten short names at most', () => {
    expect(ignoredMeasurement(['a', 'b', 'a'])).toEqual({
      values: { IgnoredEvents: 3 },
      properties: { events: ['a', 'b'] },
    });
    const long = ignoredMeasurement(Array.from({ length: 3000 }, (_, n) => `${n}${'x'.repeat(300)}`));
    expect(long.values).toEqual({ IgnoredEvents: 3000 });
    expect(JSON.stringify(long.properties).length).toBeLessThan(1000);
  });

  test('of an object with lost records states their number', () => {
    const summary = Object.assign(new Summary(), { records: 5, rows: 6 });
    const { values } = failureMeasurement('x', new LostRecordsError('x', summary));
    expect(values).toEqual({ Objects: 0, FailedObjects: 1, LostRecords: 1 });
  });
});

describe.each([
  ['an object that was normalized', measurementOf(BigInt(NOW))],
  ['an object that could not be read', failureMeasurement('logs/one.log.gz', new Error('line\nbreak'))],
  ['an object that was not started', unstartedMeasurement('logs/one.log.gz')],
  ['events that announce no object', ignoredMeasurement(['ObjectRemoved:Delete'])],
])('the log line of %s', (_, measurement) => {
  const line = embeddedMetrics(measurement, CONTEXT);
  const event = JSON.parse(line);
  const [directive] = event._aws.CloudWatchMetrics;

  test('is one line', () => {
    expect(line).not.toContain('\n');
  });

  test('has the structure of the embedded metric format', () => {
    expect(event._aws.Timestamp).toBe(NOW);
    expect(event._aws.CloudWatchMetrics).toHaveLength(1);
    expect(directive.Namespace).toBe('CloudFlowLogs');
    expect(directive.Dimensions).toEqual([[METRIC_DIMENSION]]);
    expect(event[METRIC_DIMENSION]).toBe('normalizer');
  });

  test('contains every metric once, with its unit and value', () => {
    const names: string[] = directive.Metrics.map(({ Name }: { Name: string }) => Name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(Object.keys(measurement.values));
    for (const { Name, Unit } of directive.Metrics) {
      expect(UNITS).toContain(Unit);
      expect(event[Name]).toBe(measurement.values[Name as keyof Measurement['values']]);
    }
  });

  test('contains the object', () => {
    expect(event).toMatchObject({ ...measurement.properties });
  });
});
