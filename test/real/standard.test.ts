import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/source-files';

const MULTITOOL = join(ROOT, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
const MAIN = join(ROOT, 'dist/cli/main.js');

interface RunResult {
  readonly code: number;
  readonly output: string;
}

/** An app for the real `cdk synth`, like the example. */
class SynthesisedApp {
  readonly directory: string;

  constructor(change: (text: string) => string = (text) => text) {
    // below the root, so that packages resolve
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    this.directory = mkdtempSync(join(ROOT, '.cache/standard-'));
    cpSync(join(ROOT, 'examples/cdk-standard'), this.directory, { recursive: true });
    const path = join(this.directory, 'app.ts');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }

  synth(): Promise<RunResult> {
    return this.run(join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices');
  }

  flowLogs(...args: string[]): Promise<RunResult> {
    return this.run(MAIN, ...args);
  }

  read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  /** Line of the app that contains a text, counted from 1. */
  lineOf(text: string): number {
    return (
      this.read('app.ts')
        .split('\n')
        .findIndex((line) => line.includes(text)) + 1
    );
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private run(script: string, ...args: string[]): Promise<RunResult> {
    const { NODE_ENV, VITEST, ...env } = process.env;
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [script, ...args],
        { cwd: this.directory, env, maxBuffer: 2 ** 26 },
        (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
        },
      );
    });
  }
}

describe('a real synth', () => {
  const clean = new SynthesisedApp();
  const broken = new SynthesisedApp((text) =>
    text
      .replace('{ vpc, standard }', '{ vpc, standard, mayBe: 1 } as never')
      .replace(
        "new VpcFlowLogs(stack, 'FlowLogs', { vpc, standard, mayBe: 1 } as never);",
        "new ec2.FlowLog(stack, 'Own', {\n  resourceType: ec2.FlowLogResourceType.fromVpc(vpc),\n  trafficType: ec2.FlowLogTrafficType.REJECT,\n});",
      ),
  );
  afterAll(() => {
    clean.remove();
    broken.remove();
  });

  test('accepts the example, and keeps its acknowledgements', async () => {
    const { code, output } = await clean.synth();
    // the CDK's own plugin can report findings
    expect(output).not.toContain('cloud-flow-logs::');
    expect(code).toBe(0);
    const { code: checked, output: printed } = await clean.flowLogs('check', 'cdk.out');
    expect(printed).toMatch(/no findings in 1 flow log and .*standard: network team; 1 suppressed/);
    expect(checked).toBe(0);
  });

  test('fails on a violation, with rule, reason, fix and source line', async () => {
    const { code, output } = await broken.synth();
    expect(code).toBe(1);
    for (const text of [
      'traffic-type',
      'A flow log of rejected traffic shows failed connections',
      'set the traffic type to ALL',
      'cloud-flow-logs::FLS301',
    ]) {
      expect(output).toContain(text);
    }
    expect(output).toContain(`app.ts:${broken.lineOf('new ec2.FlowLog')}:`);
  });

  test('is reported in SARIF at the source line, with suppressions', async () => {
    await broken.synth();
    const { code } = await broken.flowLogs('check', 'cdk.out', '--report', 'sarif=out.sarif');
    expect(code).toBe(1);
    const [{ results }] = JSON.parse(broken.read('out.sarif')).runs;
    const traffic = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'FLS301');
    expect(traffic.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'app.ts', uriBaseId: 'SRCROOT' },
      region: { startLine: broken.lineOf('new ec2.FlowLog') },
    });
    const suppressed = results.filter(
      ({ suppressions }: { suppressions: unknown[] }) => suppressions.length > 0,
    );
    expect(suppressed).toMatchObject([
      {
        ruleId: 'FLS101',
        suppressions: [
          { kind: 'inSource', justification: expect.stringContaining('nothing runs in it yet') },
        ],
      },
    ]);
    expect(multitool(join(broken.directory, 'out.sarif'))).toEqual([]);
  });
});

describe('the findings of other plugins', () => {
  const nagged = new SynthesisedApp((text) =>
    text
      .replace('import * as ec2', "import { AwsSolutionsChecks } from 'cdk-nag';\nimport * as ec2")
      .replace(
        'new FlowLogStandardPlugin({ standard })',
        'new FlowLogStandardPlugin({ standard }), new AwsSolutionsChecks() as never',
      ),
  );
  beforeAll(() => nagged.synth());
  afterAll(() => nagged.remove());

  test('are reported in SARIF, those of cdk-nag under its name', async () => {
    const { code, output } = await nagged.flowLogs(
      'check',
      '--from-validation-report',
      'cdk.out/validation-report.json',
      '--report',
      'sarif=nag.sarif',
    );
    expect(output).toBe('');
    expect(code).toBe(1);
    const [{ results, tool }] = JSON.parse(nagged.read('nag.sarif')).runs;
    const rules = new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId.split('::')[0]));
    expect(rules).toContain('cloud-flow-logs');
    expect([...rules].some((name) => /nag|solutions/i.test(String(name)))).toBe(true);
    expect(tool.driver.rules.length).toBeGreaterThan(1);
    const files = results.map(
      ({ locations }: never) =>
        (locations as { physicalLocation: { artifactLocation: { uri: string } } }[])[0]?.physicalLocation
          .artifactLocation.uri,
    );
    expect(files).toContain('app.ts');
    expect(multitool(join(nagged.directory, 'nag.sarif'))).toEqual([]);
  });
});

/** Returns the findings of Microsoft's SARIF validator, including GitHub's rules. It exits with 0 in any case. */
function multitool(path: string): string[] {
  if (!existsSync(MULTITOOL)) {
    if (process.env.REQUIRE_REAL_PARTS) throw new Error('the SARIF multitool is not installed: run npm ci');
    process.stderr.write('skipped: the SARIF multitool is not there: npm ci\n');
    return [];
  }
  // without ICU libraries
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const { stdout } = spawnSync(
    MULTITOOL,
    ['validate', path, '--rule-kind', 'Sarif;Gh', '--level', 'Error;Warning'],
    { encoding: 'utf8', env },
  );
  if (!stdout.includes('Analysis completed')) throw new Error(stdout);
  return stdout.split('\n').filter((line) => /: (error|warning) /.test(line));
}
