// Runs other tools on the planted violations, and writes docs/checkers.md: npm run compare.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { readArtifact } from '../../../standard/adapters/read-artifact';
import { RULE_METADATA } from '../../../standard/rules';
import { cdkAppOf } from './cdk-app';
import type { CorpusApp } from './corpus-app';
import { ENGINES } from './engines';
import { findingsIn } from './found';
import { AWS_PLANTS, AZURE_PLANTS, type Plant } from './plants';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-compare-'));
const checkov = process.env.CHECKOV ?? 'checkov';
let written = 0;
const plants = [...AWS_PLANTS, ...AZURE_PLANTS];

/** Name of the validation plugin of the CDK. */
const VALIDATE = 'CloudFormation Validate';

/** Checks an app, and returns the name of the violated rule for each finding. */
type Tool = (app: CorpusApp) => string[];

const tools: Readonly<Record<string, Tool>> = {
  'cdk-nag': (app) => (isAwsApp(app) ? validated(app, (plugin) => plugin !== VALIDATE) : []),
  [VALIDATE]: (app) => (isAwsApp(app) ? validated(app, (plugin) => plugin === VALIDATE) : []),
  checkov: (app) => checkovOn(app),
};

try {
  writeFileSync(join(__dirname, '../../../docs/checkers.md'), page(plants.map(row)));
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function row(plant: Plant): string[] {
  const { name } = RULE_METADATA.find(({ id }) => id === plant.rule) ?? { name: '' };
  const cloud = isAwsApp(plant.clean) ? 'AWS' : 'Azure';
  const base = plant.isChange ? readArtifact(artifact(plant.clean)) : undefined;
  const found = findingsIn(plant, artifact(plant.planted), base).map(({ rule }) => rule);
  return [
    `[${plant.rule}](rules/${plant.rule}.md) ${name}`,
    cloud,
    plant.title,
    found.includes(plant.rule) ? 'found' : '-',
    ...Object.values(tools).map(
      (tool) => newFindings(tool(plant.clean), tool(plant.planted)).join(', ') || '-',
    ),
  ];
}

/** Returns the rules with more findings after the violation was planted than before. */
function newFindings(before: readonly string[], after: readonly string[]): string[] {
  const count = (all: readonly string[], name: string) => all.filter((each) => each === name).length;
  return [...new Set(after)].filter((name) => count(after, name) > count(before, name)).sort();
}

function isAwsApp(app: CorpusApp): boolean {
  return app.vpcs !== undefined;
}

function artifact(app: CorpusApp): string {
  const engine = ENGINES.find(({ name }) => name === 'Terraform in JSON');
  return engine?.write(app, join(directory, String(written++))) ?? '';
}

/** Synthesizes the app with the CDK, and returns the findings of the selected validation plugins. */
function validated(app: CorpusApp, isSelected: (plugin: string) => boolean): string[] {
  const outdir = join(directory, String(written++));
  const packs = [
    new AwsSolutionsChecks(),
    new HIPAASecurityChecks(),
    new NIST80053R5Checks(),
    new PCIDSS321Checks(),
  ];
  // outside the CDK CLI, findings of a rule pack make the synthesis throw
  try {
    cdkAppOf(app, outdir, (cdk) => Validations.of(cdk).addPlugins(...(packs as IPolicyValidationPlugin[])));
  } catch (error) {
    if (!String(error).includes('alidation')) throw error;
  }
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: {
      pluginName: string;
      violations: { ruleName: string; violatingConstructs: unknown[] }[];
    }[];
  };
  return pluginReports
    .filter(({ pluginName }) => isSelected(pluginName))
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(() => ruleName.replace(/\[.*/, '')),
    );
}

function checkovOn(app: CorpusApp): string[] {
  const path = artifact(app);
  mkdirSync(dirname(path), { recursive: true });
  const args = ['--file', path, '--framework', 'terraform_json', '--output', 'json', '--quiet', '--compact'];
  const text = execFileSync(checkov, [...args, '--soft-fail'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { results } = JSON.parse(text) as { results?: { failed_checks: { check_id: string }[] } };
  return results?.failed_checks.map(({ check_id }) => check_id) ?? [];
}

function page(rows: string[][]): string {
  const version = execFileSync(checkov, ['--version'], { encoding: 'utf8' }).trim();
  const nagVersion = JSON.parse(readFileSync(require.resolve('cdk-nag/package.json'), 'utf8')).version;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['rule', 'cloud', 'planted violation', 'flow-logs check', ...Object.keys(tools)];
  return [
    '# Comparison of checkers',
    '',
    'The comparison plants each violation into an app that otherwise complies with the standard. A tool finds the',
    'violation if it reports more findings for the planted app than for the compliant app.',
    '',
    `- cdk-nag ${nagVersion} (AwsSolutions, HIPAA, NIST 800-53 R5, PCI DSS) and CloudFormation Validate, the validation plugin of`,
    '  the CDK, check the AWS apps as CDK apps.',
    `- checkov ${version} and \`flow-logs check\` check all apps as Terraform configurations in JSON.`,
    '',
    `\`npm run compare\` wrote this page on ${new Date().toISOString().slice(0, 10)}.`,
    '',
    line(head),
    line(head.map(() => '-')),
    ...rows.map(line),
    '',
  ].join('\n');
}
