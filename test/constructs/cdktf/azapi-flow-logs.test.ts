import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import type { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformProvider, TerraformStack, TerraformVariable } from 'cdktf';
import { describe, expect, test } from 'vitest';
import {
  FilterField,
  FlowLake,
  FlowLogFilter,
  FlowLogIdentity,
  RecordType,
  TrafficAnalytics,
  VnetFlowLogs,
  type VnetFlowLogsProps,
} from '../../../constructs/cdktf';
import { FlowLogStandard } from '../../../standard/flow-log-standard';
import { AZAPI_ARGUMENTS, FLOW_LOG_BODY, shapeProblems } from '../../support/azapi-schema';
import { newApp, newNetwork, newStack, synthesized } from '../../support/terraform-stacks';

const SSH = FlowLogFilter.equals(FilterField.DST_PORT, '22');

function logged(
  props: Partial<VnetFlowLogsProps> | ((stack: TerraformStack) => Partial<VnetFlowLogsProps>),
  stack = newStack(),
): TerraformStack {
  const more = typeof props === 'function' ? props(stack) : props;
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), ...more });
  return stack;
}

function azapiIn(stack: TerraformStack) {
  const { resource } = synthesized(stack);
  const [[id, flowLog] = []] = Object.entries(resource.azapi_resource ?? {});
  return { id, flowLog, resource };
}

/** Providers and statements that `Synthesized` does not declare. */
function rest(stack: TerraformStack) {
  return synthesized(stack) as unknown as {
    readonly provider: Record<string, object[]>;
    readonly terraform: { readonly required_providers: Record<string, object> };
    readonly moved?: object[];
  };
}

describe('a flow log with a setting that azurerm lacks', () => {
  test('is a resource of azapi', () => {
    const { flowLog, resource } = azapiIn(
      logged({ filter: SSH, recordTypes: [RecordType.END, RecordType.CONTINUE] }),
    );
    expect(resource.azurerm_network_watcher_flow_log).toBeUndefined();
    expect(flowLog).toMatchObject({
      type: 'Microsoft.Network/networkWatchers/flowLogs@2025-07-01',
      name: expect.stringMatching(/^\$\{substr\(azurerm_virtual_network\.vnet\.name, 0, 71\)\}-[0-9a-f]{8}$/),
      parent_id:
        '/subscriptions/${data.azurerm_client_config.FlowLogsClientConfig.subscription_id}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope',
      location: 'westeurope',
      body: {
        properties: {
          targetResourceId: '${azurerm_virtual_network.vnet.id}',
          enabled: true,
          format: { type: 'JSON', version: 2 },
          retentionPolicy: { enabled: true, days: 90 },
          enabledFilteringCriteria: 'DstPort=22',
          recordTypes: 'C,E',
          flowAnalyticsConfiguration: {
            networkWatcherFlowAnalyticsConfiguration: { enabled: false, trafficAnalyticsInterval: 60 },
          },
        },
      },
    });
    expect(flowLog).not.toHaveProperty('identity');
  });

  test('has only arguments of the schema and properties of the API', () => {
    const { flowLog = {} } = azapiIn(
      logged((stack) => ({
        filter: SSH,
        recordTypes: [RecordType.END],
        identity: FlowLogIdentity.existing(IDENTITY),
        trafficAnalytics: TrafficAnalytics.on(
          FlowLake.forRegionOf(stack, { location: 'westeurope' }).workspace,
        ),
        tags: { team: 'network' },
      })),
    );
    const names = Object.keys(flowLog).filter((name) => name !== '//');
    expect(names.filter((name) => !AZAPI_ARGUMENTS.includes(name))).toEqual([]);
    expect(shapeProblems(flowLog.body, FLOW_LOG_BODY)).toEqual([]);
    expect(flowLog.tags).toEqual({ team: 'network' });
  });

  test('takes over the state of the flow log of azurerm at the same place', () => {
    const before = Object.keys(synthesized(logged({})).resource.azurerm_network_watcher_flow_log ?? {});
    const stack = logged({ filter: SSH });
    expect(azapiIn(stack).id).toBe(before[0]);
    expect(rest(stack).moved).toEqual([
      { from: `azurerm_network_watcher_flow_log.${before[0]}`, to: `azapi_resource.${before[0]}` },
    ]);
  });

  test('removes an earlier filter and earlier record types', () => {
    const { flowLog } = azapiIn(logged({ identity: FlowLogIdentity.existing(IDENTITY) }));
    expect(flowLog?.body.properties).toMatchObject({ enabledFilteringCriteria: '', recordTypes: '' });
    expect(flowLog?.identity).toEqual([{ type: 'UserAssigned', identity_ids: [IDENTITY] }]);
  });

  test('renders as HCL', () => {
    const app = new App({ hclOutput: true, outdir: undefined as unknown as string });
    const stack = newStack({ subscriptionId: 'a', useOidc: true }, 'network', app);
    logged({ filter: SSH, identity: FlowLogIdentity.existing(IDENTITY), tags: { team: 'net' } }, stack);
    const { hcl } = stack.toHclTerraform();
    expect(hcl).toContain('resource "azapi_resource" "FlowLogs_');
    expect(hcl).toMatch(/identity \{\s+type = "UserAssigned"\s+identity_ids = \[\s+"\/subscriptions/);
    expect(hcl).toContain('enabledFilteringCriteria = "DstPort=22"');
    expect(hcl).toContain('recordTypes = ""');
    expect(hcl).toMatch(/moved \{\s+from = azurerm_network_watcher_flow_log\.FlowLogs_/);
    expect(hcl).toMatch(/provider "azapi" \{\s+subscription_id = "a"\s+use_oidc = true\s+\}/);
  });
});

const IDENTITY =
  '/subscriptions/0/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/flow-logs';

describe('a new identity of a flow log', () => {
  test('may write to the account before the flow log exists', () => {
    const stack = logged((own) => ({
      identity: FlowLogIdentity.create(
        new ResourceGroup(own, 'ids', { name: 'ids', location: 'westeurope' }),
      ),
    }));
    const { flowLog, resource } = azapiIn(stack);
    const [[identityId = ''] = []] = Object.entries(resource.azurerm_user_assigned_identity ?? {});
    const [[waitId = '', wait] = []] = Object.entries(resource.time_sleep ?? {}).filter(([id]) =>
      id.includes('IdentityInEffect'),
    );
    const [[roleId = '', role] = []] = Object.entries(resource.azurerm_role_assignment ?? {}).filter(([id]) =>
      id.includes('WriteRecords'),
    );
    const [azurerm] = synthesized(stack).provider.azurerm;
    expect(azurerm?.resource_providers_to_register).toContain('Microsoft.ManagedIdentity');
    expect(flowLog?.identity).toEqual([
      { type: 'UserAssigned', identity_ids: [`\${azurerm_user_assigned_identity.${identityId}.id}`] },
    ]);
    expect(role).toMatchObject({
      role_definition_name: 'Storage Blob Data Contributor',
      principal_id: `\${azurerm_user_assigned_identity.${identityId}.principal_id}`,
      scope: flowLog?.body.properties.storageId,
    });
    expect(Object.values(wait?.triggers)).toEqual([`\${azurerm_role_assignment.${roleId}.id}`]);
    expect(flowLog?.depends_on).toEqual(expect.arrayContaining([`time_sleep.${waitId}`]));
  });
});

describe('the provider azapi', () => {
  test('is absent without a flow log that needs it', () => {
    const { provider, terraform } = rest(logged({}));
    expect(provider).not.toHaveProperty('azapi');
    expect(terraform.required_providers).not.toHaveProperty('azapi');
  });

  test('has the subscription and the credentials of azurerm', () => {
    const { provider, terraform } = rest(
      logged({ filter: SSH }, newStack({ subscriptionId: 's', tenantId: 't', useOidc: true, clientId: 'c' })),
    );
    expect(provider.azapi).toEqual([
      { subscription_id: 's', tenant_id: 't', use_oidc: true, client_id: 'c' },
    ]);
    expect(terraform.required_providers.azapi).toEqual({ source: 'Azure/azapi', version: '~> 2.11' });
  });

  test('follows the alias of the flow log', () => {
    const stack = newStack();
    const hub = new AzurermProvider(stack, 'hub', { features: [{}], alias: 'hub', subscriptionId: 'h' });
    logged({ filter: SSH, provider: hub }, stack);
    (stack.node.findChild('vnet') as VirtualNetwork).provider = hub;
    expect(rest(stack).provider.azapi).toEqual([{ alias: 'hub', subscription_id: 'h' }]);
    expect(azapiIn(stack).flowLog?.provider).toBe('azapi.hub');
  });

  test('follows a default provider that the app declares later', () => {
    const stack = new TerraformStack(newApp(), 'late');
    logged({ filter: SSH }, stack);
    new AzurermProvider(stack, 'azurerm', { features: [{}], subscriptionId: 'late' });
    expect(rest(stack).provider.azapi).toEqual([{ subscription_id: 'late' }]);
  });

  test('gives way to the one of the app', () => {
    const stack = logged({ filter: SSH });
    new OwnAzapi(stack, 'azapi', {
      terraformResourceType: 'azapi',
      terraformProviderSource: 'Azure/azapi',
      terraformGeneratorMetadata: { providerName: 'azapi', providerVersionConstraint: '2.9.0' },
    });
    expect(rest(stack).provider.azapi).toEqual([{ use_cli: false }]);
    expect(rest(stack).terraform.required_providers.azapi).toEqual({
      source: 'Azure/azapi',
      version: '2.9.0',
    });
  });
});

class OwnAzapi extends TerraformProvider {
  protected override synthesizeAttributes() {
    return { use_cli: false };
  }
}

describe('a problem of the filter', () => {
  const thrown = (props: Partial<VnetFlowLogsProps>) => () => logged(props);

  test('names the field and what it accepts', () => {
    expect(thrown({ filter: FlowLogFilter.equals(FilterField.DST_PORT, '22', 'ssh') })).toThrow(
      'network/FlowLogs: DstPort of the filter is "ssh": expected a port from 0 to 65535, or a range such as 8080-8090',
    );
  });

  test('states its length', () => {
    const ports = Array.from({ length: 250 }, (_, index) => String(1000 + index));
    expect(thrown({ filter: FlowLogFilter.equals(FilterField.DST_PORT, ...ports) })).toThrow(
      'the filter has 1257 characters: Azure accepts at most 1000',
    );
  });

  test('is a comparison without values', () => {
    expect(thrown({ filter: FlowLogFilter.equals(FilterField.SRC_IP) })).toThrow(
      'the filter compares SrcIP with no value: pass at least one',
    );
  });

  test('is an unknown record type, or none', () => {
    expect(thrown({ recordTypes: [] })).toThrow('recordTypes is empty: expected some of B, C, E, D');
    expect(thrown({ recordTypes: ['X' as RecordType] })).toThrow('recordTypes contains "X"');
  });

  test('is an id that is no identity', () => {
    expect(thrown({ identity: FlowLogIdentity.existing('/subscriptions/0') })).toThrow(
      'the identity is "/subscriptions/0": expected the ARM id of a Microsoft.ManagedIdentity/userAssignedIdentities',
    );
  });

  test('is not reported for references', () => {
    const { flowLog } = azapiIn(
      logged((stack) => ({
        filter: FlowLogFilter.equals(
          FilterField.DST_PORT,
          new TerraformVariable(stack, 'port', {}).stringValue,
        ),
      })),
    );
    expect(flowLog?.body.properties.enabledFilteringCriteria).toBe('DstPort=${var.port}');
  });
});

describe('a standard', () => {
  const denied = FlowLogStandard.parse('version: 1\nname: ours\nazure: { filters: deny }', 's.yaml');
  const words =
    'ours denies flow logs that omit flows or records: omit the prop, or set azure.filters: allow';

  test('can deny filters and record types', () => {
    const thrown = (props: Partial<VnetFlowLogsProps>) => () => logged({ ...props, standard: denied });
    expect(thrown({ filter: SSH })).toThrow(`filter is set; ${words}`);
    expect(thrown({ recordTypes: [RecordType.END] })).toThrow(`recordTypes is E; ${words}`);
    expect(thrown({ recordTypes: Object.values(RecordType) })).not.toThrow();
  });

  test('allows them with a warning by default', () => {
    const standard = FlowLogStandard.parse('version: 1', 's.yaml');
    expect(() => logged({ filter: SSH, standard })).not.toThrow();
  });
});
