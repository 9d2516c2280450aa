import { type Line, lineOf } from '../input/lines';
import type { Kernel } from './kernel';
import { LineStop } from './shared/line-stop';
import { MAX_LINE_BYTES } from './shared/sizes';
import type { TextWindow } from './text-window';

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Reads the lines that the kernel does not read. */
export interface LineReader {
  /** Whether the kernel can read lines now. */
  readonly canUseKernel: boolean;
  /** Receives the number of lines that the kernel has read. Each of them is a record. */
  found(records: number): void;
  /** Reads one line. */
  line(line: Line): void;
  /** Writes the row group, because it is full. */
  flush(): void;
}

/**
 * Reads the lines of a text: supported lines with the kernel, and all others, one by one and in their order, with a
 * line reader.
 */
export class TextLines {
  /** Number of the next line. */
  private next = 1n;
  /** Start of a line that is longer than allowed, and its length so far. */
  private long: { readonly kept: Buffer; length: number } | undefined;

  constructor(
    private readonly kernel: Kernel,
    private readonly window: TextWindow,
    private readonly reader: LineReader,
  ) {}

  /** Reads all lines, starting with the text in the window. */
  async read(): Promise<void> {
    const { window } = this;
    do {
      if (this.long) this.skipLongLine(this.long);
      if (!this.long) this.completeLines();
      if (window.end - window.from > MAX_LINE_BYTES) this.beginLongLine();
    } while (await window.more());
    if (this.long) this.endLongLine(this.long);
    if (window.from === window.end) return;
    window.endLine();
    this.completeLines();
  }

  private completeLines(): void {
    const { window, reader } = this;
    const { run } = this.kernel;
    run.setText(window.from, window.end, this.next);
    for (let continues = true; continues; ) {
      const stop = reader.canUseKernel ? this.kernelLines() : LineStop.UNSUPPORTED_LINE;
      if (stop === LineStop.NEEDS_TEXT) continues = false;
      else if (stop === LineStop.GROUP_IS_FULL) reader.flush();
      else continues = this.skipBlankLines() || this.referenceLine();
    }
    window.from = run.textPosition();
    this.next = run.lineNumber();
  }

  private kernelLines(): LineStop {
    const { run } = this.kernel;
    const before = run.lineNumber();
    const stop = run.readLines();
    this.reader.found(Number(run.lineNumber() - before));
    return stop;
  }

  /** Skips empty lines, of which a small compressed source can have millions. Returns whether there were any. */
  private skipBlankLines(): boolean {
    const { run, bytes } = this.kernel;
    const from = run.textPosition();
    let at = from;
    let lines = 0;
    for (let end = lineBreakAt(bytes, at); end > at; end = lineBreakAt(bytes, at)) {
      at = end;
      lines++;
    }
    if (at > from) run.setText(at, this.window.end, run.lineNumber() + BigInt(lines));
    return at > from;
  }

  /** Returns false if the next line is not complete. */
  private referenceLine(): boolean {
    const { run, bytes } = this.kernel;
    const end = run.lineEnd();
    if (end === 0) return false;
    const from = run.textPosition();
    this.readLine(bytes.subarray(from, end), end - from, run.lineNumber());
    run.skipLine(end + 1);
    return true;
  }

  private beginLongLine(): void {
    const { window } = this;
    const kept = Buffer.from(window.bytes.subarray(0, MAX_LINE_BYTES));
    this.long = { kept, length: window.end - window.from };
    window.from = window.end;
  }

  private skipLongLine(long: NonNullable<typeof this.long>): void {
    const { window } = this;
    const end = window.bytes.indexOf(NEWLINE);
    const length = end < 0 ? window.end - window.from : end;
    long.length += length;
    window.from += end < 0 ? length : length + 1;
    if (end >= 0) this.endLongLine(long);
  }

  private endLongLine({ kept, length }: NonNullable<typeof this.long>): void {
    this.long = undefined;
    this.readLine(kept, length, this.next);
    this.next++;
  }

  private readLine(bytes: Buffer, length: number, number: bigint): void {
    const line = lineOf(bytes.subarray(0, MAX_LINE_BYTES), length, Number(number));
    if (line) this.reader.line(line);
  }
}

/** Returns the address after a line break; the address itself if there is none. The bytes after the text are blanks. */
function lineBreakAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === NEWLINE) return at + 1;
  return bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === NEWLINE ? at + 2 : at;
}
