import { Duration } from 'aws-cdk-lib';
import type { FlowLake } from './flow-lake';

/** Lake and defaults of a threat source. */
export interface ThreatSourceConfig {
  /** Lake whose normalizer compares addresses with threat lists. */
  readonly lake: FlowLake;

  /** Default time range of an alert. */
  readonly window: Duration;
}

/**
 * A source of malicious addresses.
 *
 * @example
 * const source = ThreatSource.lake(new FlowLake(this, 'Lake', { enrichment: {} }));
 */
export abstract class ThreatSource {
  /** Traffic with addresses in the threat lists of a lake. The lake must have the prop `enrichment`. */
  static lake(lake: FlowLake): ThreatSource {
    return new StaticThreatSource({ lake, window: Duration.minutes(15) });
  }

  /** Returns lake and defaults. */
  abstract bind(): ThreatSourceConfig;
}

class StaticThreatSource extends ThreatSource {
  constructor(private readonly config: ThreatSourceConfig) {
    super();
  }

  override bind(): ThreatSourceConfig {
    return this.config;
  }
}
