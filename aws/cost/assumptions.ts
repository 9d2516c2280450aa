import {
  type AssumedValues,
  type AssumptionCatalogue,
  assumedValues,
  COMMON_ASSUMPTIONS,
} from '../../flows/cost/assumptions';

/** The assumptions of estimates for AWS. Reports print them with every estimate. */
export const AWS_ASSUMPTIONS = {
  ...COMMON_ASSUMPTIONS,
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
} as const satisfies AssumptionCatalogue;

/** Values of the assumptions. */
export type AwsAssumptions = AssumedValues<typeof AWS_ASSUMPTIONS>;

/** The default values. */
export const DEFAULT_AWS_ASSUMPTIONS: AwsAssumptions = assumedValues(AWS_ASSUMPTIONS);
