/** What an estimate takes for granted. Each is a whole number, so that sums stay exact. */
export interface Assumptions {
  /** Days of a month. */
  readonly daysPerMonth: number;
  /** Days for which logs that never expire are counted. */
  readonly daysWithoutExpiry: number;
  /** Stored size of raw text, per hundred of its size before compression. */
  readonly storedTextPercent: number;
  /** Stored size of AWS-written Parquet, per hundred of the text it stands for. */
  readonly storedParquetPercent: number;
  /** Stored size of the lake's table, per hundred of the raw text. */
  readonly tablePercent: number;
  /** Seconds of one processor that the normalizer takes for a GB of raw text. */
  readonly normalizerSecondsPerGb: number;
  /** How often in a month all records of a month are read by queries. */
  readonly readsPerMonth: number;
}

/** An assumption: its value where nothing is said, and where that comes from. */
export interface Assumption {
  readonly value: number;
  readonly meaning: string;
}

/** The assumptions of an estimate, each to be read with it. */
export const ASSUMPTIONS: { readonly [Name in keyof Assumptions]: Assumption } = {
  daysPerMonth: { value: 30, meaning: 'days of a month' },
  daysWithoutExpiry: { value: 365, meaning: 'days counted of what never expires; it grows beyond that' },
  storedTextPercent: {
    value: 20,
    meaning: 'stored size of compressed text, in percent; gzip made 17 of synthetic records, real ones vary',
  },
  storedParquetPercent: {
    value: 16,
    meaning: 'stored size of Parquet that AWS writes, in percent; 20 percent less than gzip, not measured',
  },
  tablePercent: { value: 15, meaning: 'stored size of the table, in percent; 11 to 13 of synthetic records' },
  normalizerSecondsPerGb: {
    value: 80,
    meaning:
      'processor seconds of the normalizer for a GB of raw text; measured on one machine that was not Lambda',
  },
  readsPerMonth: {
    value: 1,
    meaning: 'times a month that all records of a month are read by queries (--reads)',
  },
};

/** The assumptions where nothing is said. */
export const DEFAULT_ASSUMPTIONS = Object.fromEntries(
  Object.entries(ASSUMPTIONS).map(([name, { value }]) => [name, value]),
) as unknown as Assumptions;
