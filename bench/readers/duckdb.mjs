import { DuckDBInstance } from '@duckdb/node-api';
import { NULL } from './digest.mjs';

/** Hashes of the columns of a file, as DuckDB reads them. */
export async function duckdbDigests(path) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    // one thread, so that the aggregate keeps the order of the rows
    await connection.run('set threads = 1');
    const table = `read_parquet('${path}', hive_partitioning = false)`;
    const described = await connection.runAndReadAll(`describe select * from ${table}`);
    const digests = described.getRows().map(([name, type]) => {
      const text = String(type).startsWith('TIMESTAMP') ? `epoch_ms("${name}")` : `"${name}"`;
      return `sha256(string_agg(coalesce(${text}::varchar, '${NULL}'), chr(10))) as "${name}"`;
    });
    const reader = await connection.runAndReadAll(`select ${digests.join(', ')} from ${table}`);
    return reader.getRowObjects()[0];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
