import type { CostedFlowLog } from '../../aws/cost/costed-flow-log';
import type { FlowField } from '../../aws/fields';
import { flowColumn } from '../../flows/columns';
import { ask } from '../engine/duckdb';
import { UsageError } from '../exit';

/** Volumes that were measured, and what is to be known of them. */
export interface MeasuredVolumes {
  readonly bytesPerDay: ReadonlyMap<CostedFlowLog, bigint>;
  readonly notes: readonly string[];
}

const SECONDS_PER_DAY = 86_400n;
const SECONDS_PER_HOUR = 3_600n;

/** Digits of a time in a record: seconds since 1970, until the year 2286. */
const TIME_DIGITS = 10;

/**
 * The volume of flow logs, from a table that `normalize` wrote. Parquet does not say how long the raw text was, but
 * a record is the values of its fields with a space or a line end after each, so its length is counted from the
 * table: for each flow log with the fields of its own format. All records of a kind (VPC, transit gateway) count
 * for the time from the first to the last of them, as the mean of the flow logs that the table has.
 *
 * @throws UsageError if the table does not say enough
 */
export async function measuredVolumes(
  directory: string,
  flowLogs: readonly CostedFlowLog[],
): Promise<MeasuredVolumes> {
  const kinds = new Map<string, CostedFlowLog[]>();
  for (const flowLog of flowLogs)
    kinds.set(kindOf(flowLog), [...(kinds.get(kindOf(flowLog)) ?? []), flowLog]);
  const bytesPerDay = new Map<CostedFlowLog, bigint>();
  const notes: string[] = [];
  for (const [kind, ofKind] of kinds) {
    const measured = await measure(directory, kind, ofKind);
    notes.push(...measured.notes);
    for (const flowLog of ofKind) bytesPerDay.set(flowLog, measured.bytesPerDayOf(flowLog));
  }
  return { bytesPerDay, notes };
}

async function measure(directory: string, kind: string, flowLogs: readonly CostedFlowLog[]) {
  const fields = new Map(flowLogs.flatMap(fieldsOf).map((field) => [field.column, field]));
  const facts = await factsOf(directory, kind, [...fields.values()]);
  const { records, flow_logs: sources, seconds } = facts;
  if (!records) {
    throw new UsageError(`${directory} has no records of ${kind} flow logs: give --gb-per-day for these`);
  }
  if (seconds === undefined || seconds <= 0n) {
    throw new UsageError(
      `the records in ${directory} span no time: normalize more of them, or give --gb-per-day`,
    );
  }
  const perDay = (bytes: bigint) => (bytes * SECONDS_PER_DAY) / (seconds * (sources || 1n));
  const absent = [...fields.values()].filter(({ column }) => facts[`${column}_present`] === 0n);
  const span = `${seconds / SECONDS_PER_HOUR} h ${(seconds % SECONDS_PER_HOUR) / 60n} min`;
  return {
    bytesPerDayOf: (flowLog: CostedFlowLog) =>
      perDay(fieldsOf(flowLog).reduce((sum, { column }) => sum + (facts[column] ?? 0n) + records, 0n)),
    notes: [
      `measured: ${records} ${kind} records of ${sources} flow log(s) in ${span}, taken to a day; rejects are not counted`,
      ...(absent.length > 0
        ? [`without a value in the table, counted as -: ${absent.map(({ name }) => name).join(', ')}`]
        : []),
    ],
  };
}

/** Lengths of all values by column, and what they are counted over. */
async function factsOf(directory: string, kind: string, fields: readonly FlowField[]) {
  const lengths = fields.flatMap((field) => [
    `sum(${lengthOf(field)}) as ${field.column}`,
    `count(${field.column}) as ${field.column}_present`,
  ]);
  const { columns, rows } = await ask(
    directory,
    `select count(*) as records, count(distinct coalesce(flow_log_id, '')) as flow_logs,
      cast(epoch(max(coalesce(end_time, start_time))) - epoch(min(start_time)) as bigint) as seconds,
      ${lengths.join(', ')} from flows where log_type = '${kind}'`,
  );
  const facts: Record<string, bigint | undefined> = {};
  columns.forEach((name, index) => {
    const value = rows[0]?.[index] ?? undefined;
    facts[name] = value === undefined ? undefined : BigInt(String(value));
  });
  return facts;
}

/** SQL for the length of a field's text in the raw record; null was written as `-`. */
function lengthOf({ column }: FlowField): string {
  if (flowColumn(column).kind === 'time') return `case when ${column} is null then 1 else ${TIME_DIGITS} end`;
  return `coalesce(length(cast(${column} as varchar)), 1)`;
}

function kindOf({ format, title }: CostedFlowLog): string {
  if (!format) throw new UsageError(`the format of ${title} can not be read: give --gb-per-day`);
  return format.isTransitGateway ? 'tgw' : 'vpc';
}

function fieldsOf({ format }: CostedFlowLog): readonly FlowField[] {
  return format?.fields ?? [];
}
