// Text to Parquet with DuckDB: a COPY of typed columns.
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { fieldType } from './field-types.mjs';
import { filesBelow, settings } from './settings.mjs';

const TYPES = { int32: 'INTEGER', int64: 'BIGINT', text: 'VARCHAR' };
const BLOB_BYTES = 128 * 1024 * 1024;

const { directory, out, names, threads, codec } = settings;
const files = `[${filesBelow(directory)
  .map((path) => `'${path}'`)
  .join(', ')}]`;
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`set threads = ${threads}`);
// without the order of rows DuckDB is slightly faster
await connection.run('set preserve_insertion_order = false');
await connection.run(
  `copy (${names ? fromText() : fromBlobs()}) to '${join(out, 'flows.parquet')}' (format parquet, compression ${codec})`,
);

function fromText() {
  const columns = names.map((name) => `'${name}': '${TYPES[fieldType(name)]}'`).join(', ');
  return `select * from read_csv(${files}, delim = ' ', header = true, quote = '', escape = '', nullstr = '-',
    auto_detect = false, hive_partitioning = false, columns = {${columns}})`;
}

function fromBlobs() {
  const group = 'struct(rule varchar, flowTuples varchar[])';
  const flow = `struct(aclID varchar, flowGroups ${group}[])`;
  const record = `struct(time timestamp, macAddress varchar, flowLogResourceID varchar, targetResourceID varchar, flowRecords struct(flows ${flow}[]))`;
  return `with records as (select unnest(records) as r from read_json(${files}, columns = {records: '${record}[]'},
      maximum_object_size = ${BLOB_BYTES}, hive_partitioning = false)),
    flows as (select r, unnest(r.flowRecords.flows) as f from records),
    groups as (select r, f.aclID as acl, unnest(f.flowGroups) as g from flows),
    tuples as (select r.time as time, r.macAddress as mac, r.flowLogResourceID as flow_log, r.targetResourceID as target,
      acl, g.rule as rule, string_split(unnest(g.flowTuples), ',') as t from groups)
    select time, mac, flow_log, target, acl, rule, make_timestamp(t[1]::bigint * 1000) as start, t[2] as src_addr,
      t[3] as dst_addr, t[4]::integer as src_port, t[5]::integer as dst_port, t[6]::integer as protocol,
      t[7] as direction, t[8] as state, t[9] as encryption, t[10]::bigint as packets_out, t[11]::bigint as bytes_out,
      t[12]::bigint as packets_in, t[13]::bigint as bytes_in from tuples`;
}
