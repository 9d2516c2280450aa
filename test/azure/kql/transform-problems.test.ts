import { describe, expect, test } from 'vitest';
import type { LogColumn, LogTable } from '../../../azure/log-tables';
import { transformProblems } from '../../support/kql/transform-problems';

const SOURCE: readonly LogColumn[] = [
  { name: 'start_time', type: 'long' },
  { name: 'src_addr', type: 'string' },
  { name: 'bytes', type: 'long' },
  { name: 'more', type: 'dynamic' },
];

const TARGET: LogTable = {
  name: 'Flows_CL',
  about: 'Flows.',
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'SrcAddr', type: 'string' },
    { name: 'Bytes', type: 'long' },
    { name: 'TenantId', type: 'string' },
    { name: '_ResourceId', type: 'string' },
  ],
};

const RESULT = 'project TimeGenerated = now(), SrcAddr = src_addr, Bytes = bytes';

function reported(kql: string): string[] {
  return transformProblems(kql, SOURCE, TARGET).map(
    ({ rule, severity, message }) => `${severity} ${rule}: ${message}`,
  );
}

describe('accepts the transformation', () => {
  test.each([
    `source | ${RESULT}`,
    'source | where bytes > 0 | extend TimeGenerated = datetime(1970-01-01) + start_time * 1ms, SrcAddr = src_addr, Bytes = bytes | project-away start_time, src_addr, bytes, more',
    'source | project-rename SrcAddr = src_addr, Bytes = bytes | extend TimeGenerated = now() | project-away start_time, more',
    'source | parse src_addr with SrcAddr "/" rest | project TimeGenerated = now(), SrcAddr, Bytes = tolong(more.bytes)',
    'let lower = (text: string) { tolower(text) }; source | project TimeGenerated = now(), SrcAddr = lower(src_addr), Bytes = bytes',
    'print TimeGenerated = now(), SrcAddr = "", Bytes = 0',
    'datatable(TimeGenerated: datetime, SrcAddr: string, Bytes: long) []',
    // functions that exist only in transformations, whose type the language service does not know
    'source | project TimeGenerated = now(), SrcAddr = tostring(geo_location(src_addr).Country), Bytes = bytes',
    'source | project TimeGenerated = now(), SrcAddr = tostring(parse_cef_dictionary(src_addr)["Extension"]), Bytes = bytes',
  ])('%s', (kql) => {
    expect(reported(kql)).toEqual([]);
  });
});

describe('rejects an operator that needs several records', () => {
  const otherwise =
    'is not supported in transformations, which process one record at a time: use where, extend, project, project-away, project-rename, parse or print';
  test.each([
    ['summarize', 'source | summarize Bytes = max(bytes) by SrcAddr = src_addr'],
    ['join', 'source | join kind=inner (source) on src_addr'],
    ['mv-expand', 'source | mv-expand more'],
    ['order', 'source | order by bytes'],
    ['take', 'source | take 5'],
    ['distinct', 'source | distinct src_addr'],
    ['project-reorder', 'source | project-reorder bytes'],
    ['union', 'union source, source'],
  ])('%s', (name, kql) => {
    expect(reported(kql)).toContain(`error transform-operator: ${name} ${otherwise}`);
  });
});

test('rejects parse with more than ten columns', () => {
  const parse = (columns: number) =>
    `source | parse src_addr with ${Array.from({ length: columns }, (_, n) => `c${n} " "`).join(' ')} | ${RESULT}`;
  expect(reported(parse(10))).toEqual([]);
  expect(reported(parse(11))).toEqual([
    'error transform-operator: parse creates 11 columns, and the limit in transformations is 10: split it',
  ]);
});

test('reports operators and functions that are not documented for transformations', () => {
  expect(
    reported(
      `source | where src_addr in~ ("a") | extend a = coalesce(src_addr, "b"), b = dynamic([1]) | ${RESULT}`,
    ),
  ).toEqual([
    'warning transform-operator: in~ is not documented as an operator for transformations',
    'warning transform-function: coalesce is not documented as a function for transformations',
    'error transform-operator: dynamic literals are not supported in transformations: use parse_json with a string',
  ]);
});

describe('a result', () => {
  test('must match the columns of the table', () => {
    expect(
      reported(
        'source | project TimeGenerated = start_time, srcAddr = src_addr, Bytes = tostring(bytes), zone = 1',
      ),
    ).toEqual([
      'error transform-result: TimeGenerated has the type long in the result and datetime in Flows_CL: use TimeGenerated = todatetime(...)',
      'error transform-result: the result contains srcAddr, which Flows_CL does not have: did you mean SrcAddr? Names are case-sensitive',
      'error transform-result: Bytes has the type string in the result and long in Flows_CL: use Bytes = tolong(...)',
      'error transform-result: the result contains zone, which Flows_CL does not have: Azure would drop it',
      'warning transform-result: the result has no SrcAddr: it stays empty in Flows_CL',
    ]);
  });

  test('must contain TimeGenerated, but not the columns that the service sets', () => {
    expect(reported('source | project Bytes = bytes')).toEqual([
      'error transform-result: the result has no TimeGenerated, which Flows_CL requires: set TimeGenerated = now() or a time of the record',
      'warning transform-result: the result has no SrcAddr: it stays empty in Flows_CL',
    ]);
  });

  test('of an invalid query is not checked', () => {
    expect(reported('source | project TimeGenerated = now(), Bytes = byts')).toEqual([
      "error KS142: the name 'byts' does not refer to any known column, table, variable or function; did you mean bytes? Names are case-sensitive",
    ]);
  });
});

test('rejects every table other than source', () => {
  expect(reported('NTANetAnalytics')).toHaveLength(1);
  expect(reported('')).toEqual(['error empty: the query is empty: begin with a table']);
});
