import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  AlertDuration,
  AnalyticsInterval,
  FlowAlert,
  type FlowAlertProps,
  FlowLake,
  MaliciousTrafficAlert,
  ThreatSource,
  TrafficAnalytics,
  VnetFlowLogs,
} from '../../../constructs/cdktf';
import { annotationsOf, newApp, newNetwork, newStack, problemsOf } from '../../support/terraform-stacks';

const RECEIVERS = { emails: ['soc@example.com'] };
const TEN = { interval: AnalyticsInterval.TEN_MINUTES };
const TOO_SHORT =
  'Traffic Analytics processes flow logs every 60 minutes and ingestion takes up to an hour, so a window of PT1H never ' +
  'contains complete data: use at least PT2H';

function newLake() {
  const stack = newStack();
  return { stack, lake: new FlowLake(stack, 'Lake', { location: 'westeurope' }) };
}

function maliciousOn(stack: TerraformStack, { workspace }: FlowLake, options = TEN) {
  const source = ThreatSource.trafficAnalytics(TrafficAnalytics.on(workspace, options));
  new MaliciousTrafficAlert(stack, 'Alert', { source, ...RECEIVERS });
}

function ownOn(stack: TerraformStack, { workspace }: FlowLake, props: Partial<FlowAlertProps> = {}) {
  const query = 'NTANetAnalytics | summarize count() by SrcIp';
  new FlowAlert(stack, 'Alert', { workspace, title: 'Mine', query, ...RECEIVERS, ...props });
}

describe('an alert on rows of Traffic Analytics', () => {
  test('with an interval of ten minutes fails if a flow log of the app writes each hour', () => {
    const { stack, lake } = newLake();
    for (const [index, options] of [TEN, {}, {}].entries()) {
      const trafficAnalytics = TrafficAnalytics.on(lake.workspace, options);
      new VnetFlowLogs(stack, `F${index}`, {
        network: newNetwork(stack, `n${index}`),
        lake,
        trafficAnalytics,
      });
    }
    maliciousOn(stack, lake);
    expect(problemsOf(stack)).toBe(`[network/Alert] queries rows of network/F1, network/F2: ${TOO_SHORT}`);
  });

  test('of the user fails as well, or warns if it does not state its Traffic Analytics', () => {
    for (const isDeclared of [true, false]) {
      const { stack, lake } = newLake();
      const trafficAnalytics = TrafficAnalytics.on(lake.workspace);
      new VnetFlowLogs(stack, 'F', { network: newNetwork(stack), lake, trafficAnalytics });
      ownOn(stack, lake, isDeclared ? { trafficAnalytics: TrafficAnalytics.on(lake.workspace, TEN) } : {});
      const finding = `queries rows of network/F: ${TOO_SHORT}`;
      expect(problemsOf(stack)).toBe(isDeclared ? `[network/Alert] ${finding}` : '');
      expect(annotationsOf(stack)).toEqual(isDeclared ? [] : [finding]);
    }
  });

  test('compares the flow logs of other stacks, and those of the bindings', () => {
    const app = newApp();
    const [logs, alerts] = [newStack({}, 'logs', app), newStack({}, 'alerts', app)];
    const lake = new FlowLake(logs, 'Lake', { location: 'westeurope' });
    const { workspace } = lake;
    new NetworkWatcherFlowLog(logs, 'Other', {
      name: 'other',
      networkWatcherName: 'w',
      resourceGroupName: 'g',
      targetResourceId: newNetwork(logs).id,
      storageAccountId: lake.storageAccount.id,
      enabled: true,
      retentionPolicy: { enabled: false, days: 0 },
      trafficAnalytics: {
        enabled: true,
        workspaceId: workspace.workspaceId,
        workspaceRegion: workspace.location,
        workspaceResourceId: workspace.id,
      },
    });
    maliciousOn(alerts, lake);
    expect(problemsOf(alerts)).toBe(`[alerts/Alert] queries rows of logs/Other: ${TOO_SHORT}`);
  });

  test.each([
    ['are disabled', { enabled: false }, true],
    ['have no Traffic Analytics', {}, false],
  ])('fails if all flow logs of its workspace %s', (_, props, isOn) => {
    const { stack, lake } = newLake();
    const trafficAnalytics = isOn ? TrafficAnalytics.on(lake.workspace) : undefined;
    new VnetFlowLogs(stack, 'F', { network: newNetwork(stack), lake, trafficAnalytics, ...props });
    maliciousOn(stack, lake);
    expect(problemsOf(stack)).toBe(
      '[network/Alert] queries rows of Traffic Analytics, and network/F writes none to this workspace: set enabled: true ' +
        'and TrafficAnalytics.on(workspace), or remove the alert',
    );
  });

  test('is valid without a flow log in the app, beside one that is disabled, and with a longer window', () => {
    const none = newLake();
    maliciousOn(none.stack, none.lake);
    expect(problemsOf(none.stack)).toBe('');
    const { stack, lake } = newLake();
    for (const enabled of [true, false]) {
      const trafficAnalytics = TrafficAnalytics.on(lake.workspace);
      new VnetFlowLogs(stack, `F-${enabled}`, {
        network: newNetwork(stack, `n-${enabled}`),
        lake,
        trafficAnalytics,
        enabled,
      });
    }
    ownOn(stack, lake, { window: AlertDuration.TWO_HOURS });
    expect(problemsOf(stack)).toBe('');
    expect(annotationsOf(stack)).toEqual([]);
  });

  test('names a few of many flow logs', () => {
    const { stack, lake } = newLake();
    for (let index = 0; index < 8; index++) {
      const network = newNetwork(stack, `n${index}`);
      new VnetFlowLogs(stack, `F${index}`, { network, lake, enabled: false });
    }
    maliciousOn(stack, lake);
    expect(problemsOf(stack)).toContain('network/F3, network/F4 and 3 others write none');
  });

  test('compares no other tables', () => {
    const { stack, lake } = newLake();
    new VnetFlowLogs(stack, 'F', { network: newNetwork(stack), lake, enabled: false });
    ownOn(stack, lake, { query: 'NetworkFlows_CL | summarize count() by src_addr' });
    expect(problemsOf(stack)).toBe('');
    expect(annotationsOf(stack)).toEqual([]);
  });
});
