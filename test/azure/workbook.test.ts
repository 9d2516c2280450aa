import { describe, expect, test } from 'vitest';
import { kqlColumns, kqlProblems } from '../../azure/kql';
import { KQL_QUESTIONS } from '../../azure/questions';
import { flowWorkbook } from '../../azure/workbook';
import { ChartKind } from '../../flows/questions';

const WORKSPACE =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/net/providers/Microsoft.OperationalInsights/workspaces/flows';

/** The part of a workbook that the tests read. */
interface Workbook {
  readonly version: string;
  readonly fallbackResourceIds: readonly string[];
  readonly items: readonly Item[];
}

interface Item {
  readonly type: number;
  readonly name: string;
  readonly content: {
    readonly version?: string;
    readonly query?: string;
    readonly title?: string;
    readonly visualization?: string;
    readonly timeContextFromParameter?: string;
    readonly resourceType?: string;
    readonly crossComponentResources?: readonly string[];
    readonly parameters?: readonly { name: string; type: number; value: string | { durationMs: number } }[];
    readonly chartSettings?: { xAxis: string; yAxis: readonly string[] };
    readonly mapSettings?: { locInfo: string; locInfoColumn: string; sizeSettings: string };
  };
}

/** Names of the charts in workbooks. */
const CHARTS: Readonly<Record<string, string>> = {
  [ChartKind.TIME]: 'timechart',
  [ChartKind.MAP]: 'map',
  [ChartKind.BAR]: 'barchart',
};

const workbook = flowWorkbook({ workspaceId: WORKSPACE }) as Workbook;
const queries = workbook.items.filter(({ type }) => type === 3);

test('is valid JSON and deterministic', () => {
  const json = JSON.stringify(workbook);
  expect(JSON.parse(json)).toEqual(workbook);
  expect(JSON.stringify(flowWorkbook({ workspaceId: WORKSPACE }))).toBe(json);
  expect(workbook).toMatchObject({ version: 'Notebook/1.0', fallbackResourceIds: [WORKSPACE] });
});

test('has these items, each with its own name', () => {
  expect(workbook.items.map(({ name }) => name)).toEqual([
    'heading',
    'filters',
    'bytes-by-hour',
    'flows-by-hour',
    'connecting-countries',
    'who-connects',
    'reachable-ports',
    'top-talkers',
    'rejected-traffic',
    'threat-types',
    'threats',
  ]);
});

test('has one time range, which every query uses', () => {
  const [timeRange] = workbook.items.flatMap(({ content }) => content.parameters ?? []);
  expect(timeRange).toMatchObject({ name: 'TimeRange', type: 4, value: { durationMs: 86_400_000 } });
  for (const { content } of queries) expect(content.timeContextFromParameter).toBe('TimeRange');
});

test('has a text parameter for each filter, which select every flow at first', () => {
  const [, ...filters] = workbook.items.flatMap(({ content }) => content.parameters ?? []);
  expect(filters.map(({ name, value }) => `${name}=${value}`)).toEqual([
    ...['Account=', 'Network=', 'Interface=', 'FlowLog=', 'Address=', 'Port=', 'InternalNetworks='],
    ...['MinBytes=0', 'Limit=50'],
  ]);
  for (const { type } of filters) expect(type).toBe(1);
});

/** The query as the workbook runs it with the first values of its parameters. */
function withFirstValues(query: string): string {
  const [, ...filters] = workbook.items.flatMap(({ content }) => content.parameters ?? []);
  return filters.reduce((text, { name, value }) => text.replaceAll(`{${name}}`, String(value)), query);
}

describe.each(queries)('$name', ({ name, content }) => {
  const query = withFirstValues(content.query ?? '');
  const columns = new Map(kqlColumns(query).map((column) => [column.name, column.type]));

  test('is a shipped question with a valid query', () => {
    const question = KQL_QUESTIONS.find((one) => one.name === name);
    expect(content).toMatchObject({
      version: 'KqlItem/1.0',
      title: question?.title,
      visualization: question?.chart ? CHARTS[question.chart.kind] : 'table',
      resourceType: 'microsoft.operationalinsights/workspaces',
      crossComponentResources: [WORKSPACE],
    });
    // its limit is that of the page
    const lines = (text = '') => text.split('\n').filter((line) => !line.startsWith('let filter_limit'));
    expect(lines(query)).toEqual(lines(question?.kql));
    expect(kqlProblems(query)).toEqual([]);
    for (const filter of question?.filters ?? [])
      expect(content.query).toMatch(
        new RegExp(`let filter_${filter.replaceAll('-', '_')} = "?\\{[A-Za-z]+\\}"?;`),
      );
  });

  test('charts columns of its result', () => {
    const { chartSettings, mapSettings, visualization } = content;
    expect(chartSettings !== undefined).toBe(visualization === 'timechart');
    expect(mapSettings !== undefined).toBe(visualization === 'map');
    if (chartSettings) {
      expect(columns.get(chartSettings.xAxis)).toBe('datetime');
      for (const column of chartSettings.yAxis) expect(columns.get(column)).toBe('long');
    }
    if (mapSettings) {
      expect(mapSettings.locInfo).toBe('CountryRegion');
      expect(columns.get(mapSettings.locInfoColumn)).toBe('string');
      expect(columns.get(mapSettings.sizeSettings)).toBe('long');
    }
  });
});
