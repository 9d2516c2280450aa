import type { NormalizeOptions } from '../../aws/normalize-options';
import { InputError, type InputErrorCode } from '../../flows/input/input-error';
import type { Compression } from '../../flows/kernel/parquet/codec';
import type { OutputFile } from '../../flows/part-files';
import type { Summary } from '../../flows/summary';
import { normalizeAny } from '../../normalizer/normalize-any';
import { parseLogFormat } from '../arguments/log-format';
import { environmentMessage, isEnvironmentError } from '../environment-error';
import { fileBytes, type OnBytes } from './file-bytes';
import { type EnrichmentFiles, loadEnricher } from './load-enricher';
import type { SourceFile } from './source-files';

/** Settings for all files of a run: plain data, so that they can be posted to other threads. */
export interface RunSettings extends EnrichmentFiles {
  readonly outDirectory: string;
  /** Format string of records without a header. */
  readonly format?: string;
  readonly compression?: Compression;
  readonly compatible?: boolean;
}

/** The outcome of one file: plain data, so that it can be posted to other threads. */
export type FileOutcome = Normalized | Failed;

interface Normalized {
  readonly file: SourceFile;
  readonly summary: Summary;
  readonly outputs: readonly OutputFile[];
}

interface Failed {
  readonly file: SourceFile;
  readonly failure: {
    readonly code: InputErrorCode | 'unreadable' | typeof NOT_WRITTEN;
    readonly message: string;
  };
}

/** Code of a file whose outputs could not be written, for example because the disk is full. The run stops at it. */
export const NOT_WRITTEN = 'not-written';

/** Whether the outputs of a file could not be written. */
export function isNotWritten(outcome: FileOutcome): outcome is Failed {
  return 'failure' in outcome && outcome.failure.code === NOT_WRITTEN;
}

/**
 * Makes the function that normalizes one file. Each thread calls it once.
 *
 * @throws UserError if a setting is not valid
 */
export function fileNormalizer(
  settings: RunSettings,
  onBytes: OnBytes,
): (file: SourceFile) => Promise<FileOutcome> {
  const { outDirectory, compression, compatible } = settings;
  const format = settings.format === undefined ? undefined : parseLogFormat(settings.format);
  const options = { format, enricher: loadEnricher(settings), compression, compatible };
  return (file) => normalizeFile(file, outDirectory, options, onBytes);
}

/** Normalizes a file. An unreadable file is an outcome, not an error. */
async function normalizeFile(
  file: SourceFile,
  outDirectory: string,
  options: NormalizeOptions,
  onBytes: OnBytes,
): Promise<FileOutcome> {
  const { source, path } = file;
  const bytes = fileBytes(path, onBytes);
  // a second reading does not count as progress
  const again = () => fileBytes(path, () => {});
  try {
    const { summary, outputs } = await normalizeAny({ source, bytes, again }, outDirectory, options);
    return { file, summary, outputs };
  } catch (error) {
    if (error instanceof InputError) return { file, failure: { code: error.code, message: error.message } };
    const { syscall, path: where, message } = error as NodeJS.ErrnoException;
    const whileReading = syscall === 'read' || where === path;
    if (whileReading) return { file, failure: { code: 'unreadable', message } };
    if (!isEnvironmentError(error)) throw error;
    return { file, failure: { code: NOT_WRITTEN, message: environmentMessage(error, outDirectory) } };
  }
}
