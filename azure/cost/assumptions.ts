import {
  type AssumedValues,
  type AssumptionCatalogue,
  assumedValues,
  COMMON_ASSUMPTIONS,
} from '../../flows/cost/assumptions';
import { millisPerGb, tableFile, workspacePercent } from './measured-blocks';
import { MEASURED_FIGURES } from './measured-figures';

const MEASURED = `measured on ${MEASURED_FIGURES.date} with generated records`;

/** The assumptions of every estimate for Azure. */
const RAW_ASSUMPTIONS = {
  ...COMMON_ASSUMPTIONS,
  storedJsonPercent: {
    value: 100,
    meaning: 'stored size of blobs, in percent of the records; Network Watcher does not compress them',
  },
  interfaces: {
    value: 1,
    meaning:
      'network interfaces with traffic, for each flow log (--interfaces); Network Watcher writes a block per minute and ' +
      'interface, so operations and executions grow with their number',
  },
  blocksPerDay: { value: 1_440, meaning: 'blocks per day and network interface' },
  writesPerBlock: {
    value: 1,
    meaning: 'write operations of Network Watcher for a block; the real number is not documented',
  },
} as const satisfies AssumptionCatalogue;

/** The assumptions of estimates for Traffic Analytics. */
const ANALYTICS_ASSUMPTIONS = {
  analyticsPercent: {
    value: 10,
    meaning:
      'records that Traffic Analytics writes to Log Analytics, in percent of the flow logs; from an example in the ' +
      'documentation of Azure, not measured',
  },
} as const satisfies AssumptionCatalogue;

/** Days of interactive retention that the price of ingestion includes. */
const WORKSPACE_ASSUMPTIONS = {
  includedRetentionDays: {
    value: 31,
    meaning:
      'days of interactive retention in Log Analytics without charge; 90 in workspaces with Microsoft Sentinel',
  },
} as const satisfies AssumptionCatalogue;

/** The assumptions of estimates with a normalizer. */
const NORMALIZER_ASSUMPTIONS = {
  executionMillis: {
    value: 1_000,
    meaning:
      'least billed milliseconds of an execution of the normalizer; minimum of the plan Flex Consumption',
  },
  blobMillisPerGb: {
    value: millisPerGb(MEASURED_FIGURES),
    meaning:
      'milliseconds of the normalizer per GB of records, if they are more than the billed minimum; processor time, ' +
      `${MEASURED}, not on Azure and without the time of storage calls`,
  },
  eventOperations: { value: 2, meaning: 'operations of Event Grid for a block: the event and its delivery' },
  writesPerIncrement: {
    value: 3,
    meaning: 'write operations of the normalizer for a block: two of the cursor, one of the table',
  },
  sweepsPerDay: { value: 24, meaning: 'executions of the sweep per day' },
  tablePercent: {
    value: tableFile(MEASURED_FIGURES).percent,
    meaning: `size of the table, in percent of the records, without the part that every file has; ${MEASURED}`,
  },
  tableBytesPerBlock: {
    value: tableFile(MEASURED_FIGURES).bytesPerBlock,
    meaning: `bytes that every file of the table has; the normalizer writes a file for each block; ${MEASURED}`,
  },
  workspacePercent: {
    value: workspacePercent(MEASURED_FIGURES),
    meaning:
      'size of the rows that the normalizer writes to Log Analytics, in percent of the records, because each row contains the ' +
      `resource ids; ${MEASURED}`,
  },
} as const satisfies AssumptionCatalogue;

/** The assumptions of estimates for Azure. Reports print those that an estimate uses. */
export const AZURE_ASSUMPTIONS = {
  ...RAW_ASSUMPTIONS,
  ...ANALYTICS_ASSUMPTIONS,
  ...WORKSPACE_ASSUMPTIONS,
  ...NORMALIZER_ASSUMPTIONS,
} as const satisfies AssumptionCatalogue;

/** The names of the assumptions by what a flow log has. */
export const ASSUMPTIONS_OF = {
  raw: Object.keys(RAW_ASSUMPTIONS),
  analytics: Object.keys(ANALYTICS_ASSUMPTIONS),
  workspace: Object.keys(WORKSPACE_ASSUMPTIONS),
  normalizer: Object.keys(NORMALIZER_ASSUMPTIONS),
} as const;

/** Values of the assumptions. */
export type AzureAssumptions = AssumedValues<typeof AZURE_ASSUMPTIONS>;

/** The default values. */
export const DEFAULT_AZURE_ASSUMPTIONS: AzureAssumptions = assumedValues(AZURE_ASSUMPTIONS);
