import { textHash } from './record-hash';

/** What a record begins with: its time, what it was logged of, and its first tuples. */
const BEGINNING_BYTES = 1024;

/** The records of a blob so far, by which a repetition is known. */
export class SeenRecords {
  private readonly seen: Set<string>;

  constructor(hashes: Iterable<string> = []) {
    this.seen = new Set(hashes);
  }

  /** What is kept of the records. */
  get hashes(): readonly string[] {
    return [...this.seen];
  }

  /** What is kept of a record, whose canonical JSON is given. */
  hashOf(text: Buffer): string {
    return textHash(text);
  }

  has(hashed: string): boolean {
    return this.seen.has(hashed);
  }

  add(hashed: string): void {
    this.seen.add(hashed);
  }
}

/** A record may be a repetition: only all of it, and of the one before it, would tell. */
export class PossibleDuplicate extends Error {}

/**
 * The same at a glance: records of unlike length or beginning are not the same, and in most blobs that tells all of them
 * apart. Two that are alike end it.
 */
export class ApproximateSeenRecords extends SeenRecords {
  override hashOf(text: Buffer): string {
    return `${text.length} ${textHash(text.subarray(0, BEGINNING_BYTES))}`;
  }

  /** @throws PossibleDuplicate if there was a record like it */
  override has(hashed: string): boolean {
    if (super.has(hashed)) throw new PossibleDuplicate();
    return false;
  }
}
