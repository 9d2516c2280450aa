import { PRICED, type Price, type PricedName, type PriceFile } from '../prices/price-file';
import { type Assumptions, DEFAULT_ASSUMPTIONS } from './assumptions';
import { flowLogNotes } from './cost-notes';
import type { CostedFlowLog } from './costed-flow-log';
import { amountOf } from './tiered-price';
import { monthlyUsage, type Usage } from './usage';

/** A flow log, its volume and its region. */
export interface FlowLogVolume {
  readonly flowLog: CostedFlowLog;
  /** Bytes of raw text per day, before compression. */
  readonly bytesPerDay: bigint;
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
export interface FlowLogCost extends FlowLogVolume {
  readonly lines: readonly CostLine[];
  /** Sum of the lines that have a price. */
  readonly amount: bigint;
  readonly notes: readonly string[];
}

/** Monthly cost of several flow logs. */
export interface Estimate {
  readonly flowLogs: readonly FlowLogCost[];
  /** Sum of all lines that have a price. */
  readonly amount: bigint;
  /** The prices that the estimate uses, with their regions. */
  readonly prices: readonly UsedPrice[];
  /** Needed prices that are unknown. They are not included in the sum. */
  readonly missing: readonly { readonly region: string; readonly priceName: PricedName }[];
  readonly assumptions: Assumptions;
}

/** A price that an estimate uses. */
export interface UsedPrice {
  readonly region: string;
  readonly priceName: PricedName;
  readonly price: Price;
}

/**
 * Estimates the monthly cost of flow logs, once their storage has reached the size that their retention allows. The flow
 * logs of a region share the price tiers, in their order.
 */
export function estimate(
  volumes: readonly FlowLogVolume[],
  { regions }: PriceFile,
  assumptions: Assumptions = DEFAULT_ASSUMPTIONS,
): Estimate {
  const used = new Map<string, bigint>();
  const prices = new Map<string, UsedPrice>();
  const missing = new Map<string, Estimate['missing'][number]>();
  const lineOf = (usage: Usage, region: string): CostLine => {
    const { priceName, quantity } = usage;
    const price = regions[region]?.[priceName];
    const key = `${region} ${priceName}`;
    const line = { ...usage, unit: PRICED[priceName].unit };
    if (!price) {
      missing.set(key, { region, priceName });
      return line;
    }
    const before = used.get(key) ?? 0n;
    used.set(key, before + quantity);
    prices.set(key, { region, priceName, price });
    return { ...line, amount: amountOf(price, quantity, before) };
  };
  const flowLogs = volumes.map((volume) => {
    const { flowLog, bytesPerDay, region } = volume;
    const lines = monthlyUsage(flowLog, bytesPerDay, assumptions).map((usage) => lineOf(usage, region));
    return { ...volume, lines, amount: sum(lines), notes: flowLogNotes(flowLog, assumptions) };
  });
  return {
    flowLogs,
    amount: sum(flowLogs),
    prices: [...prices.values()],
    missing: [...missing.values()],
    assumptions,
  };
}

function sum(parts: readonly { readonly amount?: bigint }[]): bigint {
  return parts.reduce((total, { amount = 0n }) => total + amount, 0n);
}
