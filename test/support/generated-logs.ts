import { createRequire } from 'node:module';

/** A file of the benchmark generator, with its row count and sums. */
export interface GeneratedFile {
  readonly path: string;
  readonly rows: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

/** A generated dataset below a directory. */
export interface GeneratedLogs {
  readonly cloud: 'aws' | 'azure';
  readonly directory: string;
  readonly rows: number;
  readonly files: readonly GeneratedFile[];
}

interface Generator {
  dataset(name: string, megabytes: number, cache: string): Promise<GeneratedLogs>;
  firstFiles(whole: GeneratedLogs, megabytes: number): GeneratedLogs;
}

interface FieldNames {
  readonly VPC_V2: readonly string[];
  readonly VPC_V5: readonly string[];
  readonly VPC_V11: readonly string[];
  readonly TRANSIT_GATEWAY: readonly string[];
}

const load = createRequire(__filename);

// the benchmarks are JavaScript modules; their types are declared here
export const generator = load('../../bench/data/write-dataset.mjs') as Generator;
export const fieldNames = load('../../bench/data/aws-fields.mjs') as FieldNames;
export const { DATASETS } = load('../../bench/data/datasets.mjs') as {
  readonly DATASETS: Readonly<Record<string, unknown>>;
};
