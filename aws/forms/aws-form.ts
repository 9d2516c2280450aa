import type { InputForm } from '../../flows/input/input-form';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import type { RecordSink } from '../record-sink';

/** Where the records of a source go, and how to read them. */
export interface AwsReading {
  /** What the object key states about the records. */
  readonly origin: Origin;
  /** Receives the records of every form that is not plain text. */
  readonly records: RecordSink;
  /** Receives the rows of a reader that makes rows itself. */
  readonly sink: FlowSink;
  /** Format of records without a header. */
  readonly format?: LogFormat;
  /**
   * Maximum size after decompression, in bytes.
   *
   * @default - no limit
   */
  readonly maxBytes?: number;
}

/** A form of AWS flow logs. */
export interface AwsForm extends InputForm {
  readonly cloud: 'aws';
  /**
   * Reads the records of a source: each becomes a row or a reject.
   *
   * @param bytes - all bytes of the source after decompression; text is UTF-8
   * @throws InputError if the source cannot be read
   */
  read(bytes: AsyncIterable<Uint8Array>, reading: AwsReading): Promise<void>;
}
