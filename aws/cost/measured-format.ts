/** Forms in which AWS delivers records to the objects of a bucket. */
export enum RawForm {
  /** Text files that the delivery service of flow logs compresses. */
  TEXT = 'text',
  /** Parquet files that the delivery service of flow logs writes. */
  PARQUET = 'parquet',
  /** JSON lines that a delivery stream receives from a flow log. */
  FIREHOSE = 'firehose',
  /** Compressed documents that a delivery stream receives from the subscription of a log group. */
  SUBSCRIPTION = 'subscription',
}

/** Ids of the measured formats. */
export enum MeasuredFormatId {
  DEFAULT = 'default',
  RECOMMENDED = 'recommended',
  ALL = 'all',
  TRANSIT_GATEWAY = 'transitGateway',
}

/** Measurements of records of one format. */
export interface MeasuredFormat {
  readonly id: `${MeasuredFormatId}`;
  readonly title: string;
  /** Number of fields. */
  readonly fields: number;
  readonly records: number;
  /** Bytes of the records as text. */
  readonly textBytes: number;
  /** Bytes of the table. */
  readonly tableBytes: number;
  /** Other records of the format, in files in which the records of a network interface are adjacent. */
  readonly grouped: {
    readonly textBytes: number;
    /** Bytes of compressed text. */
    readonly storedBytes: number;
    readonly tableBytes: number;
  };
  readonly forms: { readonly [Form in RawForm]: MeasuredForm };
}

/** Measurements of the same records in one form. */
export interface MeasuredForm {
  /** Bytes of the raw objects; for streams, compressed. */
  readonly storedBytes: number;
  /** Processor time of the normalizer for all records, in milliseconds. */
  readonly cpuMillis: number;
}

/** All measurements that estimates use, with their circumstances. */
export interface MeasuredFigures {
  /** Day of the measurement, `YYYY-MM-DD`. */
  readonly date: string;
  /** Processor, number of cores, system and version of Node. */
  readonly machine: string;
  /** Versions of the packages that were measured. */
  readonly versions: Readonly<Record<string, string>>;
  /** Load of the machine before the measurement. A load of other programs increases the times. */
  readonly loadAverage: number;
  /** Version of the generator of the records. */
  readonly generator: number;
  /** How often each form was measured. The least time counts: other programs only add to it. */
  readonly rounds: number;
  /** Records in a document of a subscription. */
  readonly eventsInBatch: number;
  /** Measurements of one small object. */
  readonly object: {
    readonly records: number;
    /** Time of an invocation, in milliseconds. */
    readonly millis: number;
    /** Bytes that an invocation writes to the log. */
    readonly logBytes: number;
    /** The same bytes, compressed with those of other invocations. */
    readonly logStoredBytes: number;
    /** Metrics in the log. */
    readonly metrics: number;
    /** Objects that an invocation writes to the table. */
    readonly tableObjects: number;
  };
  readonly formats: readonly MeasuredFormat[];
}
