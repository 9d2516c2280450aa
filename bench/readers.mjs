// Reads Parquet files by several readers, and compares what they read, column by column:
//   node bench/readers.mjs DIRECTORY [DIRECTORY]
// With a second directory, of the reference reader, its files must hold the same. Python needs pyarrow: pip install pyarrow
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
    tell(path, reader, first, await read(join(directory, path)));
  }
  if (other) tell(path, 'the other directory', first, await hyparquetDigests(join(other, path)));
  columns += Object.keys(first).length;
}
process.stdout.write(
  `${files.length} files, ${columns} columns, ${Object.keys(READERS).join(', ')}: ${differences} differences\n`,
);
process.exitCode = differences > 0 || files.length === 0 ? 1 : 0;

function tell(path, reader, expected, found) {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (expected[name] === found[name]) continue;
    differences++;
    process.stdout.write(`${path}: ${name} is otherwise to ${reader}\n`);
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
