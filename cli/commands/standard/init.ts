import { existsSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { starterFile } from '../../../standard/file/starter-file';
import type { Profile } from '../../../standard/profile';
import { PROFILES } from '../../../standard/profiles';
import { unknownProfile } from '../../../standard/profiles/unknown-profile';
import { commaSeparated, RepeatableOption } from '../../arguments/repeatable-option';
import type { CommandContext } from '../../context';
import { examplesText } from '../../output/examples-text';
import { jsonText } from '../../output/json-text';
import { UserError } from '../../user-error';
import { STANDARD_FILE } from './standard-file';

interface Options {
  readonly profile?: readonly string[];
  readonly out: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `flow-logs standard init`: writes a standard to start from. */
export function initCommand({ stdout }: CommandContext): Command {
  return new Command('init')
    .summary('write a standard to start from')
    .description(
      'Writes a standard to start from. With --profile, it requires exactly what the profiles require; our own proposals are comments.',
    )
    .addOption(
      new RepeatableOption(
        '--profile <name>',
        'profile to extend; `flow-logs standard show --profiles` lists them',
        commaSeparated,
      ),
    )
    .option('--out <file>', 'file to write', STANDARD_FILE)
    .option('--force', 'overwrite an existing file')
    .option('--json', 'print the written file and its profiles as JSON')
    .addHelpText(
      'after',
      examplesText('flow-logs standard init --profile cis-aws-7.0 --out flow-log-standard.yaml'),
    )
    .action(({ profile, out, force, json }: Options) => {
      const profiles = [...new Set(profile)];
      if (profile?.length === 0) throw new UserError('--profile has no value: give the name of a profile');
      if (existsSync(out) && !force) {
        throw new UserError(`${out} exists: give --force to overwrite it, or another file with --out`);
      }
      write(out, starterFile(profiles.map(profileNamed)));
      stdout.write(
        json
          ? jsonText({ file: out, profiles })
          : `wrote ${out}; next: flow-logs check cdk.out --standard ${out}\n`,
      );
    });
}

function profileNamed(name: string): Profile {
  const found = PROFILES.find((profile) => profile.name === name);
  if (found) return found;
  throw new UserError(unknownProfile(name));
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`cannot write ${file}: ${(error as Error).message}`);
  }
}
