import { Command } from 'commander';
import type { CommandContext } from '../context';
import { explainCommand } from './standard/explain';
import { exportCommand } from './standard/export';
import { initCommand } from './standard/init';
import { schemaCommand } from './standard/schema';
import { showCommand } from './standard/show';

/** `flow-logs standard`: works with the file that `check` validates apps against. */
export function standardCommand(context: CommandContext): Command {
  return new Command('standard')
    .summary('write, show, explain or export the format standard')
    .description("Works with the format standard: a team's requirements for its flow logs.")
    .helpCommand('help [command]', 'print the help of a command')
    .addCommand(initCommand(context))
    .addCommand(showCommand(context))
    .addCommand(explainCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(schemaCommand(context));
}
