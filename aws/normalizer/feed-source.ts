import type { Enricher } from '../../flows/enrichment/enricher';
import type { EnrichmentFeed } from '../../flows/enrichment/enrichment-feed';
import { type FeedReport, FeedReports } from '../../flows/enrichment/feed-reports';
import { readSightings } from '../../flows/enrichment/read-sightings';
import type { EnrichmentSource, LoadedEnrichment } from './enrichment-source';
import type { Measurement } from './metrics';
import { type ThreatReport, type TypeMetrics, threatReport } from './threat-report';

/** Enriches rows with the lists and databases of a feed, and reports each check of their folder. */
export class FeedSource implements EnrichmentSource {
  private readonly reports: FeedReports;

  /** @param now - returns the current time in milliseconds since 1970 */
  constructor(
    private readonly feed: Pick<EnrichmentFeed, 'enricher' | 'status'>,
    private readonly types: TypeMetrics,
    now: () => number,
  ) {
    this.reports = new FeedReports(feed, now);
  }

  async load(): Promise<LoadedEnrichment> {
    const enricher = await this.feed.enricher();
    const report = this.reports.next();
    return { enricher, measurement: report && measurementOf(report) };
  }

  report(paths: readonly string[], enricher: Enricher, source: string): ThreatReport {
    const found = readSightings(paths, (address) => enricher.threatOf(address));
    return threatReport(found, { source, types: this.types });
  }
}

function measurementOf({ loaded, failed, badEntries, ageSeconds, details }: FeedReport): Measurement {
  return {
    values: {
      EnrichmentFiles: loaded,
      FailedEnrichmentFiles: failed,
      InvalidEnrichmentEntries: badEntries,
      ...(ageSeconds !== undefined && { EnrichmentAge: ageSeconds }),
    },
    properties: { ...details },
  };
}
