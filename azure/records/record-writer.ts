import { isUtf8 } from 'node:buffer';
import type { BadValue } from '../../flows/cell';
import { columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import { notAString, readTuple } from './read-tuple';
import { textOf } from './record-parts';
import { ownerOf, recordRow } from './record-row';
import type { FlowRecord, TupleGroup } from './record-types';
import type { TupleVersion } from './tuple-version';
import { UnreadableTuple } from './unreadable-tuple';

const at = {
  sourceRow: columnIndex('source_row'),
  rule: columnIndex('rule'),
  aclId: columnIndex('acl_id'),
  macAddress: columnIndex('mac_address'),
};

/** Flow log and subscription of a reject. */
export type Owner = Pick<Origin, 'accountId' | 'flowLogId'>;

/** Writes the tuples of records as rows or rejects, numbered over the whole blob. */
export class RecordWriter {
  /** One row for all tuples. The sink copies the values. */
  private readonly row: Value[] = new Array(FLOW_COLUMNS.length);

  /** @param tuples - number of tuples so far, which is the position of the last one */
  constructor(
    private readonly origin: Origin,
    private readonly sink: FlowSink,
    public tuples: bigint,
  ) {}

  /**
   * Writes all tuples of a record.
   *
   * @param tuplesOf - the tuples of a group, if its array does not contain them
   * @param raw - text of each reject, if the tuples have no text of their own
   */
  record(
    record: FlowRecord,
    tuplesOf: (tuples: readonly unknown[]) => Iterable<unknown> = (tuples) => tuples,
    raw?: Buffer,
  ): void {
    const template = recordRow(record, this.origin);
    const owner = ownerOf(record, this.origin);
    for (const name of new Set(record.invalid)) this.sink.invalidValue(name);
    for (const group of record.groups) {
      if ('tuples' in group) {
        const reject = (problem: BadValue, text: string | Buffer) => this.reject(problem, raw ?? text, owner);
        this.group(group, tuplesOf(group.tuples), record.tupleVersion, template, reject);
      } else this.reject(group.problem, JSON.stringify(group.raw) ?? '', owner);
    }
  }

  duplicate(tuples: number): void {
    if (tuples === 0) return;
    this.tuples += BigInt(tuples);
    this.sink.duplicate(tuples);
  }

  reject({ code, detail }: BadValue, raw: string | Buffer, { accountId, flowLogId }: Owner): void {
    const rawBytes = typeof raw === 'string' || isUtf8(raw) ? undefined : raw;
    const text = typeof raw === 'string' ? (textOf(raw) as string) : raw.toString('utf8');
    this.sink.reject({ sourceRow: ++this.tuples, code, detail, raw: text, rawBytes, accountId, flowLogId });
  }

  private group(
    { rule, aclId, mac, problem }: TupleGroup,
    tuples: Iterable<unknown>,
    version: TupleVersion,
    template: Value[],
    reject: (problem: BadValue, raw: string | Buffer) => void,
  ): void {
    template[at.rule] = rule;
    template[at.aclId] = aclId;
    template[at.macAddress] = mac;
    const { row } = this;
    for (const tuple of tuples) {
      if (tuple instanceof UnreadableTuple) {
        reject(tuple.problem, tuple.bytes);
      } else if (typeof tuple !== 'string') {
        reject(notAString(tuple), JSON.stringify(tuple));
      } else if (problem) {
        reject(problem, tuple);
      } else {
        for (let index = 0; index < row.length; index++) row[index] = template[index] as Value;
        const bad = readTuple(tuple, version, row);
        if (bad) {
          reject(bad, tuple);
          continue;
        }
        row[at.sourceRow] = ++this.tuples;
        this.sink.row(row);
      }
    }
  }
}
