import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import {
  AnnotationMetadataEntryType,
  TerraformProvider,
  TerraformResource,
  type TerraformStack,
} from 'cdktf';
import type { Construct } from 'constructs';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  FlowAlert,
  FlowLake,
  FlowLogIdentity,
  FlowQuestions,
  FlowWorkbook,
  MaliciousTrafficAlert,
  OperatingSystem,
  ThreatSource,
  TrafficAnalytics,
  VmInsights,
  VnetFlowLogs,
} from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import {
  annotationsOf,
  newApp,
  newNetwork,
  newStack,
  problemsOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

let stack: TerraformStack;
let logs: TerraformProvider;
let workspace: LogAnalyticsWorkspace;

beforeEach(() => {
  stack = newStack();
  logs = aliased('logs');
  workspace = newWorkspace(logs);
});

type Workspace = LogAnalyticsWorkspace | typeof WORKSPACE;

/** The constructs that belong to a workspace. */
const CONSTRUCTS: readonly [
  string,
  (scope: Construct, on: Workspace, provider?: TerraformProvider) => void,
][] = [
  [
    'MaliciousTrafficAlert',
    (scope, on, provider) =>
      new MaliciousTrafficAlert(scope, 'It', {
        source: ThreatSource.trafficAnalytics(TrafficAnalytics.on(on)),
        emails: ['a@example.com'],
        provider,
      }),
  ],
  [
    'FlowAlert',
    (scope, on, provider) =>
      new FlowAlert(scope, 'It', {
        workspace: on,
        title: 'All',
        query: 'NTANetAnalytics | take 1',
        emails: ['a@example.com'],
        provider,
      }),
  ],
  ['FlowQuestions', (scope, on, provider) => new FlowQuestions(scope, 'It', { workspace: on, provider })],
  ['FlowWorkbook', (scope, on, provider) => new FlowWorkbook(scope, 'It', { workspace: on, provider })],
  [
    'VmInsights',
    (scope, on, provider) =>
      new VmInsights(scope, 'It', {
        workspace: on,
        machines: [
          {
            id: azureId('Microsoft.Compute', 'virtualMachines/one'),
            operatingSystem: OperatingSystem.LINUX,
          },
        ],
        provider,
      }),
  ],
];

describe.each(CONSTRUCTS)('%s', (_, create) => {
  test('uses the provider of the workspace', () => {
    create(stack, workspace);
    expect(providers()).toEqual(['azurerm.logs']);
  });

  test('uses the provider of the construct that created the workspace', () => {
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider: aliased('hub') });
    create(stack, lake.workspace as LogAnalyticsWorkspace);
    expect(providers()).toEqual(['azurerm.hub']);
  });

  test('uses the prop provider', () => {
    create(stack, workspace, aliased('other', 'of-logs'));
    expect(providers()).toEqual(['azurerm.other']);
  });

  test('does not use the provider of a lake around it for the workspace of another subscription', () => {
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', provider: aliased('hub') });
    create(lake, newWorkspace(undefined, 'other'));
    expect(providers()).toEqual(['azurerm']);
  });

  test('refuses a workspace with count', () => {
    workspace.count = 1;
    expect(thrownBy(() => create(stack, workspace))).toMatch(
      /workspace.* is network\/workspace, which has count and represents several resources: create one resource/,
    );
  });

  test('uses the default provider for a workspace by its id', () => {
    create(stack, WORKSPACE);
    expect(providers()).toEqual([undefined]);
  });
});

describe.each(CONSTRUCTS.filter(([name]) => name !== 'VmInsights'))('%s', (_, create) => {
  test.each([
    ['of the app', () => workspace, () => aliased('other')],
    ['by its id', () => WORKSPACE, () => aliased('other')],
    ['of another stack', ofOtherStack, () => undefined],
  ])('refuses a workspace %s in another subscription than its provider', (_case, on, provider) => {
    const target = on();
    create(stack, target, provider());
    expect(problemsOf(stack)).toMatch(
      /creates resources in the resource group of the workspace, which is in the subscription .+, but its provider network\/\w+ selects the subscription .+: set the prop provider to a provider of that subscription, or set the prop resourceGroup/,
    );
  });
});

test('an alert is refused in a resource group of another subscription than its provider', () => {
  const resourceGroup = new ResourceGroup(stack, 'alerts', { name: 'alerts', location: 'westeurope' });
  resourceGroup.provider = aliased('other');
  new FlowAlert(stack, 'It', {
    workspace,
    title: 'All',
    query: 'NTANetAnalytics | take 1',
    emails: ['a@example.com'],
    resourceGroup,
  });
  expect(problemsOf(stack)).toMatch(
    /creates resources in resourceGroup, which is in the subscription .+, but its provider network\/\w+ selects the subscription .+: set the prop provider to a provider of that subscription, or set another resourceGroup/,
  );
});

test('an alert in its own resource group reads a workspace of another subscription', () => {
  new FlowAlert(stack, 'It', {
    workspace,
    title: 'All',
    query: 'NTANetAnalytics | take 1',
    emails: ['a@example.com'],
    resourceGroup: { name: 'alerts' },
    provider: aliased('other'),
  });
  expect(problemsOf(stack)).toBe('');
});

describe('Traffic Analytics', () => {
  test('registers its namespaces in the subscription of the workspace as well', () => {
    new VnetFlowLogs(stack, 'FlowLogs', {
      network: newNetwork(stack),
      trafficAnalytics: TrafficAnalytics.on(workspace),
    });
    expect(registered('logs')).toEqual([
      'Microsoft.Network',
      'Microsoft.OperationalInsights',
      'microsoft.insights',
    ]);
  });

  test('registers nothing there while it is off', () => {
    new VnetFlowLogs(stack, 'FlowLogs', {
      network: newNetwork(stack),
      trafficAnalytics: TrafficAnalytics.off(workspace),
    });
    expect(registered('logs')).toBeUndefined();
  });
});

describe('questions that a lake saves for another workspace', () => {
  test('use the provider of the workspace in a stack of aliased providers', () => {
    stack = newStack({ alias: 'spoke', subscriptionId: 'of-spoke' });
    const [spoke] = stack.node.findAll().filter((node) => TerraformProvider.isTerraformProvider(node));
    workspace = newWorkspace(aliased('logs'));
    new VnetFlowLogs(stack, 'FlowLogs', {
      network: newNetwork(stack),
      trafficAnalytics: TrafficAnalytics.on(workspace),
      provider: spoke as TerraformProvider,
    });
    const { resource } = synthesized(stack);
    const saved = [resource.azurerm_log_analytics_query_pack, resource.azurerm_application_insights_workbook];
    expect(saved.flatMap((all) => Object.values(all ?? {}).map(({ provider }) => provider))).toEqual([
      'azurerm.logs',
      'azurerm.logs',
    ]);
  });

  test.each([
    ['another subscription', 'of-logs', 0],
    ['the same subscription', 'of-network', 1],
  ])('of another stack in %s', (_, subscriptionId, packs) => {
    const app = newApp();
    const central = newStack({ subscriptionId }, 'central', app);
    stack = newStack({ subscriptionId: 'of-network' }, 'network', app);
    workspace = newWorkspace(undefined, 'workspace', central);
    new VnetFlowLogs(stack, 'FlowLogs', {
      network: newNetwork(stack),
      trafficAnalytics: TrafficAnalytics.on(workspace),
    });
    expect(resourcesOf(stack, 'azurerm_log_analytics_query_pack')).toHaveLength(packs);
    const infos = annotationsOf(stack, AnnotationMetadataEntryType.INFO);
    expect(infos.filter((info) => info.includes('saves no questions'))).toEqual(
      packs > 0
        ? []
        : [
            'Traffic Analytics writes to the workspace central/workspace, for which the lake saves no questions: add ' +
              'new FlowQuestions(...) and new FlowWorkbook(...) with its provider',
          ],
    );
  });
});

function registered(alias: string): unknown {
  const { azurerm } = synthesized(stack).provider;
  return azurerm.find((each) => each.alias === alias)?.resource_providers_to_register;
}

function aliased(alias: string, subscriptionId = `of-${alias}`): AzurermProvider {
  return new AzurermProvider(stack, alias, { features: [{}], alias, subscriptionId });
}

function newWorkspace(
  provider: TerraformProvider | undefined,
  id = 'workspace',
  scope = stack,
): LogAnalyticsWorkspace {
  return new LogAnalyticsWorkspace(scope, id, {
    name: id,
    location: 'westeurope',
    resourceGroupName: 'logs',
    provider,
  });
}

function ofOtherStack(): LogAnalyticsWorkspace {
  const app = newApp();
  stack = newStack({ subscriptionId: 'of-network' }, 'network', app);
  return newWorkspace(undefined, 'workspace', newStack({ subscriptionId: 'of-central' }, 'central', app));
}

/** Providers of the construct's resources after synth. */
function providers(): (string | undefined)[] {
  synthesized(stack);
  const all = stack.node.findAll();
  const resources = all
    .filter(({ node }) => node.scopes.some(({ node: { id } }) => id === 'It'))
    .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node));
  return [...new Set(resources.map(({ provider }) => provider?.fqn))];
}

describe('a resource group of another subscription than the provider', () => {
  function foreignGroup(): ResourceGroup {
    return new ResourceGroup(stack, 'group', {
      name: 'group',
      location: 'westeurope',
      provider: aliased('other'),
    });
  }

  test('is refused for a lake', () => {
    new FlowLake(stack, 'Lake', { location: 'westeurope', provider: logs, resourceGroup: foreignGroup() });
    expect(problemsOf(stack)).toMatch(
      /creates resources in resourceGroup, which is in the subscription .+ selects the subscription .+: set the prop provider to a provider of that subscription, or set another resourceGroup/,
    );
  });

  test('is refused for Application Insights', () => {
    const normalizer = { openStorage: true, insightsResourceGroup: foreignGroup() };
    new FlowLake(stack, 'Lake', { location: 'westeurope', provider: logs, normalizer });
    expect(problemsOf(stack)).toMatch(
      /creates resources in insightsResourceGroup, which is in the subscription .+: pass a resource group of the subscription of the lake/,
    );
  });

  test('is refused for the identity of a flow log', () => {
    const identity = FlowLogIdentity.create(foreignGroup());
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), provider: logs, identity });
    expect(problemsOf(stack)).toMatch(
      /creates resources in the resource group of identity, which is in the subscription .+: pass a resource group of the subscription of the flow log, or use FlowLogIdentity\.existing\(\)/,
    );
  });
});
