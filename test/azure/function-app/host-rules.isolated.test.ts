import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FUNCTION_ARCHIVE } from '../../../azure/normalizer/function-archive';
import { FlowSink } from '../../../constructs/cdktf';
import { newLake, SUBNET_ID } from '../../constructs/cdktf/normalized-lake';
import { appSettings, siteOf } from '../../support/deployed-site';
import {
  HOST_RULES,
  type HostedApp,
  type RegisteredFunction,
  registeredFunctions,
  type Settings,
} from '../../support/functions-host';

const BUNDLE = join(FUNCTION_ARCHIVE, '../bundle/index.cjs');
const files = unzipSync(new Uint8Array(readFileSync(FUNCTION_ARCHIVE)));
const json = (name: string) => JSON.parse(Buffer.from(files[name] ?? []).toString('utf8'));

/** Replaces references to other resources by what Terraform puts in their place. */
function deployed(settings: Settings, suffix: string): Settings {
  const endpoint = (service: string) => `https://account.${service}.${suffix}/`;
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      value
        .replace(/\$\{[^}]*primary_(\w+)_endpoint\}/, (_, service) => endpoint(service))
        .replace(/\$\{[^}]*logs_ingestion_endpoint\}/, 'https://dce.westeurope-1.ingest.monitor.azure.com')
        .replace(/\$\{[^}]*\.\w+\}/, `value-of-${name}`),
    ]),
  );
}

function appIn(location: string, suffix: string): HostedApp {
  const { stack } = newLake(
    { subnetId: SUBNET_ID, sink: FlowSink.TABLE_AND_WORKSPACE },
    { location },
    FUNCTION_ARCHIVE,
  );
  const site = siteOf(stack);
  const settings = deployed(appSettings(site), suffix);
  return {
    settings,
    siteConfig: site.properties.siteConfig,
    hostJson: json('host.json'),
    packageJson: json('package.json'),
    files: Object.keys(files),
    functions: registeredFunctions(BUNDLE, settings),
  };
}

const PUBLIC = appIn('westeurope', 'core.windows.net');
const broken = (app: HostedApp) =>
  HOST_RULES.flatMap(({ title, problems }) => problems(app).map((problem) => `${title}: ${problem}`));
const withSettings = (change: Settings) => broken({ ...PUBLIC, settings: { ...PUBLIC.settings, ...change } });
const withoutSetting = (...names: string[]) => {
  const kept = Object.entries(PUBLIC.settings).filter(([name]) => !names.includes(name));
  return broken({ ...PUBLIC, settings: Object.fromEntries(kept) });
};

describe('the function that the construct deploys satisfies the rules of the Functions host:', () => {
  test.each(HOST_RULES.map((rule) => [rule.title, rule.source, rule] as const))(
    '%s (%s)',
    (_, source, rule) => {
      expect(source.length).toBeGreaterThan(20);
      expect(rule.problems(PUBLIC)).toEqual([]);
      expect(rule.problems(appIn('usgovvirginia', 'core.usgovcloudapi.net'))).toEqual([]);
      expect(rule.problems(appIn('chinanorth3', 'core.chinacloudapi.cn'))).toEqual([]);
    },
  );

  test('the package registers the two functions with their triggers', () => {
    const triggers = ({ name, bindings }: RegisteredFunction) => [
      name,
      Object.values(bindings).map((each) => each.type),
    ];
    expect(PUBLIC.functions.map(triggers)).toEqual([
      ['blobEvents', ['queueTrigger']],
      ['sweep', ['timerTrigger']],
    ]);
  });

  test('the package contains no other file', () => {
    expect(Object.keys(files)).toEqual(['host.json', 'index.cjs', 'package.json']);
  });

  test('in a region that is unknown at synth the host finds its account by name, too', () => {
    const { settings } = appIn('${var.location}', 'core.windows.net');
    expect(settings).toHaveProperty('AzureWebJobsStorage__accountName');
    expect(settings).toHaveProperty('AzureWebJobsStorage__blobServiceUri');
  });

  test('outside of the public cloud the host does not derive endpoints from the name of its account', () => {
    expect(PUBLIC.settings).toHaveProperty('AzureWebJobsStorage__accountName');
    const { settings } = appIn('usgovvirginia', 'core.usgovcloudapi.net');
    expect(settings).not.toHaveProperty('AzureWebJobsStorage__accountName');
    expect(settings.AzureWebJobsStorage__blobServiceUri).toBe('https://account.blob.core.usgovcloudapi.net/');
  });
});

describe('the rules find', () => {
  const storage = 'the host reaches its storage with its identity: connection Storage';

  test.each(['AzureWebJobsStorage', 'AZUREWEBJOBSSTORAGE'])(
    'the empty setting %s of earlier releases',
    (name) => {
      expect(withSettings({ [name]: '' })).toContain(
        `${storage} is present and empty beside the settings of an identity`,
      );
    },
  );

  test('the connection string that azurerm adds', () => {
    expect(withSettings({ AzureWebJobsStorage: 'AccountName=a;AccountKey=' })).toContain(
      `${storage} is a connection string`,
    );
  });

  test.each([
    [['AzureWebJobsStorage__credential'], `${storage} has no credential=managedidentity`],
    [['AzureWebJobsStorage__clientId'], `${storage} has no clientId of its user-assigned identity`],
    [
      ['AzureWebJobsStorage__accountName'],
      'in the public cloud the host finds its account by name while it starts: AzureWebJobsStorage__accountName is not set',
    ],
    [
      ['AzureWebJobsStorage__accountName', 'AzureWebJobsStorage__queueServiceUri'],
      `${storage} has no accountName and no queueServiceUri`,
    ],
    [
      ['EVENT_QUEUE'],
      'triggers reach their queues with the identity, and name settings that exist: blobEvents: the setting EVENT_QUEUE does not exist',
    ],
    [
      ['EVENT_STORAGE__queueServiceUri'],
      'triggers reach their queues with the identity, and name settings that exist: connection EVENT_STORAGE has no accountName and no queueServiceUri',
    ],
  ])('a missing setting: %j', (names, problem) => {
    expect(withoutSetting(...names)).toContain(problem);
  });

  test('a setting of other plans, another property of the site, and a schedule with five fields', () => {
    expect(withSettings({ FUNCTIONS_WORKER_RUNTIME: 'node' })).toEqual([
      'no setting is one that Flex Consumption does not support: FUNCTIONS_WORKER_RUNTIME',
    ]);
    expect(broken({ ...PUBLIC, siteConfig: { linuxFxVersion: 'NODE|22' } })).toEqual([
      'the site has no property that Flex Consumption rejects: linuxFxVersion',
    ]);
    expect(withSettings({ SWEEP_SCHEDULE: '20 * * * *' })).toEqual([
      'schedules are NCRONTAB expressions with six fields: the schedule is "20 * * * *"',
    ]);
  });

  test('a package without its parts', () => {
    const empty = { ...PUBLIC, files: [], functions: [], hostJson: {} };
    expect(broken(empty)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('host.json is not at the root of the package'),
        expect.stringContaining('main is index.cjs'),
        expect.stringContaining('no function is registered'),
      ]),
    );
  });
});
