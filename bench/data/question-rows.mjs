import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { requireSource } from '../../scripts/sources.mjs';

const { FLOW_COLUMNS } = requireSource('flows/columns.ts');
const { COLUMN_SQL_TYPES, typeText } = requireSource('flows/views/sql-type.ts');

const FIRST_DAY = '2026-11-20';
const SECONDS = 7 * 86_400;
const WINDOW = 300;
/** Two windows, at two interfaces, in two directions. An Azure record has both directions, so it has four windows. */
const RECORDS_PER_CONNECTION = 8;

/**
 * Columns of the generated records; all others are null. Each connection has a client, a server, and records `k` at both
 * ends: AWS at the client (0 to 3) and at the server (4 to 7), Azure likewise.
 */
const COLUMNS = {
  cloud: "case when aws then 'aws' else 'azure' end",
  log_type: "case when aws then 'vpc' else 'vnet' end",
  account_id: "case when aws then '123456789012' else '00000000-0000-0000-0000-000000000000' end",
  region: "case when aws then 'eu-west-1' else 'westeurope' end",
  flow_log_id: "'fl-1'",
  source: "'source-' || (i % 500)",
  source_row: 'i * 8 + k',
  start_time: 'started',
  end_time: 'case when aws then started + to_seconds(50) end',
  src_addr: 'case when forward then client else server end',
  dst_addr: 'case when forward then server else client end',
  src_port: 'case when forward then client_port else server_port end',
  dst_port: 'case when forward then server_port else client_port end',
  protocol: '6',
  ip_version: '4',
  pkt_src_addr: 'case when aws then case when forward then client else server end end',
  pkt_dst_addr: 'case when aws then case when forward then server else client end end',
  direction: "case when forward = (k < 4) then 'egress' else 'ingress' end",
  initiator: "case when not aws then 'src' when k % 4 = 0 then 'src' when k % 4 = 1 then 'dst' end",
  action: "case when denied then 'reject' else 'accept' end",
  state:
    "case when aws or denied then null when k % 4 = 0 then 'begin' when k % 4 = 3 then 'end' else 'continue' end",
  status: "case when aws then 'ok' end",
  packets_out: 'case when aws or not (denied or k % 4 = 0) then 3 end',
  bytes_out: 'case when aws or not (denied or k % 4 = 0) then bytes end',
  packets_in: 'case when not aws and not denied and k % 4 > 0 then 2 end',
  bytes_in: 'case when not aws and not denied and k % 4 > 0 then 3 * bytes end',
  interface_id: "case when aws then 'eni-' || interface end",
  mac_address: "case when not aws then '00:0d:3a:' || lpad(interface, 6, '0') end",
  network_id: "case when aws then 'vpc-1' else '/subscriptions/1/virtualnetworks/hub' end",
  tcp_flags: 'case when not aws then null when k % 4 = 0 then 2 when k % 4 = 1 then 18 else 0 end',
};

/** Writes a file with records of both clouds, logged at both ends, unless it exists. */
export async function writeQuestionRows(path, rows) {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const cells = FLOW_COLUMNS.map(
    ({ name, type }) =>
      `cast(${COLUMNS[name] ?? 'null'} as ${typeText(COLUMN_SQL_TYPES[type], 'duckdb')}) as ${name}`,
  );
  await connection.run("set timezone = 'UTC'");
  await connection.run('select setseed(0.5)');
  await connection.run(`create table connections as
    select i, cast(random() * ${SECONDS - 4 * WINDOW} as bigint) as second, cast(50 * random() * random() as integer) as service,
      cast(3000 * random() * random() as integer) as peer, cast(1024 + random() * 64000 as integer) as client_port,
      case when random() < 0.8 then 443 when random() < 0.5 then 8080 else 31000 end as server_port,
      random() < 0.7 as aws, random() < 0.3 as outside, random() < 0.05 as denied, cast(100000 * random() as bigint) as bytes
    from range(0, ${Math.ceil(rows / RECORDS_PER_CONNECTION)}) numbers (i)`);
  const network = `case when aws then '10.0.' else '10.1.' end`;
  const ends = `select *, ${network} || '1.' || service as server,
      case when outside then '198.51.' else ${network} end || (2 + peer // 250) || '.' || (peer % 250) as client
    from connections`;
  const records = `select *, (k % 2 = 0) or not aws as forward,
      cast(case when k < 4 then 100 + peer else service end as varchar) as interface,
      timestamptz '${FIRST_DAY} 00:00:00+00' + to_seconds(second + ${WINDOW} * case when aws then k % 4 // 2 else k % 4 end) as started
    from (${ends}) ends cross join range(0, ${RECORDS_PER_CONNECTION}) records (k)
    where k >= 4 or not outside`;
  const day = "strftime(started, '%Y-%m-%d') as day";
  await connection.run(
    `copy (select ${[...cells, day].join(', ')} from (${records}) records order by started)
      to '${path}.unfinished' (format parquet, row_group_size 500000)`,
  );
  connection.closeSync();
  instance.closeSync();
  renameSync(`${path}.unfinished`, path);
}
