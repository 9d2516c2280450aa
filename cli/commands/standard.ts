import { existsSync, writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { didYouMean } from '../../flows/did-you-mean';
import { azurePolicy } from '../../standard/export/azure-policy';
import { telemetryRule } from '../../standard/export/telemetry-rule';
import { standardSchema } from '../../standard/file/standard-schema';
import { starterFile } from '../../standard/file/starter-file';
import { controlsOf } from '../../standard/profile';
import { PROFILES } from '../../standard/profiles';
import { findRule, RULE_METADATA } from '../../standard/rules';
import { findStandard } from '../check/find-standard';
import { ExitCode, UsageError } from '../exit';
import { printTable } from '../output/table';

/** What a standard can be exported to. */
const EXPORTS = { 'telemetry-rule': telemetryRule, 'azure-policy': azurePolicy };

const DEFAULT_NAME = 'flow-log-standard.yaml';

/** `flow-logs standard`: the file that checks hold apps against. */
export function standardCommand(done: (code: ExitCode) => void): Command {
  return new Command('standard')
    .description('the format standard: what a team wants of its flow logs')
    .addCommand(initCommand())
    .addCommand(showCommand())
    .addCommand(explainCommand())
    .addCommand(exportCommand())
    .addCommand(schemaCommand(done));
}

function initCommand(): Command {
  return new Command('init')
    .description('write a standard to begin with')
    .option('--profile <names...>', 'profiles to extend; `flow-logs standard show --profiles` lists them', [])
    .option('--out <file>', 'where to write it', DEFAULT_NAME)
    .option('--force', 'write over what is there')
    .action(({ profile, out, force }: { profile: string[]; out: string; force?: boolean }) => {
      if (existsSync(out) && !force)
        throw new UsageError(`${out} is there already: give --force, or another --out`);
      const unknown = profile.filter((name) => !PROFILES.some((each) => each.name === name));
      if (unknown.length > 0) {
        const known = PROFILES.map(({ name }) => name).join(', ');
        throw new UsageError(`there is no profile ${unknown.join(', ')}: there are ${known}`);
      }
      writeFileSync(out, starterFile(profile));
      process.stdout.write(`wrote ${out}: \`flow-logs check cdk.out\` holds an app against it\n`);
    });
}

function showCommand(): Command {
  return new Command('show')
    .description('print a standard with profiles and defaults worked in')
    .argument('[file]', `the standard; ${DEFAULT_NAME} here or above, where it is left out`)
    .option('--profiles', 'list the profiles that can be extended, and their controls')
    .option('--json', 'print it as JSON')
    .action((file: string | undefined, { profiles, json }: { profiles?: boolean; json?: boolean }) => {
      if (profiles) return showProfiles(json ?? false);
      const { profiles: extended, ...standard } = findStandard(file).resolved;
      const shown = { ...standard, extends: extended.map(({ name }) => name) };
      if (json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
      else process.stdout.write(stringify(shown));
    });
}

function showProfiles(json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(PROFILES, null, 2)}\n`);
  else {
    printTable(
      ['profile', 'control', 'what it asks for', 'rules'],
      PROFILES.flatMap(({ name, controls }) =>
        controls.map(({ id, text, rules }) => [name, id, text, rules.join(', ')]),
      ),
    );
  }
}

function explainCommand(): Command {
  return new Command('explain')
    .description('say what a rule wants, why, and what to do')
    .argument('<rule>', 'FLS201, or required-field-missing')
    .action((named: string) => {
      const rule = findRule(named);
      if (!rule) {
        const near = didYouMean(
          named,
          RULE_METADATA.flatMap(({ id, name }) => [id.toLowerCase(), name]),
        );
        const advice = near
          ? `did you mean ${near.startsWith('fls') ? near.toUpperCase() : near}?`
          : '`flow-logs check --list-rules` lists them';
        throw new UsageError(`there is no rule ${named}: ${advice}`);
      }
      const held = controlsOf(PROFILES, rule.id).map(
        ({ profile, control }) => `${profile.name} ${control.id}: ${control.text}`,
      );
      const indented = (text: string) =>
        text
          .split('\n')
          .map((line) => `  ${line}`)
          .join('\n');
      const parts = [
        `${rule.id} ${rule.name} (${rule.severity})`,
        `${rule.title}`,
        `Why: ${rule.why}`,
        `Fix: ${rule.fix}`,
        `Bad:\n${indented(rule.bad)}`,
        `Good:\n${indented(rule.good)}`,
        ...(held.length > 0 ? [`Asked for by:\n${indented(held.join('\n'))}`] : []),
      ];
      process.stdout.write(`${parts.join('\n\n')}\n`);
    });
}

function exportCommand(): Command {
  return new Command('export')
    .description("print a standard in the words of a cloud's own service")
    .argument('[file]', `the standard; ${DEFAULT_NAME} here or above, where it is left out`)
    .addOption(
      new Option('--to <service>', 'what to make of it').choices(Object.keys(EXPORTS)).makeOptionMandatory(),
    )
    .action((file: string | undefined, { to }: { to: keyof typeof EXPORTS }) => {
      const { json, notes } = EXPORTS[to](findStandard(file).resolved);
      process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
      for (const note of notes) process.stderr.write(`note: ${note}\n`);
    });
}

function schemaCommand(done: (code: ExitCode) => void): Command {
  return new Command('schema').description('print the JSON Schema of the file').action(() => {
    process.stdout.write(`${JSON.stringify(standardSchema(), null, 2)}\n`);
    done(ExitCode.FINE);
  });
}
