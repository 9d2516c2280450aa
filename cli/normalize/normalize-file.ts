import { createReadStream } from 'node:fs';
import { LogFormat } from '../../aws/format';
import { normalize } from '../../aws/normalize';
import type { OutputFile } from '../../flows/dataset-writer';
import { InputError, type InputErrorCode } from '../../flows/input/input-error';
import type { Summary } from '../../flows/summary';
import type { SourceFile } from './source-files';

const CHUNK_BYTES = 256 * 1024;

/** What every file of a run is normalized with; plain data, so that it can go to another thread. */
export interface RunSettings {
  readonly outDirectory: string;
  /** Format string of files without a header line. */
  readonly format?: string;
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

/** Normalizes one file. A file that can not be read is an outcome, not an error. */
export async function normalizeFile(file: SourceFile, settings: RunSettings): Promise<FileOutcome> {
  const format = settings.format === undefined ? undefined : LogFormat.parse(settings.format);
  const bytes = createReadStream(file.path, { highWaterMark: CHUNK_BYTES });
  try {
    const { summary, outputs } = await normalize({ source: file.source, bytes }, settings.outDirectory, {
      format,
    });
    return { file, summary, outputs };
  } catch (error) {
    if (error instanceof InputError) return { file, failure: { code: error.code, message: error.message } };
    const { syscall, path, message } = error as NodeJS.ErrnoException;
    const whileReading = syscall === 'read' || path === file.path;
    if (whileReading) return { file, failure: { code: 'unreadable', message } };
    throw error;
  } finally {
    bytes.destroy();
  }
}
