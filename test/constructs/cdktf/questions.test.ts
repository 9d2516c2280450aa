import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { AnnotationMetadataEntryType, type TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { KQL_QUESTIONS } from '../../../azure/questions';
import { flowWorkbook } from '../../../azure/workbook';
import {
  FlowLake,
  FlowQuestions,
  type FlowQuestionsProps,
  FlowWorkbook,
  QuestionStore,
  TrafficAnalytics,
  VnetFlowLogs,
} from '../../../constructs/cdktf';
import { WORKSPACE } from '../../support/azure-ids';
import {
  annotationsOf,
  newNetwork,
  newStack,
  resourceOf,
  resourcesOf,
  synthesized,
} from '../../support/terraform-stacks';
import { thrownBy } from '../../support/thrown';

const QUERY = 'azurerm_log_analytics_query_pack_query';
const SEARCH = 'azurerm_log_analytics_saved_search';

function stackWithQuestions(props: Partial<FlowQuestionsProps> = {}) {
  const stack = newStack();
  new FlowQuestions(stack, 'Questions', { workspace: WORKSPACE, ...props });
  return stack;
}

describe('questions', () => {
  test('are saved in a query pack beside the workspace', () => {
    const stack = stackWithQuestions();
    expect(resourceOf(stack, 'azurerm_log_analytics_query_pack')).toMatchObject({
      location: 'northeurope',
      resource_group_name: 'logs',
    });
    const queries = resourcesOf(stack, QUERY);
    expect(
      queries.map(({ display_name: title, body, description }) => ({ title, kql: body, description })),
    ).toEqual(
      expect.arrayContaining(
        KQL_QUESTIONS.map(({ title, kql, description }) => ({ title, kql, description })),
      ),
    );
    expect(queries).toHaveLength(KQL_QUESTIONS.length);
    for (const { categories, resource_types: types } of queries) {
      expect(['network', 'security']).toContain(categories[0]);
      expect(types).toEqual(['microsoft.operationalinsights/workspaces']);
    }
  });

  test('have unique GUID names, stable across deployments', () => {
    const names = resourcesOf(stackWithQuestions(), QUERY).map(({ name }) => name);
    for (const name of names) {
      expect(name).toMatch(
        /^\$\{uuidv5\("url", join\("\/", \[data\.azurerm_client_config\.FlowLogsClientConfig\.subscription_id, "[0-9a-f]{42}"\]\)\)\}$/,
      );
    }
    expect(new Set(names).size).toBe(names.length);
    expect(resourcesOf(stackWithQuestions(), QUERY).map(({ name }) => name)).toEqual(names);
  });

  test('can be saved searches of the workspace', () => {
    const stack = stackWithQuestions({ store: QuestionStore.SAVED_SEARCHES });
    expect(resourcesOf(stack, 'azurerm_log_analytics_query_pack')).toEqual([]);
    const searches = resourcesOf(stack, SEARCH);
    expect(searches.map(({ name }) => name).sort()).toEqual(
      KQL_QUESTIONS.map(({ name }) => `flow-logs-${name}`).sort(),
    );
    for (const { log_analytics_workspace_id: id, category } of searches) {
      expect({ id, category }).toEqual({ id: WORKSPACE.id, category: 'Network flow logs' });
    }
  });

  test('of the user are added to the shipped ones', () => {
    const own = [{ name: 'mine', title: 'Mine?', query: 'NTANetAnalytics | count', description: 'All.' }];
    expect(resourcesOf(stackWithQuestions({ own }), QUERY)).toContainEqual(
      expect.objectContaining({
        display_name: 'Mine?',
        body: 'NTANetAnalytics | count',
        description: 'All.',
      }),
    );
    expect(
      resourcesOf(stackWithQuestions({ own, store: QuestionStore.SAVED_SEARCHES }), SEARCH),
    ).toContainEqual(expect.objectContaining({ name: 'flow-logs-mine' }));
  });

  test('of the user are all checked', () => {
    const own = [
      { name: 'a', title: 'A', query: 'NTANetAnalytics | where FlowType == "Malicious"' },
      { name: 'b', title: 'B', query: 'NTANetAnalytics | project SrcIP' },
    ];
    const failure = thrownBy(() => stackWithQuestions({ own }));
    expect(failure).toMatch(
      /^network\/Questions: own question "a", line 1, column \d+: .*; own question "b", line 1, column \d+: /,
    );
  });

  test.each([
    [
      ['Mine'],
      'own question "Mine": expected a name of lower-case letters and digits, in words joined by \'-\'',
    ],
    [['top-talkers'], 'own question "top-talkers": another question has this name'],
    [['mine', 'mine'], 'own question "mine": another question has this name'],
  ])('fail for the names %j', (names, problem) => {
    const own = names.map((name) => ({ name, title: name, query: 'NTANetAnalytics | count' }));
    expect(thrownBy(() => stackWithQuestions({ own }))).toBe(`network/Questions: ${problem}`);
  });
});

describe('the workbook', () => {
  const stack = newStack();
  new FlowWorkbook(stack, 'Workbook', { workspace: WORKSPACE });
  const workbook = resourceOf(stack, 'azurerm_application_insights_workbook');

  test('belongs to the workspace, with its id in lower case', () => {
    expect(workbook).toMatchObject({
      display_name: 'Network flows',
      location: 'northeurope',
      resource_group_name: 'logs',
      source_id: WORKSPACE.id.toLowerCase(),
      name: expect.stringMatching(/^\$\{uuidv5\(/),
    });
    expect(JSON.parse(workbook.data_json)).toEqual(
      JSON.parse(JSON.stringify(flowWorkbook({ workspaceId: WORKSPACE.id }))),
    );
  });

  test('contains no Terraform expression', () => {
    expect(workbook.data_json).not.toMatch(/[$%]\{/);
  });
});

describe('a lake', () => {
  const analysed = (questions?: boolean) => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', questions });
    const trafficAnalytics = TrafficAnalytics.on(lake.workspace);
    for (const id of ['a', 'b'])
      new VnetFlowLogs(stack, id, { network: newNetwork(stack, `net-${id}`), lake, trafficAnalytics });
    return stack;
  };

  test('has one set of questions and one workbook once Traffic Analytics is on', () => {
    const stack = analysed();
    expect(resourcesOf(stack, QUERY)).toHaveLength(KQL_QUESTIONS.length);
    const { data_json: json, source_id: sourceId } = resourceOf(
      stack,
      'azurerm_application_insights_workbook',
    );
    expect(sourceId).toMatch(/^\$\{lower\(azurerm_log_analytics_workspace\..*\.id\)\}$/);
    // the id is not within the JSON, where CDKTF would not escape the quotes around it in HCL
    expect(json).toMatch(/^\$\{join\("", \["\{\\"version\\":/);
    expect(json).toMatch(
      /\\"fallbackResourceIds\\":\[\\"", azurerm_log_analytics_workspace\.\w+\.id, "\\"\],/,
    );
  });

  test('has none if they are disabled, or no flow log writes rows', () => {
    expect(resourcesOf(analysed(false), QUERY)).toEqual([]);
    const stack = newStack();
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack) });
    expect(resourcesOf(stack, QUERY)).toEqual([]);
  });
});

describe('Traffic Analytics that writes to another workspace', () => {
  const WORKSPACES = 'azurerm_log_analytics_workspace';
  const packsOf = (stack: TerraformStack) => resourcesOf(stack, 'azurerm_log_analytics_query_pack');
  const newWorkspace = (stack: TerraformStack, id = 'central') =>
    new LogAnalyticsWorkspace(stack, id, { name: id, location: 'westeurope', resourceGroupName: 'logs' });

  test('needs no workspace in the lake, and questions follow once per workspace', () => {
    const stack = newStack();
    const trafficAnalytics = TrafficAnalytics.on(newWorkspace(stack));
    for (const [id, location] of [
      ['a', 'westeurope'],
      ['b', 'westeurope'],
      ['c', 'northeurope'],
    ] as const) {
      new VnetFlowLogs(stack, id, { network: newNetwork(stack, `net-${id}`, location), trafficAnalytics });
    }
    expect(resourcesOf(stack, WORKSPACES).map(({ name }) => name)).toEqual(['central']);
    expect(resourcesOf(stack, 'azurerm_resource_group').map(({ name }) => name)).not.toContainEqual(
      expect.stringContaining('flow-analytics'),
    );
    expect(packsOf(stack)).toMatchObject([
      { resource_group_name: '${azurerm_log_analytics_workspace.central.resource_group_name}' },
    ]);
    expect(resourcesOf(stack, QUERY)).toHaveLength(KQL_QUESTIONS.length);
    expect(resourceOf(stack, 'azurerm_application_insights_workbook').source_id).toBe(
      '${lower(azurerm_log_analytics_workspace.central.id)}',
    );
  });

  test('has questions per workspace, in addition to those of the lake', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope' });
    const workspaces = [lake.workspace, newWorkspace(stack, 'one'), newWorkspace(stack, 'two')];
    for (const [index, workspace] of workspaces.entries()) {
      const network = newNetwork(stack, `net-${index}`);
      new VnetFlowLogs(stack, `f-${index}`, {
        network,
        lake,
        trafficAnalytics: TrafficAnalytics.on(workspace),
      });
    }
    expect(resourcesOf(stack, WORKSPACES)).toHaveLength(3);
    expect(packsOf(stack)).toHaveLength(3);
  });

  test('has no second set beside the questions of the app, and none if the lake saves none', () => {
    for (const [questions, count] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const stack = newStack();
      const workspace = newWorkspace(stack);
      if (questions) new FlowQuestions(stack, 'Questions', { workspace });
      const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', questions });
      const trafficAnalytics = TrafficAnalytics.on(workspace);
      new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake, trafficAnalytics });
      expect(packsOf(stack)).toHaveLength(count);
      expect(resourcesOf(stack, 'azurerm_application_insights_workbook')).toHaveLength(count);
    }
  });

  test('has none in a workspace that the app does not declare, and the construct states so', () => {
    const stack = newStack();
    new VnetFlowLogs(stack, 'FlowLogs', {
      network: newNetwork(stack),
      trafficAnalytics: TrafficAnalytics.on(WORKSPACE),
    });
    expect(packsOf(stack)).toEqual([]);
    expect(annotationsOf(stack, AnnotationMetadataEntryType.INFO)).toContain(
      `Traffic Analytics writes to the workspace ${WORKSPACE.id}, for which the lake saves no questions: add new ` +
        'FlowQuestions(...) and new FlowWorkbook(...) with its provider',
    );
  });

  test('is that of the lake if two objects represent the workspace', () => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope', workspace: WORKSPACE });
    const trafficAnalytics = TrafficAnalytics.on({ ...WORKSPACE });
    new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake, trafficAnalytics });
    expect(packsOf(stack)).toHaveLength(1);
    const infos = annotationsOf(stack, AnnotationMetadataEntryType.INFO);
    expect(infos.filter((info) => info.includes('saves no questions'))).toEqual([]);
  });

  test.each([
    ['no flow log of the app', () => undefined],
    ['a flow log without Traffic Analytics', () => TrafficAnalytics.off],
  ])('leaves the workspace of a lake with %s', (_, analytics) => {
    const stack = newStack();
    const lake = new FlowLake(stack, 'Lake', { location: 'westeurope' });
    if (analytics()) new VnetFlowLogs(stack, 'FlowLogs', { network: newNetwork(stack), lake });
    expect(Object.keys(synthesized(stack).resource[WORKSPACES] ?? {})).toEqual(['Lake_Workspace_BB22F320']);
  });
});
