import { join } from 'node:path';
import { ROOT } from './measure/root.mjs';

const peer = (file) => join(ROOT, 'bench/peers', file);

/**
 * The engines to compare. Each is a program that gets a directory of raw files and an output directory.
 *
 * - `clouds`: the clouds whose logs it reads
 * - `cores`: the numbers of cores to measure
 * - `isSlow`: run once, over some of the files; the time is scaled by bytes
 * - `sums`: the columns of bytes in both directions; an engine without them writes no table
 */
export const ENGINES = {
  ours: {
    title: 'flow-logs normalize',
    clouds: ['aws', 'azure'],
    cores: [1, 2],
    sums: { aws: ['bytes_out'], azure: ['bytes_out', 'bytes_in'] },
    tables: 'flows/**/*.parquet',
    command: ({ directory, out, threads }) => [
      join(ROOT, 'dist/cli/main.js'),
      'normalize',
      directory,
      '--out',
      out,
      '--json',
      '--jobs',
      String(threads),
    ],
  },
  duckdb: duckdb('snappy'),
  'duckdb-zstd': { ...duckdb('zstd'), cores: [1] },
  polars: {
    title: 'Polars, snappy',
    clouds: ['aws'],
    cores: [1, 2],
    sums: { aws: ['bytes'] },
    needsInstall: true,
    command: (settings) => [peer('polars.mjs'), JSON.stringify({ ...settings, codec: 'snappy' })],
    env: ({ threads }) => ({ POLARS_MAX_THREADS: String(threads) }),
  },
  reference: {
    title: 'reference reader of this project',
    clouds: ['aws', 'azure'],
    cores: [1],
    isSlow: true,
    sums: { aws: ['bytes_out'], azure: ['bytes_out', 'bytes_in'] },
    tables: 'flows/**/*.parquet',
    command: (settings) => [peer('reference-reader.mjs'), JSON.stringify(settings)],
  },
  readline: {
    title: 'readline, split, hyparquet-writer',
    clouds: ['aws'],
    cores: [1],
    isSlow: true,
    sums: { aws: ['bytes'] },
    command: (settings) => [peer('readline.mjs'), JSON.stringify(settings)],
  },
  'json-parse': {
    title: 'JSON.parse alone, no table',
    clouds: ['azure'],
    cores: [1],
    command: (settings) => [peer('json-parse.mjs'), JSON.stringify(settings)],
  },
};

function duckdb(codec) {
  return {
    title: `DuckDB, ${codec}`,
    clouds: ['aws', 'azure'],
    cores: [1, 2],
    sums: { aws: ['bytes'], azure: ['bytes_out', 'bytes_in'] },
    command: (settings) => [peer('duckdb.mjs'), JSON.stringify({ ...settings, codec })],
  };
}
