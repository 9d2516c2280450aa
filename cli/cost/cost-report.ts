import { DEFAULT_AZURE_ASSUMPTIONS } from '../../azure/cost/assumptions';
import { workspaceRowsNote } from '../../azure/cost/workspace-note';
import type { CostSum, Estimate, FlowLogCost } from '../../flows/cost/estimate';
import { exactQuantity, inCents } from '../../flows/cost/quantities';
import {
  type CostBasis,
  type CostedFlowLog,
  type CostOptions,
  costBasis,
} from '../../standard/cost/costed-flow-log';
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

/** The assumptions and general notes of a report. */
export function basisOf({ estimate, options }: CostReport): CostBasis {
  return costBasis(
    estimate.flowLogs.map(({ flowLog }) => flowLog),
    options,
  );
}

/** The volume of a flow log in GB per day. */
export function gbPerDay({ bytesPerDay }: CostReport, flowLog: CostedFlowLog): string {
  return exactQuantity(bytesPerDay.get(flowLog) ?? 0n);
}

/** A sum as text: `15.89 USD`, `at least 15.89 USD`, or `unknown`. */
export function sumText({ amount, isLowerBound }: CostSum): string {
  if (amount === undefined) return 'unknown';
  return `${isLowerBound ? 'at least ' : ''}${inCents(amount)} USD`;
}

/** A sum in dollars and cents; null if it is unknown. */
export function centsOrNull({ amount }: CostSum): string | null {
  return amount === undefined ? null : inCents(amount);
}

/** The notes of a flow log: first the one about most of its cost. */
export function notesOf({ bytesPerDay }: CostReport, cost: FlowLogCost<CostedFlowLog>): string[] {
  const { flowLog } = cost;
  const { daysPerMonth } = DEFAULT_AZURE_ASSUMPTIONS;
  const dominant = workspaceRowsNote(cost, bytesPerDay.get(flowLog) ?? 0n, daysPerMonth);
  return [...(dominant === undefined ? [] : [dominant]), ...flowLog.notes];
}
