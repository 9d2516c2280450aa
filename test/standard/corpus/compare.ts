// What other tools find of the violations that are planted: npm run compare. Writes docs/checkers.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { RULE_METADATA } from '../../../standard/rules';
import { cdkAppOf } from './cdk-app';
import type { CorpusApp } from './corpus-app';
import { ENGINES } from './engines';
import { foundIn } from './found';
import { AWS_PLANTS, AZURE_PLANTS, type Plant } from './plants';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-compare-'));
const checkov = process.env.CHECKOV ?? 'checkov';
let written = 0;
const plants = [...AWS_PLANTS, ...AZURE_PLANTS];

/** The CDK's own plugin. */
const VALIDATE = 'CloudFormation Validate';

/** What a tool finds in an app, by name, once for each time it is found. */
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
  const clouds = isAwsApp(plant.clean) ? 'AWS' : 'Azure';
  const ours = foundIn(plant, artifact(plant.clean), artifact(plant.planted)).planted.map(({ rule }) => rule);
  return [
    `[${plant.rule}](rules/${plant.rule}.md) ${name}`,
    clouds,
    plant.title,
    ours.includes(plant.rule) ? 'found' : '-',
    // a change is in no artifact alone
    ...Object.values(tools).map((tool) => newOnes(tool(plant.clean), tool(plant.planted)).join(', ') || '-'),
  ];
}

/** What is found more often in the one than in the other: that which the plant has brought. */
function newOnes(before: readonly string[], after: readonly string[]): string[] {
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

/** What plugins find in the app in the CDK. */
function validated(app: CorpusApp, isWanted: (plugin: string) => boolean): string[] {
  const outdir = join(directory, String(written++));
  const packs = [
    new AwsSolutionsChecks(),
    new HIPAASecurityChecks(),
    new NIST80053R5Checks(),
    new PCIDSS321Checks(),
  ];
  // what a pack finds ends a synth that is none of the command line's
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
    .filter(({ pluginName }) => isWanted(pluginName))
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
  const head = ['rule', 'cloud', 'what was planted', 'flow-logs check', ...Object.keys(tools)];
  return [
    '# What checkers find',
    '',
    `Each violation is planted into an app that is clean otherwise. A tool finds it if it says more of the planted app than`,
    `of its clean twin. cdk-nag ${nagVersion} (AwsSolutions, HIPAA, NIST 800-53 R5, PCI DSS) and the CDK's own plugin have the apps of AWS, checkov`,
    `${version} and \`flow-logs check\` have them in Terraform. Written on ${new Date().toISOString().slice(0, 10)} by \`npm run compare\`.`,
    '',
    line(head),
    line(head.map(() => '-')),
    ...rows.map(line),
    '',
  ].join('\n');
}
