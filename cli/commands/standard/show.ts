import { Command } from 'commander';
import { stringify } from 'yaml';
import { resolvedFile } from '../../../standard/file/resolved-file';
import { rulesOf } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { findStandard } from '../../check/find-standard';
import type { CommandContext } from '../../context';
import { examplesText } from '../../output/examples-text';
import { jsonText } from '../../output/json-text';
import { tableText } from '../../output/table-text';
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
      'Prints a standard with its profiles and defaults applied, as a file that `check --standard` reads. Every flow log must meet the printed values; ' +
        'with extends alone, one flow log of each network must meet those of a profile.',
    )
    .argument('[file]', STANDARD_ARGUMENT)
    .option('--profiles', 'list the available profiles and their controls')
    .option('--json', 'print the standard, or the profiles, as JSON')
    .addHelpText(
      'after',
      examplesText('flow-logs standard show --json', 'flow-logs standard show --profiles'),
    )
    .action((file: string | undefined, { profiles, json = false }: Options) => {
      stdout.write(profiles ? profilesText(json) : standardText(file, json));
    });
}

function standardText(file: string | undefined, json: boolean): string {
  const shown = resolvedFile(findStandard(file).resolved);
  return json ? jsonText(shown) : stringify(shown);
}

function profilesText(json: boolean): string {
  if (json) return jsonText(PROFILES);
  return tableText(
    ['profile', 'control', 'strength', 'requirement', 'rules'],
    PROFILES.flatMap(({ name, controls }) =>
      controls.map((control) => [
        name,
        control.id,
        control.strength,
        control.text,
        rulesOf(control).join(', '),
      ]),
    ),
  );
}
