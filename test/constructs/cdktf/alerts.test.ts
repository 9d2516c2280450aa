import { Fn } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  AlertDuration,
  type AlertReceivers,
  AlertSeverity,
  AnalyticsInterval,
  FlowAlert,
  type FlowAlertProps,
  MaliciousTrafficAlert,
  type MaliciousTrafficAlertProps,
  QueryColumnType,
  ThreatSource,
  TrafficAnalytics,
} from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import {
  annotationsOf,
  newStack,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const GROUP_ID = azureId('Microsoft.Insights', 'actionGroups/soc');
const RULE = 'azurerm_monitor_scheduled_query_rules_alert_v2';
const RECEIVERS: AlertReceivers = { emails: ['soc@example.com'] };
const EVERY_HOUR = TrafficAnalytics.on(WORKSPACE);
const EVERY_TEN_MINUTES = TrafficAnalytics.on(WORKSPACE, { interval: AnalyticsInterval.TEN_MINUTES });

function malicious(props: Partial<MaliciousTrafficAlertProps> = {}) {
  const stack = newStack();
  const source = ThreatSource.trafficAnalytics(EVERY_HOUR);
  new MaliciousTrafficAlert(stack, 'Alert', { source, ...RECEIVERS, ...props });
  return stack;
}

function own(props: Partial<FlowAlertProps> = {}) {
  const stack = newStack();
  const query = 'NTANetAnalytics | summarize Records = count() by SrcIp';
  new FlowAlert(stack, 'Alert', {
    workspace: WORKSPACE,
    title: 'Mine',
    query,
    ...RECEIVERS,
    ...props,
  });
  return stack;
}

describe('an alert on malicious traffic', () => {
  test('fires for each address and threat, in the workspace, on any row', () => {
    const rule = resourceOf(malicious(), RULE);
    expect(rule).toMatchObject({
      scopes: [WORKSPACE.id],
      location: WORKSPACE.location,
      resource_group_name: WORKSPACE.resourceGroupName,
      enabled: true,
      severity: 1,
      evaluation_frequency: 'PT15M',
      window_duration: 'PT2H',
      auto_mitigation_enabled: true,
      skip_query_validation: true,
    });
    expect(rule.criteria).toMatchObject([
      {
        operator: 'GreaterThan',
        threshold: 0,
        time_aggregation_method: 'Count',
        dimension: [
          { name: 'RemoteIp', operator: 'Include', values: ['*'] },
          { name: 'ThreatType', operator: 'Include', values: ['*'] },
        ],
        failing_periods: { minimum_failing_periods_to_trigger_alert: 1, number_of_evaluation_periods: 1 },
      },
    ]);
    expect(rule.criteria[0].query).toMatch(/NTAIpDetails[\s\S]*NTANetAnalytics[\s\S]*MaliciousFlow/);
  });

  test('covers one hour for Traffic Analytics with a ten-minute interval', () => {
    const stack = malicious({ source: ThreatSource.trafficAnalytics(EVERY_TEN_MINUTES) });
    expect(resourceOf(stack, RULE).window_duration).toBe('PT1H');
  });

  test('queries VM connections and warns about the retirement', () => {
    const stack = malicious({ source: ThreatSource.vmConnections(WORKSPACE) });
    const rule = resourceOf(stack, RULE);
    expect(rule).toMatchObject({ evaluation_frequency: 'PT15M', window_duration: 'PT15M' });
    expect(rule.criteria[0].query).toMatch(
      /^let VMConnection = union isfuzzy=true .*;\nVMConnection\n\| where isnotempty\(IndicatorThreatType\)/,
    );
    expect(rule.criteria[0].dimension.map(({ name }: { name: string }) => name)).toEqual([
      'RemoteIp',
      'IndicatorThreatType',
    ]);
    expect(annotationsOf(stack)).toEqual([
      'the map of VM insights and its Dependency agent end on 2028-06-30; since 2025-09-30 Azure may refuse new machines ' +
        'and new subscriptions. VM insights has no successor: use VNet flow logs, and query NTANetAnalytics and ' +
        'NTAIpDetails of Traffic Analytics',
    ]);
  });

  test.each([
    [
      'a window that never contains complete data',
      { window: AlertDuration.FIFTEEN_MINUTES },
      'Traffic Analytics processes flow logs every 60 minutes and ingestion takes up to an hour, so a window of PT15M never ' +
        'contains complete data: use at least PT2H',
    ],
    [
      'the same with ten minutes',
      { window: AlertDuration.FIFTEEN_MINUTES, source: ThreatSource.trafficAnalytics(EVERY_TEN_MINUTES) },
      'Traffic Analytics processes flow logs every 10 minutes and ingestion takes up to an hour, so a window of PT15M never ' +
        'contains complete data: use at least PT30M, better PT1H',
    ],
    [
      'Traffic Analytics that is off',
      { source: ThreatSource.trafficAnalytics(TrafficAnalytics.off(WORKSPACE)) },
      'trafficAnalytics is off, so the query never returns a row: use TrafficAnalytics.on(workspace)',
    ],
    [
      'another interval',
      {
        source: ThreatSource.trafficAnalytics(
          TrafficAnalytics.on(WORKSPACE, { interval: 5 as AnalyticsInterval }),
        ),
      },
      'the interval of Traffic Analytics is 5 minutes: expected 10 or 60',
    ],
    [
      'gaps between windows',
      { source: ThreatSource.vmConnections(WORKSPACE), frequency: AlertDuration.ONE_HOUR },
      'frequency is PT1H and window is PT15M: the alert misses rows between two windows; use a window that is at ' +
        'least as long as the frequency',
    ],
    [
      'durations that alerts do not know',
      { frequency: 'PT7M' as AlertDuration },
      'frequency is "PT7M": expected one of PT1M, PT5M, PT10M, PT15M, PT30M, PT45M, PT1H, PT2H, PT3H, PT4H, PT5H, ' +
        'PT6H, P1D',
    ],
    [
      'no receivers',
      { emails: [] },
      'the alert has no receivers: set emails, webhooks, teamsWorkflows, secureWebhooks, logicApps, itsm or actionGroupIds',
    ],
    [
      'an unknown severity',
      { severity: 5 as AlertSeverity },
      'severity is 5: expected 0 (critical) to 4 (verbose)',
    ],
    [
      'an action group that is none',
      { actionGroupIds: ['soc'] },
      'actionGroupIds is "soc": expected the ARM id of a Microsoft.Insights/actionGroups',
    ],
    [
      'invalid receivers',
      { emails: ['soc'], webhooks: ['http://example.com'] },
      'emails contains "soc": expected an email address; webhooks contains "http://example.com": ' +
        'expected a URL that starts with https://',
    ],
  ])('fails for %s', (_, props, problem) => {
    expect(thrownBy(() => malicious(props))).toBe(`network/Alert: ${problem}`);
  });
});

describe('receivers', () => {
  test('receive emails and webhooks in the common alert schema', () => {
    const stack = malicious({
      emails: ['a@example.com', 'b@example.com'],
      webhooks: ['https://example.com'],
    });
    const group = resourceOf(stack, 'azurerm_monitor_action_group');
    expect(group).toMatchObject({
      short_name: expect.stringMatching(/^.{1,12}$/),
      email_receiver: [
        { name: 'email-1', email_address: 'a@example.com', use_common_alert_schema: true },
        { name: 'email-2', email_address: 'b@example.com', use_common_alert_schema: true },
      ],
      webhook_receiver: [
        { name: 'webhook-1', service_uri: 'https://example.com', use_common_alert_schema: true },
      ],
    });
    const [id] = Object.keys(synthesized(stack).resource.azurerm_monitor_action_group ?? {});
    expect(resourceOf(stack, RULE).action).toEqual({
      action_groups: [`\${azurerm_monitor_action_group.${id}.id}`],
    });
  });

  test('can be existing action groups, without a new one', () => {
    const stack = malicious({ emails: [], actionGroupIds: [GROUP_ID] });
    expect(resourcesOf(stack, 'azurerm_monitor_action_group')).toEqual([]);
    expect(resourceOf(stack, RULE).action).toEqual({ action_groups: [GROUP_ID] });
  });
});

describe('an alert on a query of the user', () => {
  test('has the query, dimensions and severity of its props', () => {
    const stack = own({
      description: 'Why',
      dimensions: ['SrcIp'],
      frequency: AlertDuration.ONE_HOUR,
      window: AlertDuration.ONE_DAY,
      severity: AlertSeverity.CRITICAL,
      resourceGroup: { name: 'alerts' },
      tags: { team: 'network' },
    });
    expect(resourceOf(stack, RULE)).toMatchObject({
      display_name: 'Mine',
      description: 'Why',
      severity: 0,
      evaluation_frequency: 'PT1H',
      window_duration: 'P1D',
      resource_group_name: 'alerts',
      tags: { team: 'network' },
      criteria: [
        {
          query:
            'let NTANetAnalytics = union isfuzzy=true NTANetAnalytics, (datatable(TimeGenerated:datetime, SrcIp:string)[]);\n' +
            'NTANetAnalytics | summarize Records = count() by SrcIp',
          dimension: [{ name: 'SrcIp' }],
        },
      ],
    });
    expect(resourceOf(stack, 'azurerm_monitor_action_group').resource_group_name).toBe('alerts');
  });

  test('escapes Terraform expressions in the query', () => {
    const query = 'NTANetAnalytics | where SrcVm == "${x}" or SrcVm == "%{y}" | summarize count() by SrcIp';
    expect(resourceOf(own({ query }), RULE).criteria[0].query.split('\n')[1]).toBe(
      'NTANetAnalytics | where SrcVm == "$${x}" or SrcVm == "%%{y}" | summarize count() by SrcIp',
    );
  });

  test.each([
    ['NTANetAnalytics | where FlowType == "Malicious"', 'FlowType', 'MaliciousFlow'],
    ['NTANetAnalytics | where DestPort == "443"', 'DestPort', '443'],
    ['NTANetAnalytics | project SrcIP', 'SrcIP', 'SrcIp'],
    ['NTAIPDetails | count', 'NTAIPDetails', 'NTAIpDetails'],
    ['NTANetAnalytics | where SrcVm != \u201cx\u201d', '\u201c', '"'],
    ['NTANetAnalytics | where', 'line 1', ''],
  ])('fails for %s', (query, seen, meant) => {
    const failure = thrownBy(() => own({ query }));
    expect(failure).toMatch(/^network\/Alert: query, line 1, column \d+: /);
    expect(failure).toContain(seen);
    expect(failure).toContain(meant);
  });

  test('warns about a retired table', () => {
    const warnings = annotationsOf(own({ query: 'VMConnection | summarize count() by RemoteIp' }));
    expect(warnings).toEqual([
      expect.stringMatching(/^query, line 1, column 1: .*2028-06-30.*NTANetAnalytics/),
    ]);
  });

  test.each([
    [
      ['Source'],
      'dimensions contains "Source", which is not a column of the query\'s result: SrcIp, Records, FirstSeen',
    ],
    [
      ['FirstSeen'],
      'dimensions contains "FirstSeen" of type datetime: a dimension must be a column of strings or numbers',
    ],
    [
      ['SrcIp', 'SrcIp', 'SrcIp', 'SrcIp', 'SrcIp', 'SrcIp', 'Records'],
      'dimensions has 7 columns: Azure allows at most 6',
    ],
  ])('fails for the dimensions %j', (dimensions, problem) => {
    const query = 'NTANetAnalytics | summarize Records = count(), FirstSeen = min(TimeGenerated) by SrcIp';
    expect(thrownBy(() => own({ query, dimensions }))).toBe(`network/Alert: ${problem}`);
  });

  test('does not check the query with checkQuery: false', () => {
    expect(() => own({ query: 'MyTable | where x == 1', checkQuery: false })).not.toThrow();
  });

  test('validates the window with the interval of Traffic Analytics', () => {
    expect(thrownBy(() => own({ trafficAnalytics: EVERY_HOUR }))).toContain(
      'a window of PT1H never contains complete data',
    );
  });
});

describe('a query that reads a table before its first row', () => {
  const COLUMNS = [{ name: 'Computer' }, { name: 'Version', type: QueryColumnType.REAL }];
  const queryOf = (props: Partial<FlowAlertProps>): string => resourceOf(own(props), RULE).criteria[0].query;
  const FAILS = 'fails while a table does not exist, and Azure disables the alert rule after a week';

  test('tolerates the missing tables of both sources of threats', () => {
    const sources = [ThreatSource.trafficAnalytics(EVERY_HOUR), ThreatSource.vmConnections(WORKSPACE)];
    const [flows, connections] = sources.map(
      (source) => resourceOf(malicious({ source }), RULE).criteria[0].query,
    );
    for (const table of ['NTANetAnalytics', 'NTAIpDetails']) {
      expect(flows).toMatch(
        new RegExp(`^let ${table} = union isfuzzy=true .*datatable\\(TimeGenerated:datetime, `, 'm'),
      );
    }
    expect(connections).toMatch(/^let VMConnection = union isfuzzy=true /);
  });

  test('is checked with the tables that the user declares, and tolerates their absence', () => {
    const query = 'Heartbeat | where Version < 2 | summarize count() by Computer';
    const stack = own({ query, tables: [{ name: 'Heartbeat', columns: COLUMNS }] });
    expect(annotationsOf(stack)).toEqual([]);
    expect(resourceOf(stack, RULE).criteria[0].query).toBe(
      'let Heartbeat = union isfuzzy=true (Heartbeat | extend Version = todouble(column_ifexists("Version", real(null)))), ' +
        `(datatable(TimeGenerated:datetime, Computer:string, Version:real)[]);\n${query}`,
    );
    expect(
      thrownBy(() =>
        own({ query: 'Heartbeat | project OS', tables: [{ name: 'Heartbeat', columns: COLUMNS }] }),
      ),
    ).toMatch(/^network\/Alert: query, line 1, column 21: the name 'OS' does not refer to any known column/);
  });

  test('can have further columns of a known table', () => {
    const tables = [
      { name: 'NTANetAnalytics', columns: [{ name: 'NewColumn', type: QueryColumnType.LONG }] },
    ];
    expect(queryOf({ query: 'NTANetAnalytics | where NewColumn > 1 | project SrcIp', tables })).toContain(
      'NewColumn:long',
    );
  });

  test('warns about a table that is not declared', () => {
    expect(
      annotationsOf(own({ query: 'Heartbeat | summarize count() by Computer', dimensions: ['Computer'] })),
    ).toEqual([
      'query, line 1, column 1: the table Heartbeat is not declared, so its columns are not checked, and an alert fails ' +
        'while it does not exist: declare it with its columns in tables (KS204)',
    ]);
  });

  test.each([
    [
      {
        query: 'let NTANetAnalytics = NTANetAnalytics | where SrcIp == "x"; NTANetAnalytics | project SrcIp',
      },
      `query declares NTANetAnalytics with let, so the query ${FAILS}: give these variables other names`,
    ],
    [
      {
        query: 'union withsource=Source NTANetAnalytics, VMConnection | where Source == "VMConnection"',
        checkQuery: false,
      },
      `query reads the name of the source of a row (withsource, $table or source_), so the query ${FAILS}: use the column ` +
        'Type, which has the name of the table',
    ],
    [
      { frequency: AlertDuration.ONE_MINUTE },
      `frequency is PT1M, for which Azure does not support union, so the query ${FAILS}: use PT5M or longer`,
    ],
    [
      { query: Fn.file('alert.kql'), checkQuery: false },
      `query is known only after deployment, so the construct cannot change it, and it ${FAILS}`,
    ],
  ])('warns if the construct cannot change it: %j', (props, warning) => {
    const stack = own(props);
    expect(annotationsOf(stack)).toEqual([warning]);
    expect(resourceOf(stack, RULE).criteria[0].query).not.toContain('isfuzzy');
  });

  test('tolerates missing tables although it contains a reference', () => {
    const vm = Fn.file('vm');
    expect(queryOf({ query: `NTANetAnalytics | where SrcVm == "${vm}"`, checkQuery: false })).toMatch(
      /^let NTANetAnalytics = .*datatable\(TimeGenerated:datetime, SrcVm:string\).*;\nNTANetAnalytics \| where SrcVm == "\$\{file\(/,
    );
  });

  test('has the columns of its dimensions without the table, also those that it does not name', () => {
    const query = 'NTANetAnalytics | where FlowStatus == "Denied"';
    expect(queryOf({ query, dimensions: ['SrcIp', 'DestPort'] })).toContain(
      '(datatable(TimeGenerated:datetime, FlowStatus:string, SrcIp:string, DestPort:int)[])',
    );
  });

  test('has all columns without the table if a reference can name one', () => {
    const query = `NTANetAnalytics | where ${Fn.file('column')} == "x"`;
    const changed = queryOf({ query, checkQuery: false });
    for (const column of ['SrcIp:string', 'DestPort:int', 'BytesSrcToDest:long'])
      expect(changed).toContain(column);
  });

  test.each([
    ['table("NTANetAnalytics") | project SrcIp', 'table()'],
    ['workspace("other").NTANetAnalytics | project SrcIp', 'workspace()'],
    ['union NTA* | project SrcIp', 'union with *'],
  ])('warns of tables that the fallback does not cover: %s', (query, part) => {
    expect(annotationsOf(own({ query, checkQuery: false }))).toEqual([
      `query reads tables by ${part}, which the fallback for missing tables does not cover, so the query ${FAILS}: use the ` +
        'names of the tables, and for tables of other resources a union isfuzzy=true with an empty datatable',
    ]);
  });

  test.each([
    'NTANetAnalytics | extend mark = "table(x)" // union *',
    'union NTANetAnalytics, (NTAIpDetails | count)',
    'union isfuzzy=true (workspace("other").NTANetAnalytics), (datatable(SrcIp:string)[])',
  ])('does not warn of %s', (query) => {
    expect(annotationsOf(own({ query, checkQuery: false }))).toEqual([]);
  });

  test.each([
    [
      { tables: [{ name: 'My-Table', columns: [] }] },
      'tables contains "My-Table": expected a name of letters, digits and \'_\', received "My-Table"',
    ],
    [
      { tables: [{ name: 'A', columns: [{ name: 'b c' }, { name: 'd' }, { name: 'd' }] }] },
      'tables contains "A": expected a name of letters, digits and \'_\', received "b c"; ' +
        'tables contains "A" with the column d twice: remove one of them',
    ],
    [{ tables: ['A', 'A'].map((name) => ({ name, columns: [] })) }, 'tables contains "A" twice: merge them'],
    [
      { tables: [{ name: 'A', columns: [{ name: 'b', type: 'text' as QueryColumnType }] }] },
      'tables contains "A" with the column b of type "text": expected one of string, int, long, real, bool, datetime, ' +
        'dynamic, guid',
    ],
    [
      { query: 'NTANetAnalytics | evaluate pivot(SrcIp)', checkQuery: false },
      'query uses pivot(), which log search alerts do not support: remove it',
    ],
    [
      { query: 'NTANetAnalytics | summarize AggregatedValue = count() by SrcIp // narrow()' },
      'query uses the reserved name AggregatedValue, which log search alerts do not support: remove it',
    ],
    [
      { query: 'NTANetAnalytics | take 5', frequency: AlertDuration.ONE_MINUTE },
      'query uses take and frequency is PT1M: Azure does not support this operation once a minute; use PT5M or longer',
    ],
  ])('fails for %j', (props, problem) => {
    expect(thrownBy(() => own(props))).toBe(`network/Alert: ${problem}`);
  });

  test('fails if it exceeds the limit of a rule with the empty tables', () => {
    const query = `NTANetAnalytics | where SrcIp != "${'x'.repeat(64 * 1024 - 40)}"`;
    expect(thrownBy(() => own({ query }))).toMatch(
      /^network\/Alert: query has \d+ bytes with its fallback for missing tables, and the limit of an alert rule is 65536/,
    );
  });
});
