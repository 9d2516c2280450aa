import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kqlColumns, kqlProblems, MAX_KQL_BYTES } from '../../../azure/kql';

function messages(kql: string): string[] {
  return kqlProblems(kql).map(({ rule, message }) => `${rule} ${message}`);
}

describe('a name', () => {
  test('in the case of the schema page is reported with a suggestion', () => {
    const meant = (seen: string, name: string) =>
      `KS142 the name '${seen}' does not refer to any known column, table, variable or function; did you mean ${name}? Names are case-sensitive`;
    expect(messages('NTANetAnalytics | project SrcIP, DestIP, NSGList, MACAddress')).toEqual([
      meant('SrcIP', 'SrcIp'),
      meant('DestIP', 'DestIp'),
      meant('NSGList', 'NsgList'),
      meant('MACAddress', 'MacAddress'),
    ]);
  });

  test('of a known table in another case is an error', () => {
    expect(messages('NTAIPDetails | take 1')).toEqual([
      "KS204 the name 'NTAIPDetails' does not refer to any known table, tabular variable or function; did you mean NTAIpDetails? Names are case-sensitive",
    ]);
    expect(kqlProblems('NTAIPDetails | take 1')).toMatchObject([{ severity: 'error' }]);
  });

  test('of a table that is not declared is a warning', () => {
    expect(kqlProblems('Heartbeat | take 1')).toEqual([
      {
        rule: 'KS204',
        severity: 'warning',
        message:
          'the table Heartbeat is not declared, so its columns are not checked, and an alert fails while it does not ' +
          'exist: declare it with its columns in tables',
        line: 1,
        column: 1,
        offset: 0,
      },
    ]);
    expect(messages('NTANetAnalytic | take 1')).toEqual([
      'KS204 the table NTANetAnalytic is not declared, so its columns are not checked, and an alert fails while it does ' +
        'not exist: declare it with its columns in tables; did you mean NTANetAnalytics?',
    ]);
  });

  test.each([
    ['Heartbeat | where Category == 1 | summarize n = count() by Computer | project Computer, n', []],
    [
      'Heartbeat | join (NTANetAnalytics | project SrcIp) on $left.ComputerIP == $right.SrcIp | project OSType',
      [],
    ],
    ['union Heartbeat, NTANetAnalytics | project SrcIp, Computer', []],
    ['NTANetAnalytics | where SrcIp in (Heartbeat | project ComputerIP) | project SrcIP', ['error KS142']],
    ['Heartbeat | where', ['error KS006']],
    ['Heartbeat | join (NTANetAnalytics | where FlowType == "Malicious") on SrcIp', ['error unknown-value']],
  ])('of such a table does not hide other problems, nor cause them: %s', (kql, others) => {
    const [first, ...rest] = kqlProblems(kql).sort((one) => (one.rule === 'KS204' ? -1 : 1));
    expect(first).toMatchObject({ rule: 'KS204', severity: 'warning' });
    expect(rest.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(others);
  });

  test.each([
    ['NTATopologyDetails | where SubType == "Topology" | project Name, AddressPrefixes, Nsg'],
    [
      'NTARuleRecommendation | where RecommendedAction == "Block" | project RecommendedRuleName, TotalFlowCount',
    ],
    [
      'AzureNetworkAnalytics_CL | where SubType_s == "Topology" and ResourceType == "NetworkSecurityGroup" and ' +
        'DiscoveryRegion_s == Region_s and IsFlowEnabled_b | project Name_s, FlowLogStorageAccount_s',
    ],
    ['AppTraces | where AppRoleName =~ "f" and SeverityLevel > 2 | project Message, Properties.x'],
    ['AppExceptions | summarize count() by ExceptionType, ProblemId'],
  ])('of a column in a table beside the flows is known: %s', (kql) => {
    expect(kqlProblems(kql).filter(({ rule }) => rule !== 'retired-table')).toEqual([]);
  });

  test('that the query declares can be the suggestion', () => {
    const [message] = messages(
      'NTANetAnalytics | summarize total_bytes = sum(BytesSrcToDest) | where total_byte > 1',
    );
    expect(message).toContain('did you mean total_bytes?');
  });

  test('of an additional table is accepted', () => {
    const heartbeat = {
      name: 'Heartbeat',
      about: 'A sign of life.',
      columns: [{ name: 'Computer', type: 'string' as const }],
    };
    expect(kqlProblems('Heartbeat | project Computer', { tables: [heartbeat] })).toEqual([]);
    expect(kqlProblems('NTANetAnalytics', { tables: [heartbeat] })).toHaveLength(1);
  });
});

test('tables of other resources are unknown and not an error', () => {
  const kql = 'union workspace("other").NTANetAnalytics, (app("shop").requests | where resultCode == 200)';
  expect(kqlProblems(kql).map(({ severity, rule }) => `${severity} ${rule}`)).toEqual([
    'warning KS211',
    'warning KS211',
    'warning KS142',
  ]);
  expect(messages('_Im_NetworkSession(starttime=ago(1h)) | where DstPortNumber == 22')).toEqual([
    expect.stringContaining(
      "KS211 the name '_Im_NetworkSession' does not refer to any known function; its result is unknown and is not checked",
    ),
  ]);
  expect(messages('_GetWatchlist("bad")')).toEqual([
    "KS211 the name '_GetWatchlist' does not refer to any known function; its result is unknown and is not checked",
  ]);
  expect(kqlProblems('NTANetAnalytics | extend a = nope(1)')).toMatchObject([
    { rule: 'KS211', severity: 'error' },
  ]);
});

test('reports a diagnostic of the language service once', () => {
  expect(messages('NTANetAnalytics | where DestPort has "443"')).toEqual([
    "KS106 the operator 'has' is not defined for the operand types int and string",
  ]);
});

test('a problem has the right line and column after line breaks and multi-byte characters', () => {
  expect(kqlProblems('// ü\r\nNTANetAnalytics\n| where "日本" != Country and FlowTyp == "x"')).toMatchObject([
    { rule: 'KS142', severity: 'error', line: 3, column: 29, offset: 50 },
  ]);
});

test('sorts problems by offset, warnings and errors together', () => {
  const problems = kqlProblems('VMConnection | where DestinationPort == "443" | project RemoteIP');
  expect(problems.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
    'warning retired-table',
    'error number-as-text',
    'error KS142',
  ]);
});

describe('a query of several parts', () => {
  test.each([
    'let bad = NTAIpDetails | where FlowType == "MaliciousFlow" | distinct Ip;\nNTANetAnalytics | where SrcIp in (bad) or DestIp in (bad)',
    'union withsource=Table NTANetAnalytics, NTAIpDetails | summarize count() by Table, FlowType',
    'NTANetAnalytics\n| join kind=leftouter (NTAIpDetails | project Ip, Location) on $left.DestIp == $right.Ip\n| project DestIp, Location',
    'let typed = (t: string) { NTANetAnalytics | where FlowType == t }; typed("S2S") | count',
    'NTANetAnalytics | where Description == "http://example.org // no comment" // a comment',
    'NTANetAnalytics\r\n| where TimeGenerated > ago(1h)\r\n\r\n// what else\r\n| take 10\r\n;',
  ])('has no problem: %s', (kql) => {
    expect(kqlProblems(kql)).toEqual([]);
  });
});

describe('a text that is not a query', () => {
  test.each(['', '  \n\t', '// only a comment', '//\n  // another'])('is reported as empty: %j', (kql) => {
    expect(messages(kql)).toEqual(['empty the query is empty: begin with a table']);
    expect(kqlColumns(kql)).toEqual([]);
  });

  test('is not parsed if it exceeds the limit of an alert rule', () => {
    const longest = `NTANetAnalytics //${'x'.repeat(MAX_KQL_BYTES - 18)}`;
    expect(kqlProblems(longest)).toEqual([]);
    expect(messages(`${longest}x`)).toEqual([
      `too-long the query has 65537 bytes, and the limit of an alert rule is 65536: shorten it`,
    ]);
  });

  test.each(['(', '[', 'not(', '{('])(
    'is not parsed if it has more than 200 nested brackets: %s',
    (bracket) => {
      expect(messages(`NTANetAnalytics | where ${bracket.repeat(20_000 / bracket.length)}1`)).toEqual([
        'too-deep the query has more than 200 nested brackets: name parts of it with let',
      ]);
    },
  );

  test('has at most 51 reported problems', () => {
    const reported = messages('NTANetAnalytics | '.repeat(3000));
    expect(reported).toHaveLength(51);
    expect(reported.at(-1)).toMatch(/\d+ more problems from here on; check that the text is a KQL query$/);
  });

  test.each([
    `NTANetAnalytics | where ${'('.repeat(200)}1`,
    `NTANetAnalytics | where ${'not('.repeat(200)}true${')'.repeat(200)}`,
    `NTANetAnalytics | where Country == "${'a'.repeat(60_000)}`,
    `NTANetAnalytics | where Country in (${'"a",'.repeat(1000)}"b"`,
    '|||', ';;;', '"', "'", '`', '“', '\\', '\0', '\ud800', '.show tables', 'print 1 | invoke x()',
  ])('causes no exception', (kql) => {
    expect(Array.isArray(kqlProblems(kql))).toBe(true);
  }); // biome-ignore format: one text per item

  test('causes no exception with random content', () => {
    const pieces = [
      'NTANetAnalytics',
      ' | where ',
      'FlowType',
      ' == ',
      '"',
      '“',
      "'",
      '(',
      ')',
      ' in ',
      '//',
      '\n',
      ';',
      'let ',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, (parts) => {
        const kql = parts.join('');
        for (const { line, column, offset, message } of kqlProblems(kql)) {
          expect(offset).toBeLessThanOrEqual(kql.length);
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toMatch(/\.$/);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('kqlColumns returns names and types', () => {
  const kql =
    'NTANetAnalytics | summarize flows = count(), sum(BytesSrcToDest) by FlowType, bin(FlowStartTime, 1h)';
  expect(kqlColumns(kql)).toEqual([
    { name: 'FlowType', type: 'string' },
    { name: 'FlowStartTime', type: 'datetime' },
    { name: 'flows', type: 'long' },
    { name: 'sum_BytesSrcToDest', type: 'long' },
  ]);
});
