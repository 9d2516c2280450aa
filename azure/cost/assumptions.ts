import {
  type AssumedValues,
  type AssumptionCatalogue,
  assumedValues,
  COMMON_ASSUMPTIONS,
} from '../../flows/cost/assumptions';

/** The assumptions of estimates for Azure. Reports print them with every estimate. */
export const AZURE_ASSUMPTIONS = {
  ...COMMON_ASSUMPTIONS,
  storedJsonPercent: {
    value: 100,
    meaning: 'stored size of blobs, in percent of the records; Network Watcher does not compress them',
  },
  analyticsPercent: {
    value: 10,
    meaning:
      'records that Traffic Analytics writes to Log Analytics, in percent of the flow logs; from an example in the ' +
      'documentation of Azure, not measured',
  },
} as const satisfies AssumptionCatalogue;

/** Values of the assumptions. */
export type AzureAssumptions = AssumedValues<typeof AZURE_ASSUMPTIONS>;

/** The default values. */
export const DEFAULT_AZURE_ASSUMPTIONS: AzureAssumptions = assumedValues(AZURE_ASSUMPTIONS);
