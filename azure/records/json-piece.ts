import type { BadValue } from '../../flows/cell';
import { MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { JsonNesting, opens } from '../../flows/input/json-nesting';
import { parsed } from './blob-record';
import { BEGINS_RECORDS, KEY_BYTES } from './envelope';
import type { JsonObject } from './record-types';

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Make a closer, or the beginning of an object, a whole object. The key of the array of records is empty. */
const BEFORE_CLOSER = Buffer.from('{"":[');
const AFTER_OPENER = Buffer.from(']}');

/** Type of a piece of a blob, by its first byte. */
export enum PieceKind {
  /** A record, or the beginning of an object around an array of records. */
  OBJECT,
  /** The end of an array of records and of the object around it. */
  CLOSER,
  /** Any other bytes. */
  OTHER,
}

/** Type of a piece with this first byte. */
export function kindOf(byte: number | undefined): PieceKind {
  if (byte === OPEN_BRACE) return PieceKind.OBJECT;
  return byte === CLOSE_BRACKET ? PieceKind.CLOSER : PieceKind.OTHER;
}

/** Reason for which the scan of a piece stopped before the end of the bytes. */
export enum Stop {
  /** The piece is complete. */
  END,
  /** An array begins as the value of a key of the object. */
  ARRAY,
  TOO_DEEP,
}

/** A piece of a blob: a record or other bytes, possibly incomplete. */
export class JsonPiece {
  private readonly parts: Buffer[] = [];
  private readonly nesting: JsonNesting;
  /** Number of bytes seen. */
  length = 0;
  /** Number of bytes stored. */
  stored = 0;
  /** Whether the piece is known to be a record, so that an array in it is not the array of records. */
  isRecord = false;

  constructor(
    readonly kind: PieceKind,
    /** Offset in bytes from the beginning of the blob. */
    readonly offset: number,
  ) {
    // the brackets of the array and of the object around it were opened before this piece
    this.nesting = new JsonNesting(kind === PieceKind.CLOSER ? 2 : 0);
  }

  get bytes(): Buffer {
    const bytes = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
    this.parts.splice(0, this.parts.length, bytes);
    return bytes;
  }

  /**
   * The JSON of the piece, or why it is invalid. A closer is the object around an array of records.
   *
   * @param isComplete - whether the piece ends here, and not at the beginning of an array
   */
  object({ isComplete = true } = {}): JsonObject | BadValue {
    const parts = [this.bytes];
    if (this.kind === PieceKind.CLOSER) parts.unshift(BEFORE_CLOSER);
    if (!isComplete) parts.push(AFTER_OPENER);
    return parsed(parts.length === 1 ? this.bytes : Buffer.concat(parts));
  }

  /** Whether an array of records begins after the last byte. */
  get beginsRecords(): boolean {
    return BEGINS_RECORDS.test(this.last(KEY_BYTES).toString('latin1'));
  }

  /** The last bytes, without joining all parts. */
  private last(length: number): Buffer {
    let first = this.parts.length;
    for (let found = 0; first > 0 && found < length; found += (this.parts[first] as Buffer).length) first--;
    return Buffer.concat(this.parts.slice(first)).subarray(-length);
  }

  /** Counts bytes and stores a copy of them, up to a limit. */
  add(bytes: Buffer, limit: number): void {
    this.length += bytes.length;
    const part = bytes.subarray(0, Math.max(0, limit - this.stored));
    if (part.length === 0) return;
    this.parts.push(Buffer.from(part));
    this.stored += part.length;
  }

  /** Discards all stored bytes but the first ones. */
  truncate(length: number): void {
    const beginning = Buffer.from(this.bytes.subarray(0, length));
    this.parts.splice(0, this.parts.length, beginning);
    this.stored = beginning.length;
  }

  /** Removes bytes at the end that do not belong to the piece. */
  cutTo(length: number): void {
    this.length = length;
    if (this.stored > length) this.truncate(length);
  }

  /** Scans bytes for the end of the piece. Returns where and why the scan stopped, or undefined if the piece continues. */
  scan(
    bytes: Buffer,
    from: number,
    to: number,
    maxDepth = MAX_DOCUMENT_DEPTH,
  ): [at: number, why: Stop] | undefined {
    const { nesting } = this;
    for (let at = nesting.next(bytes, from, to); at !== undefined; at = nesting.next(bytes, at, to)) {
      const { depth } = nesting;
      const byte = bytes[at - 1];
      if (!opens(byte)) {
        if (depth === 0) return [at, Stop.END];
      } else if (depth === maxDepth + 1) return [at, Stop.TOO_DEEP];
      else if (depth === 2 && byte === OPEN_BRACKET && !this.isRecord) return [at, Stop.ARRAY];
    }
    return undefined;
  }
}
