import {
  AlertDuration,
  defaultWindow,
  MALICIOUS_CONNECTIONS,
  MALICIOUS_FLOWS,
  type MaliciousTrafficQuery,
} from '../../azure/alerts';
import { CONNECTIONS_RETIREMENT } from '../../azure/vm-insights';
import type { IWorkspace } from './azure-resources';
import type { TrafficAnalytics } from './traffic-analytics';

/** What an alert needs to know of where malicious addresses are found. */
export interface ThreatSourceConfig {
  readonly workspace: IWorkspace;
  readonly query: MaliciousTrafficQuery;

  /** How far an alert looks back, if nothing else is said. */
  readonly window: AlertDuration;

  /**
   * The Traffic Analytics that makes the rows.
   *
   * @default - they come otherwise
   */
  readonly trafficAnalytics?: TrafficAnalytics;

  /** What a user should know of it. */
  readonly warnings: string[];
}

/** Where malicious addresses are found. */
export abstract class ThreatSource {
  /** Flows that Traffic Analytics calls malicious, with the threats it knows of the addresses. */
  static trafficAnalytics(trafficAnalytics: TrafficAnalytics): ThreatSource {
    const { workspace, interval, problems } = trafficAnalytics;
    const window = problems.length > 0 ? AlertDuration.TWO_HOURS : defaultWindow(interval);
    return new Known({ workspace, query: MALICIOUS_FLOWS, window, trafficAnalytics, warnings: [] });
  }

  /**
   * Connections of machines that have VM insights with its map. It ends on 2028-06-30, and takes no new machines in
   * many subscriptions: `trafficAnalytics` is what follows it.
   */
  static vmConnections(workspace: IWorkspace): ThreatSource {
    const window = AlertDuration.FIFTEEN_MINUTES;
    return new Known({ workspace, query: MALICIOUS_CONNECTIONS, window, warnings: [CONNECTIONS_RETIREMENT] });
  }

  /** Tells the alert. */
  abstract bind(): ThreatSourceConfig;
}

class Known extends ThreatSource {
  constructor(private readonly config: ThreatSourceConfig) {
    super();
  }

  override bind(): ThreatSourceConfig {
    return this.config;
  }
}
