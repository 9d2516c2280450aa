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
    expect(rule.criteria[0].query).toMatch(/^VMConnection\n\| where isnotempty\(IndicatorThreatType\)/);
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
    ['no receivers', { emails: [] }, 'the alert has no receivers: set emails, webhooks or actionGroupIds'],
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
        { query: 'NTANetAnalytics | summarize Records = count() by SrcIp', dimension: [{ name: 'SrcIp' }] },
      ],
    });
    expect(resourceOf(stack, 'azurerm_monitor_action_group').resource_group_name).toBe('alerts');
  });

  test('escapes Terraform expressions in the query', () => {
    const query = 'NTANetAnalytics | where SrcVm == "${x}" or SrcVm == "%{y}" | summarize count() by SrcIp';
    expect(resourceOf(own({ query }), RULE).criteria[0].query).toBe(
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
      'dimensions contains "Source", which is not a column of the query\'s result: SrcIp, Records',
    ],
    [['Records'], 'dimensions contains "Records" of type long: a dimension must be a string column'],
  ])('fails for the dimensions %j', (dimensions, problem) => {
    expect(thrownBy(() => own({ dimensions }))).toBe(`network/Alert: ${problem}`);
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
