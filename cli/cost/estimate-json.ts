import type { CostLine } from '../../flows/cost/estimate';
import { exactDollars, exactQuantity, inCents } from '../../flows/cost/quantities';
import { CHARGES } from '../../standard/cost/prices';
import { basisOf, type CostReport, centsOrNull, gbPerDay, notesOf } from './cost-report';

/** An estimate for `--json`. Amounts are decimal strings, and null if they are unknown; exact amounts have all digits. */
export function estimateJson(report: CostReport): object {
  const { estimate, names, notes, isIncomplete } = report;
  const { flowLogs, amount, isLowerBound, prices, missing } = estimate;
  const basis = basisOf(report);
  return {
    currency: 'USD',
    perMonth: centsOrNull(estimate),
    exactPerMonth: amount === undefined ? null : exactDollars(amount),
    complete: !isLowerBound && !isIncomplete,
    flowLogs: flowLogs.map((cost) => ({
      flowLog: names.of(cost.flowLog),
      cloud: cost.flowLog.fact.cloud,
      unit: cost.flowLog.fact.unit.name,
      artifact: cost.flowLog.fact.unit.artifact,
      region: cost.region,
      destination: cost.flowLog.destination,
      destinationTitle: cost.flowLog.destinationTitle ?? null,
      gbPerDay: gbPerDay(report, cost.flowLog),
      perMonth: centsOrNull(cost),
      complete: !cost.isLowerBound && !cost.flowLog.isPartial,
      lines: cost.lines.map(jsonLine),
      notes: notesOf(report, cost),
    })),
    prices,
    missing,
    assumptions: Object.fromEntries(
      Object.entries(basis.assumptions).map(([name, { value }]) => [name, value]),
    ),
    notes: [...notes, ...basis.notes],
  };
}

function jsonLine({ priceName, item, quantity, unit, cost }: CostLine) {
  return {
    priceName,
    charge: CHARGES[priceName]?.charge,
    item,
    quantity: exactQuantity(quantity),
    unit,
    perMonth: cost ? inCents(cost.amount) : null,
    ...(cost && {
      perUnit: cost.tierPrices,
      asOf: cost.price.asOf,
      source: cost.price.source,
      verified: cost.price.verified,
    }),
  };
}
