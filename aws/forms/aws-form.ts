import type { InputForm } from '../../flows/input/input-form';
import type { Kernel } from '../../flows/kernel/kernel';
import type { TextWindow } from '../../flows/kernel/text-window';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import type { LogFormat } from '../format';
import type { KernelRecordSink } from '../kernel-record-sink';
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

/** The same, for a reader that finds the records with the kernel. */
export interface AwsKernelReading extends AwsReading {
  readonly kernel: Kernel;
  readonly records: KernelRecordSink;
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
  /**
   * Does the same as `read`, with the kernel.
   *
   * @default - the kernel only reads what `read` passes to the sink of records
   */
  readWindow?(window: TextWindow, reading: AwsKernelReading): Promise<void>;
  /**
   * Does the same as `read`, with the kernel, for a form that is not text.
   *
   * @default - as for `readWindow`
   */
  readBytes?(bytes: AsyncIterable<Uint8Array>, reading: AwsKernelReading): Promise<void>;
}
