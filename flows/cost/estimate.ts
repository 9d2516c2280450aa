import type { ChargeCatalogue, Price, PriceFile } from './price-file';
import { amountOf } from './tiered-price';
import type { Usage } from './usage';

/** The monthly usage of a flow log, and its region. */
export interface FlowLogUsage<FlowLog> {
  readonly flowLog: FlowLog;
  readonly usage: readonly Usage[];
  /** Region whose prices apply. */
  readonly region: string;
}

/** One line of an estimate. */
export interface CostLine extends Usage {
  /** Unit of the quantity. */
  readonly unit: string;
  /** Exact dollars times 10^21; undefined if the price is unknown. */
  readonly amount?: bigint;
}

/** Monthly cost of a flow log. */
export interface FlowLogCost<FlowLog> {
  readonly flowLog: FlowLog;
  readonly region: string;
  readonly lines: readonly CostLine[];
  /** Sum of the lines that have a price. */
  readonly amount: bigint;
}

/** A price that an estimate uses. */
export interface UsedPrice {
  readonly region: string;
  readonly priceName: string;
  readonly price: Price;
}

/** Monthly cost of several flow logs. */
export interface Estimate<FlowLog> {
  readonly flowLogs: readonly FlowLogCost<FlowLog>[];
  /** Sum of all lines that have a price. */
  readonly amount: bigint;
  /** The prices that the estimate uses, with their regions. */
  readonly prices: readonly UsedPrice[];
  /** Needed prices that are unknown. They are not included in the sum. */
  readonly missing: readonly { readonly region: string; readonly priceName: string }[];
}

/**
 * Estimates the monthly cost of flow logs from their usage. The flow logs of a region share the price tiers, in their
 * order. The usage of a shared resource is counted once, with the first flow log that uses it.
 */
export function estimate<FlowLog>(
  all: readonly FlowLogUsage<FlowLog>[],
  { regions }: PriceFile,
  charges: ChargeCatalogue,
): Estimate<FlowLog> {
  const used = new Map<string, bigint>();
  const counted = new Set<string>();
  const prices = new Map<string, UsedPrice>();
  const missing = new Map<string, Estimate<FlowLog>['missing'][number]>();
  const lineOf = (usage: Usage, region: string): CostLine => {
    const { priceName, quantity } = usage;
    const price = regions[region]?.[priceName];
    const key = `${region} ${priceName}`;
    const line = { ...usage, unit: charges[priceName]?.unit ?? '' };
    if (!price) {
      missing.set(key, { region, priceName });
      return line;
    }
    const before = used.get(key) ?? 0n;
    used.set(key, before + quantity);
    prices.set(key, { region, priceName, price });
    return { ...line, amount: amountOf(price, quantity, before) };
  };
  const isFirst = ({ sharedResource, priceName, item }: Usage): boolean => {
    if (sharedResource === undefined) return true;
    const key = JSON.stringify([sharedResource, priceName, item]);
    return !counted.has(key) && counted.add(key) !== undefined;
  };
  const flowLogs = all.map(({ flowLog, usage, region }) => {
    const lines = usage.filter(isFirst).map((each) => lineOf(each, region));
    return { flowLog, region, lines, amount: sum(lines) };
  });
  return {
    flowLogs,
    amount: sum(flowLogs),
    prices: [...prices.values()],
    missing: [...missing.values()],
  };
}

function sum(parts: readonly { readonly amount?: bigint }[]): bigint {
  return parts.reduce((total, { amount = 0n }) => total + amount, 0n);
}
