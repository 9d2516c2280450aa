import { normalizeOpened as normalizeOpenedAws } from '../aws/normalize';
import type { NormalizeOptions } from '../aws/normalize-options';
import { normalizeOpened as normalizeOpenedAzure } from '../azure/normalize';
import { type OpenedSource, openSource } from '../flows/input/opened-source';
import type { NormalizeResult, RawObject } from '../flows/normalize-source';
import { recognizeAny } from './recognize-any';

/** A raw log of AWS or Azure. */
export interface RawLog extends Omit<RawObject, 'bytes'> {
  /** The stored bytes, compressed or not, as a whole or as a stream. */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
}

/**
 * Normalizes a raw log of AWS or Azure: writes Parquet files of the tables `flows` and `rejects` below a directory. The
 * function recognizes the form of the log by its first bytes, or else by its path. The same log gives the same files,
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
  const { source, again } = log;
  const opened = await openSource({ source, bytes: chunksOf(log.bytes), again }, options.maxBytes);
  try {
    return await normalizeOpened(opened, directory, options);
  } finally {
    await opened.close();
  }
}

/** Normalizes an opened source of any form. */
export async function normalizeOpened(
  opened: OpenedSource,
  directory: string,
  options: NormalizeOptions,
): Promise<NormalizeResult> {
  const { form, reason } = recognizeAny(opened.beginning, options.format);
  return form.cloud === 'azure'
    ? normalizeOpenedAzure(opened, { form, reason }, directory, options)
    : normalizeOpenedAws(opened, { form, reason }, directory, options);
}

/** Returns bytes as a stream. */
export async function* chunksOf(bytes: RawLog['bytes']): AsyncGenerator<Uint8Array> {
  if (bytes instanceof Uint8Array) yield bytes;
  else yield* bytes;
}
