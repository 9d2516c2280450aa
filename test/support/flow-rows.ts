import type { DuckDBValue } from '@duckdb/node-api';
import { type PlainRow, plainValue } from '../../cli/output/plain-value';
import { type ColumnName, FLOW_COLUMNS } from '../../flows/columns';
import { QUESTIONS } from '../../flows/questions';
import { type QuestionSqlOptions, questionSql } from '../../flows/questions/question-sql';
import { Relation, type RelationOptions, relationSql } from '../../flows/relations';
import { COLUMN_SQL_TYPES, type Dialect, typeText } from '../../flows/views/sql-type';
import { sql } from './duckdb';

/** A row of a test. Missing columns are null. Times are written as `2026-11-22 00:00:05`, in UTC. */
export type HandRow = Readonly<Partial<Record<ColumnName | 'day', string | number | bigint | null>>>;

/** Returns a `with` clause for a table `flows` with these rows. The default day is that of `start_time`. */
export function withFlows(rows: readonly HandRow[], dialect: Dialect = 'duckdb'): string {
  const columns = [
    ...FLOW_COLUMNS.map(({ name, type }) => ({ name: name as ColumnName, type: COLUMN_SQL_TYPES[type] })),
    { name: 'day' as const, type: 'varchar' as const },
  ];
  const cells = columns.map(({ name, type }) => `cast(${name} as ${typeText(type, dialect)}) as ${name}`);
  const values = (rows.length === 0 ? [{}] : rows).map(
    (row) => `(${columns.map(({ name }) => literal(dayed(row)[name])).join(', ')})`,
  );
  const names = columns.map(({ name }) => name).join(', ');
  const where = rows.length === 0 ? ' where false' : '';
  return `with flows as (select ${cells.join(', ')} from (values ${values.join(', ')}) rows (${names})${where}) `;
}

/** Runs a query over these rows in DuckDB, and returns the result as JSON values. */
export async function askRows(rows: readonly HandRow[], query: string): Promise<PlainRow[]> {
  const answer = await sql(withFlows(rows) + query);
  return answer.map(plainRow);
}

function plainRow(row: Record<string, unknown>): PlainRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, plainValue(value as DuckDBValue)]),
  );
}

/** Runs a question over these rows in DuckDB. */
export function askQuestion(
  name: string,
  rows: readonly HandRow[],
  options: QuestionSqlOptions = {},
): Promise<PlainRow[]> {
  const question = QUESTIONS.find((each) => each.name === name);
  if (!question) throw new Error(`no question ${name}`);
  // a question over the table itself
  if (question.from === Relation.FLOWS) return askRows(rows, question.sql);
  return askRelation(question.from, rows, questionSql(question, options));
}

/** Runs a query over a relation of these rows in DuckDB. */
export async function askRelation(
  relation: Relation,
  rows: readonly HandRow[],
  query: string,
  options: RelationOptions = {},
): Promise<PlainRow[]> {
  const answer = await sql(withRelation(relation, rows, options) + query);
  return answer.map(plainRow);
}

/** Returns a `with` clause for a relation of these rows, and for the table `flows`. */
export function withRelation(
  relation: Relation,
  rows: readonly HandRow[],
  options: RelationOptions = {},
): string {
  const flows = withFlows(rows);
  if (relation === Relation.FLOWS) return flows;
  return `${flows.trimEnd()}, ${relation} as (\n${relationSql(relation, options)}\n) `;
}

/** Returns a record of a VPC flow log: an accepted HTTPS request. */
export function request(row: HandRow = {}): HandRow {
  return {
    cloud: 'aws',
    log_type: 'vpc',
    account_id: '123456789012',
    region: 'eu-west-1',
    source: 'a.log.gz',
    source_row: 2,
    start_time: '2026-11-22 10:00:00',
    end_time: '2026-11-22 10:00:59',
    interface_id: 'eni-1',
    src_addr: '203.0.113.9',
    dst_addr: '10.0.1.5',
    src_port: 50_000,
    dst_port: 443,
    protocol: 6,
    ip_version: 4,
    action: 'accept',
    status: 'ok',
    packets_out: 1,
    bytes_out: 100,
    ...row,
  };
}

/** Returns the record of the reply, which is separate on AWS. */
export function reply(row: HandRow = {}): HandRow {
  return request({
    src_addr: '10.0.1.5',
    dst_addr: '203.0.113.9',
    src_port: 443,
    dst_port: 50_000,
    bytes_out: 1000,
    ...row,
  });
}

/** Returns a record without traffic. */
export function quiet(status: 'nodata' | 'skipdata', row: HandRow = {}): HandRow {
  const { cloud, log_type, account_id, region, source, source_row, start_time, end_time, interface_id } =
    request();
  return {
    cloud,
    log_type,
    account_id,
    region,
    source,
    source_row,
    start_time,
    end_time,
    interface_id,
    status,
    ...row,
  };
}

/** Returns a record of Azure: measured in both directions, opened by the source. */
export function measuredBothWays(row: HandRow = {}): HandRow {
  return {
    cloud: 'azure',
    log_type: 'vnet',
    account_id: '00000000-0000-0000-0000-000000000000',
    region: 'japaneast',
    source: 'PT1H.json',
    source_row: 1,
    start_time: '2026-11-22 10:00:00',
    mac_address: '00-0D-3A-01-02-03',
    src_addr: '203.0.113.9',
    dst_addr: '10.1.0.4',
    src_port: 50_000,
    dst_port: 443,
    protocol: 6,
    ip_version: 4,
    direction: 'ingress',
    initiator: 'src',
    action: 'accept',
    state: 'end',
    packets_out: 5,
    bytes_out: 516,
    packets_in: 3,
    bytes_in: 1019,
    ...row,
  };
}

function dayed(row: HandRow): HandRow {
  return { day: typeof row.start_time === 'string' ? row.start_time.slice(0, 10) : null, ...row };
}

function literal(value: string | number | bigint | null | undefined): string {
  if (value === null || value === undefined) return 'null';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
