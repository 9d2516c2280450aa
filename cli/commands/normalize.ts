import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { Compression, HAS_ZSTD } from '../../flows/kernel/parquet/codec';
import { FORMAT_ARGUMENT } from '../arguments/log-format';
import { RepeatableOption } from '../arguments/repeatable-option';
import { wholeNumber } from '../arguments/whole-number';
import type { CommandContext } from '../context';
import type { ExitCode } from '../exit-code';
import { listSources } from '../normalize/list-sources';
import { normalizeSources } from '../normalize/normalize-sources';
import { NO_PROGRESS, progressBar } from '../normalize/progress-bar';
import { reportText } from '../normalize/report-text';
import { noRowsText, reportWarnings, skippedLines } from '../normalize/report-warnings';
import { runExitCode } from '../normalize/run-exit-code';
import { RunTotals } from '../normalize/run-totals';
import type { Listing } from '../normalize/source';
import { fileSystemTime, removeStaleOutputs } from '../normalize/stale-outputs';
import { examplesText } from '../output/examples-text';
import { visibleJson, visibleLines } from '../output/visible-text';
import { UserError } from '../user-error';

interface Options {
  readonly out: string;
  readonly format?: string;
  readonly source?: string;
  readonly jobs: number;
  readonly threats?: readonly string[];
  readonly mmdb?: readonly string[];
  readonly compression: Compression;
  readonly compatible?: boolean;
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly explain?: boolean;
}

/** `flow-logs normalize`: converts raw flow logs to the tables `flows` and `rejects`. */
export function normalizeCommand(context: CommandContext): Command {
  return new Command('normalize')
    .summary('convert raw flow logs of AWS and Azure to Parquet tables')
    .description(
      'Converts raw flow logs to the tables `flows` and `rejects`, as Parquet files. The command reads AWS logs (text, ' +
        'CSV, Parquet, JSON, exports of CloudWatch Logs, OCSF events) and Azure logs (blobs, and events of forwarders), ' +
        'compressed or not, also in archives. It recognizes a log by its content. The page docs/inputs.md of the project ' +
        'lists all forms. In a directory, below a prefix and in an archive it reads files with the names ' +
        'of logs. URLs need optional packages and use the credentials of the environment.',
    )
    .argument('<path...>', 'files, directories, - for standard input, s3:// URLs, URLs of Azure blobs')
    .requiredOption('--out <dir>', 'directory to write the tables to (required)')
    .option('--format <format>', `format of AWS records without a header: ${FORMAT_ARGUMENT}`)
    .option(
      '--source <name>',
      'name of the log in a stream, such as its object key; default: a hash of its content',
    )
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
    .option('--explain', 'state for each log in which form it was read, and why')
    .option('--json', 'print the counts and output files as one JSON object')
    .option('--strict', 'exit 1 if any record was rejected, or if an entry of a threat list is not valid')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs normalize AWSLogs --out tables',
        'flow-logs normalize insights-logs-flowlogflowevent --out tables --json',
        'flow-logs normalize s3://my-bucket/AWSLogs/123456789012/ --out tables',
        'zcat *.gz | flow-logs normalize - --out tables --explain',
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
  { stdout, stderr, terminal, env, workerFile }: CommandContext,
): Promise<ExitCode> {
  const {
    out: outDirectory,
    format,
    threats = [],
    mmdb = [],
    json = false,
    strict = false,
    explain = false,
  } = options;
  const { compression, compatible, jobs } = options;
  if (compression === Compression.ZSTD && !HAS_ZSTD) {
    throw new UserError(
      `--compression zstd needs Node 22.15 or later, and this is Node ${process.versions.node}: upgrade Node, or use snappy`,
    );
  }
  const listing = await listSources({ paths, outDirectory, streamName: options.source, env });
  const { sources } = listing;
  if (sources.length === 0) throw nothingToRead(paths, listing);
  const settings = { outDirectory, format, threats, mmdb, compression, compatible };
  const startProgress = () => (json ? NO_PROGRESS : progressBar(sources, terminal));
  const totals = new RunTotals(listing, explain);
  const started = fileSystemTime(outDirectory);
  const invalidEntries: string[] = [];
  const error = await normalizeSources(sources, settings, {
    jobs,
    workerFile,
    startProgress,
    onInvalidEntries: (description) => invalidEntries.push(description),
    onOutcomes: (index, outcomes) => totals.add(index, outcomes),
  });
  const report = totals.report();
  const text = json ? visibleJson(JSON.stringify(report)) : visibleLines(reportText(report, outDirectory));
  stdout.write(`${text}\n`);
  const enriches = threats.length + mmdb.length > 0;
  const warnings = reportWarnings(report, { skipped: totals.skipped, enriches, invalidEntries });
  for (const line of warnings) stderr.write(`${line}\n`);
  removeStaleOutputs(outDirectory, totals.readSources, totals.written, started);
  // the report states what was done before the error
  if (error) throw error;
  const { isEmptyInput } = totals;
  if (report.rows === 0 && report.failed.length === 0) stderr.write(`${noRowsText(report, isEmptyInput)}\n`);
  return runExitCode({ ...report, strict, isEmptyInput, invalidEntries });
}

function nothingToRead(paths: readonly string[], { skipped, failed }: Listing): UserError {
  const details = [
    ...failed.map(({ source, message }) => `${source} ${message}`),
    ...skippedLines(skipped),
    ...(skipped.length + failed.length === 0
      ? ['no files were found: check the path; names that begin with a dot are not read']
      : []),
    ...(skipped.length > 0 ? ['to read a file whatever its name is, give its path'] : []),
  ];
  return new UserError(
    [`${paths.join(', ')} has no file with the name of a flow log`, ...details].join('\n'),
  );
}
