import { columnIndex, type Value } from './columns';

const LOG_TYPE = columnIndex('log_type');
const STATUS = columnIndex('status');
const END_TIME = columnIndex('end_time');
const START_TIME = columnIndex('start_time');

const COUNTERS = {
  packetsOut: columnIndex('packets_out'),
  bytesOut: columnIndex('bytes_out'),
  packetsIn: columnIndex('packets_in'),
  bytesIn: columnIndex('bytes_in'),
};

type Counter = keyof typeof COUNTERS;

const COUNTER_NAMES = Object.keys(COUNTERS) as Counter[];

/** Number of rows with a value. */
export type RowsWith = readonly [value: string | null, rows: number];

/**
 * Counts of what a reader found. The reader counts `records` at its input, independently of what becomes of them;
 * `lost` is the difference, which is 0 unless the reader has a defect.
 *
 * @example
 * const { summary } = await normalize({ source, bytes }, 'table');
 * if (summary.rejects > 0) console.warn(summary.byRejectCode); // { 'not-a-number': 2 }
 */
export class Summary {
  /** Records that the reader found. */
  records = 0;
  rows = 0;
  rejects = 0;
  /** Records that the source contains again. The first of equal records is a row. */
  duplicates = 0;
  readonly byLogType = counts();
  readonly byStatus = counts();
  readonly byRejectCode = counts();
  /** Unknown fields, with the number of records in which each has a value. */
  readonly unknownFields = counts();
  /** Fields of records whose columns are null because the value is not valid, with the number of these records. */
  readonly invalidValues = counts();
  packetsOut = 0n;
  bytesOut = 0n;
  packetsIn = 0n;
  bytesIn = 0n;
  /** End of the newest record, in milliseconds; null if no record has a time. */
  newest: bigint | null = null;

  /** Records that became no row, no reject, and no duplicate. Negative if there are more of these than records. */
  get lost(): number {
    return this.records - this.rows - this.rejects - this.duplicates;
  }

  addRecords(records: number): void {
    this.records += records;
  }

  addRow(row: readonly Value[]): void {
    this.rows++;
    count(this.byLogType, String(row[LOG_TYPE]));
    count(this.byStatus, String(row[STATUS] ?? 'none'));
    for (const counter of COUNTER_NAMES) {
      const value = row[COUNTERS[counter]];
      if (typeof value === 'bigint') this[counter] += value;
    }
    const time = row[END_TIME] ?? row[START_TIME];
    if (typeof time === 'bigint') this.see(time);
  }

  /** Adds rows by their kind of flow log and by their status. */
  addRows(rows: number, byLogType: readonly RowsWith[], byStatus: readonly RowsWith[]): void {
    this.rows += rows;
    for (const [logType, n] of byLogType) count(this.byLogType, String(logType), n);
    for (const [status, n] of byStatus) count(this.byStatus, status ?? 'none', n);
  }

  addReject(code: string): void {
    this.rejects++;
    count(this.byRejectCode, code);
  }

  addDuplicates(records: number): void {
    this.duplicates += records;
  }

  addUnknownField(name: string, records = 1): void {
    count(this.unknownFields, name, records);
  }

  addInvalidValue(name: string): void {
    count(this.invalidValues, name);
  }

  /** Adds the counts of another source. */
  merge(other: Summary): void {
    this.records += other.records;
    this.rows += other.rows;
    this.rejects += other.rejects;
    this.duplicates += other.duplicates;
    for (const key of ['byLogType', 'byStatus', 'byRejectCode', 'unknownFields', 'invalidValues'] as const) {
      for (const [name, n] of Object.entries(other[key])) count(this[key], name, n);
    }
    for (const counter of COUNTER_NAMES) this[counter] += other[counter];
    if (other.newest !== null) this.see(other.newest);
  }

  /** Records the time of a record. */
  see(time: bigint): void {
    if (this.newest === null || time > this.newest) this.newest = time;
  }
}

/** Returns an object without inherited keys, because names come from records. */
function counts(): Record<string, number> {
  return Object.create(null);
}

function count(counts: Record<string, number>, name: string, n = 1): void {
  if (n > 0) counts[name] = (counts[name] ?? 0) + n;
}
