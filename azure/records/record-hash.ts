import { hash } from 'node:crypto';

const HASH_BYTES = 16;

/** Hash of the canonical JSON of a record, which is independent of blanks and the order of keys. */
export function textHash(text: Uint8Array): string {
  return hash('sha256', text, 'buffer').toString('base64url', 0, HASH_BYTES);
}
