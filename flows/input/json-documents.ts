import { isUtf8 } from 'node:buffer';
import { InputError, InputErrorCode } from './input-error';
import { JsonNesting } from './json-nesting';
import { BYTE_ORDER_MARK } from './lines';

/** Largest document, in bytes. Services write documents smaller than their requests, which are a few MiB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 ** 2;

/** Deepest nesting. Each level uses memory, and a small document can have millions of levels. */
export const MAX_DOCUMENT_DEPTH = 64;

/** White space of JSON. */
export const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

const OPEN_BRACE = 0x7b;
const SHOWN_BYTES = 40;

/** One JSON object of a source with several. */
export interface JsonDocument {
  /** Offset of the first byte in the source. */
  readonly offset: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** The document itself. */
  readonly text?: string;
}

/** State of a document that is not complete yet. */
interface Progress {
  readonly offset: number;
  readonly parts: Buffer[];
  bytes: number;
  readonly nesting: JsonNesting;
}

/** Splits bytes into consecutive JSON objects, with or without white space between them. */
export class JsonDocumentSplitter {
  private position = 0;
  private current: Progress | undefined;

  /** Whether a document has begun and is not complete. */
  get isWithin(): boolean {
    return this.current !== undefined;
  }

  /**
   * Returns the documents that end in a chunk.
   *
   * @throws InputError if a document is too large or invalid, or if something else is between documents
   */
  *push(chunk: Uint8Array): Generator<JsonDocument> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; ) {
      const { end, document } = this.next(bytes, at, this.position);
      at = end;
      if (document) yield document;
    }
    this.position += bytes.length;
  }

  /**
   * Continues up to the end of one document.
   *
   * @param position offset of the bytes in the source
   * @returns the offset after the bytes that were used, and the document if it ends there
   * @throws InputError if the document is too large or invalid, or if something else is before it
   */
  next(bytes: Buffer, from: number, position: number): { end: number; document?: JsonDocument } {
    const at = this.current ? from : this.begin(bytes, from, position);
    if (!this.current) return { end: at };
    const end = endOf(this.current, bytes, at);
    this.keep(this.current, bytes.subarray(at, end ?? bytes.length));
    if (end === undefined) return { end: bytes.length };
    return { end, document: this.complete(this.current) };
  }

  /** @throws InputError if the last document is incomplete */
  end(): void {
    const { current } = this;
    if (current) throw damaged(current.offset, 'is truncated', Buffer.concat(current.parts));
  }

  /** Skips white space up to the next document. */
  private begin(bytes: Buffer, from: number, position: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const offset = position + at;
      if (BLANKS.has(byte) || byte === BYTE_ORDER_MARK[offset]) continue;
      if (byte !== OPEN_BRACE) throw damaged(offset, 'is not a JSON object', bytes.subarray(at));
      this.current = { offset, parts: [], bytes: 0, nesting: new JsonNesting() };
      return at;
    }
    return bytes.length;
  }

  /** Copies the bytes, because the chunk can change. */
  private keep(current: Progress, part: Buffer): void {
    current.bytes += part.length;
    if (current.bytes > MAX_DOCUMENT_BYTES) {
      throw new InputError(
        InputErrorCode.TOO_LARGE,
        `the document at byte ${current.offset} is larger than ${MAX_DOCUMENT_BYTES} bytes, which no service writes`,
      );
    }
    current.parts.push(Buffer.from(part));
  }

  private complete({ offset, parts }: Progress): JsonDocument {
    const bytes = Buffer.concat(parts);
    this.current = undefined;
    if (!isUtf8(bytes)) throw damaged(offset, 'is not valid UTF-8', bytes);
    try {
      const text = bytes.toString('utf8');
      return { offset, value: JSON.parse(text), text };
    } catch (error) {
      throw damaged(offset, `cannot be parsed (${(error as Error).message})`, bytes);
    }
  }
}

/** Returns the end of a document; undefined if it continues after these bytes. */
function endOf({ nesting, offset }: Progress, bytes: Buffer, from: number): number | undefined {
  let at = nesting.next(bytes, from);
  for (; at !== undefined && nesting.depth > 0; at = nesting.next(bytes, at)) {
    if (nesting.depth > MAX_DOCUMENT_DEPTH) {
      throw damaged(offset, `is nested deeper than ${MAX_DOCUMENT_DEPTH}`, bytes.subarray(from));
    }
  }
  return at;
}

function damaged(offset: number, what: string, seen: Uint8Array): InputError {
  const beginning = Buffer.from(seen.subarray(0, SHOWN_BYTES)).toString('utf8');
  return new InputError(
    InputErrorCode.DAMAGED,
    `the document at byte ${offset} ${what}: ${JSON.stringify(beginning)}`,
  );
}
