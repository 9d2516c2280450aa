import { join } from 'node:path';
import { TerraformVariable, Testing, Token } from 'cdktf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FlowAlert,
  FlowLake,
  FlowLogTarget,
  OperatingSystem,
  TrafficAnalytics,
  VmInsights,
  VnetFlowLogs,
} from '../../constructs/cdktf';
import { PACKAGE_CONTEXT } from '../../constructs/cdktf/private/normalizer/function-package';
import { functionZip, ZONES } from '../constructs/cdktf/normalized-lake';
import { azureId } from '../support/azure-ids';
import { TerraformStack } from '../support/terraform';
import { azurermReleases } from '../support/terraform-providers';
import { newStack } from '../support/terraform-stacks';

const subnet = (name: string) => azureId('Microsoft.Network', `virtualNetworks/hub/subnets/${name}`);

/** A stack whose props are references to variables of their types. Returns its folder. */
function synthesizedReferences(): string {
  const app = Testing.app({ fakeCdktfJsonPath: true, context: { [PACKAGE_CONTEXT]: functionZip } });
  const stack = newStack({ subscriptionId: '00000000-0000-0000-0000-000000000001' }, 'network', app);
  const variable = (name: string, type: string, value: unknown) =>
    new TerraformVariable(stack, name, { type, default: value });
  const text = (name: string, value: string) => variable(name, 'string', value).stringValue;
  const number = (name: string, value: number) => variable(name, 'number', value).numberValue;
  const list = (name: string, ...values: string[]) => variable(name, 'list(string)', values).listValue;
  const tags = Token.asStringMap(variable('tags', 'map(string)', { team: 'network' }).value);
  const location = text('location', 'westeurope');
  const lake = new FlowLake(stack, 'Lake', {
    location,
    storageAccountName: text('account', 'rawflowlogs'),
    lifecycle: { coolAfterDays: number('cool', 30), deleteAfterDays: number('delete', 400) },
    allowedSubnetIds: list('subnets', subnet('app')),
    allowedIpRanges: list('ranges', '203.0.113.0/24'),
    workspaceRetentionDays: number('retention', 60),
    normalizer: {
      subnetId: text('function_subnet', subnet('functions')),
      maximumInstances: number('instances', 50),
      sweepHours: number('hours', 8),
      eventTopic: {
        name: text('topic', 'events'),
        resourceGroupName: text('topic_group', 'security'),
        principalId: text('principal', '11111111-2222-3333-4444-555555555555'),
      },
    },
    tags,
  });
  new FlowLake(stack, 'Private', {
    location,
    publicNetworkAccess: false,
    privateEndpoints: { subnetId: text('endpoints', subnet('endpoints')), ...ZONES },
    normalizer: { subnetId: subnet('functions') },
    tags,
  });
  const trafficAnalytics = TrafficAnalytics.on(lake.workspace, { interval: number('interval', 10) });
  new VnetFlowLogs(stack, 'FlowLogs', {
    target: FlowLogTarget.resource(
      text('network', azureId('Microsoft.Network', 'virtualNetworks/hub')),
      location,
    ),
    lake,
    trafficAnalytics,
    enabled: variable('enabled', 'bool', true).booleanValue as unknown as boolean,
    flowLogName: text('name', 'hub'),
    tags,
  });
  new FlowAlert(stack, 'Alert', {
    workspace: lake.workspace,
    title: text('title', 'Denied'),
    query: 'NTANetAnalytics | where FlowStatus == "Denied"',
    emails: [text('email', 'ops@example.com')],
    actionGroupIds: list('groups', azureId('Microsoft.Insights', 'actionGroups/ops')),
    severity: number('severity', 2),
    tags,
  });
  new VmInsights(stack, 'Insights', {
    workspace: lake.workspace,
    machines: [
      {
        id: text('machine', azureId('Microsoft.Compute', 'virtualMachines/machine')),
        operatingSystem: text('system', OperatingSystem.LINUX) as OperatingSystem,
      },
    ],
    tags,
  });
  return join(Testing.fullSynth(stack), 'stacks', 'network');
}

describe.each(azurermReleases())('references with azurerm $major', ({ provider }) => {
  if (provider === undefined) {
    test.skip('the provider is missing', () => undefined);
    return;
  }
  let stack: TerraformStack;

  beforeAll(async () => {
    stack = new TerraformStack(synthesizedReferences(), provider);
    await stack.init();
  });

  afterAll(() => stack.remove());

  test('have the types of their arguments', async () => {
    expect(await stack.problems()).toEqual([]);
  });
});
