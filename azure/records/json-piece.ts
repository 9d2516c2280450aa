import { MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { JsonNesting, opens } from '../../flows/input/json-nesting';

const OPEN_BRACKET = 0x5b;

/** Type of a piece of a blob, by its first byte. */
export enum PieceKind {
  /** A record or, before the array of records, the object around the array. */
  OBJECT,
  /** The end of the array of records and of the object around it. */
  CLOSER,
  /** Any other bytes. */
  OTHER,
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

  constructor(
    readonly kind: PieceKind,
    /** Offset in bytes from the beginning of the blob. */
    readonly offset: number,
    /** Whether the piece can be the object around all records. */
    readonly canBeWrapper: boolean,
  ) {
    // the brackets of the array and of the object around it were opened before this piece
    this.nesting = new JsonNesting(kind === PieceKind.CLOSER ? 2 : 0);
  }

  get bytes(): Buffer {
    const bytes = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
    this.parts.splice(0, this.parts.length, bytes);
    return bytes;
  }

  /** The last bytes, without joining all parts. */
  last(length: number): Buffer {
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
      else if (depth === 2 && byte === OPEN_BRACKET && this.canBeWrapper) return [at, Stop.ARRAY];
    }
    return undefined;
  }
}
