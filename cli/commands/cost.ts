import { Command } from 'commander';
import { DEFAULT_ASSUMPTIONS } from '../../aws/cost/assumptions';
import { type CostedFlowLog, costedFlowLogs } from '../../aws/cost/costed-flow-log';
import { estimate } from '../../aws/cost/estimate';
import type { PriceFile } from '../../aws/prices/price-file';
import { SHIPPED_PRICES } from '../../aws/prices/shipped-prices';
import { AppValues } from '../../aws/template/stack-values';
import { readAssembly } from '../../standard/adapters/cloudformation/read-assembly';
import { existingPath } from '../arguments/existing-path';
import { regionName } from '../arguments/region-name';
import { commaSeparated, RepeatableOption } from '../arguments/repeatable-option';
import { wholeNumber } from '../arguments/whole-number';
import type { CommandContext } from '../context';
import { estimateJson, estimateNotes, estimateTable } from '../cost/estimate-text';
import { measuredVolumes } from '../cost/measured-volumes';
import { readPriceFile } from '../cost/read-price-file';
import { statedVolumes } from '../cost/stated-volumes';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { UserError } from '../user-error';

interface Options {
  readonly gbPerDay?: readonly string[];
  readonly measured?: string;
  readonly region?: string;
  readonly priceRegion?: string;
  readonly prices?: string;
  readonly reads: number;
  readonly printPrices?: boolean;
  readonly json?: boolean;
}

/** `flow-logs cost`: estimates the monthly cost of the flow logs of an app. */
export function costCommand(context: CommandContext): Command {
  return new Command('cost')
    .summary('estimate the monthly cost of the flow logs of a CDK app')
    .description('Estimates the monthly cost of the flow logs of a CDK app, from dated prices.')
    .argument('[cdk.out]', 'directory that `cdk synth` wrote, or a template')
    .addOption(
      new RepeatableOption(
        '--gb-per-day <gb>',
        'raw text per day in GB: of each flow log (1.5), or of one (Network/FlowLogs=1.5)',
        commaSeparated,
      ),
    )
    .option('--measured <dir>', 'take the volume from the tables that `normalize` wrote')
    .option('--region <name>', 'region of stacks that do not specify one', regionName)
    .option('--price-region <name>', 'apply the prices of this region to all stacks', regionName)
    .option('--prices <file>', 'your own prices, in the format that --print-prices shows')
    .option('--reads <n>', 'how often per month queries read all records of a month', wholeNumber(0), 1)
    .option('--print-prices', 'print the prices as JSON and exit')
    .option('--json', 'print the estimate as one JSON object')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs cost cdk.out --gb-per-day 2 --region us-east-1',
        'flow-logs cost cdk.out --gb-per-day Network/FlowLogs=2 --gb-per-day Edge/FlowLogs=0.5 --json',
        'flow-logs cost cdk.out --measured tables',
      ),
    )
    .action((path: string | undefined, options: Options) => run(path, options, context));
}

async function run(
  path: string | undefined,
  options: Options,
  { stdout, stderr }: CommandContext,
): Promise<void> {
  const prices = options.prices === undefined ? SHIPPED_PRICES : readPriceFile(options.prices);
  if (options.printPrices) {
    stdout.write(jsonText(prices));
    return;
  }
  if (path === undefined) throw new UserError('no app to estimate: `flow-logs cost cdk.out --gb-per-day 2`');
  const flowLogs = readFlowLogs(path, options.region);
  const regions = flowLogs.map((flowLog) => pricedRegion(flowLog, prices, options.priceRegion));
  const { bytesPerDay, notes: volumeNotes } = await volumesOf(flowLogs, options);
  const volumes = flowLogs.map((flowLog, index) => ({
    flowLog,
    bytesPerDay: bytesPerDay.get(flowLog) as bigint,
    region: regions[index] as string,
  }));
  const result = estimate(volumes, prices, { ...DEFAULT_ASSUMPTIONS, readsPerMonth: options.reads });
  const notes = [...volumeNotes, ...regionNotes(flowLogs, options.priceRegion)];
  if (options.json) stdout.write(jsonText(estimateJson(result, notes)));
  else {
    stdout.write(estimateTable(result));
    for (const note of estimateNotes(result, notes)) stderr.write(`note: ${note}\n`);
  }
}

function readFlowLogs(path: string, region: string | undefined): CostedFlowLog[] {
  existingPath(path, 'the directory that `cdk synth` wrote (cdk.out), or a template');
  const flowLogs = costedFlowLogs(new AppValues(readAssembly(path, { allowUnnamed: true, region })));
  if (flowLogs.length > 0) return flowLogs;
  throw new UserError(`${path} has no flow log: add VpcFlowLogs to the app, then run \`cdk synth\` again`);
}

async function volumesOf(flowLogs: readonly CostedFlowLog[], { gbPerDay, measured }: Options) {
  if (gbPerDay !== undefined && measured === undefined) {
    return { bytesPerDay: statedVolumes(gbPerDay, flowLogs), notes: [] };
  }
  if (measured !== undefined && gbPerDay === undefined) return measuredVolumes(measured, flowLogs);
  throw new UserError('give either --gb-per-day or --measured: the cost depends on the volume');
}

/** The region whose prices apply. Prices of another region apply only with --price-region. */
function pricedRegion(
  { stack, title }: CostedFlowLog,
  { regions }: PriceFile,
  priceRegion: string | undefined,
): string {
  const region = priceRegion ?? stack.region;
  const known = Object.keys(regions).join(', ');
  if (region === undefined) {
    throw new UserError(
      `the stack of ${title} does not specify its region: give --region; prices exist for ${known}`,
    );
  }
  if (region in regions) return region;
  throw new UserError(
    `no prices for ${region} (${title}): give --prices, or --price-region to apply the prices of ${known}`,
  );
}

function regionNotes(flowLogs: readonly CostedFlowLog[], priceRegion: string | undefined): string[] {
  if (priceRegion === undefined) return [];
  return flowLogs
    .filter(({ stack }) => stack.region !== undefined && stack.region !== priceRegion)
    .map(({ title, stack }) => `${title} is in ${stack.region}, estimated with the prices of ${priceRegion}`);
}
