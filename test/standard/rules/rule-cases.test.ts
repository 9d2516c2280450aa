import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changesBetween } from '../../../standard/change/changes-between';
import { check } from '../../../standard/check';
import { StandardError } from '../../../standard/file/standard-error';
import { Outcome, type RuleMetadata } from '../../../standard/rule-support/rule';
import { CHANGE_RULES, RULE_METADATA, RULES } from '../../../standard/rules';
import { type RuleCase, type RuleCases, standardOf } from '../../support/rule-cases';
import { ROOT } from '../../support/source-files';
import { modelOf } from '../../support/standard-facts';

const FOLDER = join(ROOT, 'standard/rules');
const TODAY = '2026-11-29';

const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => basename(file, '.ts'));
const ruleFiles = files.filter((file) => !file.endsWith('.cases'));

const OUTCOMES: Readonly<Record<keyof RuleCases, Outcome | undefined>> = {
  bad: Outcome.FAIL,
  good: Outcome.PASS,
  undecided: Outcome.UNDECIDED,
  skipped: undefined,
};

interface Result {
  readonly outcome: Outcome;
  readonly fix?: string;
  readonly severity?: string;
}

/** Runs a rule, and returns its worst verdict. */
function run(rule: RuleMetadata, input: RuleCase): Result | undefined {
  if (rule.id === 'FLS001') return { outcome: isValid(input) ? Outcome.PASS : Outcome.FAIL };
  const { model = modelOf({}), base } = input;
  const standard = standardOf(input.standard);
  const order = [Outcome.PASS, Outcome.UNDECIDED, Outcome.FAIL];
  const resourceRule = RULES.find(({ id }) => id === rule.id);
  const changeRule = CHANGE_RULES.find(({ id }) => id === rule.id);
  if (resourceRule || (changeRule && base)) {
    const verdicts = base
      ? (resourceRule?.check(model, standard, base) ??
        changeRule?.checkChange({ base, head: model, changes: changesBetween(base, model), standard }))
      : resourceRule?.check(model, standard);
    return verdicts?.toSorted((a, b) => order.indexOf(b.outcome) - order.indexOf(a.outcome))[0];
  }
  // the other rules are reported by the check itself
  const finding = check({ model, standard, today: TODAY }).findings.find((each) => each.rule === rule.id);
  return finding ? { ...finding, outcome: Outcome.FAIL } : { outcome: Outcome.PASS };
}

function isValid({ standard }: RuleCase): boolean {
  try {
    return standardOf(standard) !== undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(StandardError);
    return false;
  }
}

function casesOf(file: string): Promise<{ CASES: RuleCases }> {
  return import(join(FOLDER, `${file}.cases.ts`));
}

test('the index lists every file of the folder, and each file is named after its rule', () => {
  expect(ruleFiles).toEqual(RULE_METADATA.map(({ id, name }) => `${id.toLowerCase()}-${name}`));
});

test('every rule has cases beside it', () => {
  expect(files.filter((file) => file.endsWith('.cases'))).toEqual(ruleFiles.map((file) => `${file}.cases`));
});

describe.each(RULE_METADATA.map((rule) => [rule.id, rule] as const))('%s', async (id, rule) => {
  const { CASES } = await casesOf(`${id.toLowerCase()}-${rule.name}`);

  test('has a case that fails, and one that does not', () => {
    expect(Object.keys(CASES.bad)).not.toHaveLength(0);
    expect(Object.keys({ ...CASES.good, ...CASES.skipped })).not.toHaveLength(0);
  });

  for (const kind of ['bad', 'good', 'undecided', 'skipped'] as const) {
    test.each(Object.entries(CASES[kind] ?? {}))(`${kind}: %s`, (_, input) => {
      const result = run(rule, input);
      expect(result?.outcome).toBe(OUTCOMES[kind]);
      if (input.fix !== undefined) expect(result?.fix).toBe(input.fix);
      if (input.severity !== undefined) expect(result?.severity ?? rule.severity).toBe(input.severity);
    });
  }
});
