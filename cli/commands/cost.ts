import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { estimate } from '../../flows/cost/estimate';
import { mergePrices } from '../../flows/cost/price-import';
import type { CostedFlowLog, CostOptions } from '../../standard/cost/costed-flow-log';
import { CHARGES, pricedRegions, SHIPPED_PRICES } from '../../standard/cost/prices';
import { Cloud } from '../../standard/facts';
import { HOW_TO_GIVE_ARTIFACTS } from '../arguments/artifacts';
import { parseCloudRegion } from '../arguments/cloud-region';
import { existingPath } from '../arguments/existing-path';
import { RepeatableOption } from '../arguments/repeatable-option';
import { wholeNumber } from '../arguments/whole-number';
import type { CommandContext } from '../context';
import type { CostReport } from '../cost/cost-report';
import { estimateJson } from '../cost/estimate-json';
import { estimateDetails } from '../cost/estimate-notes';
import { estimateText } from '../cost/estimate-text';
import { FlowLogNames } from '../cost/flow-log-names';
import { measuredVolumes } from '../cost/measured-volumes';
import { pricedRegion, type RegionOptions, regionNotes, validateRegions } from '../cost/priced-regions';
import { readFlowLogs } from '../cost/read-flow-logs';
import { readPriceFile } from '../cost/read-price-file';
import { statedVolumes, volumeList } from '../cost/stated-volumes';
import { ExitCode } from '../exit-code';
import { examplesText } from '../output/examples-text';
import { jsonText } from '../output/json-text';
import { notUnderstoodError } from '../output/unread-notes';
import { UserError } from '../user-error';

interface Options extends RegionOptions {
  readonly gbPerDay?: readonly string[];
  readonly measured?: string;
  readonly parameters?: readonly string[];
  readonly prices?: readonly string[];
  readonly reads: number;
  readonly interfaces?: number;
  readonly printPrices?: boolean;
  readonly details?: boolean;
  readonly json?: boolean;
}

/** `flow-logs cost`: estimates the monthly cost of the flow logs of an app. */
export function costCommand(context: CommandContext): Command {
  return new Command('cost')
    .summary('estimate the monthly cost of the flow logs of an app')
    .description(
      'Estimates the monthly cost of the flow logs of an app, from dated prices. It accepts the artifacts that `flow-logs ' +
        `check\` accepts. The package contains prices of ${regionsText(Cloud.AWS)} (AWS), and of ${regionsText(Cloud.AZURE)} ` +
        '(Azure), from secondary sources; for other regions and for verified prices, see `flow-logs prices`.',
    )
    .argument('[artifacts...]', HOW_TO_GIVE_ARTIFACTS)
    .addOption(
      new RepeatableOption(
        '--gb-per-day <gb>',
        'records per day in GB: of each flow log (1.5), or of one (Network/FlowLogs=1.5)',
        volumeList,
      ),
    )
    .option('--measured <dir>', 'take the volume from the tables that `normalize` wrote (AWS)')
    .addOption(
      new RepeatableOption(
        '--region <name>',
        'region of flow logs whose artifact does not state one: of AWS, of Azure',
        parseCloudRegion,
      ),
    )
    .addOption(
      new RepeatableOption(
        '--price-region <name>',
        'apply the prices of this region to all flow logs of its cloud',
        parseCloudRegion,
      ),
    )
    .addOption(
      new RepeatableOption(
        '--parameters <file>',
        'values of the parameters of templates or of the variables of Terraform; default: their default values',
      ),
    )
    .addOption(
      new RepeatableOption(
        '--prices <file>',
        'your own prices instead of those of the package, in the format that --print-prices shows and `flow-logs prices` writes; later files replace prices of earlier ones',
      ),
    )
    .option('--reads <n>', 'how often per month queries read all records of a month', wholeNumber(0), 1)
    .option(
      '--interfaces <n>',
      'network interfaces with traffic of each flow log of Azure; operations grow with them; default: 1',
      wholeNumber(1),
    )
    .option('--details', 'also print the assumptions, all tiers of the prices and the general notes')
    .option('--print-prices', 'print the prices as JSON and exit')
    .option('--json', 'print the estimate as one JSON object')
    .addHelpText(
      'after',
      examplesText(
        'flow-logs cost cdk.out --gb-per-day 2 --region us-east-1',
        'flow-logs cost cdk.out --gb-per-day Network/FlowLogs=2 --gb-per-day Edge/FlowLogs=0.5 --json',
        'flow-logs cost plan.json --gb-per-day 2 --region us-east-1 --region westeurope',
        'flow-logs cost cdk.out --measured tables',
      ),
    )
    .action((paths: readonly string[], options: Options) => run(paths, options, context));
}

function regionsText(cloud: Cloud): string {
  return pricedRegions(SHIPPED_PRICES, cloud).join(', ');
}

async function run(
  paths: readonly string[],
  options: Options,
  { stdout, stderr, setExitCode }: CommandContext,
): Promise<void> {
  const prices =
    options.prices === undefined ? SHIPPED_PRICES : mergePrices(options.prices.map(readPriceFile));
  if (options.printPrices) {
    stdout.write(jsonText(prices));
    return;
  }
  if (paths.length === 0) throw new UserError('no app to estimate: `flow-logs cost cdk.out --gb-per-day 2`');
  validateRegions(options, prices);
  const costOptions: CostOptions = {
    readsPerMonth: options.reads,
    ...(options.interfaces !== undefined && { interfaces: options.interfaces }),
  };
  const read = await readFlowLogs(paths.map(artifactPath), costOptions, options.parameters);
  const { flowLogs } = read;
  const names = new FlowLogNames(flowLogs);
  const regions = flowLogs.map((flowLog) => pricedRegion(flowLog, names.of(flowLog), prices, options));
  const { bytesPerDay, notes } = await volumesOf(flowLogs, names, options);
  const report: CostReport = {
    estimate: estimate(
      flowLogs.map((flowLog, index) => ({
        flowLog,
        usage: flowLog.usage(bytesPerDay.get(flowLog) as bigint),
        region: regions[index] as string,
      })),
      prices,
      CHARGES,
    ),
    names,
    bytesPerDay,
    options: costOptions,
    notes: [
      ...read.notes,
      ...notes,
      ...interfaceNotes(flowLogs, options),
      ...regionNotes(flowLogs, names, options),
    ],
    isIncomplete: read.notes.length > 0 || flowLogs.some(({ isPartial }) => isPartial),
  };
  if (options.json) stdout.write(jsonText(estimateJson(report)));
  else {
    if (flowLogs.length > 0) stdout.write(estimateText(report));
    const details = estimateDetails(report);
    const folded = [`${details.length} assumptions, prices with all tiers and general notes: add --details`];
    for (const note of [...report.notes, ...(options.details ? details : folded)])
      stderr.write(`note: ${note}\n`);
  }
  if (read.opaque.length > 0) {
    stderr.write(notUnderstoodError(read.opaque));
    setExitCode(ExitCode.INTERNAL_ERROR);
  }
}

/** Network Watcher writes a block per minute and network interface, and no artifact states how many have traffic. */
function interfaceNotes(flowLogs: readonly CostedFlowLog[], { interfaces }: Options): string[] {
  const isCounted = interfaces === undefined && flowLogs.some(({ fact }) => fact.cloud === Cloud.AZURE);
  return isCounted
    ? [
        'the operations of each Azure flow log are counted for 1 network interface with traffic: give the number with --interfaces',
      ]
    : [];
}

/** A second value of `--gb-per-day` is an artifact to the parser of the arguments. */
function artifactPath(path: string): string {
  if (/=[\d.]+$/.test(path) && !existsSync(path)) {
    throw new UserError(
      `${path} is a volume, not an artifact: to give several values, repeat the option: --gb-per-day '${path}'`,
    );
  }
  return existingPath(path, HOW_TO_GIVE_ARTIFACTS);
}

async function volumesOf(
  flowLogs: readonly CostedFlowLog[],
  names: FlowLogNames,
  { gbPerDay, measured }: Options,
) {
  if (gbPerDay !== undefined && measured === undefined) {
    return { bytesPerDay: statedVolumes(gbPerDay, flowLogs, names), notes: [] };
  }
  if (measured !== undefined && gbPerDay === undefined) return measuredVolumes(measured, flowLogs);
  throw new UserError('give either --gb-per-day or --measured: the cost depends on the volume');
}
