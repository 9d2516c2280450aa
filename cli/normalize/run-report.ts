import { InputErrorCode } from '../../flows/input/input-error';
import { Summary } from '../../flows/summary';
import type { FileOutcome } from './normalize-file';
import type { SourceFiles } from './source-files';

/** The result of a run of `normalize`, as `--json` prints it. Counters are decimal strings: they can exceed 2^53. */
export interface RunReport {
  readonly files: number;
  /** Stored (compressed) bytes of the files. */
  readonly bytes: number;
  /** Records that the readers found: rows, rejects and duplicates together. */
  readonly records: number;
  readonly rows: number;
  readonly rejects: number;
  /** Records that a source contains a second time. */
  readonly duplicates: number;
  readonly byLogType: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byRejectCode: Readonly<Record<string, number>>;
  readonly unknownFields: Readonly<Record<string, number>>;
  /** Fields of Azure records whose value is not valid, so that their column is null, with the number of these records. */
  readonly invalidValues: Readonly<Record<string, number>>;
  readonly packetsOut: string;
  readonly bytesOut: string;
  readonly packetsIn: string;
  readonly bytesIn: string;
  readonly outputs: readonly string[];
  /** Files that could not be read. The run wrote no rows of these files. */
  readonly failed: readonly { readonly source: string; readonly code: string; readonly message: string }[];
  /** Number of files that the run did not process, because it stopped when outputs could not be written. */
  readonly remaining: number;
  /** Files in directories that do not have the name of a flow log. */
  readonly skipped: readonly string[];
}

/** Adds up the outcomes of all files of a run. */
export function runReport(outcomes: readonly FileOutcome[], { files, skipped }: SourceFiles): RunReport {
  const total = new Summary();
  const outputs: string[] = [];
  const failed: { source: string; code: string; message: string }[] = [];
  let bytes = 0;
  for (const outcome of outcomes) {
    bytes += outcome.file.size;
    if ('failure' in outcome) failed.push({ source: outcome.file.source, ...outcome.failure });
    else {
      total.merge(outcome.summary);
      outputs.push(...outcome.outputs.map(({ path }) => path));
    }
  }
  const { records, rows, rejects, duplicates, byLogType, byStatus, byRejectCode } = total;
  return {
    files: outcomes.length,
    bytes,
    records,
    rows,
    rejects,
    duplicates,
    byLogType,
    byStatus,
    byRejectCode,
    unknownFields: total.unknownFields,
    invalidValues: total.invalidValues,
    packetsOut: String(total.packetsOut),
    bytesOut: String(total.bytesOut),
    packetsIn: String(total.packetsIn),
    bytesIn: String(total.bytesIn),
    outputs,
    failed,
    remaining: files.length - outcomes.length,
    skipped,
  };
}

/** The report as text, with the next command to run. */
export function reportText(report: RunReport, outDirectory: string): string {
  const { files, records, rows, rejects, duplicates, byStatus, byRejectCode, outputs, remaining } = report;
  const totals = [
    `${rows} rows`,
    `${rejects} rejects`,
    ...(duplicates > 0 ? [`${duplicates} duplicates`] : []),
  ];
  const lines = [
    `${records} records from ${files} ${files === 1 ? 'file' : 'files'}: ${totals.join(', ')}`,
    `  status   ${counts(byStatus)}`,
    `  traffic  ${traffic(report)}`,
  ];
  if (rejects > 0) lines.push(`  rejects  ${counts(byRejectCode)}`);
  if (remaining > 0) lines.push(`  stopped  ${remaining} more files are not processed`);
  lines.push(`  written  ${outputs.length} ${outputs.length === 1 ? 'file' : 'files'} below ${outDirectory}`);
  if (outputs.length > 0) lines.push(`next: flow-logs query ${outDirectory} --question top-talkers`);
  return lines.join('\n');
}

function traffic({ packetsOut, bytesOut, packetsIn, bytesIn }: RunReport): string {
  const out = `${packetsOut} packets, ${bytesOut} bytes from source to destination`;
  const hasReplies = packetsIn !== '0' || bytesIn !== '0';
  return hasReplies ? `${out}; ${packetsIn} packets, ${bytesIn} bytes in reply` : out;
}

/**
 * Warnings about files and fields, one per line.
 *
 * @param enriches - whether the run has threat lists or databases, of which an unreadable file may be one
 */
export function reportWarnings(
  { failed, skipped, unknownFields, invalidValues }: RunReport,
  enriches = false,
): string[] {
  const lines = failed.map(({ source, code, message }) => {
    const hint = code === InputErrorCode.NO_FORMAT ? ' Use --format.' : '';
    return `failed: ${source}: ${message}${hint}`;
  });
  if (enriches && failed.some(({ code }) => code === InputErrorCode.NO_FORMAT)) {
    lines.push('note: --threats and --mmdb take one file: to give several files, repeat the option');
  }
  if (skipped.length > 0) {
    lines.push(`skipped: ${skipped.length} files that do not have the name of a flow log`);
  }
  const unknown = Object.keys(unknownFields);
  if (unknown.length > 0) {
    lines.push(
      `note: this version does not know these fields and wrote them to the column extra: ${counts(unknownFields)}`,
    );
  }
  if (Object.keys(invalidValues).length > 0) {
    lines.push(
      `note: these fields of records are not valid, and their columns are null: ${counts(invalidValues)}`,
    );
  }
  return lines;
}

function counts(byName: Readonly<Record<string, number>>): string {
  const parts = Object.entries(byName).map(([name, n]) => `${name} ${n}`);
  return parts.join(', ') || 'none';
}
