import { type Hash, hash } from 'node:crypto';

const HASH_BYTES = 16;

/** Hash of the canonical JSON of a record, which is independent of blanks and the order of keys. */
export function textHash(text: Uint8Array): string {
  return hash('sha256', text, 'buffer').toString('base64url', 0, HASH_BYTES);
}

/** The same hash of bytes that were added to a SHA-256 hash one after the other. */
export function hashText(sha256: Hash): string {
  return sha256.digest().toString('base64url', 0, HASH_BYTES);
}
