import type { Beginning } from '../../flows/input/beginning';
import { type FlatFlow, flatFlow } from '../records/flat-flow';
import { forwardedJson, textsOfEvents } from '../records/forwarded-json';
import { isFlowRecord } from '../records/is-flow-record';
import { flowsIn } from '../records/nested-flows';
import { RECORD_CATEGORIES } from '../records/record-category';
import { isObject } from '../records/record-parts';
import type { JsonObject } from '../records/record-types';

const OPENER = /^\s*\{\s*"records"\s*:\s*\[/;
const RECORD = /^\s*(?:[[,]\s*)?\{/;
const CATEGORY = new RegExp(String.raw`"category"\s*:\s*"(?:${RECORD_CATEGORIES.join('|')})"`);

/** Number of first characters in which the category of a record is expected, because a record can be large. */
const EXAMINED_LENGTH = 4 * 1024;

/** The keys of arrays that contain records. */
const LIST_KEYS: readonly string[] = ['records', 'value'];

/** Whether a beginning is that of a flow-log blob or of one of its blocks, also in an array. */
export function beginsWithRecords({ head, json }: Beginning): boolean {
  const first = head.slice(0, EXAMINED_LENGTH);
  if (RECORD.test(first) && CATEGORY.test(first) && !isEnvelope(json)) return true;
  const record = firstRecord(json);
  return record === undefined ? OPENER.test(first) : isFlowRecord(record);
}

/** Whether the first event of a forwarder contains records of flow logs. */
export function beginsWithForwardedRecords({ json }: Beginning): boolean {
  const event = firstOf(json);
  if (!event || isFlowRecord(event)) return false;
  if ([...flowsIn(event)].length > 0) return true;
  // a text that continues after the beginning is not valid JSON
  return [...textsOfEvents(event)].some((text) => CATEGORY.test(text));
}

/** The flow of the first event of a forwarder, if it contains one. */
export function firstFlow({ json }: Beginning): FlatFlow | undefined {
  const event = firstOf(json);
  if (!event) return undefined;
  const own = flatFlow(event);
  if (own) return own;
  for (const inner of forwardedJson(event)) {
    const object = firstOf(inner);
    const flow = object && flatFlow(object);
    if (flow) return flow;
  }
  return undefined;
}

/** The first record of a diagnostic log: within arrays, and within the object around them. */
export function firstRecord(json: unknown): JsonObject | undefined {
  const object = firstOf(json);
  const list = object && LIST_KEYS.map((key) => object[key]).find(Array.isArray);
  return list ? firstRecord(list) : object;
}

function firstOf(json: unknown): JsonObject | undefined {
  let value = json;
  while (Array.isArray(value)) value = value[0];
  return isObject(value) ? value : undefined;
}

/** Whether the category can be that of a record inside of an event. */
function isEnvelope(json: unknown): boolean {
  const record = firstRecord(json);
  return record !== undefined && !isFlowRecord(record);
}
