// Runs one query over a file of records and prints its time: node bench/measure/run-query.mjs FILE < QUERY
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, threads] = process.argv.slice(2);
const query = readFileSync(0, 'utf8');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run("set timezone = 'UTC'");
await connection.run(`create view flows as select * from '${file}'`);
const began = performance.now();
const result = await connection.runAndReadAll(query);
const seconds = (performance.now() - began) / 1000;
const peakMegabytes =
  Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMegabytes, rows: result.currentRowCount }));
connection.closeSync();
instance.closeSync();
