import type { Enricher } from '../../flows/enrichment/enricher';
import type { EnrichmentFeed } from '../../flows/enrichment/enrichment-feed';
import { FeedReports } from '../../flows/enrichment/feed-reports';
import { enrichmentMetrics } from './metrics';

/** What rows are enriched with. */
export interface Enrichment {
  /**
   * Returns the current content of the threat lists and databases. Never rejects: a file that cannot be loaded is a log line.
   *
   * @returns undefined if no file is in use
   */
  load(): Promise<Enricher | undefined>;
}

/** Enriches rows with the files of a feed, and logs the result of each check of their folder. */
export class FeedEnrichment implements Enrichment {
  private readonly reports: FeedReports;

  /** @param log - writes one line to the log of the function */
  constructor(
    private readonly feed: Pick<EnrichmentFeed, 'enricher' | 'status'>,
    private readonly log: (line: string) => void,
    now: () => number = Date.now,
  ) {
    this.reports = new FeedReports(feed, now);
  }

  async load(): Promise<Enricher | undefined> {
    const enricher = await this.feed.enricher();
    const report = this.reports.next();
    if (report) this.log(enrichmentMetrics(report));
    return enricher;
  }
}
