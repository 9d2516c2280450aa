import { BadValue } from '../../flows/cell';
import { shown } from '../../flows/shown';
import { badRecord, type ValidRecord } from './blob-record';
import { duplicateKey } from './duplicate-key';
import { unknownMembers } from './envelope';
import { type FlatFlow, flatFlow } from './flat-flow';
import { forwardedJson } from './forwarded-json';
import { isFlowRecord } from './is-flow-record';
import { flowsIn, type NestedFlows, unexpectedFlows } from './nested-flows';
import { readFlowRecord } from './read-flow-record';
import { isObject } from './record-parts';
import type { FlowRecord, JsonObject } from './record-types';

/** The JSON of a record, and what the reader of its category makes of it. */
export interface RecordOfContent {
  readonly raw: Buffer;
  readonly value: JsonObject;
  readonly record: FlowRecord | BadValue;
}

/** A part of a JSON object of a blob, with its bytes. */
export type RecordContent =
  | RecordOfContent
  | { readonly raw: Buffer; readonly flow: FlatFlow }
  | { readonly raw: Buffer; readonly problem: BadValue };

const CLOSER_BEGIN = 0x5d;
const BEFORE_CLOSER = Buffer.from('{"":[');

/**
 * The contents of a JSON object: a record with the records inside it, the records in the envelope of a forwarder, or one
 * flow. Contents that no reader expects are problems.
 */
export function* contentsOf({ value, bytes, isEnvelope }: ValidRecord): Generator<RecordContent> {
  const key = duplicateKey(bytes[0] === CLOSER_BEGIN ? Buffer.concat([BEFORE_CLOSER, bytes]) : bytes);
  if (key !== undefined) {
    yield { raw: bytes, problem: badRecord(`contains the key ${shown(key)} twice`) };
  } else if (isFlowRecord(value)) {
    const record = readFlowRecord(value);
    yield { raw: bytes, value, record };
    // the reject of an invalid record contains everything in it
    if (record instanceof BadValue) return;
    for (const flows of unexpectedFlows(value)) yield contentOf(flows);
  } else if (isEnvelope) yield* membersOf(value, bytes);
  else {
    let isRead = false;
    for (const content of forwarded(value, bytes)) {
      isRead = true;
      yield content;
    }
    if (!isRead) yield { raw: bytes, value, record: readFlowRecord(value) };
  }
}

/** The contents of unknown members beside an array of records. */
function* membersOf(envelope: JsonObject, bytes: Buffer): Generator<RecordContent> {
  const unread: string[] = [];
  for (const name of unknownMembers(envelope)) {
    const found = [...flowsIn({ [name]: envelope[name] })];
    if (found.length === 0) unread.push(shown(name));
    for (const flows of found) yield contentOf(flows);
  }
  if (unread.length === 0) return;
  const members = `${unread.length === 1 ? 'the unknown member' : 'the unknown members'} ${unread.join(', ')}`;
  yield { raw: bytes, problem: badRecord(`list has ${members} beside its records`) };
}

/** The contents of an object that a forwarder wrote: records, one flow, or JSON in a text. */
function* forwarded(value: JsonObject, raw: Buffer): Generator<RecordContent> {
  const nested = [...flowsIn(value)];
  if (nested.length > 0) {
    for (const flows of nested) yield contentOf(flows);
    return;
  }
  const flow = flatFlow(value);
  if (flow) {
    yield { raw, flow };
    return;
  }
  for (const inner of forwardedJson(value)) {
    const items = Array.isArray(inner) ? inner : [inner];
    const contents = items.filter(isObject).flatMap((item) => {
      const bytes = Buffer.from(JSON.stringify(item));
      return [...contentsOf({ offset: 0, length: bytes.length, bytes, value: item })];
    });
    if (contents.length > 0 && items.every(isObject)) {
      yield* contents;
      return;
    }
  }
}

function contentOf({ path, value, isRecord }: NestedFlows): RecordContent {
  const raw = Buffer.from(JSON.stringify(value));
  if (isRecord) return { raw, value: value as JsonObject, record: readFlowRecord(value as JsonObject) };
  return { raw, problem: badRecord(`contains flows at ${shown(path)}, where no record has any`) };
}
