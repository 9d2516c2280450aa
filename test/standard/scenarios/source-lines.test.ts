import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { callInHost } from '../../support/command-line/call-in-host';
import { ROOT } from '../../support/source-files';
import { scenariosIn } from './scenario';

/** A result of a SARIF log, with the line that it points at. */
interface Result {
  readonly rule: string;
  readonly level: string;
  readonly file: string;
  readonly line: number;
  /** Text of the line. */
  readonly text: string;
}

describe('SARIF of a synthesized app', () => {
  test('points at the constructs in the source of an app of the CDK with three stages', async () => {
    const directory = synthesized('three-stages.ts', {
      CDK_OUTDIR: 'cdk.out',
      CDK_VALIDATION: 'false',
      CDK_DEBUG: '1',
    });
    writeFileSync(
      join(directory, 'standard.yaml'),
      'version: 1\naws: { traffic: ALL, retention: { minDays: 365 } }\n',
    );

    const results = await resultsOf(directory, ['cdk.out', '--standard', 'standard.yaml']);
    const errors = results.filter(({ level }) => level === 'error');
    expect(errors.map(({ rule, file, text }) => [rule, file, text.trim()])).toEqual([
      ['FLS101', 'three-stages.ts', "new ec2.Vpc(this, 'Spoke', { maxAzs: 1, natGateways: 0 });"],
      ['FLS301', 'three-stages.ts', "new ec2.FlowLog(logging, 'HubLog', {"],
    ]);
  });

  test('points at the blocks of prod in an app of CDKTF with dev and prod', async () => {
    const directory = synthesized('two-environments.ts', {});
    writeFileSync(
      join(directory, 'standard.yaml'),
      'version: 1\nazure: { version: 2, retention: { minDays: 90 } }\n',
    );

    const results = await resultsOf(directory, ['cdktf.out', '--standard', 'standard.yaml']);
    const errors = results.filter(({ level }) => level === 'error');
    const blocks = errors.map(({ rule, file, line }) => {
      const lines = readFileSync(join(directory, file), 'utf8').split('\n');
      return [rule, file, blockAt(lines, line)];
    });
    expect(blocks).toEqual([
      ['FLS101', 'cdktf.out/stacks/prod/cdk.tf.json', 'Spoke'],
      ['FLS401', 'cdktf.out/stacks/prod/cdk.tf.json', 'FlowLog'],
    ]);
  });
});

describe('SARIF of a scenario', () => {
  // a text in the four lines from the reported one, and a text above it
  test.each([
    ['hcl-missing', 'FLS101', 'infra/main.tf', 'resource "aws_vpc" "spoke"', 'resource "aws_vpc" "main"'],
    [
      'hcl-local-module-missing',
      'FLS101',
      'infra/modules/vpc/main.tf',
      'resource "aws_vpc" "this"',
      'locals {',
    ],
    ['hcl-module-violates', 'FLS301', 'infra/modules/vpc/main.tf', 'traffic_type', 'resource "aws_flow_log"'],
    ['cfn-short-retention', 'FLS401', 'network.yaml', 'ExpirationInDays: 30', 'RestrictPublicBuckets: true'],
    [
      'cfn-log-group-short-retention',
      'FLS401',
      'network.yaml',
      'RetentionInDays: 30',
      'Type: AWS::Logs::LogGroup',
    ],
    ['azurerm-hcl-missing', 'FLS101', 'infra/main.tf', 'resource "azurerm_virtual_network" "spoke"', '"hub"'],
    ['bicep-modules-missing', 'FLS101', 'main.json', '/virtualNetworks"', '"name": "vnet-spoke-deployment"'],
    [
      'hcl-tfvars-violates',
      'FLS401',
      'infra/main.tf',
      'resource "aws_s3_bucket_lifecycle_configuration"',
      'resource "aws_s3_bucket" "logs"',
    ],
    ['arm-missing', 'FLS101', 'azuredeploy.json', '"name": "vnet-spoke"', '"name": "vnet-hub"'],
    ['nested-in-nested-violates', 'FLS301', 'flow-log.yaml', 'TrafficType: !Ref Traffic', 'FlowLog:'],
    ['tf-json-violates', 'FLS301', 'infra/main.tf.json', '"traffic_type"', '"aws_flow_log"'],
  ])('%s points at the block of the resource: %s in %s', async (name, rule, file, text, above) => {
    const found = scenariosIn(__dirname).find((scenario) => scenario.name === name);
    if (!found) throw new Error(`${name} does not exist`);
    const args = [...found.arguments, '--standard', found.standard];
    const results = (await resultsOf(found.directory, args)).filter((result) => result.rule === rule);
    expect(results).toMatchObject([{ file }]);
    const line = results[0]?.line ?? 0;
    const lines = readFileSync(join(found.directory, file), 'utf8').split('\n');
    expect(lines.slice(line - 1, line + 3).join('\n')).toContain(text);
    expect(lines.slice(0, line).join('\n')).toContain(above);
  });

  test('has files and lines that exist', async () => {
    // the scenarios of the CDK contain no source of their apps
    const scenarios = scenariosIn(__dirname).filter(({ name, stdin }) => !name.startsWith('cdk-') && !stdin);
    const wrong: string[] = [];
    for (const { name, directory, standard, arguments: args } of scenarios) {
      const { stdout } = await callInHost(directory, [
        'check',
        ...args,
        '--standard',
        standard,
        '--report',
        'sarif',
      ]);
      if (stdout === '') continue;
      for (const { rule, file, line, text } of readResults(directory, stdout))
        if (text === undefined) wrong.push(`${name}: ${rule} at ${file}:${line}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** Synthesizes an app in a directory below the root, so that packages resolve. @returns the directory */
function synthesized(app: string, variables: NodeJS.ProcessEnv): string {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const directory = mkdtempSync(join(ROOT, '.cache/app-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(join(__dirname, 'apps', app), join(directory, app));
  const { NODE_ENV, VITEST, ...environment } = process.env;
  const env = { ...environment, ...variables };
  execFileSync(process.execPath, ['--import', 'tsx', app], { cwd: directory, env, stdio: 'pipe' });
  return directory;
}

/** The name of the resource in a `cdk.tf.json` whose block contains a line: its key has an indentation of six spaces. */
function blockAt(lines: readonly string[], line: number): string | undefined {
  return lines
    .slice(0, line)
    .reverse()
    .map((text) => /^ {6}"(\w+)": \{/.exec(text)?.[1])
    .find((name) => name !== undefined);
}

async function resultsOf(directory: string, args: readonly string[]): Promise<Result[]> {
  const { stdout, stderr } = await callInHost(directory, ['check', ...args, '--report', 'sarif']);
  expect(stderr).toBe('');
  return readResults(directory, stdout) as Result[];
}

function readResults(
  directory: string,
  sarif: string,
): (Omit<Result, 'text'> & { readonly text?: string })[] {
  const [{ results }] = JSON.parse(sarif).runs as readonly [{ results: readonly SarifResult[] }];
  return results.flatMap(({ ruleId, level, locations = [] }) =>
    locations.flatMap(({ physicalLocation }) => {
      if (!physicalLocation) return [];
      const file = decodeURIComponent(physicalLocation.artifactLocation.uri);
      const line = physicalLocation.region?.startLine ?? 1;
      const path = join(directory, file);
      const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
      return [{ rule: ruleId, level: level ?? 'warning', file, line, text: lines[line - 1] }];
    }),
  );
}

interface SarifResult {
  readonly ruleId: string;
  readonly level?: string;
  readonly locations?: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string };
      readonly region?: { readonly startLine: number };
    };
  }[];
}
