import type { Enricher } from '../../flows/enrichment/enricher';
import type { EnrichmentFeed } from '../../flows/enrichment/enrichment-feed';
import type { EnrichmentStatus } from '../../flows/enrichment/enrichment-status';
import { readSightings } from '../../flows/enrichment/read-sightings';
import type { EnrichmentSource, LoadedEnrichment } from './enrichment-source';
import type { Measurement } from './metrics';
import { type ThreatReport, type TypeMetrics, threatReport } from './threat-report';

const SECOND = 1_000;
/** Least time between two reports on a folder that cannot be listed. */
const PROBLEM_INTERVAL = 60 * SECOND;
/** Most files with a problem in a log line. */
const MAX_SHOWN = 20;

/** Enriches rows with the lists and databases of a feed, and reports each check of their folder. */
export class FeedSource implements EnrichmentSource {
  private reportedCheck: number | undefined;
  private reportedAt = Number.NEGATIVE_INFINITY;

  /** @param now - returns the current time in milliseconds since 1970 */
  constructor(
    private readonly feed: Pick<EnrichmentFeed, 'enricher' | 'status'>,
    private readonly types: TypeMetrics,
    private readonly now: () => number,
  ) {}

  async load(): Promise<LoadedEnrichment> {
    const enricher = await this.feed.enricher();
    const { status } = this.feed;
    return { enricher, measurement: this.isDue(status) ? this.measurement(status) : undefined };
  }

  report(paths: readonly string[], enricher: Enricher, source: string): ThreatReport {
    const found = readSightings(paths, (address) => enricher.threatOf(address));
    return threatReport(found, { source, types: this.types });
  }

  private isDue({ checked, problem }: EnrichmentStatus): boolean {
    const check = checked?.getTime();
    const isNew = check !== this.reportedCheck;
    return isNew || (problem !== undefined && this.now() - this.reportedAt >= PROBLEM_INTERVAL);
  }

  private measurement({ checked, problem, files, dropped }: EnrichmentStatus): Measurement {
    const now = this.now();
    this.reportedCheck = checked?.getTime();
    this.reportedAt = now;
    const times = files.map(({ modified }) => modified?.getTime()).filter((time) => time !== undefined);
    const failed = files.filter((file) => file.problem !== undefined);
    const invalid = files.filter(({ badEntries }) => badEntries > 0);
    return {
      values: {
        EnrichmentFiles: times.length,
        FailedEnrichmentFiles: failed.length + (problem === undefined ? 0 : 1),
        InvalidEnrichmentEntries: files.reduce((sum, { badEntries }) => sum + badEntries, 0),
        ...(times.length > 0 && { EnrichmentAge: Math.max(0, (now - Math.min(...times)) / SECOND) }),
      },
      properties: {
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
