import { describe, expect, test } from 'vitest';
import { AlertDuration, MALICIOUS_CONNECTIONS, MALICIOUS_FLOWS } from '../../../azure/alerts';
import { alertQueryProblems, unboundTables } from '../../../azure/alerts/query-problems';
import { analysedQuery } from '../../../azure/kql/analysed-query';
import { toleratingMissingTables } from '../../../azure/kql/missing-tables';
import { LOG_TABLES, type LogColumnType, type LogTable } from '../../../azure/log-tables';

/** Types that another page documents for columns of the same name, and that a union with the first type would rename. */
const OTHER_TYPES: Readonly<Partial<Record<LogColumnType, LogColumnType>>> = {
  int: 'real',
  long: 'real',
  real: 'long',
  bool: 'int',
  guid: 'string',
  dynamic: 'string',
};

const ALL_COLUMNS = LOG_TABLES.map(
  ({ name, columns }) => [name, `${name} | project ${columns.map((each) => each.name).join(', ')}`] as const,
);

const QUERIES = [
  ...ALL_COLUMNS,
  ['malicious flows', MALICIOUS_FLOWS.kql],
  ['malicious connections', MALICIOUS_CONNECTIONS.kql],
  ['a count', 'NTANetAnalytics | count'],
  ['a join', 'NTANetAnalytics | join kind=leftouter NTAIpDetails on $left.SrcIp == $right.Ip | project Port'],
  ['a filter by port', 'NTANetAnalytics | where DestPort == 22 | summarize sum(BytesSrcToDest) by SrcIp'],
] as const;

function errorsOf(kql: string, tables: readonly LogTable[]): string[] {
  return analysedQuery(kql, [...tables])
    .diagnostics.filter(({ Severity }) => Severity === 'Error')
    .map(({ Message }) => Message);
}

function columnsOf(kql: string, tables: readonly LogTable[]) {
  return analysedQuery(kql, [...tables]).resultColumns;
}

/** The tables of a workspace whose columns have other types. */
function otherTables(): LogTable[] {
  return LOG_TABLES.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, type: OTHER_TYPES[column.type] ?? column.type })),
  }));
}

describe.each(QUERIES)('the query of %s', (_, kql) => {
  const tolerating = toleratingMissingTables(kql);

  test('fails without its tables, and the changed query does not', () => {
    expect(errorsOf(kql, [])).not.toEqual([]);
    expect(errorsOf(tolerating, [])).toEqual([]);
    expect(errorsOf(tolerating, LOG_TABLES)).toEqual([]);
  });

  test('has the same result columns after the change, with and without its tables', () => {
    const columns = columnsOf(kql, LOG_TABLES);
    expect(columnsOf(tolerating, LOG_TABLES)).toEqual(columns);
    expect(columnsOf(tolerating, [])).toEqual(columns);
  });

  test('has them as well if the columns have other types in the workspace', () => {
    expect(errorsOf(tolerating, otherTables())).toEqual([]);
    expect(columnsOf(tolerating, otherTables())).toEqual(columnsOf(kql, LOG_TABLES));
  });
});

test('the empty table has only the columns of the query, each with its type', () => {
  expect(toleratingMissingTables('NTANetAnalytics | where DestPort == 22 and SrcIp != "x"')).toBe(
    'let NTANetAnalytics = union isfuzzy=true (NTANetAnalytics | extend DestPort = toint(column_ifexists("DestPort", ' +
      'int(null)))), (datatable(TimeGenerated:datetime, SrcIp:string, DestPort:int)[]);\n' +
      'NTANetAnalytics | where DestPort == 22 and SrcIp != "x"',
  );
});

test.each([
  'let NTANetAnalytics = NTANetAnalytics | where SrcIp == "x"; NTANetAnalytics | count',
  "let ['NTANetAnalytics'] = datatable(SrcIp:string)[]; NTANetAnalytics | count",
  'union withsource=Source NTANetAnalytics, NTAIpDetails | where Source == "NTAIpDetails"',
  'search in (NTANetAnalytics, NTAIpDetails) "x" | where $table == "NTAIpDetails"',
  'find in (NTANetAnalytics, NTAIpDetails) where SrcIp == "x" | where source_ == "NTAIpDetails"',
  'Heartbeat | count',
])('does not change tables that the query binds, or unknown ones: %s', (kql) => {
  expect(toleratingMissingTables(kql)).toBe(kql);
});

test.each([
  ['a comment', '// let NTANetAnalytics be\nNTANetAnalytics | where SrcIp == "x"'],
  ['a string', 'NTANetAnalytics | where SrcIp == "let NTANetAnalytics"'],
  ['a string with a backslash', 'NTANetAnalytics | where SrcVm in (@"\\", "let NTANetAnalytics")'],
  ['a string of several lines', "NTANetAnalytics | where SrcVm == ```'\nlet NTANetAnalytics```"],
])('changes a query that has the words of a let statement in %s', (_, kql) => {
  expect(toleratingMissingTables(kql)).toMatch(/^let NTANetAnalytics = union isfuzzy=true /);
});

test('no blank line follows the let statements', () => {
  expect(toleratingMissingTables('\r\n\n  NTANetAnalytics\r\n| count')).toMatch(
    /;\nNTANetAnalytics\r\n\| count$/,
  );
  expect(toleratingMissingTables('\nHeartbeat | count')).toBe('\nHeartbeat | count');
});

test('the empty table has the columns to which a join appends a number', () => {
  const kql = 'NTANetAnalytics | join kind=inner NTANetAnalytics on FlowStatus | where DestPort1 == 22';
  expect(errorsOf(toleratingMissingTables(kql), [])).toEqual([]);
  expect(toleratingMissingTables(kql)).toContain('DestPort:int');
});

test('columns can have the names of keywords', () => {
  const names = ['kind', 'project', 'union', 'first', 'int', 'string', 'views', 'queries'];
  const columns = names.map((name) => ({ name, type: 'long' as const }));
  const tables = [{ name: 'My_CL', about: '', columns }];
  const kql = `My_CL | project ${names.map((name) => `['${name}']`).join(', ')}`;
  const tolerating = toleratingMissingTables(kql, tables);
  expect(errorsOf(tolerating, [])).toEqual([]);
  expect(errorsOf(tolerating, tables)).toEqual([]);
  expect(columnsOf(tolerating, [])).toEqual(columnsOf(kql, tables));
});

test.each([`"${'\\"'.repeat(30_000)}`, 'union '.repeat(10_000), `${'1'.repeat(60_000)}a`])(
  'hostile texts take linear time',
  (kql) => {
    const start = performance.now();
    toleratingMissingTables(kql);
    unboundTables(kql);
    alertQueryProblems(kql, AlertDuration.ONE_MINUTE);
    expect(performance.now() - start).toBeLessThan(500);
  },
);

test('a query with the columns of all tables stays below the limit of an alert rule', () => {
  const kql = ALL_COLUMNS.map(([, each]) => each.replace('project', 'distinct')).join('\n| union ');
  expect(Buffer.byteLength(toleratingMissingTables(kql))).toBeLessThan(64 * 1024);
});
