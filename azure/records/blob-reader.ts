import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import { columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import { parseBlobPath } from './blob-path';
import type { BlobProgress } from './blob-progress';
import type { BlobRecord } from './blob-record';
import { canonicalJson } from './canonical-json';
import { readFlowRecord } from './read-flow-record';
import { notAString, readTuple } from './read-tuple';
import { textOf } from './record-parts';
import { ownerOf, recordRow } from './record-row';
import { RecordSplitter } from './record-splitter';
import type { FlowRecord, TupleGroup } from './record-types';
import { SeenRecords } from './seen-records';

const at = {
  sourceRow: columnIndex('source_row'),
  rule: columnIndex('rule'),
  aclId: columnIndex('acl_id'),
  macAddress: columnIndex('mac_address'),
};

/** Origin of the records of a blob, from its path. */
export function blobOrigin(path: string): Origin {
  const { subscriptionId, region, flowLogName, day } = parseBlobPath(path) ?? {};
  return {
    cloud: 'azure',
    source: path,
    ...(subscriptionId ? { accountId: subscriptionId } : {}),
    ...(region ? { region } : {}),
    ...(flowLogName ? { flowLogId: flowLogName } : {}),
    ...(day ? { day } : {}),
  };
}

/**
 * The reference reader of a blob, or of some of its blocks in order. It writes every tuple as a row or a reject and
 * numbers them from 1 over the whole blob. An invalid record, or a record without tuples in the expected place, is one
 * reject with one number. The reader writes duplicate records once.
 */
export class BlobReader {
  private readonly splitter: RecordSplitter;
  private tuples: bigint;
  /** One row for all tuples. The sink copies the values. */
  private readonly row: Value[] = new Array(FLOW_COLUMNS.length);

  constructor(
    private readonly origin: Origin,
    private readonly sink: FlowSink,
    { tuples, records }: BlobProgress = { tuples: 0n, records: [] },
    private readonly seen = new SeenRecords(records),
  ) {
    this.tuples = tuples;
    this.splitter = new RecordSplitter({ amongRecords: tuples > 0n || records.length > 0 });
  }

  get progress(): BlobProgress {
    return { tuples: this.tuples, records: this.seen.hashes };
  }

  /** Reads the next bytes of the blob. */
  push(chunk: Uint8Array): void {
    for (const found of this.splitter.push(chunk)) this.found(found);
  }

  /** Whether the reader is between two records, so that a caller may read the next record itself and call `take`. */
  get isBetweenRecords(): boolean {
    return this.splitter.isBetweenRecords;
  }

  /** Reads bytes up to the next position between two records. Returns the number of bytes. */
  pushOne(bytes: Buffer): number {
    const found = this.splitter.pushOne(bytes);
    for (let next = found.next(); ; next = found.next()) {
      if (next.done) return next.value;
      this.found(next.value);
    }
  }

  /** Skips the bytes before the next record. Returns the number of bytes. */
  passBetween(bytes: Buffer): number {
    return this.splitter.passBetween(bytes);
  }

  /**
   * Takes over a record that the caller has read. All its tuples must be rows.
   *
   * @param text - canonical JSON of the record
   * @param keep - writes the rows with positions from `first`, if the record is not a duplicate. Returns false if it cannot
   * @returns false if `keep` could not write the rows; the reader is unchanged
   */
  take(text: Buffer, tuples: number, keep: (first: bigint) => boolean): boolean {
    const hash = this.seen.hashOf(text);
    if (this.seen.has(hash)) this.duplicate(tuples);
    else if (keep(this.tuples + 1n)) {
      this.tuples += BigInt(tuples);
      this.sink.found(tuples);
    } else return false;
    this.seen.add(hash);
    this.splitter.passRecord(text.length);
    return true;
  }

  /** Ends the blob. An incomplete record becomes a reject. */
  end(): void {
    for (const found of this.splitter.end()) this.found(found);
  }

  private found(found: BlobRecord): void {
    if ('problem' in found) {
      this.reject(found.problem, found.bytes, this.origin);
      return;
    }
    const { bytes, value } = found;
    const record = readFlowRecord(value);
    const hash = this.seen.hashOf(Buffer.from(canonicalJson(value)));
    if (this.seen.has(hash)) this.duplicate(record instanceof BadValue ? 1 : tupleCount(record));
    else if (record instanceof BadValue) this.reject(record, bytes, this.origin);
    else this.record(record);
    this.seen.add(hash);
  }

  private duplicate(tuples: number): void {
    if (tuples === 0) return;
    this.tuples += BigInt(tuples);
    this.sink.found(tuples);
    this.sink.duplicate(tuples);
  }

  private record(record: FlowRecord): void {
    const template = recordRow(record, this.origin);
    const owner = ownerOf(record, this.origin);
    for (const group of record.groups) {
      if ('tuples' in group) this.group(group, record, template, owner);
      else this.reject(group.problem, JSON.stringify(group.raw) ?? '', owner);
    }
  }

  private group(
    { tuples, rule, aclId, mac }: TupleGroup,
    { tupleVersion }: FlowRecord,
    template: Value[],
    owner: Named,
  ): void {
    template[at.rule] = rule;
    template[at.aclId] = aclId;
    template[at.macAddress] = mac;
    const { row } = this;
    for (const tuple of tuples) {
      if (typeof tuple !== 'string') {
        this.reject(notAString(tuple), JSON.stringify(tuple), owner);
        continue;
      }
      for (let index = 0; index < row.length; index++) row[index] = template[index] as Value;
      const problem = readTuple(tuple, tupleVersion, row);
      if (problem) {
        this.reject(problem, tuple, owner);
        continue;
      }
      row[at.sourceRow] = ++this.tuples;
      this.sink.found(1);
      this.sink.row(row);
    }
  }

  private reject({ code, detail }: BadValue, raw: string | Buffer, { accountId, flowLogId }: Named): void {
    const rawBytes = typeof raw === 'string' || isUtf8(raw) ? undefined : raw;
    const text = typeof raw === 'string' ? (textOf(raw) as string) : raw.toString('utf8');
    this.sink.found(1);
    this.sink.reject({ sourceRow: ++this.tuples, code, detail, raw: text, rawBytes, accountId, flowLogId });
  }
}

/** Number of tuples of a record. A broken group counts as one. */
function tupleCount({ groups }: FlowRecord): number {
  return groups.reduce((sum, group) => sum + ('tuples' in group ? group.tuples.length : 1), 0);
}

type Named = Pick<Origin, 'accountId' | 'flowLogId'>;
