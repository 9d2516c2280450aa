import { jsonPreview } from './json-preview';
import { BYTE_ORDER_MARK } from './lines';

/** Largest beginning, in bytes. It has the longest line that a reader accepts. */
export const MAX_BEGINNING_BYTES = 64 * 1024;

const MAX_LINES = 100;
const HEAD_BYTES = 8 * 1024;
const NEWLINE = 0x0a;
const NOT_BLANK = /\S/;

/** What `Beginning` is made of. */
export interface BeginningParts {
  /** Identity of the source: object key, blob path or file path. */
  readonly source: string;
  /** First bytes after decompression. Text is UTF-8. */
  readonly bytes: Uint8Array;
  /** Whether these are all bytes of the source. */
  readonly isWhole: boolean;
}

/**
 * The beginning of a source: at most 64 KiB after decompression, in UTF-8 if the source is text. It is the same for every
 * chunking of the source. The views of it are computed once, when a form requires them.
 *
 * @example
 * const beginning = new Beginning({ source: 'x.log', bytes: Buffer.from('version account-id\n2 1'), isWhole: false });
 * beginning.firstLine; // 'version account-id'
 * beginning.lines; // ['version account-id']
 */
export class Beginning {
  readonly source: string;
  readonly bytes: Buffer;
  readonly isWhole: boolean;
  private cachedText: string | undefined;
  private cachedHead: string | undefined;
  private cachedFirstLine: { readonly line: string | undefined } | undefined;
  private cachedLines: readonly string[] | undefined;
  private cachedJson: { readonly value: unknown } | undefined;

  constructor({ source, bytes, isWhole }: BeginningParts) {
    this.source = source;
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isWhole = isWhole;
  }

  /** The text, without a byte order mark. Invalid UTF-8 becomes the replacement character. */
  get text(): string {
    this.cachedText ??= withoutMark(this.bytes).toString('utf8');
    return this.cachedText;
  }

  /** The text of the first 8 KiB, without a byte order mark. It is enough for most forms. */
  get head(): string {
    this.cachedHead ??= withoutMark(this.bytes.subarray(0, HEAD_BYTES)).toString('utf8');
    return this.cachedHead;
  }

  /** The first complete lines that are not blank, 100 at most, without their line breaks. */
  get lines(): readonly string[] {
    this.cachedLines ??= completeLines(withoutMark(this.bytes), this.isWhole, MAX_LINES);
    return this.cachedLines;
  }

  /** The first complete line that is not blank; undefined if there is none in the beginning. */
  get firstLine(): string | undefined {
    this.cachedFirstLine ??= { line: completeLines(withoutMark(this.bytes), this.isWhole, 1)[0] };
    return this.cachedFirstLine.line;
  }

  /**
   * The first JSON value, as far as the beginning contains it: a value that continues after the beginning has only its
   * first members. Undefined if the text does not begin with an object or an array, or is not JSON.
   */
  get json(): unknown {
    this.cachedJson ??= { value: jsonPreview(this.text) };
    return this.cachedJson.value;
  }
}

function withoutMark(bytes: Buffer): Buffer {
  const hasMark = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return hasMark ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

function completeLines(bytes: Buffer, isWhole: boolean, most: number): string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length && lines.length < most; ) {
    const end = bytes.indexOf(NEWLINE, from);
    if (end < 0 && !isWhole) break;
    const line = bytes.toString('utf8', from, end < 0 ? bytes.length : end);
    if (NOT_BLANK.test(line)) lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
    from = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}
