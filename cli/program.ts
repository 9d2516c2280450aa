import { Command, CommanderError } from 'commander';
import { TemplateError } from '../aws/template/template-error';
import { costCommand } from './commands/cost';
import { formatCommand } from './commands/format';
import { normalizeCommand } from './commands/normalize';
import { permissionsCommand } from './commands/permissions';
import { queryCommand } from './commands/query';
import { questionsCommand } from './commands/questions';
import { replayCommand } from './commands/replay';
import { ExitCode, UsageError } from './exit';

// the package asks for itself by name, which holds from the sources and from what is published
const { version } = require('cloud-flow-logs/package.json') as { version: string };

/** Runs the command line. Returns the exit code; errors have been told on stderr. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let code = ExitCode.FINE;
  const done = (result: ExitCode) => {
    code = result;
  };
  const program = new Command('flow-logs')
    .description('Cloud network flow logs as one typed table, on your own disk.')
    .version(version)
    .showHelpAfterError('(flow-logs <command> --help shows what it takes)')
    .addCommand(normalizeCommand(done))
    .addCommand(queryCommand(done))
    .addCommand(questionsCommand())
    .addCommand(formatCommand(done))
    .addCommand(permissionsCommand(done))
    .addCommand(costCommand(done))
    .addCommand(replayCommand(done));
  for (const command of everyCommand(program)) command.exitOverride();
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): ExitCode {
  // commander has told its own errors already
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.FINE : ExitCode.USAGE;
  if (error instanceof UsageError || error instanceof TemplateError) {
    process.stderr.write(`error: ${error.message}\n`);
    return ExitCode.USAGE;
  }
  process.stderr.write(`internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  return ExitCode.INTERNAL;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
