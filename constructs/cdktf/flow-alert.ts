import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { AlertDuration } from '../../azure/alerts';
import { kqlColumns } from '../../azure/kql';
import { throwProblems } from '../throw-problems';
import type { AlertProps } from './alert-props';
import { AlertSeverity } from './alert-receivers';
import type { IWorkspace } from './azure-resources';
import { alertProblems, alertRule } from './private/alert-rule';
import { isLiteral } from './private/expressions';
import { checkKql, type KqlFindings } from './private/kql-text';
import type { TrafficAnalytics } from './traffic-analytics';

/** Props of `FlowAlert`. */
export interface FlowAlertProps extends AlertProps {
  /** Workspace that is asked. */
  readonly workspace: IWorkspace;

  /** Query in KQL; the alert fires for each row. Its bounds in time are those of `window`. */
  readonly query: string;

  /** What people read first. */
  readonly title: string;

  /**
   * What people read next.
   *
   * @default - nothing
   */
  readonly description?: string;

  /**
   * Text columns of the query's result: each combination of their values is an alert of its own.
   *
   * @default - one alert for all rows
   */
  readonly dimensions?: string[];

  /**
   * How far it looks back.
   *
   * @default AlertDuration.ONE_HOUR
   */
  readonly window?: AlertDuration;

  /**
   * The Traffic Analytics whose rows it asks: the window is held against its interval.
   *
   * @default - the window is not held against anything
   */
  readonly trafficAnalytics?: TrafficAnalytics;

  /**
   * How severe it is.
   *
   * @default AlertSeverity.WARNING
   */
  readonly severity?: AlertSeverity;

  /**
   * Whether the query is checked at synthesis, which needs the package `@kusto/language-service-next`.
   *
   * @default true
   */
  readonly checkQuery?: boolean;
}

/**
 * An alert on a query of your own, which is checked when the app is synthesised: names, types and values.
 *
 * @throws Error with every problem of the props and of the query
 */
export class FlowAlert extends Construct {
  /** ARM id of the alert rule. */
  readonly alertRuleId: string;

  constructor(scope: Construct, id: string, props: FlowAlertProps) {
    super(scope, id);
    const { query, dimensions = [], window = AlertDuration.ONE_HOUR, checkQuery = true } = props;
    const { severity = AlertSeverity.WARNING } = props;
    const { problems, warnings } = checkQuery ? queryFindings(query, dimensions) : NOT_CHECKED;
    throwProblems(this, [...problems, ...alertProblems(props, window, props.trafficAnalytics)]);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    this.alertRuleId = alertRule(this, { ...props, kql: query, dimensions, window, severity });
  }
}

const NOT_CHECKED: KqlFindings = { problems: [], warnings: [] };

function queryFindings(query: string, dimensions: readonly string[]): KqlFindings {
  const { problems, warnings } = checkKql('query', query);
  return { problems: problems.length > 0 ? problems : dimensionProblems(query, dimensions), warnings };
}

function dimensionProblems(query: string, dimensions: readonly string[]): string[] {
  if (!isLiteral(query)) return [];
  const columns = kqlColumns(query);
  return dimensions.flatMap((dimension) => {
    const column = columns.find(({ name }) => name === dimension);
    if (!column) {
      const names = columns.map(({ name }) => name).join(', ');
      return [
        `dimensions has ${JSON.stringify(dimension)}, which the query's result has not: it has ${names}`,
      ];
    }
    if (column.type === 'string') return [];
    return [
      `dimensions has ${JSON.stringify(dimension)}, which is ${column.type}: only text can tell alerts apart`,
    ];
  });
}
