import type { Kernel } from './kernel';
import { LineStop } from './shared/line-stop';
import { LINES_BYTES, MAX_LINE_BYTES } from './shared/sizes';

const NEWLINE = 0x0a;
/** Largest number of bytes of a UTF-16 code unit in UTF-8. */
const UNIT_BYTES = 3;
const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/** Reads what the kernel does not read of rendered lines. `Context` is what a record does not contain: its origin. */
export interface RenderedLineReader<Context> {
  /** Reads one line. */
  line(text: string, position: bigint, context: Context): void;
  /** Writes the row group, because it is full. */
  flush(): void;
}

/** Reads a record that is not a line. */
export type LineException<Context> = (context: Context) => void;

/** A context, and the position of its first line. */
interface ContextChange<Context> {
  readonly from: bigint;
  readonly context: Context;
}

/**
 * Lines that are rendered from records of another form than text. They are buffered in the kernel's memory. The kernel
 * reads them when the buffer is full, with exceptions at their positions.
 */
export class RenderedLines<Context> {
  private readonly start: number;
  private end: number;
  /** Position of the first line, and after the last one. */
  private first = 1n;
  private next = 1n;
  private readonly exceptions = new Map<bigint, LineException<Context>>();
  /** Numbers of the contexts in the kernel. */
  private readonly contexts = new Map<string, number>();
  private key = '';
  /** Whether the context of the next line differs from that of the line before. */
  private isNewContext = true;
  /** Contexts of the buffered lines. */
  private changes: ContextChange<Context>[] = [];

  /**
   * @param context context of the first lines
   * @param valuesOf values of the context columns, in the order of the schema
   */
  constructor(
    private readonly kernel: Kernel,
    private readonly reader: RenderedLineReader<Context>,
    private context: Context,
    private readonly valuesOf: (context: Context) => readonly (string | undefined)[],
  ) {
    this.key = JSON.stringify(valuesOf(context));
    this.start = kernel.run.linesBuffer();
    this.end = this.start;
  }

  /** Sets the context of the next lines. */
  useContext(context: Context): void {
    this.context = context;
    this.key = JSON.stringify(this.valuesOf(context));
    this.isNewContext = true;
  }

  /** Forgets all contexts, because the kernel has got another schema. All lines must have been read. */
  forgetContexts(): void {
    this.contexts.clear();
    this.isNewContext = true;
  }

  /**
   * Adds a line. Returns false if the text cannot be a line; then it must be an exception.
   *
   * @param read reads the record if the kernel cannot; by default, the reader of the lines does
   */
  add(text: string, position: bigint, read?: LineException<Context>): boolean {
    if (text.length === 0 || text.length > MAX_LINE_BYTES || text.includes('\n')) return false;
    this.begin(position, text.length * UNIT_BYTES + 1);
    const { bytes } = this.kernel;
    const length = bytes.write(text, this.end);
    if (length !== text.length && UNPAIRED_SURROGATE.test(text)) return false;
    this.end += length;
    bytes[this.end++] = NEWLINE;
    if (read) this.exceptions.set(position, read);
    this.next = position + 1n;
    return true;
  }

  /** Adds a record that is not a line. `read` reads it after the lines before it. */
  addException(position: bigint, read: LineException<Context>): void {
    this.begin(position, 1);
    this.exceptions.set(position, read);
    this.kernel.bytes[this.end++] = NEWLINE;
    this.next = position + 1n;
  }

  /** Adds lines that are complete. Exceptions among them are empty lines. */
  addLines(
    lines: Uint8Array,
    count: number,
    first: bigint,
    exceptions: Iterable<readonly [bigint, LineException<Context>]>,
  ): void {
    if (lines.length > LINES_BYTES) {
      throw new RangeError(`expected at most ${LINES_BYTES} bytes of lines, received ${lines.length}`);
    }
    this.begin(first, lines.length);
    this.kernel.bytes.set(lines, this.end);
    this.end += lines.length;
    this.next = first + BigInt(count);
    for (const [position, read] of exceptions) this.exceptions.set(position, read);
  }

  /**
   * Adds lines that the kernel writes itself.
   *
   * @param write writes lines between two addresses; returns their number and the address after them
   * @returns the number of lines
   */
  fill(position: bigint, write: (from: number, to: number) => { lines: number; end: number }): number {
    this.begin(position, MAX_LINE_BYTES + 1);
    const { lines, end } = write(this.end, this.start + LINES_BYTES);
    this.end = end;
    this.next = position + BigInt(lines);
    return lines;
  }

  /** Reads all buffered lines. */
  read(): void {
    if (this.end === this.start) return;
    const { run } = this.kernel;
    run.setText(this.start, this.end, this.first);
    for (let stop = run.readLines(); stop !== LineStop.NEEDS_TEXT; stop = run.readLines()) {
      if (stop === LineStop.GROUP_IS_FULL) this.reader.flush();
      else this.referenceLine();
    }
    run.clearContextChanges();
    this.changes = this.changes.slice(-1);
    this.exceptions.clear();
    this.end = this.start;
    this.first = this.next;
  }

  /** Makes room for a line at a position, and sets its context. */
  private begin(position: bigint, bytes: number): void {
    if (position !== this.next || this.end + bytes > this.start + LINES_BYTES) {
      this.read();
      this.first = position;
      this.next = position;
    }
    if (this.isNewContext) this.changeContext(position);
  }

  private changeContext(position: bigint): void {
    const { run } = this.kernel;
    let context = this.contexts.get(this.key) ?? this.addContext();
    if (context === undefined || !run.changeLineContext(position, context)) {
      this.read();
      run.clearContexts();
      this.contexts.clear();
      context = this.addContext();
      if (context === undefined || !run.changeLineContext(position, context)) {
        throw new RangeError('the texts of a context exceed the memory of the kernel');
      }
    }
    this.changes.push({ from: position, context: this.context });
    this.isNewContext = false;
  }

  /** Adds the context to the kernel. Returns undefined if there is no room for it. */
  private addContext(): number | undefined {
    const { run, bytes } = this.kernel;
    const context = run.addContext();
    if (context < 0) return undefined;
    for (const [index, value] of this.valuesOf(this.context).entries()) {
      if (value === undefined || value === '') continue;
      const length = bytes.write(value, run.scratchBuffer());
      if (!run.setContextValue(index, run.scratchBuffer(), length)) return undefined;
    }
    this.contexts.set(this.key, context);
    return context;
  }

  private referenceLine(): void {
    const { run, bytes } = this.kernel;
    const position = run.lineNumber();
    const from = run.textPosition();
    const end = run.lineEnd();
    const exception = this.exceptions.get(position);
    const context = this.contextAt(position);
    if (exception) exception(context);
    else this.reader.line(bytes.toString('utf8', from, end), position, context);
    run.skipLine(end + 1);
  }

  /** The context of a position. Positions increase from call to call. */
  private contextAt(position: bigint): Context {
    const later = this.changes.findIndex(({ from }) => from > position);
    if (later > 1) this.changes = this.changes.slice(later - 1);
    else if (later < 0) this.changes = this.changes.slice(-1);
    return (this.changes[0] as ContextChange<Context>).context;
  }
}
