import { Annotations } from 'cdktf';
import { Construct } from 'constructs';
import { AlertDuration } from '../../azure/alerts';
import { type KqlColumn, kqlColumns } from '../../azure/kql';
import { ANALYTICS_TABLES, type LogTable } from '../../azure/log-tables';
import { AlertSeverity } from '../alert-severity';
import { throwProblems } from '../throw-problems';
import type { AlertProps } from './alert-props';
import type { IWorkspace } from './azure-resources';
import { queryProblems } from './private/alert-query';
import { alertProblems, alertRule, DEFAULT_FREQUENCY } from './private/alert-rule';
import { compareWithFeeds } from './private/analytics-feeds';
import { isLiteral } from './private/expressions';
import { instanceProblems } from './private/instances';
import { knownElements, referenceProblems, SynthValue } from './private/known';
import { checkKql, type KqlFindings } from './private/kql-text';
import { useProviderOf } from './private/provider-of';
import { queryTableProblems, queryTables } from './private/query-tables';
import type { QueryTable } from './query-table';
import type { TrafficAnalytics } from './traffic-analytics';

/** Props of `FlowAlert`. */
export interface FlowAlertProps extends AlertProps {
  /** Workspace that the query runs in. */
  readonly workspace: IWorkspace;

  /**
   * Query in KQL. The alert fires for each row. `window` limits the time range.
   *
   * Azure creates a table with its first row, and disables a rule whose query fails for a week. The construct therefore
   * prepends a `let` statement to the query for each table that it knows, so that a missing table has no rows.
   */
  readonly query: string;

  /**
   * Further tables of the workspace that the query reads. Without a declaration, their columns are not checked, and the
   * query fails while the table does not exist.
   *
   * @default - the tables of Traffic Analytics, VM insights, Application Insights and the normalizer
   */
  readonly tables?: QueryTable[];

  /** Title of the alert. */
  readonly title: string;

  /**
   * Description of the alert.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Columns of the query's result, of strings or numbers. Each combination of their values fires a separate alert. Azure
   * allows at most six.
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
   * The Traffic Analytics that writes the queried rows. The construct validates `window` with its interval and with that of
   * the flow logs of the app that write to the workspace.
   *
   * @default - if the query reads tables of Traffic Analytics, the construct warns about such flow logs
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
    const { severity = AlertSeverity.WARNING, frequency = DEFAULT_FREQUENCY } = props;
    const tables = queryTables(props.tables);
    const { problems, warnings } = checkQuery ? queryFindings(query, dimensions, tables) : NOT_CHECKED;
    throwProblems(this, [
      ...instanceProblems(this, { workspace: props.workspace.id, resourceGroup: props.resourceGroup?.name }),
      ...problems,
      ...queryProblems({ kql: query, tables, frequency, dimensions }),
      ...queryTableProblems(props.tables),
      ...alertProblems(props, window, props.trafficAnalytics),
    ]);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    const isDeclared = props.trafficAnalytics !== undefined;
    if (isDeclared || readsAnalytics(query)) {
      compareWithFeeds(this, { workspace: props.workspace, window, isDeclared });
    }
    this.alertRuleId = alertRule(this, { ...props, kql: query, tables, dimensions, window, severity });
  }
}

/** Props that select the blocks of the alert rule. */
const SELECTING = {
  workspace: SynthValue.OBJECT,
  tables: SynthValue.LIST,
  resourceGroup: SynthValue.OBJECT,
  dimensions: SynthValue.LIST,
  trafficAnalytics: SynthValue.OBJECT,
  checkQuery: SynthValue.BOOLEAN,
};

/** Whether a query names a table that Traffic Analytics fills in each interval. */
function readsAnalytics(query: string): boolean {
  const words = query.split(/\W+/);
  return ANALYTICS_TABLES.some(({ name }) => words.includes(name));
}

const NOT_CHECKED: KqlFindings = { problems: [], warnings: [], hasOtherTables: true };

/** Source: Azure Monitor documentation, "Create or edit a log search alert rule", on dimensions. */
const MAX_DIMENSIONS = 6;
const DIMENSION_TYPES: readonly string[] = ['string', 'int', 'long', 'real', 'decimal'];

function queryFindings(
  query: string,
  dimensions: readonly string[],
  tables: readonly LogTable[],
): KqlFindings {
  const findings = checkKql('query', query, tables);
  if (findings.problems.length > 0 || !isLiteral(query)) return findings;
  const problems = dimensionProblems(dimensions, kqlColumns(query, tables), findings.hasOtherTables);
  return { ...findings, problems };
}

function dimensionProblems(
  dimensions: readonly string[],
  columns: readonly KqlColumn[],
  mayHaveOthers: boolean,
): string[] {
  const problems = knownElements(dimensions).flatMap((dimension) => {
    const column = columns.find(({ name }) => name === dimension);
    if (!column && mayHaveOthers) return [];
    if (!column) {
      const names = columns.map(({ name }) => name).join(', ');
      return [
        `dimensions contains ${JSON.stringify(dimension)}, which is not a column of the query's result: ${names}`,
      ];
    }
    if (DIMENSION_TYPES.includes(column.type) || (mayHaveOthers && column.type === 'unknown')) return [];
    return [
      `dimensions contains ${JSON.stringify(dimension)} of type ${column.type}: a dimension must be a column of strings ` +
        'or numbers',
    ];
  });
  if (dimensions.length <= MAX_DIMENSIONS) return problems;
  return [...problems, `dimensions has ${dimensions.length} columns: Azure allows at most ${MAX_DIMENSIONS}`];
}
