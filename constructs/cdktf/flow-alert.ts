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
import { knownElements, referenceProblems, SynthValue } from './private/known';
import { checkKql, type KqlFindings } from './private/kql-text';
import { useProviderOf } from './private/provider-of';
import type { TrafficAnalytics } from './traffic-analytics';

/** Props of `FlowAlert`. */
export interface FlowAlertProps extends AlertProps {
  /** Workspace that the query runs in. */
  readonly workspace: IWorkspace;

  /**
   * Query in KQL. The alert fires for each row. `window` limits the time range.
   */
  readonly query: string;

  /** Title of the alert. */
  readonly title: string;

  /**
   * Description of the alert.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Text columns of the query's result. Each combination of their values fires a separate alert.
   *
   * @default - one alert for all rows
   */
  readonly dimensions?: string[];

  /**
   * Time range of each run.
   *
   * @default AlertDuration.ONE_HOUR
   */
  readonly window?: AlertDuration;

  /**
   * The Traffic Analytics that writes the queried rows. The construct validates `window` with its interval.
   *
   * @default - the construct does not validate the window
   */
  readonly trafficAnalytics?: TrafficAnalytics;

  /**
   * Severity of the alert.
   *
   * @default AlertSeverity.WARNING
   */
  readonly severity?: AlertSeverity;

  /**
   * Whether to check the query at synth. The check requires the package `@kusto/language-service-next`.
   *
   * @default true
   */
  readonly checkQuery?: boolean;
}

/**
 * An alert on your own query. The construct checks names, types and values of the query at synth.
 *
 * @example
 * new FlowAlert(stack, 'Denied', {
 *   workspace,
 *   title: 'Denied flows',
 *   query: 'NTANetAnalytics | where FlowStatus == "Denied" | summarize count() by SrcIp',
 *   dimensions: ['SrcIp'],
 *   emails: ['network@example.com'],
 * });
 *
 * @throws Error that lists all problems of the props and of the query
 */
export class FlowAlert extends Construct {
  /** ARM id of the alert rule. */
  readonly alertRuleId: string;

  constructor(scope: Construct, id: string, props: FlowAlertProps) {
    super(scope, id);
    throwProblems(this, referenceProblems(props, SELECTING));
    useProviderOf(this, props.workspace, props.provider);
    const { query, dimensions = [], window = AlertDuration.ONE_HOUR, checkQuery = true } = props;
    const { severity = AlertSeverity.WARNING } = props;
    const { problems, warnings } = checkQuery ? queryFindings(query, dimensions) : NOT_CHECKED;
    throwProblems(this, [...problems, ...alertProblems(props, window, props.trafficAnalytics)]);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    this.alertRuleId = alertRule(this, { ...props, kql: query, dimensions, window, severity });
  }
}

/** Props that select the blocks of the alert rule. */
const SELECTING = {
  workspace: SynthValue.OBJECT,
  resourceGroup: SynthValue.OBJECT,
  dimensions: SynthValue.LIST,
  trafficAnalytics: SynthValue.OBJECT,
  checkQuery: SynthValue.BOOLEAN,
};

const NOT_CHECKED: KqlFindings = { problems: [], warnings: [] };

function queryFindings(query: string, dimensions: readonly string[]): KqlFindings {
  const { problems, warnings } = checkKql('query', query);
  return { problems: problems.length > 0 ? problems : dimensionProblems(query, dimensions), warnings };
}

function dimensionProblems(query: string, dimensions: readonly string[]): string[] {
  if (!isLiteral(query)) return [];
  const columns = kqlColumns(query);
  return knownElements(dimensions).flatMap((dimension) => {
    const column = columns.find(({ name }) => name === dimension);
    if (!column) {
      const names = columns.map(({ name }) => name).join(', ');
      return [
        `dimensions contains ${JSON.stringify(dimension)}, which is not a column of the query's result: ${names}`,
      ];
    }
    if (column.type === 'string') return [];
    return [
      `dimensions contains ${JSON.stringify(dimension)} of type ${column.type}: a dimension must be a string column`,
    ];
  });
}
