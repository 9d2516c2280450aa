import type { Enricher } from './enrichment/enricher';
import type { ByteCount } from './input/inflate';
import type { FormDecision } from './input/input-form';
import type { Compression } from './kernel/parquet/codec';
import { checkCounts } from './lost-records-error';
import type { Origin } from './origin';
import type { OutputFile } from './part-files';
import type { Summary } from './summary';
import { type FlowSink, TableWriter } from './table-writer';

/** One raw object of a bucket, a container, or a disk. */
export interface RawObject {
  /**
   * Identity of the object: its key or blob path, with its version if it has one. It becomes the column `source`, and the
   * names of all outputs derive from it.
   */
  readonly source: string;
  /** The stored bytes, compressed or not. A chunk is valid until the next one is requested, which can reuse its memory. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /**
   * Returns the same bytes again, from the beginning. The Azure reader is faster with it: it compares records in full only
   * if two of them can be equal, and then reads the blob again.
   *
   * @default - the bytes can be read once
   */
  readonly again?: () => AsyncIterable<Uint8Array>;
}

/** Settings for the objects of every cloud. */
export interface SourceOptions {
  /**
   * Largest object to read, in bytes after decompression. Each value of a Parquet file counts as at least one byte.
   *
   * @default - not limited
   */
  readonly maxBytes?: number;
  /**
   * Enricher that fills the enrichment columns.
   *
   * @default - they are null
   */
  readonly enricher?: Enricher;
  /**
   * Compression of the Parquet pages.
   *
   * @default Compression.SNAPPY
   */
  readonly compression?: Compression;
  /**
   * Writes only encodings of Parquet version 1, for old readers. Files become larger.
   *
   * @default false
   */
  readonly compatible?: boolean;
}

/** What was written for one raw object. */
export interface WrittenOutputs {
  readonly origin: Origin;
  readonly summary: Summary;
  /** Files of the output set below the given directory. */
  readonly outputs: readonly OutputFile[];
  readonly bytes: ByteCount;
}

/** Result of normalizing one raw object. */
export interface NormalizeResult extends WrittenOutputs {
  /** The form of the object, and why the reader decided for it. */
  readonly form: FormDecision;
}

/** Writes the output set of one object. If the reader fails or loses records, it writes nothing. */
export async function writeOutputs(
  origin: Origin,
  directory: string,
  enricher: Enricher | undefined,
  read: (sink: FlowSink) => Promise<ByteCount>,
): Promise<WrittenOutputs> {
  const table = new TableWriter(directory, origin);
  try {
    const bytes = await read(enricher?.before(table) ?? table);
    checkCounts(origin.source, table.summary, table.complete());
    return { origin, summary: table.summary, outputs: table.finish(), bytes };
  } catch (error) {
    table.discard();
    throw error;
  }
}
