import type { OutputFile } from '../../flows/part-files';
import { Summary } from '../../flows/summary';
import type { Normalized, Outcome } from './normalize-source';
import { type Failure, type Listing, type Skipped, SkipReason } from './source';

/** The result of a run of `normalize`, as `--json` prints it. Counters are decimal strings: they can exceed 2^53. */
export interface RunReport {
  /** Logs: files, objects, blobs, streams, and members of archives. */
  readonly files: number;
  /** Stored (compressed) bytes of the files. */
  readonly bytes: number;
  /** Records that the readers found: rows, rejects and duplicates. */
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
  readonly failed: readonly Failure[];
  /** Number of sources that the run did not process, because it stopped when outputs could not be written. */
  readonly remaining: number;
  /** Paths of the files in directories, and of the objects below prefixes, that were not read. */
  readonly skipped: readonly string[];
  /** With `--explain`: what the reader recognized, for each log that was read. */
  readonly explained?: readonly Explanation[];
}

/** What the reader recognized in a log. */
export interface Explanation {
  readonly source: string;
  /** Identifier of the form, as in `docs/inputs.md`. */
  readonly form: string;
  readonly title: string;
  readonly reason: string;
  /** Compression and encoding, from the outside to the inside. */
  readonly layers: readonly string[];
  readonly records: number;
  readonly rows: number;
  readonly rejects: number;
}

/** Adds up the outcomes of a run, in any order. The report does not depend on the order. */
export class RunTotals {
  private readonly summary = new Summary();
  private readonly outputs: (readonly OutputFile[])[] = [];
  private readonly sources = new Set<string>();
  private readonly explained: (readonly Explanation[])[] = [];
  private readonly failed: (readonly Failure[])[] = [];
  /** Members of archives that were not read. */
  private readonly members: (readonly Skipped[])[] = [];
  private bytes = 0;
  private files = 0;
  private processed = 0;
  private inflated = 0;

  /** @param explains - whether the report explains each log */
  constructor(
    private readonly listing: Listing,
    private readonly explains = false,
  ) {}

  /** Adds the outcomes of the source with this index in the listing. */
  add(index: number, outcomes: readonly Outcome[]): void {
    const { summary } = this;
    const outputs: OutputFile[] = [];
    const failed: Failure[] = [];
    const skipped: Skipped[] = [];
    const explained: Explanation[] = [];
    let stored = 0;
    for (const outcome of outcomes) {
      if ('message' in outcome) failed.push(outcome);
      else if ('reason' in outcome) skipped.push(outcome);
      // only the content names a stream, so two streams with the same name have the same rows
      else if (this.sources.has(outcome.source)) {
        skipped.push({ path: outcome.source, reason: SkipReason.SAME_STREAM });
      } else {
        summary.merge(outcome.summary);
        outputs.push(...outcome.outputs);
        this.sources.add(outcome.source);
        explained.push(explanationOf(outcome));
        stored += outcome.bytes.stored;
        this.inflated += outcome.bytes.inflated;
      }
    }
    if (this.explains) this.explained[index] = explained;
    this.processed++;
    this.files += outcomes.length - skipped.length;
    this.bytes += this.listing.sources[index]?.size || stored;
    this.outputs[index] = outputs;
    if (failed.length > 0) this.failed[index] = failed;
    if (skipped.length > 0) this.members[index] = skipped;
  }

  /** Whether every log that was read has no content, as an empty file. */
  get isEmptyInput(): boolean {
    return this.files > 0 && this.inflated === 0;
  }

  /** Identities of the logs that were read. */
  get readSources(): readonly string[] {
    return [...this.sources];
  }

  /** The files that the run wrote. */
  get written(): readonly OutputFile[] {
    return this.outputs.flat();
  }

  get skipped(): readonly Skipped[] {
    return [...this.listing.skipped, ...this.members.flat()];
  }

  report(): RunReport {
    const { records, rows, rejects, duplicates, byLogType, byStatus, byRejectCode, ...summary } =
      this.summary;
    return {
      files: this.files,
      bytes: this.bytes,
      records,
      rows,
      rejects,
      duplicates,
      byLogType: sorted(byLogType),
      byStatus: sorted(byStatus),
      byRejectCode: sorted(byRejectCode),
      unknownFields: sorted(summary.unknownFields),
      invalidValues: sorted(summary.invalidValues),
      packetsOut: String(summary.packetsOut),
      bytesOut: String(summary.bytesOut),
      packetsIn: String(summary.packetsIn),
      bytesIn: String(summary.bytesIn),
      outputs: this.written.map(({ path }) => path),
      failed: [...this.listing.failed, ...this.failed.flat()],
      remaining: this.listing.sources.length - this.processed,
      skipped: this.skipped.map(({ path }) => path),
      ...(this.explains ? { explained: this.explained.flat() } : {}),
    };
  }
}

function explanationOf({ source, form, summary }: Normalized): Explanation {
  const { records, rows, rejects } = summary;
  const { id, title, reason, layers } = form;
  return { source, form: id, title, reason, layers, records, rows, rejects };
}

/** Counts by name, in the order of the names: threads find them in any order. */
function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
