import { describe, expect, test } from 'vitest';
import { WHAT_IF } from '../../../../standard/adapters/arm/what-if-adapter';
import { isAzureFlowLog, type ResourceModel } from '../../../../standard/facts';
import { CoverageIndex } from '../../../../standard/rule-support/coverage-index';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers';
const HUB = `${GROUP}/Microsoft.Network/virtualNetworks/hub`;
const LOG = `${GROUP}/Microsoft.Network/networkWatchers/watcher/flowLogs/hub`;

const INPUT = {
  path: 'what-if.json',
  directory: '.',
  unit: { name: 'what-if.json', artifact: 'what-if.json' },
};

function read(
  changes: readonly object[],
  more: object = {},
): { current: ResourceModel; prior: ResourceModel } {
  const json = { status: 'Succeeded', error: null, changes, ...more };
  expect(WHAT_IF.recognises(json)).toBe(true);
  return { current: WHAT_IF.read(json, INPUT), prior: WHAT_IF.readPrior?.(json, INPUT) as ResourceModel };
}

function coverageOf(model: ResourceModel): string[] {
  const index = new CoverageIndex(model);
  return model.networks.map((network) => index.of(network, true).coverage);
}

function flowLog(days: number, more: object = {}): object {
  const properties = { targetResourceId: HUB.toUpperCase(), storageId: 'x', enabled: true, ...more };
  return { id: LOG, properties: { ...properties, retentionPolicy: { enabled: true, days } } };
}

const network = {
  changeType: 'NoChange',
  resourceId: HUB,
  before: { properties: {} },
  after: { properties: {} },
};

describe('changes', () => {
  test('a modified flow log has both versions', () => {
    const change = {
      changeType: 'Modify',
      resourceId: LOG,
      before: flowLog(90),
      after: flowLog(30),
      delta: [],
    };
    const { current, prior } = read([network, change]);
    const days = ({ flowLogs }: ResourceModel) => flowLogs.filter(isAzureFlowLog)[0]?.retentionDays;
    expect([days(prior), days(current)]).toMatchObject([{ value: 90 }, { value: 30 }]);
    expect(current.flowLogs[0]?.where.pointer).toBe('/changes/1/after');
    expect(coverageOf(current)).toEqual(['covered']);
    expect(current.flowLogs[0]?.account).toMatchObject({ value: '11111111-2222-3333-4444-555555555555' });
  });

  test('a created one has no prior version, a deleted one no current version', () => {
    const created = read([network, { changeType: 'Create', resourceId: LOG, after: flowLog(90) }]);
    expect([created.prior, created.current].map(({ flowLogs }) => flowLogs.length)).toEqual([0, 1]);
    const deleted = read([network, { changeType: 'Delete', resourceId: LOG, before: flowLog(90) }]);
    expect([deleted.prior, deleted.current].map(({ flowLogs }) => flowLogs.length)).toEqual([1, 0]);
    expect(coverageOf(deleted.current)).toEqual(['none']);
  });

  test('ignored resources stay', () => {
    const { current, prior } = read([
      network,
      { changeType: 'Ignore', resourceId: LOG, before: flowLog(90) },
    ]);
    expect([coverageOf(prior), coverageOf(current)]).toEqual([['covered'], ['covered']]);
  });

  test('an ignored flow log without properties may log any network', () => {
    const { current } = read([network, { changeType: 'Ignore', resourceId: LOG }]);
    expect(coverageOf(current)).toEqual(['unknown']);
    expect(current.unread).toEqual([]);
  });

  test('what the deployment determines is unknown', () => {
    const after = flowLog(90, { enabled: "[parameters('enabled')]" });
    const { current } = read([network, { changeType: 'Create', resourceId: LOG, after }]);
    expect(coverageOf(current)).toEqual(['unknown']);
  });

  test('subnets in the properties of a virtual network', () => {
    const after = { properties: { subnets: [{ name: 'a' }, { name: 'b' }] } };
    const { current } = read([{ changeType: 'Create', resourceId: HUB, after }]);
    expect(current.networks.map(({ title }) => title)).toEqual(['hub', 'hub/a', 'hub/b']);
  });

  test('Azure PowerShell writes other names, and numbers', () => {
    const { current } = read([
      { ChangeType: 4, FullyQualifiedResourceId: HUB, After: { Properties: {} } },
      { ChangeType: 0, FullyQualifiedResourceId: LOG, After: flowLog(90) },
    ]);
    expect(coverageOf(current)).toEqual(['covered']);
  });
});

describe('parts that are not read', () => {
  test.each<[string, object, string]>([
    [
      'an unsupported deployment',
      {
        changeType: 'Unsupported',
        resourceId: `${GROUP}/Microsoft.Resources/deployments/logs`,
        unsupportedReason: 'a function of the deployment',
      },
      'what-if does not support it: a function of the deployment',
    ],
    [
      'a resource whose id is an expression',
      { changeType: 'Unsupported', resourceId: "[reference('x').id]" },
      'what-if does not support it',
    ],
    [
      'a result without properties',
      { changeType: 'Deploy', resourceId: LOG },
      'the result of what-if contains the ids of resources, not their properties',
    ],
  ])('%s', (_, change, cause) => {
    const { current } = read([network, change]);
    expect(current.unread.map((part) => part.cause)).toEqual([cause]);
    expect(coverageOf(current)).toEqual(['unknown']);
  });

  test('an unsupported resource that cannot create flow logs is no part', () => {
    const { current } = read([
      network,
      { changeType: 'Unsupported', resourceId: `${GROUP}/Microsoft.Web/sites/app` },
    ]);
    expect([current.unread, coverageOf(current)]).toEqual([[], ['none']]);
  });

  test('potential changes, and nested deployments that were skipped', () => {
    const deployment = `${GROUP}/Microsoft.Resources/deployments/logs`;
    const { current, prior } = read([network], {
      potentialChanges: [{ changeType: 'Create', resourceId: LOG }],
      diagnostics: [{ code: 'NestedDeploymentShortCircuited', level: 'Warning', target: deployment }],
    });
    expect(current.unread.map(({ subject }) => subject.title)).toEqual(['watcher/hub', 'logs']);
    expect(prior.unread).toEqual([]);
  });

  test('a failed what-if is an error', () => {
    const json = {
      status: 'Failed',
      error: { code: 'InvalidTemplate', message: 'The template is invalid.' },
      changes: [],
    };
    expect(() => WHAT_IF.read(json, INPUT)).toThrow(
      'what-if.json is a failed what-if: The template is invalid.',
    );
  });
});
