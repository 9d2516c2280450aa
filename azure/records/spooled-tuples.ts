import { isUtf8 } from 'node:buffer';
import { BadValue } from '../../flows/cell';
import type { Spool } from '../../flows/input/spool';
import { RejectCode } from '../../flows/rejects';
import { badRecord } from './blob-record';
import { UnreadableTuple } from './unreadable-tuple';

/** Largest size in bytes of everything in a record but its tuples. */
const MAX_SKELETON_BYTES = 4 * 1024 ** 2;

/** Longest tuple in bytes. */
const MAX_TUPLE_BYTES = 64 * 1024;

const BEGINS_TUPLES = /"flowTuples"\s*:\s*\[$/;
const KEY_BYTES = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;

/** An array of tuples in a temporary file. */
interface TupleArray {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * A record in a temporary file, whose tuples are read one by one. `skeleton` is the record with the number of an array of
 * tuples in the place of its elements.
 */
export class SpooledTuples {
  private constructor(
    private readonly spool: Spool,
    readonly skeleton: Buffer,
    private readonly arrays: readonly TupleArray[],
  ) {}

  /** Finds the tuples of a record; a BadValue if the rest of the record is too large. */
  static in(spool: Spool): SpooledTuples | BadValue {
    const search = new TupleSearch();
    for (const chunk of spool.read()) {
      search.push(chunk);
      if (search.skeletonBytes > MAX_SKELETON_BYTES) {
        return badRecord(`has more than ${MAX_SKELETON_BYTES} bytes beside its tuples`);
      }
    }
    return new SpooledTuples(spool, search.skeleton, search.arrays);
  }

  /** Number of tuples in an array of the skeleton. */
  count(tuples: readonly unknown[]): number {
    return tuples.reduce<number>((sum, number) => sum + (this.arrayOf(number)?.count ?? 1), 0);
  }

  /** The tuples in an array of the skeleton. */
  *tuples(tuples: readonly unknown[]): Generator<unknown> {
    for (const number of tuples) {
      const array = this.arrayOf(number);
      if (array) yield* elementsIn(this.spool, array);
      else yield number;
    }
  }

  private arrayOf(number: unknown): TupleArray | undefined {
    return typeof number === 'number' ? this.arrays[number] : undefined;
  }
}

/** Finds the arrays of tuples in the bytes of valid JSON. */
class TupleSearch {
  readonly arrays: TupleArray[] = [];
  private readonly parts: Buffer[] = [];
  private readonly elements = new ElementSearch();
  private position = 0;
  private inString = false;
  private escaped = false;
  private tail = '';
  private from = -1;
  skeletonBytes = 0;

  get skeleton(): Buffer {
    return Buffer.concat(this.parts);
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      at = this.from < 0 ? this.outside(chunk, at) : this.inside(chunk, at);
    }
    this.position += chunk.length;
  }

  /** Copies bytes up to the next array of tuples. */
  private outside(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.escaped) this.escaped = false;
      else if (this.inString) {
        if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inString = false;
      } else if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_BRACKET) {
        this.add(chunk.subarray(from, at + 1));
        if (!BEGINS_TUPLES.test(this.tail)) return at + 1;
        this.from = this.position + at + 1;
        this.elements.begin();
        return at + 1;
      }
    }
    this.add(chunk.subarray(from));
    return chunk.length;
  }

  private inside(chunk: Buffer, from: number): number {
    for (let at = from; ; ) {
      const next = this.elements.next(chunk, at);
      if (next.end === undefined) return chunk.length;
      at = next.end + 1;
      if (!next.isLast) continue;
      const { count } = this.elements;
      this.add(Buffer.from(`${count > 0 ? this.arrays.length : ''}]`));
      if (count > 0) this.arrays.push({ from: this.from, to: this.position + next.end, count });
      this.from = -1;
      return at;
    }
  }

  private add(bytes: Buffer): void {
    this.parts.push(Buffer.from(bytes));
    this.skeletonBytes += bytes.length;
    this.tail = (this.tail + bytes.subarray(-KEY_BYTES).toString('latin1')).slice(-KEY_BYTES);
  }
}

/** Finds the ends of the elements of an array. */
class ElementSearch {
  /** Number of elements that have ended. */
  count = 0;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private isEmpty = true;

  begin(): void {
    this.count = 0;
    this.depth = 0;
    this.isEmpty = true;
  }

  /** The offset of the comma or bracket after an element, and whether it is the last one; undefined if there is none. */
  next(chunk: Buffer, from: number): { readonly end?: number; readonly isLast: boolean } {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.escaped) this.escaped = false;
      else if (this.inString) {
        if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inString = false;
      } else if (byte === QUOTE) {
        this.inString = true;
        this.isEmpty = false;
      } else if (this.depth === 0 && (byte === COMMA || byte === CLOSE_BRACKET)) {
        const isLast = byte === CLOSE_BRACKET;
        if (!isLast || !this.isEmpty || this.count > 0) this.count++;
        this.isEmpty = true;
        return { end: at, isLast };
      } else if ((byte | SPACE) === 0x7b) this.depth++;
      else if ((byte | SPACE) === 0x7d) this.depth--;
      else if (byte > SPACE) this.isEmpty = false;
      if ((byte | SPACE) === 0x7b) this.isEmpty = false;
    }
    return { isLast: false };
  }
}

function* elementsIn(spool: Spool, { from, to, count }: TupleArray): Generator<unknown> {
  const search = new ElementSearch();
  let kept: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer) => {
    const room = MAX_TUPLE_BYTES - Math.min(length, MAX_TUPLE_BYTES);
    if (room > 0) kept.push(Buffer.from(part.subarray(0, room)));
    length += part.length;
  };
  const take = () => {
    const element = elementOf(Buffer.concat(kept), length);
    kept = [];
    length = 0;
    return element;
  };
  let found = 0;
  for (const chunk of spool.read(from, to)) {
    for (let at = 0; at < chunk.length; ) {
      const { end = chunk.length } = search.next(chunk, at);
      keep(chunk.subarray(at, end));
      if (end < chunk.length) {
        found++;
        yield take();
      }
      at = end + 1;
    }
  }
  if (found < count) yield take();
}

/** The value of an element. */
function elementOf(bytes: Buffer, length: number): unknown {
  if (length > bytes.length) {
    const detail = `the tuple has ${length} bytes, of which the reject has the first ${bytes.length}`;
    return new UnreadableTuple(new BadValue(RejectCode.LINE_TOO_LONG, detail), bytes);
  }
  if (!isUtf8(bytes)) {
    return new UnreadableTuple(new BadValue(RejectCode.NOT_UTF8, 'the tuple is not valid UTF-8'), bytes);
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    const detail = `the tuple cannot be parsed: ${(error as Error).message}`;
    return new UnreadableTuple(new BadValue(RejectCode.NOT_A_RECORD, detail), bytes);
  }
}
