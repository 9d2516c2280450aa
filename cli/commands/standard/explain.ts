import { Command } from 'commander';
import { controlsOf } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { findRule, RULE_METADATA, type RuleMetadata } from '../../../standard/rules';
import { STRENGTHS } from '../../../standard/strength';
import { suggest, type Term, wordsOf } from '../../arguments/suggest';
import { findStandard } from '../../check/find-standard';
import type { CommandContext } from '../../context';
import { examplesText } from '../../output/examples-text';
import { jsonText } from '../../output/json-text';
import { UserError } from '../../user-error';

/** `flow-logs standard explain`: explains a rule. */
export function explainCommand({ stdout }: CommandContext): Command {
  return new Command('explain')
    .summary('explain what a rule requires, why, and how to fix a finding')
    .description(
      'Explains what a rule requires, why, and how to fix a finding. Lists the controls of the profiles that the standard in ' +
        'this directory or above extends, or else those of all profiles.',
    )
    .argument('<rule>', 'id or name of a rule, such as FLS201 or required-field-missing')
    .option('--json', 'print the rule as JSON, with the controls that require it')
    .addHelpText('after', examplesText('flow-logs standard explain FLS201'))
    .action((name: string, { json }: { json?: boolean }) => {
      const rule = findRule(name);
      if (!rule) throw new UserError(`unknown rule ${name}: ${hintFor(name)}`);
      const { facts, requiredBy } = explain(rule);
      stdout.write(json ? jsonText({ ...facts, requiredBy }) : ruleText(facts, requiredBy));
    });
}

function explain({ id, name, since, severity, clouds, title, why, fix, bad, good }: RuleMetadata) {
  const { profiles } = findStandard(undefined).resolved;
  const requiredBy = controlsOf(profiles.length > 0 ? profiles : PROFILES, id).map(
    ({ profile, control }) => ({
      profile: profile.name,
      control: control.id,
      strength: control.strength,
      source: control.source,
      text: control.text,
    }),
  );
  return { facts: { id, name, since, severity, clouds, title, why, fix, bad, good }, requiredBy };
}

function ruleText(
  { id, name, since, severity, title, why, fix, bad, good }: ReturnType<typeof explain>['facts'],
  requiredBy: ReturnType<typeof explain>['requiredBy'],
): string {
  const controls = controlLines(requiredBy);
  const parts = [
    `${id} ${name} (${severity}, since ${since})`,
    title,
    `Why: ${why}`,
    `Fix: ${fix}`,
    `Bad:\n${indented(bad)}`,
    `Good:\n${indented(good)}`,
    ...(controls.length > 0 ? [`Controls:\n${indented(controls.join('\n'))}`] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Returns one line, and one with the sources, for the controls with the same strength and text, the strongest first: versions of a benchmark share texts. */
function controlLines(requiredBy: ReturnType<typeof explain>['requiredBy']): string[] {
  return STRENGTHS.flatMap((strength) => {
    const own = requiredBy.filter((each) => each.strength === strength);
    return [...new Set(own.map(({ text }) => text))].map((text) => {
      const same = own.filter((each) => each.text === text);
      const names = same.map(({ profile, control }) => `${profile} ${control}`);
      const sources = [...new Set(same.map(({ source }) => source))];
      return `${strength}: ${text} (${names.join(', ')})\n  Source: ${sources.join('; ')}`;
    });
  });
}

function hintFor(name: string): string {
  const terms: Term[] = RULE_METADATA.flatMap((rule) => [
    { name: rule.id.toLowerCase(), words: [] },
    { name: rule.name, words: wordsOf(rule.name) },
  ]);
  const near = suggest(name, terms);
  if (!near) return '`flow-logs check --list-rules` lists the rules';
  return `did you mean ${near.startsWith('fls') ? near.toUpperCase() : near}?`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
