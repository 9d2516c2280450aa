import type { NormalizeOptions } from '../../aws/normalize-options';
import { InputError } from '../../flows/input/input-error';
import type { FormDecision } from '../../flows/input/input-form';
import type { Compression } from '../../flows/kernel/parquet/codec';
import { LostRecordsError } from '../../flows/lost-records-error';
import type { OutputFile } from '../../flows/part-files';
import type { Summary } from '../../flows/summary';
import { type ReadableSource, sourcesOf } from '../../normalizer/sources';
import { parseLogFormat } from '../arguments/log-format';
import { environmentMessage, isEnvironmentError } from '../environment-error';
import type { OnBytes } from './file-bytes';
import { type EnrichmentFiles, loadEnricher, type OnInvalidEntries } from './load-enricher';
import { nameProblem } from './log-names';
import { openSource } from './open-source';
import type { Failure, Skipped, Source } from './source';
import { LOST_RECORDS, NOT_WRITTEN, SourceError } from './source-error';

/** Settings for all sources of a run: plain data, so that they can be posted to other threads. */
export interface RunSettings extends EnrichmentFiles {
  readonly outDirectory: string;
  /** Format of records without a header, as `--format` accepts it. */
  readonly format?: string;
  readonly compression?: Compression;
  readonly compatible?: boolean;
}

/** The outcome of one log: plain data, so that it can be posted to other threads. */
export type Outcome = Normalized | Failure | Skipped;

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

/** Whether the outputs of a log could not be written. */
export function isNotWritten(outcome: Outcome): boolean {
  return 'code' in outcome && outcome.code === NOT_WRITTEN;
}

/**
 * Normalizes a source, or each member if it is an archive. The outcome of an unreadable source is a failure, not an error.
 */
export type SourceNormalizer = (source: Source) => Promise<readonly Outcome[]>;

/**
 * Makes the function that normalizes one source. Each thread calls it once.
 *
 * @throws UserError if a setting is not valid
 */
export function sourceNormalizer(
  settings: RunSettings,
  onBytes: OnBytes,
  onInvalidEntries?: OnInvalidEntries,
): SourceNormalizer {
  const { outDirectory, compression, compatible } = settings;
  const format = settings.format === undefined ? undefined : parseLogFormat(settings.format);
  const options = { format, enricher: loadEnricher(settings, onInvalidEntries), compression, compatible };
  return (source) => normalizeSource(source, outDirectory, options, onBytes);
}

/** How often a source is read that changes while it is read. */
const MOST_READINGS = 3;

async function normalizeSource(
  source: Source,
  outDirectory: string,
  options: NormalizeOptions,
  onBytes: OnBytes,
): Promise<readonly Outcome[]> {
  for (let reading = 1; ; reading++) {
    try {
      return await normalizeOnce(source, outDirectory, options, onBytes);
    } catch (error) {
      if (isChange(error) && reading < MOST_READINGS) continue;
      return [failureOf(source.source, outDirectory, error)];
    }
  }
}

async function normalizeOnce(
  source: Source,
  outDirectory: string,
  options: NormalizeOptions,
  onBytes: OnBytes,
): Promise<readonly Outcome[]> {
  const opened = await openSource(source, onBytes);
  const outcomes: Outcome[] = [];
  try {
    for await (const log of sourcesOf(opened, options)) {
      // members of an archive are chosen by the same names as files in a directory
      const reason =
        'skipped' in log
          ? `in archives (${log.skipped})`
          : log.source === opened.source
            ? undefined
            : nameProblem(log.path);
      if (reason !== undefined) outcomes.push({ path: log.source, reason });
      else if ('normalize' in log) outcomes.push(await outcomeOf(log, outDirectory));
      const last = outcomes.at(-1);
      if (last && isNotWritten(last)) break;
    }
  } finally {
    await opened.close?.();
  }
  return outcomes;
}

/** @throws SourceError if the source changed while it was read */
async function outcomeOf(log: ReadableSource, outDirectory: string): Promise<Outcome> {
  try {
    const { summary, outputs, bytes, form } = await log.normalize(outDirectory);
    return { source: log.source, summary, outputs, bytes, form };
  } catch (error) {
    if (isChange(error)) throw error;
    return failureOf(log.source, outDirectory, error);
  }
}

function isChange(error: unknown): boolean {
  return error instanceof SourceError && error.isChange;
}

/** @throws the error if it is neither one of the source nor one of the environment */
function failureOf(source: string, outDirectory: string, error: unknown): Failure {
  if (error instanceof InputError || error instanceof SourceError) {
    return { source, code: error.code, message: error.message };
  }
  // one defect does not end the run for the other logs
  if (error instanceof LostRecordsError) return { source, code: LOST_RECORDS, message: error.message };
  if (!isEnvironmentError(error)) throw error;
  return { source, code: NOT_WRITTEN, message: environmentMessage(error, outDirectory) };
}
