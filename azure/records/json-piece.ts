import { MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { JsonNesting, opens } from '../../flows/input/json-nesting';

const OPEN_BRACKET = 0x5b;

/** What a piece of a blob seems to be by its first byte. */
export enum PieceKind {
  /** A record; where no array is open yet, perhaps the object around all of them. */
  OBJECT,
  /** The end of the array of records, and of the object around it. */
  CLOSER,
  /** Anything else. */
  OTHER,
}

/** Why the scan of a piece stopped before the bytes did. */
export enum Stop {
  END,
  /** The piece is an object, and one of its keys has an array. */
  ARRAY,
  TOO_DEEP,
}

/** A piece of a blob, as far as it has been seen. */
export class JsonPiece {
  private readonly parts: Buffer[] = [];
  private readonly nesting: JsonNesting;
  /** Bytes seen, and of these how many are kept. */
  length = 0;
  kept = 0;

  constructor(
    readonly kind: PieceKind,
    /** Where it begins, in bytes from the beginning of the blob. */
    readonly offset: number,
    /** Whether it can be the object around all records. */
    readonly canBeWrapper: boolean,
  ) {
    // what closes the array was opened before, and so was the object around it
    this.nesting = new JsonNesting(kind === PieceKind.CLOSER ? 2 : 0);
  }

  get bytes(): Buffer {
    const bytes = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
    this.parts.splice(0, this.parts.length, bytes);
    return bytes;
  }

  /** The last bytes, without putting all of them together. */
  last(length: number): Buffer {
    let first = this.parts.length;
    for (let found = 0; first > 0 && found < length; found += (this.parts[first] as Buffer).length) first--;
    return Buffer.concat(this.parts.slice(first)).subarray(-length);
  }

  /** Counts bytes, and keeps them up to a limit: what is kept must not change with the chunk. */
  add(bytes: Buffer, limit: number): void {
    this.length += bytes.length;
    const part = bytes.subarray(0, Math.max(0, limit - this.kept));
    if (part.length === 0) return;
    this.parts.push(Buffer.from(part));
    this.kept += part.length;
  }

  /** Forgets all but the beginning of what is kept. */
  keepOnly(length: number): void {
    const beginning = Buffer.from(this.bytes.subarray(0, length));
    this.parts.splice(0, this.parts.length, beginning);
    this.kept = beginning.length;
  }

  /** Gives back what is not the piece's own. */
  cutTo(length: number): void {
    this.length = length;
    if (this.kept > length) this.keepOnly(length);
  }

  /** Follows the piece through bytes; tells where it stopped and why, or undefined if it goes on after them. */
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
