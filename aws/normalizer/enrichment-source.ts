import type { Enricher } from '../../flows/enrichment/enricher';
import type { Measurement } from './metrics';
import type { ThreatReport } from './threat-report';

/** What the rows of an object are enriched with. */
export interface LoadedEnrichment {
  /** @default - no file could be loaded yet, or there is none */
  readonly enricher?: Enricher;
  /**
   * Metrics of the files.
   *
   * @default - the files were not listed again for this object
   */
  readonly measurement?: Measurement;
}

/** The threat lists and databases of the function. */
export interface EnrichmentSource {
  /** Returns the current content of the files. Never throws: a file that cannot be loaded is a metric. */
  load(): Promise<LoadedEnrichment>;
  /** Returns what the log states about the listed addresses in files of the table `flows`. */
  report(paths: readonly string[], enricher: Enricher, source: string): ThreatReport;
}
