import { Annotations } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { type AlertDuration, windowProblem } from '../../../azure/alerts';
import type { IWorkspace } from '../azure-resources';
import { isKnown } from './known';
import { keyOf, resourcesOf } from './network-keys';
import { atSynth } from './warn-at-synth';

/** A flow log whose Traffic Analytics writes to a workspace, if both are on. */
interface AnalyticsFeed {
  readonly flowLog: IConstruct;
  readonly workspaceId: string;
  readonly intervalMinutes: number;
  readonly isOn: boolean;
}

/** Settings of a flow log that decide whether and when its rows arrive. */
export interface FeedSettings {
  readonly enabled: boolean;
  readonly analytics: {
    readonly workspace: IWorkspace;
    readonly interval: number;
    readonly isOn: boolean;
  };
}

/** An alert on rows of Traffic Analytics. */
export interface FedAlert {
  readonly workspace: IWorkspace;
  readonly window: AlertDuration;
  /** Whether the user states that Traffic Analytics writes the queried rows. Otherwise, findings are warnings. */
  readonly isDeclared: boolean;
}

const FEEDS = new WeakMap<IConstruct, AnalyticsFeed[]>();

/** Adds a flow log that a construct created. */
export function addAnalyticsFeed(flowLog: Construct, { enabled, analytics }: FeedSettings): void {
  const { workspace, interval, isOn } = analytics;
  const feed = {
    flowLog,
    workspaceId: workspace.id,
    intervalMinutes: interval,
    isOn: isOn !== false && enabled !== false,
  };
  const { root } = flowLog.node;
  FEEDS.set(root, [...(FEEDS.get(root) ?? []), feed]);
}

/** Compares an alert at synth with the flow logs of the app that write to its workspace. Flow logs of other apps are unknown. */
export function compareWithFeeds(alert: Construct, fed: FedAlert): void {
  if (fed.isDeclared) {
    alert.node.addValidation({ validate: () => feedProblems(alert, fed) });
    return;
  }
  atSynth(alert, () => {
    for (const problem of feedProblems(alert, fed)) Annotations.of(alert).addWarning(problem);
  });
}

function feedProblems(alert: Construct, { workspace, window }: FedAlert): string[] {
  const feeds = feedsOf(alert.node.root).filter(
    ({ flowLog, workspaceId }) => keyOf(flowLog as Construct, workspaceId) === keyOf(alert, workspace.id),
  );
  const active = feeds.filter(({ isOn }) => isOn);
  if (active.length === 0 && feeds.length > 0) {
    return [
      `queries rows of Traffic Analytics, and ${pathsOf(feeds)} ${feeds.length === 1 ? 'writes' : 'write'} none to this workspace: set enabled: true and ` +
        'TrafficAnalytics.on(workspace), or remove the alert',
    ];
  }
  const slow = active.filter(({ intervalMinutes }) => problemOf(window, intervalMinutes) !== undefined);
  const slowest = slow.find(({ intervalMinutes }) =>
    slow.every((other) => other.intervalMinutes <= intervalMinutes),
  );
  if (!slowest) return [];
  return [`queries rows of ${pathsOf(slow)}: ${problemOf(window, slowest.intervalMinutes)}`];
}

function problemOf(window: AlertDuration, intervalMinutes: number): string | undefined {
  return isKnown(window) && isKnown(intervalMinutes) ? windowProblem(window, intervalMinutes) : undefined;
}

/** Maximum number of flow logs in a message. */
const MAX_NAMED = 5;

function pathsOf(feeds: readonly AnalyticsFeed[]): string {
  const paths = feeds.map(({ flowLog }) => flowLog.node.path);
  const others = paths.length - MAX_NAMED;
  return others > 1 ? `${paths.slice(0, MAX_NAMED).join(', ')} and ${others} others` : paths.join(', ');
}

/** All flow logs of an app with a block for Traffic Analytics, including those of the bindings. */
function feedsOf(root: IConstruct): AnalyticsFeed[] {
  const own = FEEDS.get(root) ?? [];
  const others = resourcesOf(root, 'azurerm_network_watcher_flow_log').filter((resource) =>
    own.every(({ flowLog }) => !resource.node.scopes.includes(flowLog)),
  );
  return [
    ...own,
    ...others.flatMap((resource) => {
      const analytics = resource.trafficAnalyticsInput as AnalyticsBlock | undefined;
      if (!analytics) return [];
      const { enabled, intervalInMinutes = DEFAULT_INTERVAL, workspaceResourceId: workspaceId } = analytics;
      const isOn = enabled !== false && resource.enabledInput !== false;
      return [{ flowLog: resource, workspaceId, intervalMinutes: intervalInMinutes, isOn }];
    }),
  ];
}

/** The block of a flow log of the bindings. */
interface AnalyticsBlock {
  readonly enabled: unknown;
  readonly intervalInMinutes?: number;
  readonly workspaceResourceId: string;
}

/** Source: azurerm provider documentation, "azurerm_network_watcher_flow_log". */
const DEFAULT_INTERVAL = 60;
