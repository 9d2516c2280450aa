import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { COMMAND_LINE } from '../../support/built-files';
import { callAsProcess } from '../../support/command-line/call-as-process';
import { callInHost } from '../../support/command-line/call-in-host';
import { compare, type Difference, type ReportedFinding, type Scenario, scenariosIn } from './scenario';

/** Scenarios that the check does not pass yet. */
const PENDING: readonly string[] = [];

const SCENARIOS = scenariosIn(__dirname);
const differences = new Map<string, Difference>();
const temporary = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-scenarios-'));

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe('the scenarios', () => {
  test.each(
    SCENARIOS.filter(({ name }) => !PENDING.includes(name)).map((one) => [one.name, one.shows, one] as const),
  )('%s: %s', async (name, _shows, scenario) => {
    const { code, findings, output } = await check(scenario);
    const difference = compare(scenario, findings);
    differences.set(name, difference);
    expect(difference, output).toEqual({ missed: [], falseAlarms: [] });
    expect([scenario.exit].flat(), output).toContain(code);
  });

  test('no finding is missed or false, and at least 60 scenarios comply or violate', () => {
    const all = [...differences.values()];
    const clean = SCENARIOS.filter(({ findings, exit }) => findings.length === 0 && exit === 0);
    const totals = {
      scenarios: SCENARIOS.length,
      clean: clean.length,
      violating: SCENARIOS.length - clean.length,
      right: all.filter(({ missed, falseAlarms }) => missed.length + falseAlarms.length === 0).length,
      missed: all.flatMap(({ missed }) => missed).length,
      falseAlarms: all.flatMap(({ falseAlarms }) => falseAlarms).length,
      pending: PENDING.length,
    };
    console.table([totals]);
    expect(totals.scenarios).toBeGreaterThan(80);
    expect(totals.clean / totals.scenarios).toBeGreaterThan(0.4);
    expect(totals).toMatchObject({ missed: 0, falseAlarms: 0 });
  });

  test('every scenario that is pending exists', () => {
    expect(PENDING.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name))).toEqual([]);
  });
});

/** Runs `flow-logs check` in the directory of a scenario. */
async function check(
  scenario: Scenario,
): Promise<{ code: number; findings: ReportedFinding[]; output: string }> {
  const { directory, standard, stdin, baseline, name } = scenario;
  const common = ['--standard', resolve(directory, standard), '--json'];
  const args = ['check', ...scenario.arguments, ...common];
  if (baseline) {
    const file = join(temporary, `${name}.json`);
    writeFileSync(file, (await callInHost(directory, ['check', ...baseline, ...common])).stdout);
    args.push('--baseline', file);
  }
  const run =
    stdin === undefined
      ? await callInHost(directory, args)
      : await callAsProcess(COMMAND_LINE, directory, args, readFileSync(join(directory, stdin)));
  const findings = run.stdout.startsWith('{') ? JSON.parse(run.stdout).findings : [];
  return { code: run.code, findings, output: `${run.stderr}\n${run.stdout.slice(0, 4000)}` };
}
