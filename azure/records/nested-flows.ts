import { pathToTuples } from './count-tuples';
import { isFlowRecord } from './is-flow-record';
import { isObject } from './record-parts';
import type { JsonObject } from './record-types';

/** A part of a JSON value that contains flows. */
export interface NestedFlows {
  /** Where the part is in the value, such as `extra.records`. */
  readonly path: string;
  readonly value: unknown;
  /** Whether the part is a record of a flow log. Otherwise no reader expects flows in it. */
  readonly isRecord: boolean;
}

/** The records and other flows within an object that is no record. */
export function* flowsIn(object: unknown, path = ''): Generator<NestedFlows> {
  if (Array.isArray(object)) {
    for (const item of object) yield* flowsAt(item, path);
  } else if (isObject(object)) {
    for (const key of Object.keys(object)) yield* flowsAt(object[key], path === '' ? key : `${path}.${key}`);
  }
}

/** The records and other flows within a record that are not where its own tuples are. */
export function* unexpectedFlows(record: JsonObject): Generator<NestedFlows> {
  yield* besidesPath(record, pathToTuples(record.category), '');
}

function* flowsAt(value: unknown, path: string): Generator<NestedFlows> {
  if (!isObject(value)) {
    yield* flowsIn(value, path);
  } else if (isFlowRecord(value)) {
    yield { path, value, isRecord: true };
    yield* unexpectedFlows(value);
  } else if (hasTuples(value)) {
    yield { path, value, isRecord: false };
  } else {
    yield* flowsIn(value, path);
  }
}

function* besidesPath(
  value: unknown,
  [own, ...inner]: readonly string[],
  path: string,
): Generator<NestedFlows> {
  if (Array.isArray(value)) {
    for (const item of value) yield* besidesPath(item, [own ?? '', ...inner], path);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (key !== own) yield* unexpectedAt(value[key], key, at);
      // an element of the tuples themselves becomes a row or a reject
      else if (inner.length > 0) yield* besidesPath(value[key], inner, at);
    }
  }
}

function* unexpectedAt(value: unknown, key: string, path: string): Generator<NestedFlows> {
  const found = [...flowsAt(value, path)];
  const isList = (key === 'records' || key === 'flowTuples') && Array.isArray(value) && value.length > 0;
  if (found.length === 0 && isList) yield { path, value, isRecord: false };
  else yield* found;
}

function hasTuples({ flowTuples }: JsonObject): boolean {
  return Array.isArray(flowTuples) ? flowTuples.length > 0 : typeof flowTuples === 'string';
}
