import { isUtf8 } from 'node:buffer';
import { MAX_LINE_BYTES } from '../kernel/shared/sizes';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
export const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** A longer line is no record; this bounds memory whatever comes in. */
export { MAX_LINE_BYTES };

/** One line of a text source, without its line break. */
export interface Line {
  /** Number of the line, counted from 1. */
  readonly number: number;
  readonly text: string;
  /** The line's bytes, if they are not valid UTF-8. */
  readonly invalid?: Uint8Array;
  /** Length in bytes of a line past the limit, of which `text` has only the beginning. */
  readonly tooLong?: number;
}

/**
 * Splits bytes into lines, in blocks as they come. CRLF and a missing last newline are fine; a byte order mark is
 * left out; empty lines count in the numbering but are not returned.
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
  /** Bytes of the current line that were dropped because it is too long. */
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
    // what is kept must not hold the whole chunk in memory, nor change with it
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

/** A line of so many bytes, of which no more than the limit are given; undefined if it is empty. */
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
