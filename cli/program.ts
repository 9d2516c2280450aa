import { Command, CommanderError } from 'commander';
import { ArtifactError } from '../standard/adapters/artifact';
import { RejectedFlowLogError } from '../standard/facts/valid-flow-log';
import { StandardError } from '../standard/file/standard-error';
import { repeatFlags } from './arguments/repeatable-option';
import { suggest } from './arguments/suggest';
import { COMMANDS } from './commands';
import type { CliContext, CommandContext, Output } from './context';
import { environmentMessage, isEnvironmentError } from './environment-error';
import { ExitCode } from './exit-code';
import { examplesText } from './output/examples-text';
import { visibleOutput } from './output/visible-text';
import { PACKAGE_VERSION } from './package-version';
import { UserError } from './user-error';

/** Errors of the user's input. Their messages state the fix. */
const USER_ERRORS = [UserError, RejectedFlowLogError, ArtifactError, StandardError];

const EXAMPLES = examplesText(
  'flow-logs normalize AWSLogs --out tables',
  'flow-logs query tables --question top-talkers',
  "flow-logs query tables --sql 'select count(*) from flows' --json",
  'flow-logs check cdk.out',
  'flow-logs cost cdk.out --gb-per-day 2 --region us-east-1',
);

const HELP_COMMAND = new Command('help')
  .argument('[command]')
  .description('print the help of a command')
  .helpGroup('Help:');

const ONE_VALUE = 'an option takes one value: to give several values, repeat the option';

const EXIT_CODES = `
Exit codes:
  0  success
  1  findings, unreadable input files, logs without rows, or rejects with --strict
  2  an error in the arguments or the environment
  3  an internal error, or an artifact in which nothing was understood

Every command has --json, which prints its result as JSON on standard output.
Run \`flow-logs <command> --help\` for the options and examples of a command.`;

/** Width of help texts in columns where the output is not a terminal. */
const HELP_WIDTH = 80;

/** Runs `flow-logs` and returns its exit code. Errors are written to `stderr`. */
export async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let code = ExitCode.SUCCESS;
  const setExitCode = (result: ExitCode) => {
    code = result;
  };
  const stderr = visibleOutput(context.stderr);
  try {
    const program = await programFor(args[0] ?? '', {
      ...context,
      stderr,
      terminal: context.stderr,
      setExitCode,
    });
    await program.parseAsync(repeatFlags(args, program), { from: 'user' });
    return code;
  } catch (error) {
    return reportError(error, stderr);
  }
}

/** The program with the called command, or with all commands if the first argument is none. */
async function programFor(name: string, context: CommandContext): Promise<Command> {
  const called = COMMANDS.filter((command) => command.name === name);
  if (called.length === 0) rejectUnknownCommand(name);
  const program = new Command('flow-logs')
    .description(
      'Converts AWS and Azure network flow logs to one typed Parquet table, queries the table with DuckDB, and validates ' +
        'the flow logs of an app before they are deployed. Files are processed on this machine.',
    )
    .version(PACKAGE_VERSION, '-V, --version', 'print the version')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpCommand(HELP_COMMAND)
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', EXIT_CODES);
  for (const { group, load } of called.length > 0 ? called : COMMANDS) {
    program.addCommand((await load(context)).helpGroup(group));
  }
  for (const command of commandsOf(program)) {
    command
      .exitOverride()
      .helpOption('-h, --help', 'print this help')
      .showHelpAfterError(`(run \`${fullName(command)} --help\` for the usage)`)
      .configureOutput({
        writeOut: (text) => context.stdout.write(text),
        writeErr: (text) => context.stderr.write(text),
        getOutHelpWidth: () => context.stdout.columns ?? HELP_WIDTH,
      });
  }
  return program;
}

function rejectUnknownCommand(name: string): void {
  if (name === '' || name === 'help' || name.startsWith('-')) return;
  const near = suggest(name, COMMANDS);
  const hint = near
    ? `did you mean \`flow-logs ${near}\`?`
    : 'run `flow-logs --help` for the list of commands';
  throw new UserError(`unknown command '${name}': ${hint}`);
}

function reportError(error: unknown, stderr: Output): ExitCode {
  // commander has already written its message
  if (error instanceof CommanderError) {
    if (error.code === 'commander.excessArguments') stderr.write(`(${ONE_VALUE})\n`);
    return error.exitCode === 0 ? ExitCode.SUCCESS : ExitCode.USAGE_ERROR;
  }
  if (USER_ERRORS.some((kind) => error instanceof kind)) {
    stderr.write(`error: ${(error as Error).message}\n`);
    return ExitCode.USAGE_ERROR;
  }
  if (isEnvironmentError(error)) {
    stderr.write(`error: ${environmentMessage(error)}\n`);
    return ExitCode.USAGE_ERROR;
  }
  stderr.write(`internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  return ExitCode.INTERNAL_ERROR;
}

function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)];
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}
