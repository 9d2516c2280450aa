import { filterDefinition, QuestionFilter } from '../flows/questions/filters';
import { type Chart, ChartKind } from '../flows/questions/question';
import type { KqlQuestion } from './questions';
import { BYTES_BY_HOUR } from './questions/bytes-by-hour';
import { CONNECTING_COUNTRIES } from './questions/connecting-countries';
import { FLOWS_BY_HOUR } from './questions/flows-by-hour';
import { FLOW_FILTERS, isNumber } from './questions/kql/filters';
import { queryWith } from './questions/kql-question';
import { REACHABLE_PORTS } from './questions/reachable-ports';
import { REJECTED_TRAFFIC } from './questions/rejected-traffic';
import { THREAT_TYPES } from './questions/threat-types';
import { THREATS } from './questions/threats';
import { TOP_TALKERS } from './questions/top-talkers';
import { WHO_CONNECTS } from './questions/who-connects';

/** Props of `flowWorkbook`. */
export interface FlowWorkbookProps {
  /** Resource id of the Log Analytics workspace that Traffic Analytics writes to. */
  readonly workspaceId: string;
}

/** Questions of the workbook in the order of the page. Time charts have half the width and stand side by side. */
const PAGE: readonly KqlQuestion[] = [
  BYTES_BY_HOUR,
  FLOWS_BY_HOUR,
  CONNECTING_COUNTRIES,
  WHO_CONNECTS,
  REACHABLE_PORTS,
  TOP_TALKERS,
  REJECTED_TRAFFIC,
  THREAT_TYPES,
  THREATS,
];

const TIME_RANGE = 'TimeRange';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Filters of the page, and their values at first. The limit is that of every question. */
const FILTERS: readonly (readonly [filter: QuestionFilter, value: string])[] = [
  ...FLOW_FILTERS.map((filter) => [filter, ''] as const),
  [QuestionFilter.MIN_BYTES, '0'],
  [QuestionFilter.LIMIT, '50'],
];

/** Names of the charts in Azure workbooks. */
const VISUALIZATIONS: Readonly<Record<ChartKind, string>> = {
  [ChartKind.TABLE]: 'table',
  [ChartKind.TIME]: 'timechart',
  [ChartKind.MAP]: 'map',
  [ChartKind.BAR]: 'barchart',
};

/**
 * Returns an Azure workbook of the flows of a workspace, as the object whose JSON is the workbook.
 *
 * Source: Azure Workbooks templates, schema "Notebook/1.0".
 */
export function flowWorkbook({ workspaceId }: FlowWorkbookProps): object {
  return {
    version: 'Notebook/1.0',
    items: [heading(), parameters(), ...PAGE.map((question) => questionItem(question, workspaceId))],
    fallbackResourceIds: [workspaceId],
    $schema: 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json',
  };
}

function heading(): object {
  return {
    type: 1,
    content: {
      json:
        '## Network flows\nFlows in this workspace, as Traffic Analytics reports them. The time range is that of the ' +
        'arrival of the flows, which is up to an hour after the flow.',
    },
    name: 'heading',
  };
}

/** The time range and the filters, which every query of the page uses. */
function parameters(): object {
  return {
    type: 9,
    content: {
      version: 'KqlParameterItem/1.0',
      parameters: [timeRange(), ...FILTERS.map(filterParameter)],
      style: 'pills',
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
    },
    name: 'filters',
  };
}

function timeRange(): object {
  return {
    // any id that stays the same from one synthesis to the next
    id: '6f0b6b1e-2f3c-4a57-9a53-8f7c0a3b9d11',
    version: 'KqlParameterItem/1.0',
    name: TIME_RANGE,
    label: 'Time range',
    type: 4,
    isRequired: true,
    value: { durationMs: DAY },
    typeSettings: {
      selectableValues: [4 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY].map(
        (durationMs) => ({ durationMs }),
      ),
      allowCustom: true,
    },
  };
}

/** Returns a text parameter. An empty text selects every flow. A number has no empty value, so it is required. */
function filterParameter([filter, value]: readonly [QuestionFilter, string]): object {
  const { about, sample } = filterDefinition(filter);
  return {
    id: `filter-${filter}`,
    version: 'KqlParameterItem/1.0',
    name: parameterName(filter),
    label: filter,
    description: `${about}, such as ${isNumber(filter) ? value : sample}`,
    type: 1,
    isRequired: isNumber(filter),
    value,
  };
}

/** Name of the parameter of a filter: `FlowLog` for `flow-log`. */
function parameterName(filter: QuestionFilter): string {
  return filter.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function questionItem({ name, title, filters, body, chart }: KqlQuestion, workspaceId: string): object {
  const kind = chart?.kind ?? ChartKind.TABLE;
  return {
    type: 3,
    content: {
      version: 'KqlItem/1.0',
      query: queryWith(filters, body, (filter) => `{${parameterName(filter)}}`),
      size: 0,
      title,
      noDataMessage: 'No flows in this time range.',
      timeContext: { durationMs: 0 },
      timeContextFromParameter: TIME_RANGE,
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
      crossComponentResources: [workspaceId],
      visualization: VISUALIZATIONS[kind],
      ...(chart && chartSettings(chart)),
      ...(kind === ChartKind.TABLE && { gridSettings: { filter: true } }),
    },
    ...(kind === ChartKind.TIME && { customWidth: '50' }),
    name,
  };
}

/** Returns the settings of a chart. Bars need none. */
function chartSettings({ kind, x, y }: Chart): object {
  if (kind === ChartKind.TIME) return { chartSettings: { xAxis: x, yAxis: y, group: 'network_id' } };
  return kind === ChartKind.MAP ? { mapSettings: mapOf(x, y[0]) } : {};
}

function mapOf(country: string, measure: string | undefined): object {
  return {
    locInfo: 'CountryRegion',
    locInfoColumn: country,
    sizeSettings: measure,
    sizeAggregation: 'Sum',
    labelSettings: country,
    legendMetric: measure,
    legendAggregation: 'Sum',
    itemColorSettings: {
      nodeColorField: measure,
      colorAggregation: 'Sum',
      type: 'heatmap',
      heatmapPalette: 'yellowOrangeRed',
    },
  };
}
