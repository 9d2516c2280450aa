import { Command, CommanderError } from 'commander';
import { TemplateError } from '../aws/template/template-error';
import { ArtifactError } from '../standard/adapters/artifact';
import { StandardError } from '../standard/file/standard-error';
import { ExitCode, UsageError } from './exit';

// the package asks for itself by name, which holds from the sources and from what is published
const { version } = require('cloud-flow-logs/package.json') as { version: string };

/** Errors whose message says what to do. */
const TOLD = [UsageError, TemplateError, ArtifactError, StandardError];

type Done = (code: ExitCode) => void;

/** The commands; each is loaded when it is called, since all of them together take longer than many a call. */
const COMMANDS: Readonly<Record<string, (done: Done) => Promise<Command>>> = {
  normalize: async (done) => (await import('./commands/normalize.js')).normalizeCommand(done),
  query: async (done) => (await import('./commands/query.js')).queryCommand(done),
  questions: async () => (await import('./commands/questions.js')).questionsCommand(),
  format: async (done) => (await import('./commands/format.js')).formatCommand(done),
  permissions: async (done) => (await import('./commands/permissions.js')).permissionsCommand(done),
  check: async (done) => (await import('./commands/check.js')).checkCommand(done),
  standard: async (done) => (await import('./commands/standard.js')).standardCommand(done),
  cost: async (done) => (await import('./commands/cost.js')).costCommand(done),
  replay: async (done) => (await import('./commands/replay.js')).replayCommand(done),
};

/** Runs the command line. Returns the exit code; errors have been told on stderr. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let code = ExitCode.FINE;
  const done: Done = (result) => {
    code = result;
  };
  const [name = ''] = args;
  const called = Object.hasOwn(COMMANDS, name) ? [name] : Object.keys(COMMANDS);
  const program = new Command('flow-logs')
    .description('Cloud network flow logs as one typed table, on your own disk.')
    .version(version)
    .showHelpAfterError('(flow-logs <command> --help shows what it takes)');
  for (const each of called)
    program.addCommand(await (COMMANDS[each] as (done: Done) => Promise<Command>)(done));
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
  if (TOLD.some((kind) => error instanceof kind)) {
    process.stderr.write(`error: ${(error as Error).message}\n`);
    return ExitCode.USAGE;
  }
  process.stderr.write(`internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  return ExitCode.INTERNAL;
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
