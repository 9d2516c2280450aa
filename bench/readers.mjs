// Reads Parquet files with several readers and compares the results, column by column:
//   node bench/readers.mjs DIRECTORY [DIRECTORY]
// A second directory, written by the reference reader, must contain the same. Python needs pyarrow: pip install
// pyarrow
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPeers } from './measure/install-peers.mjs';
import { duckdbDigests } from './readers/duckdb.mjs';
import { hyparquetDigests } from './readers/hyparquet.mjs';

const PYARROW = join(dirname(fileURLToPath(import.meta.url)), 'readers/column_digests.py');
const problem = installPeers();
if (problem) throw new Error(problem);
const { polarsDigests } = await import('./readers/polars.mjs');

const READERS = {
  hyparquet: hyparquetDigests,
  DuckDB: duckdbDigests,
  Polars: polarsDigests,
  pyarrow: pyarrowDigests,
};

const [directory, other] = process.argv.slice(2);
let columns = 0;
let differences = 0;
const files = parquetBelow(directory);
for (const path of files) {
  const first = await hyparquetDigests(join(directory, path));
  for (const [reader, read] of Object.entries(READERS)) {
    compareColumns(path, reader, first, await read(join(directory, path)));
  }
  if (other) compareColumns(path, 'the other directory', first, await hyparquetDigests(join(other, path)));
  columns += Object.keys(first).length;
}
process.stdout.write(
  `${files.length} files, ${columns} columns, ${Object.keys(READERS).join(', ')}: ${differences} differences\n`,
);
process.exitCode = differences > 0 || files.length === 0 ? 1 : 0;

function compareColumns(path, reader, expected, found) {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (expected[name] === found[name]) continue;
    differences++;
    process.stdout.write(`${path}: column ${name} differs between hyparquet and ${reader}\n`);
  }
}

function pyarrowDigests(path) {
  const { status, stdout, stderr } = spawnSync('python3', [PYARROW, path], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`pyarrow: ${stderr}`);
  return JSON.parse(stdout);
}

function parquetBelow(root) {
  return readdirSync(root, { recursive: true })
    .filter((path) => path.endsWith('.parquet'))
    .sort();
}
