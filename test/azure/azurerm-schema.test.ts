import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AZURERM_BINDINGS } from '../support/azurerm-bindings';
import { AZURERM_5 } from '../support/azurerm-extract';
import { schemaProblems } from '../support/azurerm-schema';
import { cdktfExamples, synthesizedExamples } from '../support/cdktf-examples';
import { STACK_FILE } from '../support/terraform';

const RELEASES = [AZURERM_5, AZURERM_BINDINGS];

const FLOW_LOG = {
  name: 'hub',
  network_watcher_name: 'NetworkWatcher_westeurope',
  resource_group_name: 'NetworkWatcherRG',
  target_resource_id: '${azurerm_virtual_network.hub.id}',
  storage_account_id: '${azurerm_storage_account.raw.id}',
  enabled: true,
  version: 2,
  retention_policy: { enabled: true, days: 90 },
};

const ACCOUNT = {
  name: 'raw',
  resource_group_name: 'network',
  location: 'westeurope',
  account_tier: 'Standard',
  account_replication_type: 'LRS',
  tags: { owner: 'network' },
  network_rules: { default_action: 'Deny', bypass: ['AzureServices'] },
};

describe.each(RELEASES)('schemaProblems with $release', (schema) => {
  const problemsOf = (type: string, contents: object) =>
    schemaProblems({ resource: { [type]: { it: contents } } }, schema).map((problem) =>
      problem.replace(`${type}.it.`, '').replace(` (${schema.release})`, ''),
    );
  const flowLog = (change: object) =>
    problemsOf('azurerm_network_watcher_flow_log', { ...FLOW_LOG, ...change });
  const account = (change: object) => problemsOf('azurerm_storage_account', { ...ACCOUNT, ...change });

  test('reports nothing for a valid stack', () => {
    expect(flowLog({})).toEqual([]);
    expect(account({})).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['an unknown argument', { no_such_argument: 1 }, 'no_such_argument: is unknown'],
    ['a missing argument', { enabled: undefined }, 'enabled: is missing'],
    ['an argument that is null', { enabled: null }, 'enabled: is missing'],
    ['a missing block', { retention_policy: undefined }, 'retention_policy: is missing'],
    [
      'a missing argument of a block',
      { retention_policy: { days: 1 } },
      'retention_policy[0].enabled: is missing',
    ],
    ['a string for a number', { version: '2' }, 'version: expected a number, received "2"'],
    ['a number for a string', { name: 7 }, 'name: expected a string, received 7'],
    ['a string for a boolean', { enabled: 'true' }, 'enabled: expected a bool, received "true"'],
    ['a number as a tag', { tags: { level: 1 } }, 'tags.level: expected a string, received 1'],
    ['a list for a string', { name: ['hub'] }, 'name: expected a string, received ["hub"]'],
    ['a value for a block', { retention_policy: 90 }, 'retention_policy: expected a block, received a value'],
    [
      'an expression for a block',
      { retention_policy: '${var.it}' },
      'retention_policy: expected a block, received a value',
    ],
    [
      'an extra block',
      { retention_policy: [FLOW_LOG.retention_policy, FLOW_LOG.retention_policy] },
      'retention_policy: expected at most 1 blocks, received 2',
    ],
    ['no block', { retention_policy: [] }, 'retention_policy: expected at least 1 blocks, received 0'],
  ])('reports %s', (_, change, problem) => {
    const problems = flowLog({ ...change });
    expect(problems).toEqual([problem]);
  });

  test('reports the position in a list', () => {
    expect(account({ network_rules: [{ default_action: 'Deny', bypass: ['Logging', 1] }] })).toEqual([
      'network_rules[0].bypass[1]: expected a string, received 1',
    ]);
    expect(account({ network_rules: { default_action: 'Deny', bypass: 'AzureServices' } })).toHaveLength(1);
  });

  test('reports attributes that only the provider sets', () => {
    expect(account({ primary_blob_endpoint: 'https://raw.blob.core.windows.net/' })).toEqual([
      expect.stringMatching(/^primary_blob_endpoint: is (read-only|unknown)$/),
    ]);
  });

  test('accepts expressions, meta-arguments and dynamic blocks', () => {
    const { retention_policy, ...withoutPolicy } = FLOW_LOG;
    const dynamic = { retention_policy: { for_each: '${var.policies}', content: retention_policy } };
    const contents = { ...withoutPolicy, dynamic, version: '${var.version}', depends_on: [], count: 1 };
    expect(problemsOf('azurerm_network_watcher_flow_log', contents)).toEqual([]);
  });

  test('checks types and settings of the provider', () => {
    const data = {
      azurerm_virtual_network: { it: { name: 'it', no_such_argument: 1 } },
      azurerm_nothing: { it: {} },
    };
    const provider = {
      azurerm: [{ features: [{ no_such_block: [{}] }], storage_use_azuread: true, alias: 'other' }],
    };
    const resource = { azurerm_nothing: { it: {} }, random_id: { it: { byte_length: 'of others' } } };
    expect(schemaProblems({ resource, data, provider }, schema)).toEqual([
      `azurerm_nothing.it: ${schema.release} has no such type${schema.whyMissing}`,
      `data.azurerm_virtual_network.it.resource_group_name: is missing (${schema.release})`,
      `data.azurerm_virtual_network.it.no_such_argument: is unknown (${schema.release})`,
      `data.azurerm_nothing.it: ${schema.release} has no such type${schema.whyMissing}`,
      `provider.azurerm.features[0].no_such_block: is unknown (${schema.release})`,
    ]);
  });
});

test('only the schema of the newest release reports removed arguments', () => {
  const group = { network_security_group_id: '${azurerm_network_security_group.it.id}' };
  const resource = { azurerm_network_watcher_flow_log: { it: { ...FLOW_LOG, ...group } } };
  expect(schemaProblems({ resource }, AZURERM_5)).toEqual([
    expect.stringContaining('network_security_group_id: is unknown'),
  ]);
  expect(schemaProblems({ resource }, AZURERM_BINDINGS)).toEqual([]);
});

test('reports deprecated types and arguments', () => {
  const string = { type: 'string', optional: true } as const;
  const old = {
    arguments: { old: { ...string, deprecated: true }, id: { ...string, optional: false } },
    blocks: {},
  };
  const schema = { ...AZURERM_5, resource: () => ({ ...old, deprecated: true }) };
  expect(schemaProblems({ resource: { azurerm_old: { it: { old: 'a', id: 'b' } } } }, schema)).toEqual([
    `azurerm_old.it: ${AZURERM_5.release} deprecates the type`,
    `azurerm_old.it.old: is deprecated (${AZURERM_5.release})`,
    `azurerm_old.it.id: is read-only (${AZURERM_5.release})`,
  ]);
});

/** All CDKTF examples. The test includes new ones automatically. */
describe('the stacks of the examples', () => {
  const output = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-synth-'));
  const stacks = new Map<string, object[]>();

  beforeAll(async () => {
    const read = (directory: string) => JSON.parse(readFileSync(join(directory, STACK_FILE), 'utf8'));
    for (const [example, directories] of await synthesizedExamples(output)) {
      stacks.set(example, directories.map(read));
    }
  });

  afterAll(() => rmSync(output, { recursive: true, force: true }));

  test('exist', () => {
    expect(cdktfExamples()).toContain('cdktf-vnet');
  });

  test.each(
    cdktfExamples().flatMap((example) =>
      RELEASES.map((schema) => ({ example, schema, release: schema.release })),
    ),
  )('$example is valid with $release', ({ example, schema }) => {
    const synthesized = stacks.get(example) ?? [];
    expect(synthesized).not.toEqual([]);
    expect(synthesized.flatMap((stack) => schemaProblems({ ...stack }, schema))).toEqual([]);
  });
});
