import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/**
 * Reads the output of an engine, to verify that it has done the whole work.
 *
 * @throws Error if rows or bytes differ from those that were generated
 */
export async function check(engine, { out, stdout }, { name, cloud, rows, bytesOut, bytesIn }) {
  if (engine.doesNothing) return;
  const expected = { rows, bytes: bytesOut + bytesIn };
  const found = engine.sums ? await sumsOf(engine, cloud, out) : { rows: JSON.parse(stdout).rows };
  for (const [what, count] of Object.entries(found)) {
    if (count !== expected[what]) {
      throw new Error(`${engine.title}, ${name}: expected ${expected[what]} ${what}, found ${count}`);
    }
  }
}

async function sumsOf({ sums, tables = '**/*.parquet' }, cloud, out) {
  const bytes = sums[cloud].map((column) => `coalesce(sum("${column}"), 0)`).join(' + ');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const files = `read_parquet('${join(out, tables)}', hive_partitioning = false)`;
    const reader = await connection.runAndReadAll(`select count(*), (${bytes})::bigint from ${files}`);
    const [[rows, sum]] = reader.getRows();
    return { rows: Number(rows), bytes: Number(sum) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
