import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FilterField,
  FlowLogFilter,
  FlowLogIdentity,
  RecordType,
  VnetFlowLogs,
  type VnetFlowLogsProps,
} from '../../constructs/cdktf';
import { ROLE_WAIT_CONTEXT } from '../../constructs/cdktf/private/role-wait';
import { SUBSCRIPTION } from '../support/arm/invented-ids';
import { AzureDeployment, ROLE_DELAY_MS } from '../support/azure-deployment';
import { hasCommand, hasPart } from '../support/processes';
import { STACK_FILE, type TerraformConfiguration } from '../support/terraform';
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
  const flowLog = () =>
    deployed.arm.manager.store.list(
      'microsoft.network/networkwatchers/flowlogs',
      `/subscriptions/${SUBSCRIPTION}`,
    )[0];

  /** Replaces the stack by one whose flow log has other props. */
  const change = async (props: PropsOf) => {
    deployed.stack.edit((original) => {
      const next = forStandIn(configured(props), deployed.arm.environment.ARM_METADATA_HOSTNAME);
      const required_providers = {
        ...next.terraform.required_providers,
        ...original.terraform.required_providers,
      };
      return { ...next, terraform: { ...original.terraform, required_providers } };
    });
    await deployed.stack.init();
  };

  const updated = { address: expect.stringContaining('azapi_resource.FlowLogs'), actions: ['update'] };

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

  test('is deleted with the stack', async () => {
    await change(() => ({ filter: FILTER }));
    await deployed.stack.apply();
    await deployed.stack.destroy();
    expect(await deployed.stack.state()).toEqual([]);
    expect(deployed.left()).toEqual([]);
    expect(deployed.arm.unknown).toEqual([]);
  });
});

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
