import { isUtf8 } from 'node:buffer';
import { MAX_LINE_BYTES } from '../kernel/shared/sizes';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Longest line, in bytes. A longer line is not a record. The limit bounds memory for any input. */
export { MAX_LINE_BYTES };

/** One line of a text source, without its line break. */
export interface Line {
  /** Number of the line, counted from 1. */
  readonly number: number;
  readonly text: string;
  /** Bytes of the line, if they are not valid UTF-8. */
  readonly invalid?: Uint8Array;
  /** Length in bytes of a line above the limit. `text` has only the beginning of it. */
  readonly tooLong?: number;
}

/**
 * Splits bytes into lines and returns those of each chunk. It accepts CRLF and a missing last newline, and removes a
 * byte order mark. Empty lines count in the numbering and are not returned.
 */
export async function* lineBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  const splitter = new LineSplitter();
  for await (const chunk of chunks) {
    const lines = splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (lines.length > 0) yield lines;
  }
  const last = splitter.end();
  if (last.length > 0) yield last;
}

class LineSplitter {
  private number = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  /** Dropped bytes of the current line, which is too long. */
  private dropped = 0;

  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      this.take(lines);
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
    // a copy, because a slice retains the whole chunk in memory and changes with it
    if (this.pendingBytes > 0) this.pending = [Buffer.concat(this.pending)];
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.pendingBytes + this.dropped > 0) this.take(lines);
    return lines;
  }

  private keep(part: Buffer): void {
    const room = MAX_LINE_BYTES - this.pendingBytes;
    const kept = part.length > room ? part.subarray(0, room) : part;
    if (kept.length > 0) this.pending.push(kept);
    this.pendingBytes += kept.length;
    this.dropped += part.length - kept.length;
  }

  private take(lines: Line[]): void {
    const line = this.pending.length === 1 ? (this.pending[0] as Buffer) : Buffer.concat(this.pending);
    const length = line.length + this.dropped;
    this.number++;
    this.pending = [];
    this.pendingBytes = 0;
    this.dropped = 0;
    const taken = lineOf(line, length, this.number);
    if (taken) lines.push(taken);
  }
}

/** Returns a line from its first bytes, up to the limit, and its whole length; undefined if it is empty. */
export function lineOf(kept: Buffer, length: number, number: number): Line | undefined {
  const bytes = withoutMarks(kept, number);
  if (bytes.length === 0) return undefined;
  const tooLong = length > kept.length ? length : undefined;
  const invalid = isUtf8(bytes) || tooLong !== undefined ? undefined : Buffer.from(bytes);
  return { number, text: bytes.toString('utf8'), invalid, tooLong };
}

function withoutMarks(line: Buffer, number: number): Buffer {
  const start =
    number === 1 && line.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
      ? BYTE_ORDER_MARK.length
      : 0;
  const end = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
  return line.subarray(start, Math.max(start, end));
}
