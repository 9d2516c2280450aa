import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ARM_TEMPLATE } from '../../../standard/adapters/arm/template-adapter';
import { WHAT_IF } from '../../../standard/adapters/arm/what-if-adapter';
import { PREVIEW } from '../../../standard/adapters/pulumi/preview';
import { readArtifacts } from '../../../standard/adapters/read-artifact';
import { CONFIGURATION } from '../../../standard/adapters/terraform/configuration';
import { PLAN } from '../../../standard/adapters/terraform/plan';
import { check } from '../../../standard/check';
import type { ResourceModel } from '../../../standard/facts';
import { FlowLogStandard } from '../../../standard/flow-log-standard';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-references-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const INPUT = { path: 'a.json', directory: '.', unit: { name: 'a.json', artifact: 'a.json' } };
const LOG = 'Microsoft.Network/networkWatchers/flowLogs';
const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/network/providers';

const azapi = (properties: object) => ({
  resource: {
    azapi_resource: { log: { type: `${LOG}@2024-05-01`, name: 'log', body: { properties } } },
  },
});
const pulumi = (inputs: object) => ({
  steps: [
    {
      op: 'create',
      urn: 'urn:pulumi:dev::app::azure-native:network:FlowLog::log',
      newState: {
        urn: 'urn:pulumi:dev::app::azure-native:network:FlowLog::log',
        type: 'azure-native:network:FlowLog',
        custom: true,
        inputs,
      },
    },
  ],
});
const planned = (after: object) => ({
  format_version: '1.2',
  planned_values: {},
  resource_changes: [
    {
      address: 'azurerm_network_watcher_flow_log.log',
      mode: 'managed',
      type: 'azurerm_network_watcher_flow_log',
      name: 'log',
      change: { actions: ['create'], before: null, after, after_unknown: {} },
    },
  ],
});

/** Reads a flow log whose target or account is a value in each engine. */
const READERS: Readonly<Record<string, (name: string, value: unknown) => ResourceModel>> = {
  'an ARM template': (name, value) =>
    ARM_TEMPLATE.read(
      {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [{ type: LOG, apiVersion: '2024-05-01', name: 'w/log', properties: { [name]: value } }],
      },
      INPUT,
    ),
  'what-if': (name, value) =>
    WHAT_IF.read(
      {
        status: 'Succeeded',
        changes: [
          {
            changeType: 'Create',
            resourceId: `${GROUP}/Microsoft.Network/networkWatchers/w/flowLogs/log`,
            after: { properties: { [name]: value } },
          },
        ],
      },
      INPUT,
    ),
  azapi: (name, value) => CONFIGURATION.read(azapi({ [name]: value }), INPUT),
  'a preview of Pulumi': (name, value) => PREVIEW.read(pulumi({ [name]: value }), INPUT),
  'a plan': (name, value) =>
    PLAN.read(
      planned({ [name === 'storageId' ? 'storage_account_id' : 'target_resource_id']: value }),
      INPUT,
    ),
};

describe.each(Object.entries(READERS))('an id in %s', (_engine, read) => {
  test.each(
    ['targetResourceId', 'storageId'].flatMap((name) =>
      [[], {}, [[]], 1, true, false].map((value) => [name, value] as const),
    ),
  )('%s can be %j', (name, value) => {
    const model = read(name, value);
    expect(model.flowLogs).toHaveLength(1);
    if (name === 'targetResourceId') expect(model.flowLogs[0]?.target.known).toBe(typeof value !== 'object');
    const { findings } = check({ model, standard: FlowLogStandard.DEFAULT.resolved });
    const rules = findings.map(({ rule }) => rule);
    expect(['FLS002', 'FLS304', 'FLS305'].some((rule) => rules.includes(rule))).toBe(true);
  });
});

test.each(['main.tf.json', 'terraform.tfvars.json'])('%s has a limit of depth', async (name) => {
  const directory = mkdtempSync(join(root, 'deep-'));
  writeFileSync(join(directory, 'other.tf.json'), '{"variable":{"a":{}}}');
  const value = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  const text = name === 'main.tf.json' ? `{"locals":{"a":${value}}}` : `{"a":${value}}`;
  writeFileSync(join(directory, name), text);
  await expect(readArtifacts([directory])).rejects.toThrow(`${name} is nested more than 500 levels deep`);
});
