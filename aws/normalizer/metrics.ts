import { LostRecordsError } from '../../flows/lost-records-error';
import type { NormalizeResult } from '../../flows/normalize-source';
import { cut } from '../../flows/shown';
import { PartitionsError } from './partitions-error';

/** CloudWatch units of the metrics. */
const METRICS = {
  Objects: 'Count',
  FailedObjects: 'Count',
  UnstartedObjects: 'Count',
  IgnoredEvents: 'Count',
  SkippedObjects: 'Count',
  MissingObjects: 'Count',
  StreamErrorObjects: 'Count',
  Retries: 'Count',
  Records: 'Count',
  Rows: 'Count',
  Rejects: 'Count',
  LostRecords: 'Count',
  UnknownFieldValues: 'Count',
  UnregisteredPartitions: 'Count',
  StoredBytes: 'Bytes',
  InflatedBytes: 'Bytes',
  Lag: 'Milliseconds',
  ThreatRecords: 'Count',
  AcceptedThreatRecords: 'Count',
  EnrichmentFiles: 'Count',
  FailedEnrichmentFiles: 'Count',
  InvalidEnrichmentEntries: 'Count',
  EnrichmentAge: 'Seconds',
} as const;

/** Name of a metric of the normalizer. */
export type MetricName = keyof typeof METRICS;

/** Dimension of all metrics: the function name, so that each lake of an account has its own metrics. */
export const METRIC_DIMENSION = 'FunctionName';

/** Further dimension of the metrics of threats. */
export const THREAT_DIMENSION = 'ThreatType';

/** Metrics of an object, and further properties for the log line. */
export interface Measurement {
  readonly values: Partial<Record<MetricName, number>>;
  readonly properties: Readonly<Record<string, unknown>>;
  /**
   * Type of threat that the values are of. They also count for the metrics of all types.
   *
   * @default - the values are not of a type of threat
   */
  readonly threatType?: string;
}

/** Metrics of an object that was normalized. `Lag` is the time from the end of its newest record to now. */
export function successMeasurement(
  { origin, summary, bytes, form }: NormalizeResult,
  now: number,
): Measurement {
  const { records, rows, rejects, newest, byRejectCode, unknownFields } = summary;
  const unknownValues = Object.values(unknownFields).reduce((sum, n) => sum + n, 0);
  return {
    values: {
      Objects: 1,
      FailedObjects: 0,
      Records: records,
      Rows: rows,
      Rejects: rejects,
      LostRecords: 0,
      UnknownFieldValues: unknownValues,
      StoredBytes: bytes.stored,
      InflatedBytes: bytes.inflated,
      ...(newest === null ? {} : { Lag: Math.max(0, now - Number(newest)) }),
    },
    properties: { source: origin.source, form: form.id, byRejectCode, unknownFields },
  };
}

/** Metrics of an object that could not be read. */
export function failureMeasurement(source: string, error: unknown): Measurement {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const lost = error instanceof LostRecordsError ? { LostRecords: Math.abs(error.lost) } : {};
  const unregistered = error instanceof PartitionsError ? { UnregisteredPartitions: error.partitions } : {};
  return {
    values: { Objects: 0, FailedObjects: 1, ...lost, ...unregistered },
    properties: { source, error: name, message },
  };
}

/** Metrics of an object that was not started, because the time of the invocation was nearly used up. */
export function unstartedMeasurement(source: string): Measurement {
  return { values: { UnstartedObjects: 1 }, properties: { source } };
}

/** Number of event names in a log line. */
const MAX_EVENT_NAMES = 10;

/** Metrics of events that announce no object to read, such as deletions. */
export function ignoredMeasurement(events: readonly string[]): Measurement {
  const names = [...new Set(events)].slice(0, MAX_EVENT_NAMES).map((name) => cut(name));
  return { values: { IgnoredEvents: events.length }, properties: { events: names } };
}

/**
 * Formats a measurement as one log line, from which CloudWatch extracts the metrics.
 *
 * Source: CloudWatch User Guide, "Specification: Embedded metric format".
 */
export function embeddedMetrics(
  { values, properties, threatType }: Measurement,
  context: { readonly namespace: string; readonly functionName: string; readonly now: number },
): string {
  const names = Object.keys(values) as MetricName[];
  return JSON.stringify({
    _aws: {
      Timestamp: context.now,
      CloudWatchMetrics: [
        {
          Namespace: context.namespace,
          Dimensions:
            threatType === undefined
              ? [[METRIC_DIMENSION]]
              : [[METRIC_DIMENSION], [METRIC_DIMENSION, THREAT_DIMENSION]],
          Metrics: names.map((Name) => ({ Name, Unit: METRICS[Name] })),
        },
      ],
    },
    [METRIC_DIMENSION]: context.functionName,
    ...(threatType !== undefined && { [THREAT_DIMENSION]: threatType }),
    ...values,
    ...properties,
  });
}
