import { describe, expect, test } from 'vitest';
import { OperatingSystem, VmInsights, type VmInsightsProps } from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import {
  annotationsOf,
  newStack,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const RULE = 'azurerm_monitor_data_collection_rule';
const ASSOCIATION = 'azurerm_monitor_data_collection_rule_association';
const EXTENSION = 'azurerm_virtual_machine_extension';
const VM = (name: string) => azureId('Microsoft.Compute', `virtualMachines/${name}`);
const WEB = { id: VM('web'), operatingSystem: OperatingSystem.LINUX };
const DESKTOP = { id: VM('desktop'), operatingSystem: OperatingSystem.WINDOWS };

function insights(props: Partial<VmInsightsProps> = {}) {
  const stack = newStack();
  new VmInsights(stack, 'Insights', { workspace: WORKSPACE, machines: [WEB, DESKTOP], ...props });
  return stack;
}

test('metrics and connections go to the workspace', () => {
  expect(resourceOf(insights(), RULE)).toMatchObject({
    location: 'northeurope',
    data_sources: {
      performance_counter: [
        {
          name: 'VMInsightsPerfCounters',
          streams: ['Microsoft-InsightsMetrics'],
          sampling_frequency_in_seconds: 60,
          // an expression, because CDKTF does not escape backslashes in HCL
          counter_specifiers: ['${join("", ["\\\\VmInsights\\\\DetailedMetrics"])}'],
        },
      ],
      extension: [
        {
          name: 'DependencyAgentDataSource',
          streams: ['Microsoft-ServiceMap'],
          extension_name: 'DependencyAgent',
        },
      ],
    },
    destinations: { log_analytics: [{ name: 'workspace', workspace_resource_id: WORKSPACE.id }] },
    data_flow: [
      { streams: ['Microsoft-InsightsMetrics'], destinations: ['workspace'] },
      { streams: ['Microsoft-ServiceMap'], destinations: ['workspace'] },
    ],
  });
});

test('each machine has the agents of its operating system before the rule association', () => {
  const stack = insights();
  const extensions = resourcesOf(stack, EXTENSION);
  expect(
    extensions
      .map(({ virtual_machine_id: id, publisher, type }) => `${nameOf(id)} ${publisher}/${type}`)
      .sort(),
  ).toEqual([
    'desktop Microsoft.Azure.Monitor/AzureMonitorWindowsAgent',
    'desktop Microsoft.Azure.Monitoring.DependencyAgent/DependencyAgentWindows',
    'web Microsoft.Azure.Monitor/AzureMonitorLinuxAgent',
    'web Microsoft.Azure.Monitoring.DependencyAgent/DependencyAgentLinux',
  ]);
  for (const { type, settings, depends_on: after, automatic_upgrade_enabled: upgrade } of extensions) {
    const isDependency = /^DependencyAgent/.test(type);
    expect(settings).toBe(isDependency ? '{"enableAMA":"true"}' : undefined);
    expect(after?.length ?? 0).toBe(isDependency ? 1 : 0);
    expect(upgrade).toBe(true);
  }
  const associations = resourcesOf(stack, ASSOCIATION);
  expect(associations.map(({ target_resource_id: id }) => nameOf(id)).sort()).toEqual(['desktop', 'web']);
  for (const { depends_on: after } of associations)
    expect(after).toEqual([expect.stringMatching(/_Connections_/)]);
});

test('scale sets have their own extension type', () => {
  const id = azureId('Microsoft.Compute', 'virtualMachineScaleSets/workers');
  const stack = insights({ machines: undefined, scaleSets: [{ ...WEB, id }] });
  expect(resourcesOf(stack, EXTENSION)).toEqual([]);
  const extensions = resourcesOf(stack, 'azurerm_virtual_machine_scale_set_extension');
  expect(extensions.map(({ virtual_machine_scale_set_id: set }) => set)).toEqual([id, id]);
  expect(resourceOf(stack, ASSOCIATION).target_resource_id).toBe(id);
});

describe('connections', () => {
  test('add a warning about their retirement and replacement', () => {
    expect(annotationsOf(insights())).toEqual([
      expect.stringMatching(/2028-06-30.*2025-09-30.*NTANetAnalytics/),
    ]);
  });

  test('can be omitted', () => {
    const stack = insights({ connections: false });
    expect(annotationsOf(stack)).toEqual([]);
    expect(resourcesOf(stack, EXTENSION).map(({ type }) => type)).toEqual([
      'AzureMonitorLinuxAgent',
      'AzureMonitorWindowsAgent',
    ]);
    const rule = resourceOf(stack, RULE);
    expect(rule.data_sources.extension).toBeUndefined();
    expect(rule.data_flow).toHaveLength(1);
  });
});

test('rejects the resource group of the workspace', () => {
  const stack = insights();
  expect(resourceOf(stack, RULE).resource_group_name).toMatch(
    /^\$\{azurerm_resource_group\.Insights_Group_\w+\.name\}$/,
  );
  expect(resourceOf(insights({ resourceGroup: { name: 'rules' } }), RULE).resource_group_name).toBe('rules');
  expect(thrownBy(() => insights({ resourceGroup: { name: 'logs' } }))).toBe(
    'network/Insights: resourceGroup is the group of the workspace, in which Traffic Analytics creates NWTA... rules ' +
      'that must not be changed: use another group',
  );
});

test('fails without machines', () => {
  expect(thrownBy(() => insights({ machines: [] }))).toBe(
    'network/Insights: machines and scaleSets are both empty: add at least one machine or scale set',
  );
});

test('fails for an id of another type', () => {
  expect(thrownBy(() => insights({ machines: [{ ...WEB, id: 'web' }], scaleSets: [WEB] }))).toBe(
    'network/Insights: machines is "web": expected the ARM id of a Microsoft.Compute/virtualMachines; scaleSets is ' +
      `"${WEB.id}": expected the ARM id of a Microsoft.Compute/virtualMachineScaleSets`,
  );
});

test('requires its resource providers', () => {
  expect(synthesized(insights()).provider.azurerm[0]?.resource_providers_to_register).toEqual([
    'Microsoft.Compute',
    'Microsoft.OperationalInsights',
    'microsoft.insights',
  ]);
});

function nameOf(id: string): string {
  return id.split('/').at(-1) as string;
}
