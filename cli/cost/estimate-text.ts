import { ASSUMPTIONS, type Assumptions } from '../../aws/cost/assumptions';
import { GENERAL_NOTES } from '../../aws/cost/cost-notes';
import type { CostLine, Estimate, FlowLogCost, UsedPrice } from '../../aws/cost/estimate';
import { exactDollars, exactQuantity, inCents } from '../../aws/cost/quantities';
import { PRICED } from '../../aws/prices/price-file';
import { tableText } from '../output/table-text';

/** An estimate for `--json`. Amounts are decimal strings; exact amounts have all digits. */
export function estimateJson(estimate: Estimate, notes: readonly string[]): object {
  const { flowLogs, amount, prices, missing, assumptions } = estimate;
  return {
    currency: 'USD',
    perMonth: inCents(amount),
    exactPerMonth: exactDollars(amount),
    flowLogs: flowLogs.map((cost) => ({
      flowLog: cost.flowLog.title,
      stack: cost.flowLog.stack.name,
      region: cost.region,
      destination: cost.flowLog.destinationType,
      gbPerDay: exactQuantity(cost.bytesPerDay),
      perMonth: inCents(cost.amount),
      lines: cost.lines.map(jsonLine),
      notes: cost.notes,
    })),
    prices,
    missing,
    assumptions,
    notes: [...notes, ...GENERAL_NOTES],
  };
}

/** An estimate as a table, with the total below it. */
export function estimateTable({ flowLogs, amount, missing }: Estimate): string {
  const rows = flowLogs.flatMap((cost) => cost.lines.map((line) => tableRow(cost, line)));
  const total = `${inCents(amount)} USD per month${missing.length > 0 ? ', without the lines that have no price' : ''}`;
  return `${tableText(['flow log', 'charge', 'quantity', 'USD per month'], rows)}${total}\n`;
}

/** Notes for the table: missing prices, prices in use, assumptions. */
export function estimateNotes(estimate: Estimate, notes: readonly string[]): string[] {
  const { flowLogs, prices, missing, assumptions } = estimate;
  return [
    ...missing.map(
      ({ region, priceName }) => `no price in ${region}, not in the total: ${PRICED[priceName].charge}`,
    ),
    ...flowLogs.flatMap(({ flowLog, notes: own }) => own.map((note) => `${flowLog.title}: ${note}`)),
    ...notes,
    ...prices.map(priceNote),
    ...assumptionNotes(assumptions),
    ...GENERAL_NOTES,
  ];
}

function jsonLine({ priceName, item, quantity, unit, amount }: CostLine) {
  return {
    priceName,
    charge: PRICED[priceName].charge,
    item,
    quantity: exactQuantity(quantity),
    unit,
    perMonth: amount === undefined ? null : inCents(amount),
  };
}

function tableRow(
  { flowLog, bytesPerDay }: FlowLogCost,
  { priceName, item, quantity, unit, amount }: CostLine,
): string[] {
  return [
    `${flowLog.title}, ${exactQuantity(bytesPerDay)} GB per day`,
    `${PRICED[priceName].charge}: ${item}`,
    `${exactQuantity(quantity)} ${unit}`,
    amount === undefined ? 'no price' : inCents(amount),
  ];
}

function priceNote({ region, priceName, price }: UsedPrice): string {
  const { tiers, source, asOf, verified, note } = price;
  const status = verified ? 'verified' : 'unverified';
  const figures = tiers.map(({ price: figure }) => figure).join('/');
  const { charge, unit } = PRICED[priceName];
  return `price ${figures} per ${unit}, ${charge}, ${region}: ${status}, as of ${asOf}, ${source}${note ? ` (${note})` : ''}`;
}

function assumptionNotes(assumptions: Assumptions): string[] {
  return Object.entries(ASSUMPTIONS).map(
    ([name, { meaning }]) => `assumed ${assumptions[name as keyof Assumptions]}: ${meaning}`,
  );
}
