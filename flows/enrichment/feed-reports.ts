import type { EnrichmentFeed } from './enrichment-feed';
import type { EnrichmentFileStatus } from './enrichment-status';

const SECOND = 1_000;
/** Least time between two reports on a folder that cannot be listed. */
const PROBLEM_INTERVAL = 60 * SECOND;
/** Most files of a kind in a report. */
const MAX_SHOWN = 20;

/** The result of a check of the folder, for metrics and logs. */
export interface FeedReport {
  /** Number of files whose content is in use. */
  readonly loaded: number;
  /** Number of files whose version in the folder cannot be used, and 1 more if the folder cannot be listed. */
  readonly failed: number;
  /** Number of entries that are not valid. */
  readonly badEntries: number;
  /** Age of the oldest content in use, in seconds. */
  readonly ageSeconds?: number;
  /** What the log states, without the numbers. */
  readonly details: FeedReportDetails;
}

/** What the log states about the files of the folder. At most 20 of each kind. */
export interface FeedReportDetails {
  /** Why the folder cannot be listed. */
  readonly enrichmentProblem?: string;
  readonly failedFiles: readonly {
    readonly name: string;
    readonly state: string;
    readonly reason?: string;
  }[];
  readonly invalidEntries: readonly Pick<EnrichmentFileStatus, 'name' | 'badEntries' | 'badExamples'>[];
  readonly droppedFiles: readonly string[];
}

/**
 * Reports each check of the folder of a feed once, and a folder that cannot be listed once a minute.
 *
 * @example
 * const feed = new EnrichmentFeed(folder);
 * const reports = new FeedReports(feed, Date.now);
 * const enricher = await feed.enricher();
 * const report = reports.next();
 */
export class FeedReports {
  private reportedCheck: number | undefined;
  private reportedAt = Number.NEGATIVE_INFINITY;

  /** @param now - returns the current time in milliseconds since 1970 */
  constructor(
    private readonly feed: Pick<EnrichmentFeed, 'status'>,
    private readonly now: () => number,
  ) {}

  /** Returns a report if one is due. */
  next(): FeedReport | undefined {
    const { checked, problem, files, dropped } = this.feed.status;
    const now = this.now();
    const check = checked?.getTime();
    const isDue =
      check !== this.reportedCheck || (problem !== undefined && now - this.reportedAt >= PROBLEM_INTERVAL);
    if (!isDue) return undefined;
    this.reportedCheck = check;
    this.reportedAt = now;
    const times = files.map(({ modified }) => modified?.getTime()).filter((time) => time !== undefined);
    const failed = files.filter((file) => file.problem !== undefined);
    const invalid = files.filter(({ badEntries }) => badEntries > 0);
    return {
      loaded: times.length,
      failed: failed.length + (problem === undefined ? 0 : 1),
      badEntries: files.reduce((sum, { badEntries }) => sum + badEntries, 0),
      ...(times.length > 0 && { ageSeconds: Math.max(0, (now - Math.min(...times)) / SECOND) }),
      details: {
        enrichmentProblem: problem,
        failedFiles: failed
          .slice(0, MAX_SHOWN)
          .map(({ name, state, problem: reason }) => ({ name, state, reason })),
        invalidEntries: invalid
          .slice(0, MAX_SHOWN)
          .map(({ name, badEntries, badExamples }) => ({ name, badEntries, badExamples })),
        droppedFiles: dropped.slice(0, MAX_SHOWN),
      },
    };
  }
}
