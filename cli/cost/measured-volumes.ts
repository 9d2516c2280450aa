import type { FlowField } from '../../aws/fields';
import type { LogFormat } from '../../aws/format';
import { flowColumn } from '../../flows/columns';
import type { CostedFlowLog } from '../../standard/cost/costed-flow-log';
import { runQuery } from '../engine/run-query';
import { UserError } from '../user-error';

/** Measured volumes, and notes about the measurement. */
export interface MeasuredVolumes {
  readonly bytesPerDay: ReadonlyMap<CostedFlowLog, bigint>;
  readonly notes: readonly string[];
}

const SECONDS_PER_DAY = 86_400n;
const SECONDS_PER_HOUR = 3_600n;

/** Digits of a time in a record: seconds since 1970, until the year 2286. */
const TIME_DIGITS = 10;

/**
 * Measures the volume of flow logs from the tables that `normalize` wrote.
 *
 * Parquet does not store the length of the raw text. A raw record is the values of its fields, each followed by a space
 * or a line end, so the function computes the length from the table, for each flow log with the fields of its own format.
 * The volume is the mean of all flow logs of a type (VPC, transit gateway) in the table, from the first to the last record.
 *
 * @throws UserError if the table has no records of a type, or its records cover no time
 */
export async function measuredVolumes(
  directory: string,
  flowLogs: readonly CostedFlowLog[],
): Promise<MeasuredVolumes> {
  const types = new Map<string, CostedFlowLog[]>();
  for (const flowLog of flowLogs) {
    types.set(logTypeOf(flowLog), [...(types.get(logTypeOf(flowLog)) ?? []), flowLog]);
  }
  const bytesPerDay = new Map<CostedFlowLog, bigint>();
  const notes: string[] = [];
  for (const [type, ofType] of types) {
    const measured = await measure(directory, type, ofType);
    notes.push(...measured.notes);
    for (const flowLog of ofType) bytesPerDay.set(flowLog, measured.bytesPerDayOf(flowLog));
  }
  return { bytesPerDay, notes };
}

async function measure(directory: string, type: string, flowLogs: readonly CostedFlowLog[]) {
  const fields = new Map(flowLogs.flatMap(fieldsOf).map((field) => [field.column, field]));
  const lengths = await queryLengths(directory, type, [...fields.values()]);
  const { records, flow_logs: sources, seconds } = lengths;
  if (!records) {
    throw new UserError(`${directory} has no records of ${type} flow logs: give --gb-per-day for these`);
  }
  if (seconds === undefined || seconds <= 0n) {
    throw new UserError(
      `all records in ${directory} have the same time: normalize more records, or give --gb-per-day`,
    );
  }
  const perDay = (bytes: bigint) => (bytes * SECONDS_PER_DAY) / (seconds * (sources || 1n));
  const absent = [...fields.values()].filter(({ column }) => lengths[`${column}_present`] === 0n);
  const span = `${seconds / SECONDS_PER_HOUR} h ${(seconds % SECONDS_PER_HOUR) / 60n} min`;
  return {
    bytesPerDayOf: (flowLog: CostedFlowLog) =>
      perDay(fieldsOf(flowLog).reduce((sum, { column }) => sum + (lengths[column] ?? 0n) + records, 0n)),
    notes: [
      `measured: ${records} ${type} records of ${sources} flow log(s) in ${span}, scaled to a day; without rejects`,
      ...(absent.length > 0
        ? [`no value in the table, counted as -: ${absent.map(({ name }) => name).join(', ')}`]
        : []),
    ],
  };
}

/** Total text length by column, the number of records and flow logs, and the covered time in seconds. */
async function queryLengths(directory: string, type: string, fields: readonly FlowField[]) {
  const lengths = fields.flatMap((field) => [
    `sum(${lengthOf(field)}) as ${field.column}`,
    `count(${field.column}) as ${field.column}_present`,
  ]);
  const { columns, rows } = await runQuery(
    directory,
    `select count(*) as records, count(distinct coalesce(flow_log_id, '')) as flow_logs,
      cast(epoch(max(coalesce(end_time, start_time))) - epoch(min(start_time)) as bigint) as seconds,
      ${lengths.join(', ')} from flows where log_type = '${type}'`,
  );
  const byColumn: Record<string, bigint | undefined> = {};
  columns.forEach((name, index) => {
    const value = rows[0]?.[index] ?? undefined;
    byColumn[name] = value === undefined ? undefined : BigInt(String(value));
  });
  return byColumn;
}

/** SQL for the length of a field's text in the raw record, where null is `-`. */
function lengthOf({ column }: FlowField): string {
  if (flowColumn(column).kind === 'time') return `case when ${column} is null then 1 else ${TIME_DIGITS} end`;
  return `coalesce(length(cast(${column} as varchar)), 1)`;
}

function logTypeOf(flowLog: CostedFlowLog): string {
  return formatOf(flowLog).isTransitGateway ? 'tgw' : 'vpc';
}

function fieldsOf(flowLog: CostedFlowLog): readonly FlowField[] {
  return formatOf(flowLog).fields;
}

/** The format of a flow log of AWS. Blobs of Azure contain names and nested lists, whose length the table does not have. */
function formatOf({ format, fact: { title } }: CostedFlowLog): LogFormat {
  if (format?.known && format.value) return format.value;
  const reason = format
    ? `the log format of ${title} is ${format.known ? 'not valid' : `unknown, because ${format.reason}`}`
    : `the volume of ${title} cannot be measured, because the table does not have the length of blobs of Azure`;
  throw new UserError(`${reason}: give --gb-per-day`);
}
