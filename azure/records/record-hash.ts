import { hash } from 'node:crypto';

const HASH_BYTES = 16;

/** A hash of a record's canonical JSON: of what it says, with whatever blanks and in whatever order of keys it is written. */
export function textHash(text: Uint8Array): string {
  return hash('sha256', text, 'buffer').toString('base64url', 0, HASH_BYTES);
}
