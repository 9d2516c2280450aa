import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  FilterField,
  FlowLake,
  FlowLogFilter,
  FlowLogIdentity,
  RecordType,
  VnetFlowLogs,
  type VnetFlowLogsProps,
} from '../../constructs/cdktf';
import { ROLE_WAIT_CONTEXT } from '../../constructs/cdktf/private/role-wait';
import { SUBSCRIPTION, uuidOf } from '../support/arm/invented-ids';
import { AzureDeployment, ROLE_DELAY_MS } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { STACK_FILE, type TerraformConfiguration, withResources } from '../support/terraform';
import { azurermReleases } from '../support/terraform-providers';
import { newApp, newNetwork, newStack, synthesized } from '../support/terraform-stacks';

const present =
  hasPart('openssl', 'apt-get install openssl', hasCommand('openssl', 'version')) &&
  hasPart(
    'azapi',
    'set AZAPI_PROVIDER to the path of a terraform-provider-azapi_v2.x binary',
    process.env.AZAPI_PROVIDER !== undefined,
  );

const AZURERM = 'azurerm_network_watcher_flow_log';
const FLOW_LOG_OF_ARM = 'microsoft.network/networkwatchers/flowlogs';
const FILTER = FlowLogFilter.equals(FilterField.DST_PORT, '22', '3389');
const ALL_TYPES = Object.values(RecordType);

/** One sequence: azurerm, azapi with each setting, azurerm again, destroy. */
describe.each(azurermReleases())('a flow log of azapi beside azurerm $major', ({ provider }) => {
  if (provider === undefined || !present) {
    test.skip('a part is missing', () => undefined);
    return;
  }

  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-azapi-'));
  let deployed: AzureDeployment;
  const flowLog = () => deployed.arm.manager.store.list(FLOW_LOG_OF_ARM, `/subscriptions/${SUBSCRIPTION}`)[0];

  /** Replaces the stack, and keeps its state. */
  const replace = async (next: TerraformConfiguration) => {
    deployed.stack.edit(({ terraform }) => {
      const required_providers = { ...next.terraform.required_providers, ...terraform.required_providers };
      const { ARM_METADATA_HOSTNAME: host } = deployed.arm.environment;
      return { ...forStandIn(next, host), terraform: { ...terraform, required_providers } };
    });
    await deployed.stack.init();
  };

  /** Replaces the props of the flow log. */
  const change = async (props: PropsOf) => await replace(configured(props));

  const updated = { address: expect.stringContaining('azapi_resource.FlowLogs'), action: 'update' };

  beforeAll(async () => {
    writeFileSync(join(directory, STACK_FILE), JSON.stringify(configured(() => ({}))));
    deployed = await AzureDeployment.apply(directory, provider);
  });

  afterAll(async () => {
    await deployed?.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  test('takes over the flow log of azurerm, and adds a filter in place', async () => {
    const { id } = flowLog() ?? {};
    await change(() => ({ filter: FILTER, recordTypes: [RecordType.CONTINUE, RecordType.END] }));
    expect(await deployed.stack.plannedChanges()).toEqual([updated]);
    await deployed.stack.apply();
    expect(flowLog()).toMatchObject({
      id,
      properties: {
        enabled: true,
        enabledFilteringCriteria: 'DstPort=22,3389',
        recordTypes: 'C,E',
        retentionPolicy: { enabled: true, days: 90 },
        flowAnalyticsConfiguration: { networkWatcherFlowAnalyticsConfiguration: { enabled: false } },
      },
    });
    expect(await deployed.stack.state()).not.toContainEqual(expect.stringContaining(AZURERM));
    expect(await deployed.stack.plannedChanges()).toEqual([]);
  });

  test('gets a new identity after its role is in effect', async () => {
    await change((group) => ({ filter: FILTER, identity: FlowLogIdentity.create(group) }));
    await deployed.stack.apply();
    const { identity } = flowLog() as { readonly identity?: Identity };
    expect(identity?.type).toBe('UserAssigned');
    expect(Object.keys(identity?.userAssignedIdentities ?? {})).toEqual([
      expect.stringMatching(/\/resourceGroups\/identities\/.*\/userAssignedIdentities\/flow-log-network-/),
    ]);
    expect(flowLog()?.properties).toMatchObject({
      enabledFilteringCriteria: 'DstPort=22,3389',
      recordTypes: '',
    });
    expect(await deployed.stack.plannedChanges()).toEqual([]);
  });

  test('loses its filter in place', async () => {
    await change(() => ({ recordTypes: ALL_TYPES }));
    await deployed.stack.apply();
    expect(flowLog()?.properties).toMatchObject({ enabledFilteringCriteria: '', recordTypes: 'B,C,E,D' });
    expect(await deployed.stack.plannedChanges()).toEqual([]);
  });

  test('is a flow log of azurerm again after an import', async () => {
    const { stack } = deployed;
    await change(() => ({}));
    const address = (await stack.state()).find((each) => each.startsWith('azapi_resource.')) as string;
    expect(await stack.run('state', 'rm', address)).toMatchObject({ code: 0 });
    const target = address.replace('azapi_resource', AZURERM);
    const imported = await stack.run('import', '-input=false', target, flowLog()?.id as string);
    expect(imported).toMatchObject({ code: 0, output: expect.stringContaining('Import successful') });
    expect(await stack.plannedChanges()).toEqual([]);
  });

  test('is refused by Azure with what the construct reports at synth', async () => {
    const refused = async (more: object) => {
      const stack = configured(() => ({ filter: FILTER }));
      await replace(
        withResources(stack, 'azapi_resource', ({ body, ...contents }) => ({
          ...contents,
          body: { properties: { ...propertiesIn(body), ...more } },
        })),
      );
      return (await deployed.stack.run('apply', '-auto-approve', '-input=false')).output;
    };
    const long = `DstPort=${'22,'.repeat(400)}`;
    expect(await refused({ enabledFilteringCriteria: long })).toContain('InvalidRequestFormat');
    expect(await refused({ recordTypes: 'B,X' })).toContain('InvalidRequestFormat');
    expect(deployed.arm.refusals.join()).toContain('Filter virtual network flow logs');
  });

  test('is deleted with the stack', async () => {
    await change(() => ({ filter: FILTER }));
    await deployed.stack.apply();
    await deployed.stack.destroy();
    expect(await deployed.stack.state()).toEqual([]);
    expect(deployed.left()).toEqual([]);
    expect(deployed.arm.unknown).toEqual([]);
  });
});

/** Subscription of a second provider. */
const SPOKE = uuidOf('spoke');

describe.each(azurermReleases())(
  'flow logs of azapi in two subscriptions with azurerm $major',
  ({ provider }) => {
    if (provider === undefined || !present) {
      test.skip('a part is missing', () => undefined);
      return;
    }

    test('are created in the subscription of their network', async () => {
      const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-azapi-'));
      writeFileSync(join(directory, STACK_FILE), JSON.stringify(inTwoSubscriptions()));
      const { arm, stack, ...deployed } = await AzureDeployment.prepare(directory, provider);
      onTestFinished(async () => {
        stack.remove();
        await arm.stop();
        rmSync(directory, { recursive: true, force: true });
      });
      stack.edit((original) => forStandIn(original, arm.environment.ARM_METADATA_HOSTNAME));
      await stack.init();
      await stack.apply();
      for (const [subscription, network] of [
        [SUBSCRIPTION, 'hub'],
        [SPOKE, 'spoke'],
      ] as const) {
        const flowLogs = arm.manager.store.list(FLOW_LOG_OF_ARM, `/subscriptions/${subscription}`);
        expect(flowLogs).toHaveLength(1);
        expect(flowLogs[0]?.properties).toMatchObject({
          recordTypes: 'B,C,E,D',
          targetResourceId: `/subscriptions/${subscription}/resourceGroups/${network}/providers/Microsoft.Network/virtualNetworks/${network}`,
        });
      }
      expect(await stack.plannedChanges()).toEqual([]);
      await stack.destroy();
      expect(arm.manager.ofClients().filter((id) => !deployed.before.includes(id))).toEqual([]);
      expect(arm.unknown).toEqual([]);
    });
  },
);

/** A stack with a network in each of two subscriptions. */
function inTwoSubscriptions(): TerraformConfiguration {
  const app = newApp();
  const stack = newStack({}, 'network', app);
  const spoke = new AzurermProvider(stack, 'spoke', {
    features: [{}],
    alias: 'spoke',
    subscriptionId: SPOKE,
  });
  for (const [name, provider] of [
    ['hub', undefined],
    ['spoke', spoke],
  ] as const) {
    const location = 'westeurope';
    const group = new ResourceGroup(stack, `${name}-group`, { name, location, provider });
    const network = new VirtualNetwork(stack, `${name}-network`, {
      name,
      location,
      resourceGroupName: group.name,
      addressSpace: ['10.0.0.0/16'],
      provider,
    });
    const lake = new FlowLake(stack, `${name}-lake`, { location, provider });
    new VnetFlowLogs(stack, `${name}-logs`, { network, lake, recordTypes: ALL_TYPES, provider });
  }
  return synthesized(stack) as unknown as TerraformConfiguration;
}

interface Identity {
  readonly type: string;
  readonly userAssignedIdentities: object;
}

type PropsOf = (group: ResourceGroup) => Partial<VnetFlowLogsProps>;

function configured(propsOf: PropsOf): TerraformConfiguration {
  const app = newApp();
  app.node.setContext(ROLE_WAIT_CONTEXT, ROLE_DELAY_MS / 1000 + 1);
  const stack = newStack({}, 'network', app);
  const group = new ResourceGroup(stack, 'identities', { name: 'identities', location: 'westeurope' });
  new VnetFlowLogs(stack, 'FlowLogs', {
    network: newNetwork(stack),
    ...propsOf(group),
  });
  return synthesized(stack) as unknown as TerraformConfiguration;
}

function propertiesIn(body: unknown): object {
  return (body as { readonly properties: object }).properties;
}

/** Directs azapi to the stand-in. azurerm reads the endpoints from the metadata of the host. */
function forStandIn(stack: TerraformConfiguration, host: string | undefined): TerraformConfiguration {
  const { azapi, ...providers } = stack.provider ?? {};
  if (azapi === undefined) return stack;
  const origin = `https://${host}/`;
  const endpoint = {
    resource_manager_endpoint: origin,
    resource_manager_audience: origin,
    active_directory_authority_host: origin,
  };
  const more = { endpoint: [endpoint], disable_instance_discovery: true };
  return { ...stack, provider: { ...providers, azapi: azapi.map((each) => ({ ...each, ...more })) } };
}
