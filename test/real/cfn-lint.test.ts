import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { FlowLake, FlowLogDestination, FlowLogTarget, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { afterAll, describe, expect, test } from 'vitest';
import { ACCOUNT } from '../support/cdk-apps';
import { hasCommand, hasPart } from '../support/processes';
import { ROOT } from '../support/source-files';

const REGIONS = ['us-east-1', 'cn-north-1', 'us-gov-west-1'];

/** The examples that are CDK apps. */
const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) =>
  existsSync(join(ROOT, 'examples', name, 'cdk.json')),
);

const VARIANTS: Readonly<Record<string, (stack: Stack) => FlowLogDestination>> = {
  'a lake with all its props': (stack) =>
    FlowLogDestination.toLake(
      new FlowLake(stack, 'Lake', {
        encryptionKey: new kms.Key(stack, 'Key'),
        rawRetention: Duration.days(1),
        tableRetention: Duration.days(30),
        tablePrefix: 'security/network',
        scanLimit: Size.gibibytes(1),
        alarmTopic: new sns.Topic(stack, 'Topic'),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      { perHourPartition: true },
    ),
  'a lake with a table bucket of your own': (stack) =>
    FlowLogDestination.toLake(
      new FlowLake(stack, 'Lake', { tableBucket: new s3.Bucket(stack, 'Warehouse') }),
    ),
  'a bucket of your own': (stack) =>
    FlowLogDestination.toS3(new s3.Bucket(stack, 'Logs'), { prefix: 'network' }),
};

const present = hasPart('cfn-lint', 'pip install cfn-lint', hasCommand('cfn-lint', '--version'));

describe.skipIf(!present)('cfn-lint', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cfn-lint-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('finds what is wrong in a template', async () => {
    const path = join(directory, 'planted.template.json');
    const Properties = { ResourceId: 'vpc-1', ResourceType: 'Vpc' };
    writeFileSync(
      path,
      JSON.stringify({ Resources: { FlowLog: { Type: 'AWS::EC2::FlowLog', Properties } } }),
    );
    expect(await lint(REGIONS, path)).toContain("'Vpc' is not one of");
  });

  test.each(EXAMPLES)('finds nothing in the example %s, for any partition', async (example) => {
    const assembly = join(directory, example);
    const env = { ...process.env, CDK_OUTDIR: assembly };
    const cwd = join(ROOT, 'examples', example);
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'app.ts'], { cwd, env });
    expect(await lint(REGIONS, ...templatesIn(assembly))).toBe('');
  });

  test.each([false, true])('finds nothing in variants of each region (feature flags: %s)', async (flags) => {
    const app = new App({
      outdir: join(directory, `flags-${flags}`),
      context: flags ? CURRENTLY_RECOMMENDED_FLAGS : {},
    });
    const target = FlowLogTarget.networkInterface('eni-0123456789abcdef0');
    for (const region of REGIONS) {
      for (const [index, destination] of Object.values(VARIANTS).entries()) {
        const stack = new Stack(app, `${region}-${index}`, { env: { account: ACCOUNT, region } });
        new VpcFlowLogs(stack, 'FlowLogs', { target, destination: destination(stack) });
      }
    }
    const templates = templatesIn(app.synth().directory);
    expect(templates).toHaveLength(REGIONS.length * Object.keys(VARIANTS).length);
    for (const region of REGIONS) {
      expect(await lint([region], ...templates.filter((path) => path.includes(`/${region}-`)))).toBe('');
    }
  });
});

/** What cfn-lint says about templates; nothing where it is content. */
async function lint(regions: readonly string[], ...templates: string[]): Promise<string> {
  expect(templates.length).toBeGreaterThan(0);
  const args = ['--regions', ...regions, '--format', 'parseable'];
  // the project's .cfnlintrc says what is left out, and why
  const { stdout, stderr } = await promisify(execFile)('cfn-lint', [...args, '--template', ...templates], {
    cwd: ROOT,
  }).catch((error: { code: unknown; stdout: string; stderr: string }) => {
    // 2 errors, 4 warnings, 8 informational, or their sums
    if (typeof error.code !== 'number') throw error;
    return error;
  });
  return stdout + stderr;
}

function templatesIn(assembly: string): string[] {
  return readdirSync(assembly)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => join(assembly, name));
}
