import { type Chart, ChartKind } from '../flows/questions/question';
import type { KqlQuestion } from './questions';
import { BYTES_BY_HOUR } from './questions/bytes-by-hour';
import { CONNECTING_COUNTRIES } from './questions/connecting-countries';
import { FLOWS_BY_HOUR } from './questions/flows-by-hour';
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
    items: [heading(), timeRange(), ...PAGE.map((question) => questionItem(question, workspaceId))],
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

function timeRange(): object {
  return {
    type: 9,
    content: {
      version: 'KqlParameterItem/1.0',
      parameters: [
        {
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
        },
      ],
      style: 'pills',
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
    },
    name: 'time range',
  };
}

function questionItem({ name, title, kql, chart }: KqlQuestion, workspaceId: string): object {
  const kind = chart?.kind ?? ChartKind.TABLE;
  return {
    type: 3,
    content: {
      version: 'KqlItem/1.0',
      query: kql,
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
  if (kind === ChartKind.TIME) return { chartSettings: { xAxis: x, yAxis: y } };
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
