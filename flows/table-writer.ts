import { join } from 'node:path';
import { columnIndex, FLOW_COLUMNS, type Value } from './columns';
import { DatasetWriter } from './dataset-writer';
import { outputName } from './object-name';
import type { Origin } from './origin';
import type { OutputFile } from './part-files';
import { dayOf, type Partition } from './partition';
import { type CountedReject, RejectLimit } from './reject-limit';
import { REJECT_COLUMNS, type Reject } from './rejects';
import { Summary } from './summary';

/** Directories of the two tables below an output directory or bucket prefix. */
export const TABLE_DIRECTORIES = { flows: 'flows', rejects: 'rejects' } as const;

const CLOUD = columnIndex('cloud');
const ACCOUNT_ID = columnIndex('account_id');
const REGION = columnIndex('region');
const START_TIME = columnIndex('start_time');
const END_TIME = columnIndex('end_time');

/** Receives what a reader finds in one source. */
export interface FlowSink {
  /**
   * Receives a number of records that the reader found in its input. The reader counts them before it reads them, so that
   * a record that is lost afterwards is noticed.
   */
  found(records: number): void;
  /** Receives a row: its values in the order of `FLOW_COLUMNS`. The caller can reuse the array. */
  row(row: readonly Value[]): void;
  /** Receives a record that could not become a row. */
  reject(reject: Reject): void;
  /** Receives a number of records that the source contains again. They are counted and not written. */
  duplicate(records: number): void;
  /** Receives the name of an unknown field that has a value in a record. */
  unknownField(name: string): void;
  /** Receives the name of a field whose value in a record is not valid. The column is null in the rows of the record. */
  invalidValue(name: string): void;
}

/**
 * Writes the output set of one source: its files in `flows` and `rejects`, and their summary. The files of a part of a
 * source have another name than the files of the whole source.
 */
export class TableWriter implements FlowSink {
  readonly summary = new Summary();
  private readonly flows: DatasetWriter;
  private readonly rejects: DatasetWriter;
  private readonly limit = new RejectLimit();

  constructor(
    directory: string,
    private readonly origin: Origin,
    name = outputName(origin.source),
  ) {
    this.flows = new DatasetWriter(join(directory, TABLE_DIRECTORIES.flows), name, FLOW_COLUMNS);
    this.rejects = new DatasetWriter(join(directory, TABLE_DIRECTORIES.rejects), name, REJECT_COLUMNS);
  }

  found(records: number): void {
    this.summary.addRecords(records);
  }

  row(row: readonly Value[]): void {
    this.summary.addRow(row);
    this.flows.add(this.partitionOf(row), row);
  }

  reject(reject: Reject): void {
    this.summary.addReject(reject.code);
    const row = this.limit.add(reject);
    if (row) this.writeReject(row);
  }

  duplicate(records: number): void {
    this.summary.addDuplicates(records);
  }

  unknownField(name: string): void {
    this.summary.addUnknownField(name);
  }

  invalidValue(name: string): void {
    this.summary.addInvalidValue(name);
  }

  /** Completes all files, and returns the number of rows in those of `flows`. */
  complete(): number {
    for (const row of this.limit.rest()) this.writeReject(row);
    this.rejects.complete();
    return this.flows.complete();
  }

  /** Publishes the output set and returns its files. No file is published before all are complete. */
  finish(): OutputFile[] {
    this.complete();
    return [...this.flows.finish(), ...this.rejects.finish()];
  }

  /** Removes an unfinished output set. */
  discard(): void {
    this.flows.discard();
    this.rejects.discard();
  }

  private writeReject({ sourceRow, code, detail, raw, rawBytes, records, ...named }: CountedReject): void {
    const { cloud, region = null, source, day = null } = this.origin;
    const accountId = named.accountId ?? this.origin.accountId ?? null;
    const flowLogId = named.flowLogId ?? this.origin.flowLogId ?? null;
    const values: Readonly<Record<string, Value>> = {
      cloud,
      account_id: accountId,
      region,
      flow_log_id: flowLogId,
      source,
      source_row: sourceRow,
      code,
      detail,
      raw,
      raw_base64: rawBytes ? Buffer.from(rawBytes).toString('base64') : null,
      records,
    };
    const row = REJECT_COLUMNS.map(({ name }) => values[name] ?? null);
    this.rejects.add({ cloud, account_id: accountId, region, day }, row);
  }

  private partitionOf(row: readonly Value[]): Partition {
    const time = row[START_TIME] ?? row[END_TIME];
    return {
      cloud: row[CLOUD] as string,
      account_id: row[ACCOUNT_ID] as string | null,
      region: row[REGION] as string | null,
      day: typeof time === 'bigint' ? dayOf(time) : (this.origin.day ?? null),
    };
  }
}
