import { TRANSIT_GATEWAY, VPC_V2, VPC_V5, VPC_V11 } from './aws-fields.mjs';
import { awsFile } from './aws-file.mjs';
import { azureFile } from './azure-file.mjs';
import { tgwLine } from './tgw-line.mjs';
import { VPC_LINES } from './vpc-line.mjs';

/** Part of the names of cached files. Increase it whenever the generated text changes. */
export const GENERATOR_VERSION = 1;

const MB = 1_000_000;
const { v2, v5, v11 } = VPC_LINES;
const aws = { cloud: 'aws', make: awsFile, fileBytes: 15 * MB };

/** The datasets. Each has a seed of its own, so that no two have the same flows. */
export const DATASETS = {
  'aws-v5': { ...aws, names: VPC_V5, line: v5, seed: 5, megabytes: 600 },
  'aws-v2': { ...aws, names: VPC_V2, line: v2, seed: 2, megabytes: 150 },
  'aws-v11': { ...aws, names: VPC_V11, line: v11, seed: 11, megabytes: 150 },
  tgw: { ...aws, names: TRANSIT_GATEWAY, line: tgwLine, seed: 6, megabytes: 150 },
  'aws-v5-clustered': { ...aws, names: VPC_V5, line: v5, clustered: true, seed: 7, megabytes: 150 },
  'azure-vnet': { cloud: 'azure', make: azureFile, fileBytes: 25 * MB, seed: 4, megabytes: 200 },
  // the largest file that AWS delivers, and a file of a network with little traffic
  'aws-v5-single': { ...aws, names: VPC_V5, line: v5, fileBytes: 75 * MB, seed: 75, megabytes: 75 },
  'aws-v5-small': { ...aws, names: VPC_V5, line: v5, seed: 1, megabytes: 1, rows: 1_000 },
};
