import { Command, InvalidArgumentError } from 'commander';
import { ENVIRONMENT, readSettings, type Settings } from '../../azure/normalizer/settings';
import { FLOW_LOG_CONTAINERS } from '../../azure/storage/containers';
import { commaSeparated, RepeatableOption } from '../arguments/repeatable-option';
import { replayProblem } from '../cloud/replay-problem';
import type { CommandContext } from '../context';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { UserError } from '../user-error';

interface Options {
  readonly storage: string;
  readonly container?: readonly string[];
  readonly tables: string;
  readonly tableContainer?: string;
  readonly prefix?: string;
  readonly cursors?: string;
  readonly enrichment?: string;
  readonly compatible?: boolean;
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const HOUR = /^\d{4}-\d{2}-\d{2}(T\d{2})?$/;

/** `flow-logs replay`: normalizes Azure flow logs of past hours again and overwrites their table files. */
export function replayCommand(context: CommandContext): Command {
  return new Command('replay')
    .summary('normalize Azure flow logs of past hours again')
    .description(
      'Normalizes Azure flow logs of past hours again and overwrites their files in the deployed table. Requires the ' +
        'packages @azure/identity and @azure/storage-blob, and a signed-in identity.',
    )
    .requiredOption('--storage <url>', 'blob endpoint of the account with the flow logs (required)')
    .addOption(
      new RepeatableOption(
        '--container <name>',
        `container with flow logs; default: ${FLOW_LOG_CONTAINERS[0]}`,
        commaSeparated,
      ),
    )
    .requiredOption('--tables <url>', 'blob endpoint of the account with the tables (required)')
    .option('--table-container <name>', 'container of the tables')
    .option('--prefix <path/>', 'folder of the tables, ending in /')
    .option('--cursors <name>', 'container of the cursors')
    .option(
      '--enrichment <name>',
      'container of the threat lists and databases; default: the enrichment columns are null',
    )
    .option('--compatible', 'write files for old readers, such as Spark before 3.3')
    .requiredOption('--from <hour>', 'first hour in UTC, such as 2026-11-22T10, or a day (required)', hour)
    .requiredOption('--to <hour>', 'last hour in UTC, such as 2026-11-22T12, or a day (required)', hour)
    .option('--json', 'print the counts as one JSON object')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs replay --storage https://logs.blob.core.windows.net --tables https://lake.blob.core.windows.net ' +
          '--from 2026-11-22T10 --to 2026-11-22T12',
      ),
    )
    .action((options: Options) => run(options, context));
}

async function run(options: Options, { stdout, stderr, env }: CommandContext): Promise<void> {
  const settings = readOptions(options, env);
  const range = { from: timeOf(options.from, '00'), to: timeOf(options.to, '23') };
  if (range.from > range.to) throw new UserError(`--from ${options.from} is after --to ${options.to}`);
  const { azureContext, replay } = await loadAzure();
  const log = (line: string) => stderr.write(options.json ? '' : `${line}\n`);
  const { blobs, increments, skipped } = await replay(range, settings.flowLogs.containers, {
    ...azureContext(settings, { log }),
  }).catch((error) => {
    throw replayProblem(error) ?? error;
  });
  stdout.write(
    options.json
      ? jsonText({ blobs, increments, skipped })
      : `replayed ${blobs} blobs: wrote ${increments} increments, skipped ${skipped}, whose blocks no longer exist\n`,
  );
}

/** Maps the options to the settings of the deployed function. */
function readOptions(options: Options, env: CommandContext['env']): Settings {
  const { storage, container, tables, tableContainer, prefix, cursors, enrichment, compatible } = options;
  try {
    return readSettings({
      ...env,
      [ENVIRONMENT.flowLogStorage]: storage,
      [ENVIRONMENT.flowLogContainers]: container?.join(','),
      [ENVIRONMENT.tableStorage]: tables,
      [ENVIRONMENT.tableContainer]: tableContainer,
      [ENVIRONMENT.tablePrefix]: prefix,
      [ENVIRONMENT.cursorContainer]: cursors,
      [ENVIRONMENT.enrichmentContainer]: enrichment,
      [ENVIRONMENT.compatibleFiles]: compatible ? 'true' : undefined,
    });
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}

/** Loads the Azure SDK and its callers when a call needs them: the packages are optional. */
async function loadAzure() {
  try {
    const { azureContext } = await import('../../azure/normalizer/azure-context.js');
    const { replay } = await import('../../azure/normalizer/replay.js');
    return { azureContext, replay };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.endsWith('MODULE_NOT_FOUND') !== true) throw error;
    throw new UserError(
      'replay uses optional packages that are not installed: npm install @azure/identity @azure/storage-blob',
    );
  }
}

function hour(text: string): string {
  if (!HOUR.test(text) || Number.isNaN(timeOf(text, '00').getTime())) {
    throw new InvalidArgumentError('Give an hour such as 2026-11-22T10, or a day such as 2026-11-22.');
  }
  return text;
}

function timeOf(text: string, hourOfDay: string): Date {
  return new Date(`${text.includes('T') ? text : `${text}T${hourOfDay}`}:00:00Z`);
}
