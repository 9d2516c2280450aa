import { textHash } from './record-hash';

/** Number of first bytes that `ApproximateSeenRecords` compares: time, target and first tuples of a record. */
const BEGINNING_BYTES = 1024;

/** The records of a blob that have been read so far. A reader uses it to find duplicates. */
export class SeenRecords {
  private readonly seen: Set<string>;

  constructor(hashes: Iterable<string> = []) {
    this.seen = new Set(hashes);
  }

  get hashes(): readonly string[] {
    return [...this.seen];
  }

  /**
   * The hash of a record.
   *
   * @param text - canonical JSON of the record
   */
  hashOf(text: Buffer): string {
    return textHash(text);
  }

  /** The hash of one of the records in a piece that is too large for the memory, from the hash of the whole piece. */
  hashOfLarge(hash: string, index: number): string {
    return index === 0 ? hash : textHash(Buffer.from(`${hash} ${index}`));
  }

  has(hashed: string): boolean {
    return this.seen.has(hashed);
  }

  add(hashed: string): void {
    this.seen.add(hashed);
  }
}

/** A record may be a duplicate. Only `SeenRecords` can decide it. */
export class PossibleDuplicate extends Error {}

/**
 * A faster check that hashes only the length and the first bytes of each record. It is exact as long as no two records
 * have the same hash, which is true for most blobs.
 */
export class ApproximateSeenRecords extends SeenRecords {
  override hashOf(text: Buffer): string {
    return `${text.length} ${textHash(text.subarray(0, BEGINNING_BYTES))}`;
  }

  /** @throws PossibleDuplicate if an earlier record has the same hash */
  override has(hashed: string): boolean {
    if (super.has(hashed)) throw new PossibleDuplicate();
    return false;
  }
}
