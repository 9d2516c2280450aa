import { type ByteCount, inflate } from '../flows/input/inflate';
import {
  type NormalizeResult,
  type RawObject,
  type SourceOptions,
  writeOutputs,
} from '../flows/normalize-source';
import type { LogFormat } from './format';
import { readObject } from './read-object';
import { originOf } from './source-origin';

/** Settings of `normalize`. */
export interface NormalizeOptions extends SourceOptions {
  /**
   * Format of records that come without a header: bare lines, and records of CloudWatch Logs and Firehose. Parquet
   * files need none.
   *
   * @default - the header line of the object, or the columns of the Parquet file
   */
  readonly format?: LogFormat;
}

/**
 * Turns one raw object into its output set: Parquet files of the tables `flows` and `rejects` below a directory.
 * The same object gives the same files, byte for byte. This is the only door to the readers: what stands behind
 * it can be replaced by a faster one.
 *
 * @throws InputError if the object can not be read; nothing is written then
 */
export function normalize(
  object: RawObject,
  directory: string,
  { format, maxBytes, enricher }: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const origin = originOf(object.source);
  return writeOutputs(origin, directory, enricher, async (sink) => {
    const stored: ByteCount = { stored: 0, inflated: 0 };
    const plain: ByteCount = { stored: 0, inflated: 0 };
    // twice: a subscription compresses its batches, and a delivery stream may compress them again
    const once = inflate(object.bytes, { maxBytes, count: stored });
    await readObject(inflate(once, { maxBytes, count: plain }), origin, sink, { format, maxBytes });
    return { stored: stored.stored, inflated: plain.inflated };
  });
}
