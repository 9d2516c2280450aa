import type { UsedPrice } from '../../flows/cost/estimate';
import { CHARGES } from '../../standard/cost/prices';
import { basisOf, type CostReport } from './cost-report';

/** Details of an estimate: all tiers of its prices, the assumptions and the general notes. */
export function estimateDetails(report: CostReport): string[] {
  const basis = basisOf(report);
  return [
    ...report.estimate.prices.map(priceNote),
    ...Object.values(basis.assumptions).map(({ value, meaning }) => `assumed ${value}: ${meaning}`),
    ...basis.notes,
  ];
}

function priceNote({ region, priceName, price }: UsedPrice): string {
  const { tiers, source, asOf, verified, note } = price;
  const status = verified ? 'verified' : 'unverified';
  const figures = tiers.map(({ price: figure }) => figure).join('/');
  const { charge, unit } = CHARGES[priceName] ?? {};
  return `price ${figures} per ${unit}, ${charge}, ${region}: ${status}, as of ${asOf}, ${source}${note ? ` (${note})` : ''}`;
}
