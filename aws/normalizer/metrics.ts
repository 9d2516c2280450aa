import type { NormalizeResult } from '../../flows/normalize-source';

/** What is measured of every object, and in which unit of CloudWatch. */
const METRICS = {
  Objects: 'Count',
  FailedObjects: 'Count',
  Records: 'Count',
  Rows: 'Count',
  Rejects: 'Count',
  UnknownFieldValues: 'Count',
  StoredBytes: 'Bytes',
  InflatedBytes: 'Bytes',
  Lag: 'Milliseconds',
} as const;

/** Name of a metric of the normalizer. */
export type MetricName = keyof typeof METRICS;

/** Dimension of all metrics: the function, so that several lakes in one account stay apart. */
export const METRIC_DIMENSION = 'FunctionName';

/** Measured values, and what else a log line should say of the object. */
export interface Measurement {
  readonly values: Partial<Record<MetricName, number>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What is measured of an object that was read. Lag is from the end of its newest record to now. */
export function measured({ origin, summary, bytes }: NormalizeResult, now: number): Measurement {
  const { records, rows, rejects, newest, byRejectCode, unknownFields } = summary;
  const unknownValues = Object.values(unknownFields).reduce((sum, n) => sum + n, 0);
  return {
    values: {
      Objects: 1,
      FailedObjects: 0,
      Records: records,
      Rows: rows,
      Rejects: rejects,
      UnknownFieldValues: unknownValues,
      StoredBytes: bytes.stored,
      InflatedBytes: bytes.inflated,
      ...(newest === null ? {} : { Lag: Math.max(0, now - Number(newest)) }),
    },
    properties: { source: origin.source, byRejectCode, unknownFields },
  };
}

/** What is measured of an object that could not be read. */
export function failed(source: string, error: unknown): Measurement {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { values: { Objects: 0, FailedObjects: 1 }, properties: { source, error: name, message } };
}

/**
 * One log line that CloudWatch turns into metrics.
 *
 * Source: CloudWatch User Guide, "Specification: Embedded metric format".
 */
export function embeddedMetrics(
  { values, properties }: Measurement,
  context: { readonly namespace: string; readonly functionName: string; readonly now: number },
): string {
  const names = Object.keys(values) as MetricName[];
  return JSON.stringify({
    _aws: {
      Timestamp: context.now,
      CloudWatchMetrics: [
        {
          Namespace: context.namespace,
          Dimensions: [[METRIC_DIMENSION]],
          Metrics: names.map((Name) => ({ Name, Unit: METRICS[Name] })),
        },
      ],
    },
    [METRIC_DIMENSION]: context.functionName,
    ...values,
    ...properties,
  });
}
