import type { AzureAssumptions } from './assumptions';

/** The volume of a flow log. */
export interface BlockVolume {
  readonly bytesPerDay: bigint;
  readonly blocksPerDay: bigint;
  readonly assumed: AzureAssumptions;
}

/** One operation as a quantity of thousand operations, in billionths. */
export const PER_THOUSAND = 1_000_000n;
