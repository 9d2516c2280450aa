import { normalize } from '../aws/normalize';
import type { NormalizeOptions } from '../aws/normalize-options';
import { parseObjectKey } from '../aws/object-key';
import { normalizeBlob } from '../azure/normalize';
import { BLOB_SNIFF_BYTES, beginsLikeBlob } from '../azure/records/begins-like-blob';
import { parseBlobPath } from '../azure/records/blob-path';
import { inflatedBeginning, sniff } from '../flows/input/sniff';
import type { NormalizeResult, RawObject } from '../flows/normalize-source';

/** A raw log of AWS or Azure. */
export interface RawLog extends Omit<RawObject, 'bytes'> {
  /** The stored bytes, compressed or not, as a whole or as a stream. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/**
 * Normalizes a raw log of AWS or Azure: writes Parquet files of the tables `flows` and `rejects` below a directory. The
 * function recognizes the cloud by the path of the log, or else by its first bytes. The same log gives the same files,
 * byte for byte.
 *
 * @param log - the raw log
 * @param directory - directory to write to, such as a temporary one
 * @param options - settings; `format` applies to AWS logs only
 * @throws InputError if the log is unreadable. The function writes no file then.
 *
 * @example
 * const { outputs, summary } = await normalizeAny(
 *   { source: 'AWSLogs/123456789012/vpcflowlogs/eu-central-1/2026/11/22/x.log.gz', bytes: createReadStream('x.log.gz') },
 *   '/tmp/tables',
 * );
 * console.log(`${summary.rows} rows, ${summary.rejects} rejects in ${outputs.length} files`);
 */
export async function normalizeAny(
  log: RawLog,
  directory: string,
  options: NormalizeOptions = {},
): Promise<NormalizeResult> {
  const { source } = log;
  const { first, all } = await sniff(chunksOf(log.bytes), ({ length }) => length >= BLOB_SNIFF_BYTES);
  const object = { source, bytes: all, again: log.again };
  return isAzure(source, first)
    ? normalizeBlob(object, directory, options)
    : normalize(object, directory, options);
}

function isAzure(source: string, first: Uint8Array): boolean {
  if (parseBlobPath(source)) return true;
  return !parseObjectKey(source) && beginsLikeBlob(inflatedBeginning(first.subarray(0, BLOB_SNIFF_BYTES)));
}

async function* chunksOf(bytes: RawLog['bytes']): AsyncGenerator<Uint8Array> {
  if (bytes instanceof Uint8Array) yield bytes;
  else yield* bytes;
}
