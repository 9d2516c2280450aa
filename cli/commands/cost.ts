import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_ASSUMPTIONS } from '../../aws/cost/assumptions';
import { type CostedFlowLog, costedFlowLogs } from '../../aws/cost/costed-flow-log';
import { estimate } from '../../aws/cost/estimate';
import type { PriceFile } from '../../aws/prices/price-file';
import { PriceFileError, readPrices } from '../../aws/prices/read-prices';
import { SHIPPED_PRICES } from '../../aws/prices/shipped-prices';
import { AppValues } from '../../aws/template/stack-values';
import { readAssembly } from '../../standard/adapters/cloudformation/read-assembly';
import { givenVolumes } from '../cost/given-volume';
import { measuredVolumes } from '../cost/measured-volume';
import { printAsJson, printForPeople } from '../cost/print-estimate';
import { ExitCode, UsageError } from '../exit';
import { regionName } from '../region-option';

interface Options {
  readonly gbPerDay?: readonly string[];
  readonly measured?: string;
  readonly region?: string;
  readonly prices?: string;
  readonly reads: number;
  readonly printPrices?: boolean;
  readonly json?: boolean;
}

/** `flow-logs cost`: what the flow logs of an app cost in a month. */
export function costCommand(done: (code: ExitCode) => void): Command {
  return new Command('cost')
    .description('estimate what the flow logs of a CDK app cost in a month, from dated prices')
    .argument('[cdk.out]', 'what `cdk synth` wrote, or a template')
    .option('--gb-per-day <gb...>', 'raw text of each flow log a day, or of one: Network/FlowLogs=1.5')
    .option('--measured <dir>', 'take the volume from tables that `normalize` wrote')
    .option('--region <name>', 'count with the prices of this region', regionName)
    .option('--prices <file>', 'prices of your own, in the form that --print-prices shows')
    .option('--reads <n>', 'times a month that queries read all records of a month', wholeNumber, 1)
    .option('--print-prices', 'print the prices that come with the package, and nothing else')
    .option('--json', 'print the estimate as one JSON object')
    .action(async (path: string | undefined, options: Options) => {
      const prices = options.prices === undefined ? SHIPPED_PRICES : pricesIn(options.prices);
      if (options.printPrices) process.stdout.write(`${JSON.stringify(prices, null, 2)}\n`);
      else if (path === undefined) throw new UsageError('say what to estimate: flow-logs cost <cdk.out>');
      else await run(path, prices, options);
      done(ExitCode.FINE);
    });
}

async function run(path: string, prices: PriceFile, options: Options): Promise<void> {
  const flowLogs = costedFlowLogs(new AppValues(readAssembly(path, { unnamed: 'template' })));
  if (flowLogs.length === 0) {
    throw new UsageError(`no flow log in ${path}: add VpcFlowLogs to the app, then \`cdk synth\` again`);
  }
  const regions = new Map(
    flowLogs.map((flowLog) => [flowLog, pricedRegion(flowLog, prices, options.region)]),
  );
  const { bytesPerDay, notes } = await volumesOf(flowLogs, options);
  const volumes = flowLogs.map((flowLog) => ({
    flowLog,
    bytesPerDay: bytesPerDay.get(flowLog) as bigint,
    region: regions.get(flowLog) as string,
  }));
  const result = estimate(volumes, prices, { ...DEFAULT_ASSUMPTIONS, readsPerMonth: options.reads });
  const print = options.json ? printAsJson : printForPeople;
  print(result, [...notes, ...regionNotes(flowLogs, options.region)]);
}

async function volumesOf(flowLogs: readonly CostedFlowLog[], { gbPerDay, measured }: Options) {
  if ((gbPerDay === undefined) === (measured === undefined)) {
    throw new UsageError('give either --gb-per-day or --measured: the cost follows from the volume');
  }
  if (measured !== undefined) return measuredVolumes(measured, flowLogs);
  return { bytesPerDay: givenVolumes(gbPerDay as readonly string[], flowLogs), notes: [] };
}

/** Never another region's prices unless that is asked for. */
function pricedRegion(
  { stack, title }: CostedFlowLog,
  { regions }: PriceFile,
  asked: string | undefined,
): string {
  const region = asked ?? stack.region;
  const known = Object.keys(regions).join(', ');
  if (region === undefined) {
    throw new UsageError(`the region of ${title} is open: give --region; there are prices of ${known}`);
  }
  if (region in regions) return region;
  throw new UsageError(
    `no prices of ${region} (${title}): give --prices, or --region to count with those of ${known}`,
  );
}

function regionNotes(flowLogs: readonly CostedFlowLog[], asked: string | undefined): string[] {
  if (asked === undefined) return [];
  const elsewhere = flowLogs.filter(({ stack }) => stack.region !== undefined && stack.region !== asked);
  return elsewhere.map(
    ({ title, stack }) => `${title} is in ${stack.region}: counted with the prices of ${asked} all the same`,
  );
}

function pricesIn(file: string): PriceFile {
  try {
    return readPrices(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const { message } = error as Error;
    const isExpected =
      error instanceof PriceFileError || error instanceof SyntaxError || 'code' in (error as object);
    if (!isExpected) throw error;
    throw new UsageError(
      `${file} can not be used for prices: ${message}; see \`flow-logs cost --print-prices\``,
    );
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('it must be a whole number');
  return Number(text);
}
