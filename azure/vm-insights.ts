import { VM_CONNECTION } from './log-tables';

/**
 * Operating system of virtual machines. It selects the agents to install.
 *
 * @example
 * new VmInsights(stack, 'VmInsights', {
 *   workspace,
 *   machines: [{ id: machine.id, operatingSystem: OperatingSystem.LINUX }],
 * });
 */
export enum OperatingSystem {
  LINUX = 'Linux',
  WINDOWS = 'Windows',
}

/** A virtual machine extension that installs an agent. */
export interface AgentExtension {
  readonly name: string;
  readonly publisher: string;
  readonly type: string;
  /** Minimum version. Azure installs newer minor versions. */
  readonly version: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Azure Monitor agent, which sends metrics. It authenticates with the managed identity of the machine. */
export function monitorAgent(system: OperatingSystem): AgentExtension {
  const type = `AzureMonitor${system}Agent`;
  return { name: type, publisher: 'Microsoft.Azure.Monitor', type, version: '1.0' };
}

/** Dependency agent, which sends the connections of a machine through the Azure Monitor agent. */
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
 * Data sources of VM insights. Its portal pages expect these names and streams.
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
 * Warning about the retirement of the table of connections.
 *
 * Source: Azure Monitor documentation, "VM insights Map and Dependency Agent retirement guidance".
 */
export const CONNECTIONS_RETIREMENT =
  `${what} end on ${endsOn}; since ${closedSince} Azure may refuse new machines and new subscriptions. VM insights has no ` +
  `successor: use VNet flow logs, and query ${successors.join(' and ')} of Traffic Analytics`;
