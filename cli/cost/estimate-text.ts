import type { CostLine, Estimate, FlowLogCost, UsedPrice } from '../../flows/cost/estimate';
import { exactDollars, exactQuantity, inCents } from '../../flows/cost/quantities';
import {
  type CostBasis,
  type CostedFlowLog,
  type CostOptions,
  costBasis,
} from '../../standard/cost/costed-flow-log';
import { CHARGES } from '../../standard/cost/prices';
import { tableText } from '../output/table-text';
import type { FlowLogNames } from './flow-log-names';

/** An estimate with everything that a report states about it. */
export interface CostReport {
  readonly estimate: Estimate<CostedFlowLog>;
  readonly names: FlowLogNames;
  /** Bytes of records per day. */
  readonly bytesPerDay: ReadonlyMap<CostedFlowLog, bigint>;
  readonly options: CostOptions;
  /** Notes about the artifacts, the volumes and the regions. */
  readonly notes: readonly string[];
  /** Whether the estimate lacks the cost of a flow log, or of a part of an artifact. */
  readonly isIncomplete: boolean;
}

/** An estimate for `--json`. Amounts are decimal strings; exact amounts have all digits. */
export function estimateJson(report: CostReport): object {
  const { estimate, names, bytesPerDay, notes, isIncomplete } = report;
  const { flowLogs, amount, prices, missing } = estimate;
  const basis = basisOf(report);
  return {
    currency: 'USD',
    perMonth: inCents(amount),
    exactPerMonth: exactDollars(amount),
    complete: missing.length === 0 && !isIncomplete,
    flowLogs: flowLogs.map(({ flowLog, region, lines, amount: own }) => ({
      flowLog: names.of(flowLog),
      cloud: flowLog.fact.cloud,
      unit: flowLog.fact.unit.name,
      artifact: flowLog.fact.unit.artifact,
      region,
      destination: flowLog.destination,
      gbPerDay: exactQuantity(bytesPerDay.get(flowLog) ?? 0n),
      perMonth: inCents(own),
      lines: lines.map(jsonLine),
      notes: flowLog.notes,
    })),
    prices,
    missing,
    assumptions: Object.fromEntries(
      Object.entries(basis.assumptions).map(([name, { value }]) => [name, value]),
    ),
    notes: [...notes, ...basis.notes],
  };
}

/** An estimate as a table, with the total below it. */
export function estimateTable(report: CostReport): string {
  const { flowLogs, amount, missing } = report.estimate;
  const rows = flowLogs.flatMap((cost) => rowsOf(cost, report));
  const without = [
    ...(missing.length > 0 ? ['without the lines that have no price'] : []),
    ...(report.isIncomplete ? ['without the parts that are not estimated'] : []),
  ];
  const total = [`${inCents(amount)} USD per month`, ...without].join(', ');
  return `${tableText(['flow log', 'charge', 'quantity', 'USD per month'], rows)}${total}\n`;
}

/** Notes for the table: missing prices, prices in use, assumptions. */
export function estimateNotes(report: CostReport): string[] {
  const { estimate, names, notes } = report;
  const { flowLogs, prices, missing } = estimate;
  const basis = basisOf(report);
  return [
    ...missing.map(
      ({ region, priceName }) => `no price in ${region}, not in the total: ${CHARGES[priceName]?.charge}`,
    ),
    ...flowLogs.flatMap(({ flowLog }) => flowLog.notes.map((note) => `${names.of(flowLog)}: ${note}`)),
    ...notes,
    ...prices.map(priceNote),
    ...Object.values(basis.assumptions).map(({ value, meaning }) => `assumed ${value}: ${meaning}`),
    ...basis.notes,
  ];
}

function basisOf({ estimate, options }: CostReport): CostBasis {
  return costBasis(
    estimate.flowLogs.map(({ flowLog }) => flowLog),
    options,
  );
}

function jsonLine({ priceName, item, quantity, unit, amount }: CostLine) {
  return {
    priceName,
    charge: CHARGES[priceName]?.charge,
    item,
    quantity: exactQuantity(quantity),
    unit,
    perMonth: amount === undefined ? null : inCents(amount),
  };
}

function rowsOf(
  { flowLog, lines }: FlowLogCost<CostedFlowLog>,
  { names, bytesPerDay }: CostReport,
): string[][] {
  const title = `${names.of(flowLog)}, ${exactQuantity(bytesPerDay.get(flowLog) ?? 0n)} GB per day`;
  if (lines.length === 0) return [[title, 'no charges', '', inCents(0n)]];
  return lines.map(({ priceName, item, quantity, unit, amount }) => [
    title,
    `${CHARGES[priceName]?.charge}: ${item}`,
    `${exactQuantity(quantity)} ${unit}`,
    amount === undefined ? 'no price' : inCents(amount),
  ]);
}

function priceNote({ region, priceName, price }: UsedPrice): string {
  const { tiers, source, asOf, verified, note } = price;
  const status = verified ? 'verified' : 'unverified';
  const figures = tiers.map(({ price: figure }) => figure).join('/');
  const { charge, unit } = CHARGES[priceName] ?? {};
  return `price ${figures} per ${unit}, ${charge}, ${region}: ${status}, as of ${asOf}, ${source}${note ? ` (${note})` : ''}`;
}
