import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { Compression, HAS_ZSTD } from '../../flows/kernel/parquet/codec';
import { FORMAT_ARGUMENT } from '../arguments/log-format';
import { RepeatableOption } from '../arguments/repeatable-option';
import { wholeNumber } from '../arguments/whole-number';
import type { CommandContext } from '../context';
import { ExitCode } from '../exit-code';
import { isNotWritten } from '../normalize/normalize-file';
import { normalizeFiles } from '../normalize/normalize-files';
import { NO_PROGRESS, progressBar } from '../normalize/progress-bar';
import { reportText, reportWarnings, runReport } from '../normalize/run-report';
import { sourceFiles } from '../normalize/source-files';
import { fileSystemTime, removeStaleOutputs } from '../normalize/stale-outputs';
import { examplesText } from '../output/examples-text';
import { UserError } from '../user-error';

interface Options {
  readonly out: string;
  readonly format?: string;
  readonly jobs: number;
  readonly threats?: readonly string[];
  readonly mmdb?: readonly string[];
  readonly compression: Compression;
  readonly compatible?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `flow-logs normalize`: converts raw flow logs to the tables `flows` and `rejects`. */
export function normalizeCommand(context: CommandContext): Command {
  return new Command('normalize')
    .summary('convert raw flow logs of AWS and Azure to Parquet tables')
    .description(
      'Converts raw flow logs to the tables `flows` and `rejects`, as Parquet files. The command reads AWS logs (text, ' +
        'Parquet, JSON of CloudWatch Logs or Firehose) and Azure logs (JSON blobs), with or without gzip. It recognizes a ' +
        'log by its path or content.',
    )
    .argument('<path...>', 'files or directories')
    .requiredOption('--out <dir>', 'directory to write the tables to')
    .option('--format <format>', `format of AWS records without a header: ${FORMAT_ARGUMENT}`)
    .addOption(
      new Option('--jobs <n>', 'number of files to process in parallel')
        .argParser(wholeNumber(1))
        .default(availableParallelism(), 'number of CPU cores'),
    )
    .addOption(
      new RepeatableOption(
        '--threats <file>',
        'list of malicious addresses and networks, for the threat columns',
      ),
    )
    .addOption(new RepeatableOption('--mmdb <file>', 'MaxMind DB file, for the country and ASN columns'))
    .addOption(
      new Option('--compression <codec>', 'compression of the Parquet files; zstd needs Node 22.15 or later')
        .choices(Object.values(Compression))
        .default(Compression.SNAPPY),
    )
    .option('--compatible', 'write only what Parquet 1 readers support')
    .option('--json', 'print the counts and output files as one JSON object')
    .option('--strict', 'exit 1 if any record was rejected')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs normalize AWSLogs --out tables',
        'flow-logs normalize insights-logs-flowlogflowevent --out tables --json',
        'flow-logs normalize raw --out tables --threats blocklist.txt --mmdb country.mmdb --mmdb asn.mmdb',
        'flow-logs normalize headerless.log --out tables --format default',
      ),
    )
    .action(async (paths: string[], options: Options) =>
      context.setExitCode(await run(paths, options, context)),
    );
}

async function run(
  paths: readonly string[],
  options: Options,
  { stdout, stderr, workerFile }: CommandContext,
): Promise<ExitCode> {
  const { out: outDirectory, format, threats = [], mmdb = [], json = false, strict = false } = options;
  const { compression, compatible, jobs } = options;
  if (compression === Compression.ZSTD && !HAS_ZSTD) {
    throw new UserError(
      `--compression zstd needs Node 22.15 or later, and this is Node ${process.versions.node}: upgrade Node, or use snappy`,
    );
  }
  const sources = sourceFiles(paths, outDirectory);
  const { files } = sources;
  if (files.length === 0) {
    throw new UserError(
      `${paths.join(', ')} has no file with the name of a flow log: give the files themselves`,
    );
  }
  const started = fileSystemTime(outDirectory);
  const settings = { outDirectory, format, threats, mmdb, compression, compatible };
  const startProgress = () => (json ? NO_PROGRESS : progressBar(files, stderr));
  const outcomes = await normalizeFiles(files, settings, { jobs, workerFile, startProgress });
  const normalized = outcomes.filter((outcome) => 'outputs' in outcome);
  const report = runReport(outcomes, sources);
  stdout.write(`${json ? JSON.stringify(report) : reportText(report, outDirectory)}\n`);
  const enriches = threats.length + mmdb.length > 0;
  for (const line of reportWarnings(report, enriches)) stderr.write(`${line}\n`);
  removeStaleOutputs(
    outDirectory,
    normalized.map(({ file }) => file.source),
    normalized.flatMap(({ outputs }) => outputs),
    started,
  );
  if (outcomes.some(isNotWritten)) return ExitCode.USAGE_ERROR;
  return report.failed.length > 0 || (strict && report.rejects > 0) ? ExitCode.FINDINGS : ExitCode.SUCCESS;
}
