import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { afterAll, describe, expect, test } from 'vitest';
import { FlowLogStandard, FlowLogStandardAspect } from '../../../standard/plugins/cdktf';
import { callInHost } from '../../support/command-line/call-in-host';
import { messageOf } from '../../support/thrown';
import { cdktfAppOf } from '../corpus/cdktf-app';
import { CLEAN_AZURE, CORPUS_STANDARD } from '../corpus/corpus-app';
import { AZURE_PLANTS } from '../corpus/plants';

const root = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-aspect-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const standard = FlowLogStandard.parse(CORPUS_STANDARD, 's.yaml');

describe('the aspect', () => {
  test('accepts a valid app', () => {
    const build = () =>
      cdktfAppOf(CLEAN_AZURE, join(root, 'clean'), (app) => FlowLogStandardAspect.applyTo(app, { standard }));
    expect(messageOf(build)).toBe('');
  });

  test.each(
    AZURE_PLANTS.filter(({ rule, isChange }) => ['FLS101', 'FLS401', 'FLS408'].includes(rule) && !isChange),
  )('makes the synthesis fail for $rule', ({ rule, planted }) => {
    const build = () =>
      cdktfAppOf(planted, join(root, rule), (app) => FlowLogStandardAspect.applyTo(app, { standard }));
    expect(messageOf(build)).toContain(rule);
  });
});

describe('an app whose stacks dev and prod have equal construct ids, and prod logs nothing', () => {
  test('fails the check in prod only, with the line of the network in the file of prod', async () => {
    const directory = mkdtempSync(join(root, 'environments-'));
    appOf(directory).synth();
    writeFileSync(join(directory, 'standard.yaml'), STANDARD);
    const check = (...args: string[]) =>
      callInHost(directory, ['check', 'cdktf.out', '--standard', 'standard.yaml', ...args]);

    const { code, stdout, stderr } = await check('--report', 'sarif');
    expect([code, stderr]).toEqual([1, '']);
    const [{ results }] = JSON.parse(stdout).runs;
    const errors = results.filter(({ level }: { level: string }) => level === 'error');
    expect(errors).toMatchObject([
      {
        ruleId: 'FLS101',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'cdktf.out/stacks/prod/cdk.tf.json' } } }],
      },
    ]);
    const { startLine } = errors[0].locations[0].physicalLocation.region;
    const lines = readFileSync(join(directory, 'cdktf.out/stacks/prod/cdk.tf.json'), 'utf8').split('\n');
    expect(lines[startLine - 1]).toContain('"Network"');

    expect((await check('--report', 'pretty')).code).toBe(1);
  });

  test('has a violation of the aspect in prod only', () => {
    const app = appOf(mkdtempSync(join(root, 'environments-')));
    FlowLogStandardAspect.applyTo(app, { standard: FlowLogStandard.parse(STANDARD, 's.yaml') });
    const message = messageOf(() => app.synth());
    expect(message).toContain('[prod/Network] FLS101');
    expect(message).not.toContain('dev/');
    const failing = app.node
      .findAll()
      .filter(({ node }) => node.metadata.some(({ type }) => type === '@cdktf/error'));
    expect(failing.map(({ node }) => node.path)).toEqual(['prod/Network']);
  });
});

const STANDARD = 'version: 1\nazure: { version: 2, retention: { minDays: 90 } }\n';

function appOf(directory: string): App {
  const app = new App({ outdir: join(directory, 'cdktf.out') });
  new Environment(app, 'dev', true);
  new Environment(app, 'prod', false);
  return app;
}

class Environment extends TerraformStack {
  constructor(scope: Construct, id: string, isLogged: boolean) {
    super(scope, id);
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const place = { resourceGroupName: 'network', location: 'westeurope' };
    const network = new VirtualNetwork(this, 'Network', {
      ...place,
      name: 'vnet',
      addressSpace: ['10.0.0.0/16'],
    });
    const account = new StorageAccount(this, 'Logs', {
      ...place,
      name: 'stlogs',
      accountTier: 'Standard',
      accountReplicationType: 'ZRS',
    });
    if (!isLogged) return;
    new NetworkWatcherFlowLog(this, 'FlowLog', {
      name: 'flow-log',
      networkWatcherName: 'NetworkWatcher_westeurope',
      resourceGroupName: 'NetworkWatcherRG',
      targetResourceId: network.id,
      storageAccountId: account.id,
      enabled: true,
      version: 2,
      retentionPolicy: { enabled: true, days: 90 },
    });
  }
}
