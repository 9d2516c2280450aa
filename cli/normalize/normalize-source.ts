import type { NormalizeOptions } from '../../aws/normalize-options';
import { InputError } from '../../flows/input/input-error';
import type { FormDecision } from '../../flows/input/input-form';
import type { Compression } from '../../flows/kernel/parquet/codec';
import type { OutputFile } from '../../flows/part-files';
import type { Summary } from '../../flows/summary';
import { normalizeAny } from '../../normalizer/normalize-any';
import { parseLogFormat } from '../arguments/log-format';
import { environmentMessage, isEnvironmentError } from '../environment-error';
import type { OnBytes } from './file-bytes';
import { type EnrichmentFiles, loadEnricher } from './load-enricher';
import { openSource } from './open-source';
import type { Failure, Source } from './source';
import { SourceError } from './source-error';

/** Settings for all sources of a run: plain data, so that they can be posted to other threads. */
export interface RunSettings extends EnrichmentFiles {
  readonly outDirectory: string;
  /** Format of records without a header, as `--format` accepts it. */
  readonly format?: string;
  readonly compression?: Compression;
  readonly compatible?: boolean;
}

/** The outcome of one log: plain data, so that it can be posted to other threads. */
export type Outcome = Normalized | Failure;

/** A log that was read. */
export interface Normalized {
  readonly source: string;
  readonly summary: Summary;
  readonly outputs: readonly OutputFile[];
  /** The form of the log, and why the reader decided for it. */
  readonly form: FormDecision;
  /** Bytes as stored, and after decompression. */
  readonly bytes: { readonly stored: number; readonly inflated: number };
}

/** Code of a log whose outputs could not be written, for example because the disk is full. The run stops at it. */
export const NOT_WRITTEN = 'not-written';

/** Whether the outputs of a log could not be written. */
export function isNotWritten(outcome: Outcome): boolean {
  return 'code' in outcome && outcome.code === NOT_WRITTEN;
}

/** Normalizes a source. The outcome of an unreadable source is a failure, not an error. */
export type SourceNormalizer = (source: Source) => Promise<readonly Outcome[]>;

/**
 * Makes the function that normalizes one source. Each thread calls it once.
 *
 * @throws UserError if a setting is not valid
 */
export function sourceNormalizer(settings: RunSettings, onBytes: OnBytes): SourceNormalizer {
  const { outDirectory, compression, compatible } = settings;
  const format = settings.format === undefined ? undefined : parseLogFormat(settings.format);
  const options = { format, enricher: loadEnricher(settings), compression, compatible };
  return async (source) => [await normalizeSource(source, outDirectory, options, onBytes)];
}

/** How often a source is read that changes while it is read. */
const MOST_READINGS = 3;

async function normalizeSource(
  source: Source,
  outDirectory: string,
  options: NormalizeOptions,
  onBytes: OnBytes,
): Promise<Outcome> {
  for (let reading = 1; ; reading++) {
    try {
      return await normalizeOnce(source, outDirectory, options, onBytes);
    } catch (error) {
      if (error instanceof SourceError && error.isChange && reading < MOST_READINGS) continue;
      return failureOf(source.source, outDirectory, error);
    }
  }
}

async function normalizeOnce(
  source: Source,
  outDirectory: string,
  options: NormalizeOptions,
  onBytes: OnBytes,
): Promise<Outcome> {
  const opened = await openSource(source, onBytes);
  try {
    const { summary, outputs, bytes, form } = await normalizeAny(opened, outDirectory, options);
    return { source: opened.source, summary, outputs, bytes, form };
  } catch (error) {
    if (error instanceof SourceError && error.isChange) throw error;
    return failureOf(opened.source, outDirectory, error);
  } finally {
    await opened.close?.();
  }
}

/** @throws the error if it is neither one of the source nor one of the environment */
function failureOf(source: string, outDirectory: string, error: unknown): Failure {
  if (error instanceof InputError || error instanceof SourceError) {
    return { source, code: error.code, message: error.message };
  }
  if (!isEnvironmentError(error)) throw error;
  return { source, code: NOT_WRITTEN, message: environmentMessage(error, outDirectory) };
}
