import type { Enricher } from './enrichment/enricher';
import type { ByteCount } from './input/inflate';
import type { Compression } from './kernel/parquet/codec';
import type { Origin } from './origin';
import type { OutputFile } from './part-files';
import type { Summary } from './summary';
import { type FlowSink, TableWriter } from './table-writer';

/** One raw object, as it lies in a bucket, in a container or on a disk. */
export interface RawObject {
  /**
   * Identity of the object: its key or blob path, with its version where there is one. It becomes the `source` column,
   * and the names of all outputs are made from it.
   */
  readonly source: string;
  /** The stored bytes, compressed or not. A chunk counts until the next one is asked for: it may come in the same memory. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /**
   * The same bytes once more, from the beginning. With it a blob of Azure is read faster: records are compared in full
   * only if two of them may be the same, and then it is read anew.
   *
   * @default - they can be read once
   */
  readonly again?: () => AsyncIterable<Uint8Array>;
}

/** What objects of every cloud are normalized with. */
export interface SourceOptions {
  /**
   * Largest object to read, in bytes after decompression; a value of a Parquet file counts as one byte at the least.
   *
   * @default - not limited
   */
  readonly maxBytes?: number;
  /**
   * Fills the columns of enrichment.
   *
   * @default - they are null
   */
  readonly enricher?: Enricher;
  /**
   * How the pages of the table are compressed.
   *
   * @default Compression.SNAPPY
   */
  readonly compression?: Compression;
  /**
   * Whether to write nothing that readers of the first version of Parquet do not know: files become larger.
   *
   * @default false
   */
  readonly compatible?: boolean;
}

/** What became of one raw object. */
export interface NormalizeResult {
  readonly origin: Origin;
  readonly summary: Summary;
  /** Files of the output set, below the directory given. */
  readonly outputs: readonly OutputFile[];
  readonly bytes: ByteCount;
}

/** Writes the output set of one object, from what a reader finds in it: all of it or, if the reader fails, nothing. */
export async function writeOutputs(
  origin: Origin,
  directory: string,
  enricher: Enricher | undefined,
  read: (sink: FlowSink) => Promise<ByteCount>,
): Promise<NormalizeResult> {
  const table = new TableWriter(directory, origin);
  try {
    const bytes = await read(enricher?.before(table) ?? table);
    return { origin, summary: table.summary, outputs: table.finish(), bytes };
  } catch (error) {
    table.discard();
    throw error;
  }
}
