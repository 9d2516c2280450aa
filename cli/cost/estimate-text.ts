import type { CostLine, FlowLogCost } from '../../flows/cost/estimate';
import { inCents, roundedQuantity } from '../../flows/cost/quantities';
import type { CostedFlowLog } from '../../standard/cost/costed-flow-log';
import { CHARGES } from '../../standard/cost/prices';
import { counted } from '../output/counted';
import { type Alignment, tableText } from '../output/table-text';
import { visibleText } from '../output/visible-text';
import { type CostReport, gbPerDay, notesOf, sumText } from './cost-report';
import { PriceSources } from './price-sources';

const COLUMNS = ['charge', 'quantity', 'USD per unit', 'as of', 'USD per month'];
const ALIGNMENTS: readonly Alignment[] = ['left', 'left', 'left', 'left', 'right'];

/**
 * An estimate as text: the total and what limits its value first, then a table for each flow log, then the sources of the
 * prices.
 */
export function estimateText(report: CostReport): string {
  const { flowLogs } = report.estimate;
  const sources = new PriceSources(report.estimate.prices);
  return [
    totalLine(report),
    ...limits(report, sources).map((limit) => `- ${limit}`),
    ...flowLogs.flatMap((cost) => ['', ...flowLogText(cost, report, sources)]),
    '',
    ...sources.list,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function totalLine({ estimate, isIncomplete }: CostReport): string {
  const sum = { ...estimate, isLowerBound: estimate.isLowerBound || isIncomplete };
  return `Total: ${sumText(sum)} per month, for ${counted(estimate.flowLogs.length, 'flow log')}`;
}

/** What a reader must know before the total is used. */
function limits({ estimate, isIncomplete }: CostReport, sources: PriceSources): string[] {
  const { missing } = estimate;
  const charges = missing.map(({ region, priceName }) => `${CHARGES[priceName]?.charge} (${region})`);
  return [
    ...(charges.length > 0
      ? [`the total is a lower bound: no price is known for ${charges.join('; ')}`]
      : []),
    ...(isIncomplete ? ['the total is a lower bound: parts of the artifacts have no estimate'] : []),
    ...sources.warning,
  ];
}

function flowLogText(cost: FlowLogCost<CostedFlowLog>, report: CostReport, sources: PriceSources): string[] {
  const { flowLog, region, lines } = cost;
  const sum = { ...cost, isLowerBound: cost.isLowerBound || flowLog.isPartial };
  const name = visibleText(report.names.of(flowLog));
  const title = flowLog.destinationTitle === undefined ? '' : ` ${visibleText(flowLog.destinationTitle)}`;
  const head = `${name} to ${flowLog.destination}${title} in ${region}, ${gbPerDay(report, flowLog)} GB per day: ${sumText(sum)} per month`;
  return [
    head,
    lines.length === 0
      ? 'no charges'
      : tableText(COLUMNS, [...rowsOf(lines, sources), subtotalRow(sum)], ALIGNMENTS).trimEnd(),
    ...notesOf(report, cost).map((note) => visibleText(`- ${note}`)),
  ];
}

/** The rows of lines. The numbers of the quantities end in one column, before their units. */
function rowsOf(lines: readonly CostLine[], sources: PriceSources): string[][] {
  const width = Math.max(...lines.map(({ quantity }) => roundedQuantity(quantity).length));
  return lines.map(({ priceName, item, quantity, unit, cost }) => [
    `${CHARGES[priceName]?.charge}: ${item}`,
    `${roundedQuantity(quantity).padStart(width)} ${unit}`,
    cost ? cost.tierPrices.join(', ') : 'unknown',
    cost ? `${cost.price.asOf} [${sources.numberOf(cost.price)}]` : '',
    cost ? centsText(cost.amount) : 'unknown',
  ]);
}

function subtotalRow({ amount, isLowerBound }: FlowLogCost<CostedFlowLog>): string[] {
  const sum = amount === undefined ? 'unknown' : inCents(amount);
  return ['subtotal', '', '', isLowerBound && amount !== undefined ? 'at least' : '', sum];
}

/** An amount in cents. An amount that is not zero is not printed as zero. */
function centsText(amount: bigint): string {
  const text = inCents(amount);
  return amount > 0n && text === inCents(0n) ? '< 0.01' : text;
}
