import { Command, InvalidArgumentError } from 'commander';
import { ENVIRONMENT, readSettings, type Settings } from '../../azure/normalizer/settings';
import { ExitCode, UsageError } from '../exit';

interface Options {
  readonly storage: string;
  readonly container?: readonly string[];
  readonly tables: string;
  readonly tableContainer?: string;
  readonly prefix?: string;
  readonly cursors?: string;
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const HOUR = /^\d{4}-\d{2}-\d{2}(T\d{2})?$/;

/** `flow-logs replay`: reads flow logs of Azure once more, into the files that they are in. */
export function replayCommand(done: (code: ExitCode) => void): Command {
  return new Command('replay')
    .description('read the Azure flow logs of some hours again, into the same files of the deployed table')
    .requiredOption('--storage <url>', 'blob endpoint of the account that flow logs are written to')
    .option('--container <name...>', 'containers of it')
    .requiredOption('--tables <url>', 'blob endpoint of the account of the tables')
    .option('--table-container <name>', 'container of the tables')
    .option('--prefix <path/>', 'folder of the tables')
    .option('--cursors <name>', 'container of the cursors')
    .requiredOption('--from <hour>', 'first hour, in UTC: 2026-11-22T10, or a day', hour)
    .requiredOption('--to <hour>', 'last hour, in UTC: 2026-11-22T12, or a day', hour)
    .option('--json', 'print what was done as one JSON object')
    .action(async (options: Options) => {
      await run(options);
      done(ExitCode.FINE);
    });
}

async function run(options: Options): Promise<void> {
  const settings = settingsOf(options);
  const range = { from: timeOf(options.from, '00'), to: timeOf(options.to, '23') };
  if (range.from > range.to) throw new UsageError(`--from ${options.from} is after --to ${options.to}`);
  const { azureContext, replay } = await engine();
  const context = azureContext(settings);
  const log = (line: string) => process.stderr.write(options.json ? '' : `${line}\n`);
  const { blobs, increments, skipped } = await replay(range, settings.flowLogs.containers, {
    ...context,
    log,
  });
  if (options.json) process.stdout.write(`${JSON.stringify({ blobs, increments, skipped })}\n`);
  else {
    process.stdout.write(
      `${blobs} blobs read again: ${increments} increments written, ${skipped} skipped, since their blocks no longer exist\n`,
    );
  }
}

/** The same settings as the deployed function has, from options instead of the environment. */
function settingsOf(options: Options): Settings {
  const { storage, container, tables, tableContainer, prefix, cursors } = options;
  try {
    return readSettings({
      ...process.env,
      [ENVIRONMENT.flowLogStorage]: storage,
      [ENVIRONMENT.flowLogContainers]: container?.join(','),
      [ENVIRONMENT.tableStorage]: tables,
      [ENVIRONMENT.tableContainer]: tableContainer,
      [ENVIRONMENT.tablePrefix]: prefix,
      [ENVIRONMENT.cursorContainer]: cursors,
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What talks to Azure is loaded where it is needed: its packages are optional. */
async function engine() {
  try {
    const { azureContext } = await import('../../azure/normalizer/azure-context.js');
    const { replay } = await import('../../azure/normalizer/replay.js');
    return { azureContext, replay };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND') !== true) throw error;
    throw new UsageError(
      'the packages that reach Azure are missing: npm install @azure/identity @azure/storage-blob',
    );
  }
}

function hour(text: string): string {
  if (!HOUR.test(text) || Number.isNaN(timeOf(text, '00').getTime())) {
    throw new InvalidArgumentError('it must be an hour like 2026-11-22T10, or a day like 2026-11-22');
  }
  return text;
}

function timeOf(text: string, hourOfDay: string): Date {
  return new Date(`${text.includes('T') ? text : `${text}T${hourOfDay}`}:00:00Z`);
}
