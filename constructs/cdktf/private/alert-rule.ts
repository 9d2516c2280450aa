import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2';
import type { Construct } from 'constructs';
import { AlertDuration, windowProblem } from '../../../azure/alerts';
import { runProblems } from '../../../azure/alerts/run-problems';
import type { AlertProps } from '../alert-props';
import { AlertSeverity } from '../alert-receivers';
import type { IWorkspace } from '../azure-resources';
import type { TrafficAnalytics } from '../traffic-analytics';
import { actionGroupIds, receiverProblems } from './action-groups';
import { isKnown, known } from './known';
import { terraformText } from './kql-text';
import { uniqueName } from './names';
import { ProviderNeeds } from './provider-needs';

const MAX_NAME = 260;

/** A log search alert that fires on any row of a query. */
export interface AlertRuleProps extends AlertProps {
  readonly workspace: IWorkspace;
  readonly title: string;
  readonly description?: string;
  readonly kql: string;
  /** Columns whose values distinguish alerts: each combination fires separately. */
  readonly dimensions: readonly string[];
  readonly window: AlertDuration;
  readonly severity: AlertSeverity;
  /**
   * Number of consecutive runs of the query with rows after which the alert fires.
   *
   * @default 1
   */
  readonly failingPeriods?: number;
}

/** Creates the alert rule and returns its ARM id. */
export function alertRule(scope: Construct, props: AlertRuleProps): string {
  const { workspace, frequency = AlertDuration.FIFTEEN_MINUTES, failingPeriods = 1, tags } = props;
  const resourceGroupName = props.resourceGroup?.name ?? workspace.resourceGroupName;
  ProviderNeeds.of(scope).add(scope, ['INSIGHTS']);
  const rule = new MonitorScheduledQueryRulesAlertV2(scope, 'Resource', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    displayName: props.title,
    description: props.description,
    resourceGroupName,
    location: workspace.location,
    scopes: [workspace.id],
    evaluationFrequency: frequency,
    windowDuration: props.window,
    severity: props.severity,
    enabled: true,
    // Azure resolves the alert once no row is in the window
    autoMitigationEnabled: true,
    // the tables of a workspace exist only after the first rows
    skipQueryValidation: true,
    criteria: [
      {
        query: terraformText(props.kql),
        timeAggregationMethod: 'Count',
        operator: 'GreaterThan',
        threshold: 0,
        dimension: props.dimensions.map((name) => ({ name, operator: 'Include', values: ['*'] })),
        failingPeriods: {
          minimumFailingPeriodsToTriggerAlert: failingPeriods,
          numberOfEvaluationPeriods: failingPeriods,
        },
      },
    ],
    action: { actionGroups: actionGroupIds(scope, { ...props, resourceGroupName }) },
    tags,
  });
  return rule.id;
}

/** Problems of schedule, severity and receivers of an alert. */
export function alertProblems(
  props: AlertProps & { readonly severity?: AlertSeverity },
  window: AlertDuration,
  analytics: TrafficAnalytics | undefined,
): string[] {
  return [
    ...severityProblems(props.severity),
    ...runProblems(known(props.frequency ?? AlertDuration.FIFTEEN_MINUTES), known(window)),
    ...(analytics ? analyticsProblems(window, analytics) : []),
    ...receiverProblems(props),
  ];
}

function analyticsProblems(window: AlertDuration, { isOn, problems, interval }: TrafficAnalytics): string[] {
  if (!isOn)
    return ['trafficAnalytics is off, so the query never returns a row: use TrafficAnalytics.on(workspace)'];
  if (problems.length > 0) return problems;
  if (!isKnown(window) || !isKnown(interval)) return [];
  const problem = windowProblem(window, interval);
  return problem === undefined ? [] : [problem];
}

function severityProblems(severity: AlertSeverity | undefined): string[] {
  if (severity === undefined || !isKnown(severity) || Object.values(AlertSeverity).includes(severity))
    return [];
  return [`severity is ${severity}: expected 0 (critical) to 4 (verbose)`];
}
