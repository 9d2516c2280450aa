import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { stringify } from 'yaml';
import { type SettingSource, settingSources } from '../../../standard/file/setting-sources';
import { statusLines } from '../../../standard/file/starter-file';
import type { Profile } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { controlText } from '../../../standard/reporters/control-text';
import { RequirementOrigin } from '../../../standard/requirement';
import { findStandard } from '../../check/find-standard';
import type { CommandContext } from '../../context';
import { examplesText } from '../../output/examples-text';
import { jsonText } from '../../output/json-text';
import { profileContent, profileText, sourcedProfileText } from '../../output/profile-text';
import { STANDARD_ARGUMENT } from './standard-file';

interface Options {
  readonly profiles?: boolean;
  readonly json?: boolean;
}

/** `flow-logs standard show`: prints a standard with its profiles and defaults applied. */
export function showCommand({ stdout }: CommandContext): Command {
  return new Command('show')
    .summary('print a standard with its profiles and defaults applied')
    .description(
      'Prints a standard as a file that `check --standard` reads: the settings of the file, and as comments the values that its profiles and ' +
        'the defaults add, each with its author. Every flow log must meet the settings of the file; one flow log of each network must meet those of a profile. Given the name of a profile, prints its controls with their sources.',
    )
    .argument('[file]', `${STANDARD_ARGUMENT}; or the name of a profile`)
    .option('--profiles', 'list the available profiles and their controls')
    .option('--json', 'print the standard, or the profiles, as JSON')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs standard show --json',
        'flow-logs standard show --profiles',
        'flow-logs standard show cis-aws-7.0',
      ),
    )
    .action((file: string | undefined, { profiles, json = false }: Options) => {
      const profile = profiles ? undefined : profileNamed(file);
      if (profile) stdout.write(json ? jsonText(profileContent(profile)) : sourcedProfileText(profile));
      else stdout.write(profiles ? profilesText(json) : standardText(file, json));
    });
}

function standardText(file: string | undefined, json: boolean): string {
  const standard = findStandard(file).resolved;
  const settings = settingSources(standard);
  if (json) {
    const { content, name, profiles } = standard;
    return jsonText({ name, profiles: profiles.map((profile) => profile.name), file: content, settings });
  }
  const added = settings.filter(({ origin }) => origin !== RequirementOrigin.FILE);
  const width = Math.min(MOST_WIDTH, Math.max(0, ...added.map((each) => assignment(each).length)));
  const comments = added.map((each) => `# ${assignment(each).padEnd(width)}  ${author(each)}`);
  const states = statusLines(standard.profiles);
  return [stringify(standard.content), ...states, '# profiles and defaults add:', ...comments, ''].join('\n');
}

/** Width of the column of settings. Lists of fields are longer. */
const MOST_WIDTH = 50;

function assignment({ key, value }: SettingSource): string {
  const fields = Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  return `${key}: ${fields}`;
}

/** `cis-aws-7.0 4.7, recommended`. */
function author({ control, isReplaced }: SettingSource): string {
  if (control === undefined) return 'default';
  return `${controlText(control)}${isReplaced ? '; the file requires less' : ''}`;
}

function profilesText(json: boolean): string {
  return json ? jsonText(PROFILES.map(profileContent)) : PROFILES.map(profileText).join('\n');
}

/** A file with the name of a profile hides the profile. */
function profileNamed(name: string | undefined): Profile | undefined {
  return name === undefined || existsSync(name) ? undefined : PROFILES.find((each) => each.name === name);
}
