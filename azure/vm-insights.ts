import { VM_CONNECTION } from './log-tables';

/** Systems that agents are for. */
export enum OperatingSystem {
  LINUX = 'Linux',
  WINDOWS = 'Windows',
}

/** An extension that installs an agent on a machine. */
export interface AgentExtension {
  readonly name: string;
  readonly publisher: string;
  readonly type: string;
  /** The least version; a newer minor one is taken. */
  readonly version: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** The agent that sends what a machine measures; it asks by the machine's managed identity. */
export function monitorAgent(system: OperatingSystem): AgentExtension {
  const type = `AzureMonitor${system}Agent`;
  return { name: type, publisher: 'Microsoft.Azure.Monitor', type, version: '1.0' };
}

/** The agent that sends a machine's connections through the monitor agent. */
export function dependencyAgent(system: OperatingSystem): AgentExtension {
  const type = `DependencyAgent${system}`;
  const settings = { enableAMA: 'true' };
  return {
    name: type,
    publisher: 'Microsoft.Azure.Monitoring.DependencyAgent',
    type,
    version: '9.10',
    settings,
  };
}

/**
 * What VM insights collects: names and streams are those that its pages look for.
 *
 * Source: Azure Monitor documentation, "Enable VM insights by using Azure Resource Manager templates".
 */
export const VM_INSIGHTS_COLLECTION = {
  counters: {
    name: 'VMInsightsPerfCounters',
    stream: 'Microsoft-InsightsMetrics',
    everySeconds: 60,
    specifiers: ['\\VmInsights\\DetailedMetrics'],
  },
  connections: {
    name: 'DependencyAgentDataSource',
    stream: 'Microsoft-ServiceMap',
    extensionName: 'DependencyAgent',
  },
} as const;

const { what, endsOn, closedSince, successors } = VM_CONNECTION.retirement as NonNullable<
  typeof VM_CONNECTION.retirement
>;

/**
 * What to know before using the connections of VM insights.
 *
 * Source: Azure Monitor documentation, "VM insights Map and Dependency Agent retirement guidance".
 */
export const CONNECTIONS_RETIREMENT =
  `${what} end on ${endsOn}, and since ${closedSince} new machines, and new subscriptions, may be refused; there is no ` +
  `successor in VM insights: log the network instead, and ask ${successors.join(' and ')} of Traffic Analytics`;
