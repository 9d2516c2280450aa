import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import { type ColumnName, columnIndex, FLOW_COLUMNS, type Value } from '../../flows/columns';
import type { Kernel } from '../../flows/kernel/kernel';
import { TextSpace } from '../../flows/kernel/shared/text-space';
import { TextUse } from '../../flows/kernel/shared/text-use';
import type { Origin } from '../../flows/origin';
import { canonicalJson } from './canonical-json';
import { CONTEXT } from './kernel-schema';
import { RECORD_END, readSeparator } from './kernel-separators';
import {
  DELIMITER,
  NULL_TOKEN,
  soleGroup,
  type TextMeaning,
  tokenOf,
  UNSUPPORTED,
} from './kernel-text-meaning';
import { COMPOSITE, TupleShapes } from './kernel-tuple-shapes';
import { readFlowRecord } from './read-flow-record';
import { readTuple } from './read-tuple';
import { recordRow } from './record-row';
import type { FlowRecord } from './record-types';
import { mayOmitCounters, type TupleVersion } from './tuple-version';

/** Valid text before a prefix, endpoints before a composite, and counters after it. They make a whole record or tuple. */
const OPENING = '{"time":"2026-01-01T00:00:00Z"';
const ENDPOINTS = '1795312803243,10.0.0.1,10.0.0.2,1,2';
const COUNTERS = ',1,1,1,1';

/**
 * Defines the texts that recur in records to the kernel. The reference reader interprets each text once, and the kernel
 * reuses the result. A text is unsupported unless it is exactly as Azure writes it. Therefore the text of every record
 * that the kernel reads is the canonical JSON of the record.
 */
export class KernelTexts {
  private readonly shapes: TupleShapes;

  constructor(
    private readonly kernel: Kernel,
    private readonly origin: Origin,
    private readonly number: (column: ColumnName) => number,
  ) {
    this.shapes = new TupleShapes(kernel);
    kernel.run.clearKnownTexts();
  }

  /** Defines the unknown text at which the kernel stopped. */
  defineUnknown(): void {
    const { run, bytes } = this.kernel;
    const [from, end, space] = [run.unknownText(), run.unknownEnd(), run.unknownSpace()];
    const meaning = this.meaningOf(bytes.subarray(from, end), space);
    if (this.add(space, from, end - from, meaning)) return;
    run.clearKnownTexts();
    if (this.add(space, from, end - from, meaning)) return;
    throw new Error(`The kernel has no memory for a text of ${end - from} bytes`);
  }

  private add(space: number, from: number, length: number, meaning: TextMeaning): boolean {
    const { use, detail = 0, values = [] } = meaning;
    const { run, bytes } = this.kernel;
    if (!run.addKnownText(space, from, length, use, detail)) return false;
    if (!run.beginTextValues(values.length)) return false;
    const address = run.scratchBuffer();
    return values.every(([column, token]) => {
      bytes.set(token, address);
      return run.addTextValue(this.number(column), address, token.length) !== 0;
    });
  }

  private meaningOf(bytes: Buffer, space: number): TextMeaning {
    if (space === TextSpace.PREFIXES)
      return isUtf8(bytes) ? this.prefix(bytes.toString('utf8')) : UNSUPPORTED;
    const text = bytes.toString('latin1');
    return space < TextSpace.COMPOSITES
      ? readSeparator(text, this.shapes.version(space - TextSpace.SEPARATORS))
      : composite(text, this.shapes.version(space - TextSpace.COMPOSITES));
  }

  /** Reads the text between the time of a record and its first tuple. */
  private prefix(text: string): TextMeaning {
    const record = canonicalRecord(`${OPENING}${text}${RECORD_END}`);
    const group = record && soleGroup(record);
    const shape = record && this.shapes.numberOf(record.tupleVersion);
    if (!group || shape === undefined || group.problem || record.invalid.length > 0) return UNSUPPORTED;
    const row = recordRow(record, this.origin);
    const ofGroup = new Map<ColumnName, Value>([
      ['rule', group.rule],
      ['acl_id', group.aclId],
      ['mac_address', group.mac],
    ]);
    const values = CONTEXT.filter((name) => name !== 'logged_time').map((name) => {
      const value = ofGroup.has(name) ? ofGroup.get(name) : row[columnIndex(name)];
      return [name, tokenOf(value)] as const;
    });
    return { use: TextUse.CONTINUES, detail: shape, values };
  }
}

/** Reads the fields of a tuple between its endpoints and its counters. */
function composite(text: string, version: TupleVersion): TextMeaning {
  const tuple = `${ENDPOINTS},${text}${version.hasCounters ? COUNTERS : ''}`;
  const row = new Array<Value>(FLOW_COLUMNS.length).fill(null);
  if (readTuple(tuple, version, row)) return UNSUPPORTED;
  const token = COMPOSITE.map((name) => row[columnIndex(name)] ?? NULL_TOKEN).join(DELIMITER);
  return {
    use: TextUse.CONTINUES,
    detail: Number(mayOmitCounters(version, tuple.split(','))),
    values: [[COMPOSITE[0] as ColumnName, Buffer.from(token, 'latin1')]],
  };
}

/** The record of a JSON text; undefined unless the text is its canonical JSON. */
function canonicalRecord(text: string): FlowRecord | undefined {
  try {
    const value = JSON.parse(text);
    if (canonicalJson(value) !== text) return undefined;
    const record = readFlowRecord(value);
    return record instanceof BadValue ? undefined : record;
  } catch {
    return undefined;
  }
}
