import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { Compression, HAS_ZSTD } from '../../flows/kernel/parquet/codec';
import { ExitCode, UsageError } from '../exit';
import { normalizeFiles } from '../normalize/pool';
import { describeRun, describeTrouble, type RunReport, runReport } from '../normalize/report';
import { sourceFiles } from '../normalize/source-files';
import { removeStaleOutputs } from '../normalize/stale-outputs';

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

/** `flow-logs normalize`: turns raw files into the tables. */
export function normalizeCommand(done: (code: ExitCode) => void): Command {
  return new Command('normalize')
    .description('turn raw flow logs into the tables `flows` and `rejects`, as Parquet files')
    .argument(
      '<path...>',
      'raw files of AWS (text, Parquet, JSON of CloudWatch Logs or Firehose) and Azure (blobs of JSON), gzip or not, or directories of them',
    )
    .requiredOption('--out <dir>', 'directory to write the tables to')
    .option(
      '--format <format>',
      "format of AWS records without a header (bare lines, JSON), such as '${version} ${srcaddr}'",
    )
    .option('--jobs <n>', 'files to work on at the same time', wholeNumber, availableParallelism())
    .option('--threats <file...>', 'lists of dangerous addresses and networks, for the threat columns')
    .option('--mmdb <file...>', 'MaxMind DB files, for the country and ASN columns')
    .addOption(
      new Option('--compression <codec>', 'how the files are compressed; zstd needs Node 22.15 or newer')
        .choices(Object.values(Compression))
        .default(Compression.SNAPPY),
    )
    .option('--compatible', 'write nothing that readers of the first version of Parquet do not know')
    .option('--json', 'print what was done as one JSON object')
    .option('--strict', 'exit 1 if any record was rejected')
    .action(async (paths: string[], options: Options) => done(await run(paths, options)));
}

async function run(paths: readonly string[], options: Options): Promise<ExitCode> {
  const { out: outDirectory, format, threats = [], mmdb = [], json = false, strict = false } = options;
  const { compression, compatible } = options;
  if (compression === Compression.ZSTD && !HAS_ZSTD) {
    throw new UsageError(
      `--compression zstd needs Node 22.15 or newer, and this is ${process.versions.node}`,
    );
  }
  const sources = sourceFiles(paths, outDirectory);
  const { files } = sources;
  if (files.length === 0)
    throw new UsageError(`no flow logs in ${paths.join(', ')}: name the files themselves`);
  const settings = { outDirectory, format, threats, mmdb, compression, compatible };
  const outcomes = await normalizeFiles(files, settings, options.jobs, !json);
  const good = outcomes.filter((outcome) => 'outputs' in outcome);
  removeStaleOutputs(
    outDirectory,
    good.map(({ file }) => file.source),
    good.flatMap(({ outputs }) => outputs),
  );
  const report = runReport(outcomes, sources);
  print(report, outDirectory, json);
  return report.failed.length > 0 || (strict && report.rejects > 0) ? ExitCode.FINDINGS : ExitCode.FINE;
}

function print(report: RunReport, outDirectory: string, json: boolean): void {
  process.stdout.write(`${json ? JSON.stringify(report) : describeRun(report, outDirectory)}\n`);
  for (const line of describeTrouble(report)) process.stderr.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('it must be a whole number from 1 up');
  return Number(text);
}
