import { MonitorScheduledQueryRulesAlertV2 } from '@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2';
import type { Construct } from 'constructs';
import { AlertDuration, windowProblem } from '../../../azure/alerts';
import { runProblems } from '../../../azure/alerts/run-problems';
import { LOG_TABLES, type LogTable } from '../../../azure/log-tables';
import { AlertSeverity } from '../../alert-severity';
import type { AlertProps } from '../alert-props';
import type { IWorkspace } from '../azure-resources';
import type { TrafficAnalytics } from '../traffic-analytics';
import { actionGroupIds } from './action-groups';
import { ruleQuery } from './alert-query';
import { isKnown, known } from './known';
import { uniqueName } from './names';
import { ProviderNeeds } from './provider-needs';
import { receiverProblems } from './receiver-problems';
import { requireGroupOf } from './subscription-problems';

const MAX_NAME = 260;

export const DEFAULT_FREQUENCY = AlertDuration.FIFTEEN_MINUTES;

/** A log search alert that fires on any row of a query. */
export interface AlertRuleProps extends AlertProps {
  readonly workspace: IWorkspace;
  readonly title: string;
  readonly description?: string;
  readonly kql: string;
  /**
   * Tables whose columns are known.
   *
   * @default - the tables of the package
   */
  readonly tables?: readonly LogTable[];
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
  const { workspace, frequency = DEFAULT_FREQUENCY, failingPeriods = 1, tags } = props;
  const { kql, tables = LOG_TABLES, dimensions } = props;
  const resourceGroupName = props.resourceGroup?.name ?? workspace.resourceGroupName;
  requireGroupOf(scope, props);
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
    // Azure validates a query with the tables that exist, and those of a workspace exist only after the first rows
    skipQueryValidation: true,
    criteria: [
      {
        query: ruleQuery(scope, { kql, tables, frequency, dimensions }),
        timeAggregationMethod: 'Count',
        operator: 'GreaterThan',
        threshold: 0,
        dimension: dimensions.map((name) => ({ name, operator: 'Include', values: ['*'] })),
        failingPeriods: {
          minimumFailingPeriodsToTriggerAlert: failingPeriods,
          numberOfEvaluationPeriods: failingPeriods,
        },
      },
    ],
    action: actionOf(actionGroupIds(scope, { ...props, resourceGroupName })),
    tags,
  });
  return rule.id;
}

/** The actions of a rule; none for an alert that is only visible in the portal. */
function actionOf(actionGroups: string[]) {
  return isKnown(actionGroups) && actionGroups.length === 0 ? undefined : { actionGroups };
}

/** Problems of schedule, severity and receivers of an alert. */
export function alertProblems(
  props: AlertProps & { readonly severity?: AlertSeverity },
  window: AlertDuration,
  analytics: TrafficAnalytics | undefined,
): string[] {
  return [
    ...severityProblems(props.severity),
    ...runProblems(known(props.frequency ?? DEFAULT_FREQUENCY), known(window)),
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
