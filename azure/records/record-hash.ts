import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { JsonObject } from './flow-record';

const HASH_BYTES = 16;

/** A hash of what a record says, with whatever blanks and in whatever order of keys it is written. */
export function recordHash(record: JsonObject): string {
  return textHash(canonicalJson(record));
}

/** The same of a record whose text is its canonical JSON. */
export function textHash(text: string | Uint8Array): string {
  return hash('sha256', text, 'buffer').toString('base64url', 0, HASH_BYTES);
}
