import { describe, expect, test } from 'vitest';
import { transformProblems } from '../../../azure/kql';
import type { LogColumn, LogTable } from '../../../azure/log-tables';

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

function told(kql: string): string[] {
  return transformProblems(kql, SOURCE, TARGET).map(
    ({ rule, severity, message }) => `${severity} ${rule}: ${message}`,
  );
}

describe('a transformation is taken', () => {
  test.each([
    `source | ${RESULT}`,
    'source | where bytes > 0 | extend TimeGenerated = datetime(1970-01-01) + start_time * 1ms, SrcAddr = src_addr, Bytes = bytes | project-away start_time, src_addr, bytes, more',
    'source | project-rename SrcAddr = src_addr, Bytes = bytes | extend TimeGenerated = now() | project-away start_time, more',
    'source | parse src_addr with SrcAddr "/" rest | project TimeGenerated = now(), SrcAddr, Bytes = tolong(more.bytes)',
    'let lower = (text: string) { tolower(text) }; source | project TimeGenerated = now(), SrcAddr = lower(src_addr), Bytes = bytes',
    'print TimeGenerated = now(), SrcAddr = "", Bytes = 0',
    'datatable(TimeGenerated: datetime, SrcAddr: string, Bytes: long) []',
    // functions that there are nowhere else, of which the language service knows no type
    'source | project TimeGenerated = now(), SrcAddr = tostring(geo_location(src_addr).Country), Bytes = bytes',
    'source | project TimeGenerated = now(), SrcAddr = tostring(parse_cef_dictionary(src_addr)["Extension"]), Bytes = bytes',
  ])('%s', (kql) => {
    expect(told(kql)).toEqual([]);
  });
});

describe('an operator of several records is not', () => {
  const otherwise =
    'is not for transformations, which see one record at a time: take where, extend, project, project-away, project-rename, parse or print';
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
    expect(told(kql)).toContain(`error transform-operator: ${name} ${otherwise}`);
  });
});

test('parse makes ten columns at most', () => {
  const parse = (columns: number) =>
    `source | parse src_addr with ${Array.from({ length: columns }, (_, n) => `c${n} " "`).join(' ')} | ${RESULT}`;
  expect(told(parse(10))).toEqual([]);
  expect(told(parse(11))).toEqual([
    'error transform-operator: parse makes 11 columns, and a transformation 10 at most in one: split it',
  ]);
});

test('what is not documented for transformations is told', () => {
  expect(
    told(
      `source | where src_addr in~ ("a") | extend a = coalesce(src_addr, "b"), b = dynamic([1]) | ${RESULT}`,
    ),
  ).toEqual([
    'warning transform-operator: in~ is not among the operators that are documented for transformations',
    'warning transform-function: coalesce is not among the functions that are documented for transformations',
    'error transform-operator: a dynamic literal is not for transformations: write parse_json of a text',
  ]);
});

describe('a result', () => {
  test('must fit the table', () => {
    expect(
      told(
        'source | project TimeGenerated = start_time, srcAddr = src_addr, Bytes = tostring(bytes), zone = 1',
      ),
    ).toEqual([
      'error transform-result: TimeGenerated comes out as long, and is datetime in Flows_CL: write TimeGenerated = todatetime(...)',
      'error transform-result: the result has srcAddr, which Flows_CL does not have: did you mean SrcAddr? Names mind case',
      'error transform-result: Bytes comes out as string, and is long in Flows_CL: write Bytes = tolong(...)',
      'error transform-result: the result has zone, which Flows_CL does not have: it would be dropped',
      'warning transform-result: nothing comes out for SrcAddr: it stays empty in Flows_CL',
    ]);
  });

  test('must have a time; the columns of the service come by themselves', () => {
    expect(told('source | project Bytes = bytes')).toEqual([
      'error transform-result: the result has no TimeGenerated, which Flows_CL must have: write TimeGenerated = now() or a time of the record',
      'warning transform-result: nothing comes out for SrcAddr: it stays empty in Flows_CL',
    ]);
  });

  test('of a broken query is not judged', () => {
    expect(told('source | project TimeGenerated = now(), Bytes = byts')).toEqual([
      "error KS142: the name 'byts' does not refer to any known column, table, variable or function; did you mean bytes? Names mind case",
    ]);
  });
});

test('there is no table but source', () => {
  expect(told('NTANetAnalytics')).toHaveLength(1);
  expect(told('')).toEqual(['error empty: the query is empty: name a table']);
});
