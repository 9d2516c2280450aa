import { createHash } from 'node:crypto';
import type { JsonObject } from './flow-record';
import { isObject } from './record-parts';

const HASH_BYTES = 16;

/** A hash of what a record says, with whatever blanks and in whatever order of keys it is written. */
export function recordHash(record: JsonObject): string {
  const content = JSON.stringify(record, (_, value) => (isObject(value) ? inOrder(value) : value));
  return createHash('sha256').update(content).digest().toString('base64url', 0, HASH_BYTES);
}

function inOrder(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, object[key]]),
  );
}
