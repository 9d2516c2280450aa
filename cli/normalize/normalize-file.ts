import type { NormalizeOptions } from '../../aws/normalize';
import { InputError, type InputErrorCode } from '../../flows/input/input-error';
import type { Compression } from '../../flows/kernel/parquet/codec';
import type { OutputFile } from '../../flows/part-files';
import type { Summary } from '../../flows/summary';
import { logFormatOf } from '../log-format-option';
import { normalizeAny } from './any-cloud';
import { type EnrichmentFiles, enricherOf } from './enrichment';
import { fileBytes, type OnBytes } from './file-bytes';
import type { SourceFile } from './source-files';

/** What every file of a run is normalized with; plain data, so that it can go to another thread. */
export interface RunSettings extends EnrichmentFiles {
  readonly outDirectory: string;
  /** Format string of records without a header. */
  readonly format?: string;
  readonly compression?: Compression;
  readonly compatible?: boolean;
}

/** What became of a file; plain data too. */
export type FileOutcome = Normalized | Failed;

interface Normalized {
  readonly file: SourceFile;
  readonly summary: Summary;
  readonly outputs: readonly OutputFile[];
}

interface Failed {
  readonly file: SourceFile;
  readonly failure: { readonly code: InputErrorCode | 'unreadable'; readonly message: string };
}

/**
 * Gets ready, once for a run or thread, to normalize its files.
 *
 * @throws UsageError if a setting can not be used
 */
export function fileNormalizer(
  settings: RunSettings,
  onBytes: OnBytes,
): (file: SourceFile) => Promise<FileOutcome> {
  const { outDirectory, compression, compatible } = settings;
  const format = settings.format === undefined ? undefined : logFormatOf(settings.format);
  const options = { format, enricher: enricherOf(settings), compression, compatible };
  return (file) => normalizeFile(file, outDirectory, options, onBytes);
}

/** A file that can not be read is an outcome, not an error. */
async function normalizeFile(
  file: SourceFile,
  outDirectory: string,
  options: NormalizeOptions,
  onBytes: OnBytes,
): Promise<FileOutcome> {
  const { source, path } = file;
  const bytes = fileBytes(path, onBytes);
  // bytes of a second time are no progress
  const again = () => fileBytes(path, () => {});
  try {
    const { summary, outputs } = await normalizeAny({ source, bytes, again }, outDirectory, options);
    return { file, summary, outputs };
  } catch (error) {
    if (error instanceof InputError) return { file, failure: { code: error.code, message: error.message } };
    const { syscall, path: where, message } = error as NodeJS.ErrnoException;
    const whileReading = syscall === 'read' || where === path;
    if (whileReading) return { file, failure: { code: 'unreadable', message } };
    throw error;
  }
}
