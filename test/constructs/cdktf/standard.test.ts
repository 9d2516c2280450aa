import { TerraformStack, Testing } from 'cdktf';
import { FlowLake, VnetFlowLogs, type VnetFlowLogsProps } from 'cloud-flow-logs/cdktf';
import { FlowLogStandard } from 'cloud-flow-logs/standard';
import { describe, expect, test } from 'vitest';

const standard = FlowLogStandard.of({ version: 1, name: 'ours', azure: { retention: { minDays: 200 } } });

function flowLogs(props: Partial<VnetFlowLogsProps>, stack = new TerraformStack(Testing.app(), 'stack')) {
  const id =
    '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub';
  new VnetFlowLogs(stack, 'FlowLogs', {
    network: { id, name: 'hub', location: 'westeurope', resourceGroupName: 'net' } as never,
    standard,
    ...props,
  });
  return JSON.parse(Testing.synth(stack)).resource.azurerm_network_watcher_flow_log;
}

describe('flow logs by a standard', () => {
  test('have the retention that it requires', () => {
    expect(Object.values(flowLogs({}))).toMatchObject([{ retention_policy: { enabled: true, days: 200 } }]);
  });

  test('reject props that it does not allow', () => {
    expect(() => flowLogs({ retentionDays: 100, enabled: false })).toThrow(
      /retentionDays is 100; ours requires at least 200.*; enabled is false; ours requires enabled flow logs/,
    );
  });

  test('need another retention than their own if the standard requires more than they can have', () => {
    const long = FlowLogStandard.of({ version: 1, extends: ['nydfs-500.06'] });
    const problem =
      /at most 365 days; standard requires at least 1095: set retainForever: true or a lifecycle/;
    expect(() => flowLogs({ standard: long })).toThrow(problem);
    expect(() => flowLogs({ standard: long, retentionDays: 365 })).toThrow(problem);
    expect(Object.values(flowLogs({ standard: long, retainForever: true }))).toMatchObject([
      { retention_policy: { enabled: false, days: 0 } },
    ]);
  });

  test('accept a lifecycle of the lake instead of their own retention', () => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    const lake = new FlowLake(stack, 'Lake', {
      location: 'westeurope',
      lifecycle: { deleteAfterDays: 1200 },
    });
    const long = FlowLogStandard.of({ version: 1, extends: ['nydfs-500.06'] });
    expect(() => flowLogs({ standard: long, lake }, stack)).not.toThrow();
  });

  test('accept props that violate a recommendation or our reading of a profile, but no demand', () => {
    const azure = FlowLogStandard.of({ version: 1, extends: ['cis-azure-6.0', 'fedramp-moderate-r5'] });
    // our reading contains Traffic Analytics, and FedRAMP recommends 910 days
    expect(Object.values(flowLogs({ standard: azure, retentionDays: 100 }))).toMatchObject([
      { retention_policy: { enabled: true, days: 100 } },
    ]);
    expect(() => flowLogs({ standard: azure, retentionDays: 80, enabled: false })).toThrow(
      /retentionDays is 80; standard requires at least 90.*; enabled is false/,
    );
  });
});
