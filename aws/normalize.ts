import type { OutputFile } from '../flows/dataset-writer';
import type { Enricher } from '../flows/enrichment/enricher';
import { type ByteCount, inflate } from '../flows/input/inflate';
import type { Origin } from '../flows/origin';
import type { Summary } from '../flows/summary';
import { TableWriter } from '../flows/table-writer';
import type { LogFormat } from './format';
import { readObject } from './read-object';
import { originOf } from './source-origin';

/** One raw object, as it lies in a bucket or on a disk. */
export interface RawObject {
  /**
   * Identity of the object: its key, with its version where there is one. It becomes the `source` column, and
   * the names of all outputs are made from it.
   */
  readonly source: string;
  /** The stored bytes, compressed or not. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Settings of `normalize`. */
export interface NormalizeOptions {
  /**
   * Format of records that come without a header: bare lines, and records of CloudWatch Logs and Firehose. Parquet
   * files need none.
   *
   * @default - the header line of the object, or the columns of the Parquet file
   */
  readonly format?: LogFormat;
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
}

/** What became of one raw object. */
export interface NormalizeResult {
  readonly origin: Origin;
  readonly summary: Summary;
  /** Files of the output set, below the directory given. */
  readonly outputs: readonly OutputFile[];
  readonly bytes: ByteCount;
}

/**
 * Turns one raw object into its output set: Parquet files of the tables `flows` and `rejects` below a directory.
 * The same object gives the same files, byte for byte. This is the only door to the readers: what stands behind
 * it can be replaced by a faster one.
 *
 * @throws InputError if the object can not be read; nothing is written then
 */
export async function normalize(
  object: RawObject,
  directory: string,
  { format, maxBytes, enricher }: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const origin = originOf(object.source);
  const stored: ByteCount = { stored: 0, inflated: 0 };
  const plain: ByteCount = { stored: 0, inflated: 0 };
  const table = new TableWriter(directory, origin);
  try {
    const sink = enricher?.before(table) ?? table;
    // twice: a subscription compresses its batches, and a delivery stream may compress them again
    const once = inflate(object.bytes, { maxBytes, count: stored });
    await readObject(inflate(once, { maxBytes, count: plain }), origin, sink, { format, maxBytes });
    const bytes = { stored: stored.stored, inflated: plain.inflated };
    return { origin, summary: table.summary, outputs: table.finish(), bytes };
  } catch (error) {
    table.discard();
    throw error;
  }
}
