import { parse } from '@cdktn/hcl2json';
import { Testing } from 'cdktf';
import { expect, test } from 'vitest';
import {
  FlowAlert,
  FlowLake,
  FlowQuestions,
  FlowWorkbook,
  MaliciousTrafficAlert,
  OperatingSystem,
  QuestionStore,
  RecordType,
  ThreatSource,
  TrafficAnalytics,
  VmInsights,
  VnetFlowLogs,
} from '../../../constructs/cdktf';
import { azureId, WORKSPACE } from '../../support/azure-ids';
import { newNetwork, newStack, synthesized } from '../../support/terraform-stacks';

const SUBNET_ID = azureId('Microsoft.Network', 'virtualNetworks/hub/subnets/functions');
const RECEIVERS = { emails: ['soc@example.com'] };

function app() {
  const stack = newStack();
  const normalizer = { subnetId: SUBNET_ID, alarm: RECEIVERS };
  const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', normalizer });
  const { workspace } = lake;
  const trafficAnalytics = TrafficAnalytics.on(workspace);
  new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake, trafficAnalytics });
  new MaliciousTrafficAlert(stack, 'Malicious', {
    source: ThreatSource.trafficAnalytics(trafficAnalytics),
    ...RECEIVERS,
  });
  new VnetFlowLogs(stack, 'Filtered', {
    network: newNetwork(stack, 'filtered'),
    lake,
    recordTypes: [RecordType.BEGIN, RecordType.END],
  });
  new VmInsights(stack, 'Insights', {
    workspace,
    machines: [
      { id: azureId('Microsoft.Compute', 'virtualMachines/vm'), operatingSystem: OperatingSystem.LINUX },
    ],
  });
  const own = [
    { name: 'words', title: 'Words', query: 'NTANetAnalytics | where SrcVm matches regex "\\\\s+"' },
  ];
  new FlowAlert(stack, 'Own', {
    workspace,
    title: 'A reference beside quotes',
    query: `NTANetAnalytics | where TenantId == "${workspace.workspaceId}"`,
    checkQuery: false,
    ...RECEIVERS,
  });
  new FlowQuestions(stack, 'Pack', { workspace, own });
  new FlowQuestions(stack, 'Searches', { workspace: WORKSPACE, own, store: QuestionStore.SAVED_SEARCHES });
  new FlowWorkbook(stack, 'Workbook', { workspace: WORKSPACE });
  return stack;
}

/** All texts of some resources by their position, without the line breaks at their end. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value.trimEnd()]];
  if (typeof value !== 'object' || value === null) return [];
  // the parser represents each block as a list
  const inner = Array.isArray(value) && value.length === 1 ? [['', value[0]]] : Object.entries(value);
  return inner.flatMap(([key, each]) => textsOf(each, key === '' ? path : `${path}/${key}`));
}

test('the configuration in HCL has the queries, templates and workbooks of the one in JSON', async () => {
  const hcl = await parse('main.tf', Testing.synthHcl(app()));
  const inHcl = new Map(textsOf(hcl.resource));
  const inJson = textsOf(synthesized(app()).resource).filter(([, text]) => /["\n\\]/.test(text));
  const named = (name: string) => inJson.filter(([path]) => path.endsWith(`/${name}`)).length;
  expect([named('query'), named('body'), named('data_json')].every((count) => count > 0)).toBe(true);
  for (const [path, text] of inJson) expect([path, inHcl.get(path)]).toEqual([path, text]);
});
