import type { BadValue } from '../flows/cell';
import type { Origin } from '../flows/origin';
import type { RecordReader } from './record-reader';

/**
 * Receives the records of an input form that is not plain text. `ReferenceRecordSink` converts them one by one and defines
 * the result. `KernelRecordSink` renders them as lines of text, which the kernel reads.
 *
 * Positions are the values of `source_row`. They increase from record to record.
 */
export interface RecordSink {
  /** Receives a number of records that the reader has counted at its input, whatever becomes of them. */
  found(records: number): void;

  /**
   * Sets the fields of the next records.
   *
   * @param where origin of the names, for errors: `the header in line 1`
   * @throws InputError if a field appears twice, or VPC fields appear together with transit gateway fields
   */
  useFields(names: readonly string[], where: string): void;

  /** Whether the fields are known. */
  readonly hasFields: boolean;

  /** Sets the origin of the next records. Its source and region are always those of the object. */
  useOrigin(origin: Origin): void;

  /** Reads one record from its text, in which blanks separate the values. */
  line(text: string, position: bigint): void;

  /**
   * Reads one record from its values, `-` for null. A value can contain blanks.
   *
   * @param text the whole record, which a reject contains
   */
  record(tokens: readonly string[], text: string, position: bigint): void;

  /** Receives something that is not a record, or a record that cannot be read. */
  reject(position: bigint, problem: BadValue, raw: string, rawBytes?: Uint8Array): void;

  /** Reads records that the reader has rendered as lines of text itself. */
  lines(rendered: RenderedRecords): void;

  /** Reads all records that are still buffered. A reader calls it after the last record. */
  end(): void;
}

/** Consecutive records as lines of text. */
export interface RenderedRecords {
  /**
   * Lines of at most `LINES_BYTES` bytes together, each with its newline. One blank separates two values. An exception is
   * an empty line. The sink does not keep the bytes.
   */
  readonly bytes: Uint8Array;
  readonly count: number;
  /** Position of the first record. */
  readonly first: bigint;
  /** Records that cannot be a line, by their positions: for example, because a value contains a blank. */
  readonly exceptions: ReadonlyMap<bigint, RecordException>;
}

/** Reads one record with the reference reader, at its turn. */
export type RecordException = (records: RecordReader) => void;
