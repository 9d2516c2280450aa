import { ASSUMPTIONS, type Assumptions } from '../../aws/cost/assumptions';
import { GENERAL_NOTES } from '../../aws/cost/cost-notes';
import type { CostLine, Estimate, FlowLogCost, UsedPrice } from '../../aws/cost/estimate';
import { exactDollars, exactQuantity, inCents } from '../../aws/cost/quantities';
import { PRICED } from '../../aws/prices/price-file';
import { printTable } from '../output/table';

/** Prints an estimate as one JSON object; amounts are decimal strings, exact ones with all their digits. */
export function printAsJson(estimate: Estimate, notes: readonly string[]): void {
  const { flowLogs, amount, prices, missing, assumptions } = estimate;
  const json = {
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
  process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
}

/** Prints an estimate as a table, and on stderr all that is to be known of it. */
export function printForPeople(estimate: Estimate, notes: readonly string[]): void {
  const { flowLogs, amount, prices, missing, assumptions } = estimate;
  printTable(
    ['flow log', 'what', 'quantity', 'USD a month'],
    flowLogs.flatMap((cost) => cost.lines.map((line) => tableRow(cost, line))),
  );
  process.stdout.write(
    `${inCents(amount)} USD a month${missing.length > 0 ? ', and what has no price' : ''}\n`,
  );
  const lines = [
    ...missing.map(({ region, priced }) => `no price in ${region}, not in the sum: ${PRICED[priced].what}`),
    ...flowLogs.flatMap(({ flowLog, notes: own }) => own.map((note) => `${flowLog.title}: ${note}`)),
    ...notes,
    ...prices.map(describePrice),
    ...describeAssumptions(assumptions),
    ...GENERAL_NOTES,
  ];
  for (const line of lines) process.stderr.write(`note: ${line}\n`);
}

function jsonLine({ priced, of, quantity, unit, amount }: CostLine) {
  return {
    priced,
    what: PRICED[priced].what,
    of,
    quantity: exactQuantity(quantity),
    unit,
    perMonth: amount === undefined ? null : inCents(amount),
  };
}

function tableRow(
  { flowLog, bytesPerDay }: FlowLogCost,
  { priced, of, quantity, unit, amount }: CostLine,
): string[] {
  return [
    `${flowLog.title}, ${exactQuantity(bytesPerDay)} GB a day`,
    `${PRICED[priced].what}: ${of}`,
    `${exactQuantity(quantity)} ${unit}`,
    amount === undefined ? 'no price' : inCents(amount),
  ];
}

function describePrice({ region, priced, price }: UsedPrice): string {
  const { tiers, source, asOf, verified, note } = price;
  const standing = verified ? 'verified' : 'unverified';
  const figures = tiers.map(({ price: figure }) => figure).join('/');
  const { what, unit } = PRICED[priced];
  return `price ${figures} per ${unit}, ${what}, ${region}: ${standing}, as of ${asOf}, ${source}${note ? ` (${note})` : ''}`;
}

function describeAssumptions(assumptions: Assumptions): string[] {
  return Object.entries(ASSUMPTIONS).map(
    ([name, { meaning }]) => `assumed ${assumptions[name as keyof Assumptions]}: ${meaning}`,
  );
}
