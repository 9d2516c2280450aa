import type { ChargeCatalogue, Price, PriceFile } from './price-file';
import { tieredAmount } from './tiered-price';
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
  /**
   * The cost and its price.
   *
   * @default - the price is unknown, so the cost is unknown
   */
  readonly cost?: LineCost;
}

/** The cost of a line. */
export interface LineCost {
  /** Exact dollars times 10^21. */
  readonly amount: bigint;
  readonly price: Price;
  /** Dollars per unit in each tier of the quantity, as decimal text. */
  readonly tierPrices: readonly string[];
}

/** A sum of lines. */
export interface CostSum {
  /** Sum of the lines that have a price; undefined if there are lines and none has a price. */
  readonly amount: bigint | undefined;
  /** Whether a line has no price, so that the cost is more than the sum. */
  readonly isLowerBound: boolean;
}

/** Monthly cost of a flow log. */
export interface FlowLogCost<FlowLog> extends CostSum {
  readonly flowLog: FlowLog;
  readonly region: string;
  readonly lines: readonly CostLine[];
}

/** A price that an estimate uses. */
export interface UsedPrice {
  readonly region: string;
  readonly priceName: string;
  readonly price: Price;
}

/** Monthly cost of several flow logs. */
export interface Estimate<FlowLog> extends CostSum {
  readonly flowLogs: readonly FlowLogCost<FlowLog>[];
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
  const shared = new Set<string>();
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
    const { amount, prices: tierPrices } = tieredAmount(price, quantity, before);
    return { ...line, cost: { amount, price, tierPrices } };
  };
  const flowLogs = all.map(({ flowLog, usage, region }) => {
    const lines = usage.filter((each) => isFirst(each, shared)).map((each) => lineOf(each, region));
    return { flowLog, region, lines, ...sumOf(lines) };
  });
  return {
    flowLogs,
    ...sumOf(flowLogs.flatMap(({ lines }) => lines)),
    prices: [...prices.values()],
    missing: [...missing.values()],
  };
}

/** Whether a usage is the first one of its shared resource, which is then added to those that were counted. */
function isFirst({ sharedResource, priceName }: Usage, counted: Set<string>): boolean {
  if (sharedResource === undefined) return true;
  const key = JSON.stringify([sharedResource, priceName]);
  if (counted.has(key)) return false;
  counted.add(key);
  return true;
}

/** Sums lines. Unknown is not zero: lines without any price have no sum. */
function sumOf(lines: readonly CostLine[]): CostSum {
  const costs = lines.flatMap(({ cost }) => (cost ? [cost.amount] : []));
  return {
    amount:
      lines.length > 0 && costs.length === 0 ? undefined : costs.reduce((total, each) => total + each, 0n),
    isLowerBound: costs.length < lines.length,
  };
}
