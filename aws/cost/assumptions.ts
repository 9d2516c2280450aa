/** Assumptions of an estimate. All are whole numbers, so that sums are exact. */
export interface Assumptions {
  /** Days per month. */
  readonly daysPerMonth: number;
  /** Days of storage that the estimate counts for logs that never expire. */
  readonly daysWithoutExpiry: number;
  /** Stored size of raw text, in percent of its size before compression. */
  readonly storedTextPercent: number;
  /** Stored size of Parquet that AWS writes, in percent of the raw text. */
  readonly storedParquetPercent: number;
  /** Stored size of the lake's table, in percent of the raw text. */
  readonly tablePercent: number;
  /** Processor seconds that the normalizer needs per GB of raw text. */
  readonly normalizerSecondsPerGb: number;
  /** How many times per month queries read all records of the month. */
  readonly readsPerMonth: number;
}

/** Default value and meaning of an assumption. */
export interface Assumption {
  readonly value: number;
  readonly meaning: string;
}

/** All assumptions. Reports print them with every estimate. */
export const ASSUMPTIONS: { readonly [Name in keyof Assumptions]: Assumption } = {
  daysPerMonth: { value: 30, meaning: 'days per month' },
  daysWithoutExpiry: {
    value: 365,
    meaning: 'days of storage counted for logs that never expire; the real storage grows beyond that',
  },
  storedTextPercent: {
    value: 20,
    meaning:
      'stored size of compressed text, in percent; 17 for synthetic records with gzip, real records vary',
  },
  storedParquetPercent: {
    value: 16,
    meaning: 'stored size of Parquet that AWS writes, in percent; 20 percent less than gzip, not measured',
  },
  tablePercent: {
    value: 15,
    meaning: 'stored size of the table, in percent; 11 to 13 for synthetic records',
  },
  normalizerSecondsPerGb: {
    value: 80,
    meaning: 'processor seconds of the normalizer per GB of raw text; measured on one machine, not on Lambda',
  },
  readsPerMonth: {
    value: 1,
    meaning: 'times per month that queries read all records of the month (--reads)',
  },
};

/** The default assumptions. */
export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]),
) as unknown as Assumptions;
