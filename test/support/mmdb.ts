import { createRequire } from 'node:module';

/** Settings of a generated database. */
export interface MmdbSettings {
  readonly type?: string;
  readonly ipVersion?: 4 | 6;
  readonly recordSize?: 24 | 28 | 32;
}

// the writer is a JavaScript module of the benchmarks; its types are declared here
export const { mmdbFile } = createRequire(__filename)('../../bench/data/mmdb-file.mjs') as {
  /** The content of a database in the MaxMind DB format. */
  mmdbFile(
    networks: readonly (readonly [network: string, record: unknown])[],
    settings?: MmdbSettings,
  ): Buffer;
};
