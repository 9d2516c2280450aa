import {
  AlertDuration,
  defaultWindow,
  listedTraffic,
  MALICIOUS_CONNECTIONS,
  MALICIOUS_FLOWS,
  type MaliciousTrafficQuery,
} from '../../azure/alerts';
import { CONNECTIONS_RETIREMENT } from '../../azure/vm-insights';
import type { IWorkspace } from './azure-resources';
import type { NormalizedLake } from './normalized-lake';
import { isKnown } from './private/known';
import { normalizerOf, type RegisteredNormalizer } from './private/normalizer/normalizer-registry';
import type { TrafficAnalytics } from './traffic-analytics';

/** Query and defaults of a threat source. */
export interface ThreatSourceConfig {
  /** Workspace that contains the rows. */
  readonly workspace: IWorkspace;

  /** Query in KQL, and its columns for addresses and threats. */
  readonly query: MaliciousTrafficQuery;

  /** Default time range of an alert. */
  readonly window: AlertDuration;

  /**
   * The Traffic Analytics that writes the queried rows.
   *
   * @default - another source writes them
   */
  readonly trafficAnalytics?: TrafficAnalytics;

  /** Warnings for the user of the source. */
  readonly warnings: string[];

  /**
   * Problems of the source.
   *
   * @default - none
   */
  readonly problems?: string[];
}

/**
 * A source of malicious addresses.
 *
 * @example
 * const source = ThreatSource.trafficAnalytics(TrafficAnalytics.on(workspace));
 */
export abstract class ThreatSource {
  /** Flows that Traffic Analytics classifies as malicious, with the threats of their addresses. */
  static trafficAnalytics(trafficAnalytics: TrafficAnalytics): ThreatSource {
    const { workspace, interval, problems } = trafficAnalytics;
    const window =
      problems.length > 0 || !isKnown(interval) ? AlertDuration.TWO_HOURS : defaultWindow(interval);
    return new StaticThreatSource({
      workspace,
      query: MALICIOUS_FLOWS,
      window,
      trafficAnalytics,
      warnings: [],
    });
  }

  /**
   * Connections of machines with VM insights and its Map feature. The feature ends on 2028-06-30, and many subscriptions
   * accept no new machines. `trafficAnalytics` is the replacement.
   */
  static vmConnections(workspace: IWorkspace): ThreatSource {
    const window = AlertDuration.FIFTEEN_MINUTES;
    return new StaticThreatSource({
      workspace,
      query: MALICIOUS_CONNECTIONS,
      window,
      warnings: [CONNECTIONS_RETIREMENT],
    });
  }

  /**
   * Traffic with addresses in the threat lists of a lake. The normalizer of the lake must exist, and have the option
   * `enrichment`.
   *
   * @example
   * const lake = new FlowLake(stack, 'Lake', {
   *   location,
   *   normalizer: { subnetId: functionSubnet.id, enrichment: {} },
   * });
   * const source = ThreatSource.lake(lake);
   */
  static lake(lake: NormalizedLake): ThreatSource {
    const { functionName = '', ...normalizer } = normalizerOf(lake) ?? {};
    return new StaticThreatSource({
      workspace: lake.workspace,
      query: listedTraffic(functionName),
      window: AlertDuration.THIRTY_MINUTES,
      warnings: [],
      problems: lakeProblems(lake, normalizer),
    });
  }

  /** Returns query and defaults. */
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

function lakeProblems(
  { node: { path } }: NormalizedLake,
  { path: ofNormalizer, isEnriched, isLogged }: Partial<RegisteredNormalizer>,
): string[] {
  if (ofNormalizer === undefined) {
    return [
      `lake ${path} has no normalizer, which compares addresses with threat lists: set its prop normalizer, or create the ` +
        'FlowNormalizer before the alert',
    ];
  }
  return [
    ...(isEnriched
      ? []
      : [`the normalizer ${ofNormalizer} has no threat lists: set its option enrichment, for example to {}`]),
    ...(isLogged
      ? []
      : [
          `the normalizer ${ofNormalizer} does not log to Application Insights, which the alert queries: set its option ` +
            'applicationInsights to true',
        ]),
  ];
}
