import { isUtf8 } from 'node:buffer';
import { InputError, InputErrorCode } from './input-error';
import { BLANKS, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH } from './json-documents';
import { JsonNesting, opens } from './json-nesting';
import { BYTE_ORDER_MARK } from './lines';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;
/** Bytes before a list that have the name of its member. */
const NAME_BYTES = 80;
const MEMBER_NAME = /"(\w{1,40})"\s{0,20}:\s{0,20}$/;
/** The list of search results of OpenSearch and Elasticsearch is in an object of the same name. */
const NESTED_LIST = 'hits';

/** One value of a JSON source. */
export interface JsonElement {
  /** Offset of the first byte in the source. */
  readonly offset: number;
  readonly text: string;
  /** The bytes, if they are not valid UTF-8. */
  readonly invalid?: Uint8Array;
  /** Whether this is the object around lists of elements, without the elements. It is no element itself. */
  readonly isAround?: boolean;
}

/** State of an element that is not complete. */
interface Progress {
  readonly offset: number;
  readonly nesting: JsonNesting | undefined;
  parts: Buffer[];
  bytes: number;
  isComplete: boolean;
  /** State of a text or number. */
  isInString: boolean;
  isEscaped: boolean;
}

/**
 * Splits JSON into its elements, without keeping more than one of them in memory. Elements are: values one after the other,
 * with or without white space and commas between them; the items of a list at the top; the items of a list that is a member
 * of an object at the top, if the list has one of the given names. The other members of such an object are no elements: they
 * follow its elements as one object without them.
 */
export class JsonElements {
  private position = 0;
  /** For each open list: the depth of the object around it; 0 if there is none. */
  private readonly lists: number[] = [];
  /** The rest of an object after a list of its elements. */
  private rest: Progress | undefined;
  private element: Progress | undefined;
  /** The object around the open list. */
  private around: Progress | undefined;

  /** @param names names of the members whose items are elements */
  constructor(private readonly names: ReadonlySet<string>) {}

  /**
   * Returns the elements that end in a chunk.
   *
   * @throws InputError if an element is too large, or if the source is not JSON
   */
  *push(chunk: Uint8Array): Generator<JsonElement> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; ) {
      if (this.element) {
        const { element } = this;
        at = this.continue(element, bytes, at);
        if (element.isComplete) yield completed(element);
      } else if (this.rest) {
        const { rest } = this;
        at = this.continue(rest, bytes, at);
        if (rest.isComplete) yield { ...completed(rest), isAround: true };
      } else at = this.between(bytes, at);
    }
    this.position += bytes.length;
  }

  /**
   * Returns an element that ends with the source.
   *
   * @throws InputError if the source is truncated
   */
  *end(): Generator<JsonElement> {
    const { element } = this;
    const isComplete = element && !element.nesting && !element.isInString;
    if (this.rest || this.lists.length > 0 || (element && !isComplete)) {
      throw damaged(element?.offset ?? this.position, 'is truncated', element ? joined(element) : undefined);
    }
    if (element) yield completed(element);
  }

  /** Skips to the next element. */
  private between(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const offset = this.position + at;
      if (BLANKS.has(byte) || byte === COMMA || byte === BYTE_ORDER_MARK[offset]) continue;
      if (byte === CLOSE_BRACKET && this.lists.length > 0) {
        const depth = this.lists.pop() as number;
        if (depth > 0) this.rest = this.restAfterList(depth);
        return at + 1;
      }
      if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
        throw damaged(offset, 'begins with a closing bracket', bytes.subarray(at));
      }
      if (byte === OPEN_BRACKET && this.lists.length === 0) {
        this.lists.push(0);
        return at + 1;
      }
      this.element = progress(offset, opens(byte) ? new JsonNesting() : undefined);
      return at;
    }
    return bytes.length;
  }

  /** Returns the object around a list that just ended. */
  private restAfterList(depth: number): Progress {
    const around = this.around ?? progress(this.position, undefined);
    this.around = undefined;
    keep(around, Buffer.from(']'));
    return { ...around, nesting: new JsonNesting(depth) };
  }

  /** Continues an element, or the rest of an object, up to its end, or to a list in it. Returns the offset after it. */
  private continue(current: Progress, bytes: Buffer, from: number): number {
    const { nesting } = current;
    if (!nesting) return this.scalar(current, bytes, from);
    for (let at = nesting.next(bytes, from); at !== undefined; at = nesting.next(bytes, at)) {
      if (nesting.depth > MAX_DOCUMENT_DEPTH) {
        throw damaged(current.offset, `is nested deeper than ${MAX_DOCUMENT_DEPTH}`, bytes.subarray(from));
      }
      if (nesting.depth === 0) {
        keep(current, bytes.subarray(from, at));
        current.isComplete = true;
        this.rest = undefined;
        this.element = undefined;
        return at;
      }
      if (bytes[at - 1] === OPEN_BRACKET && this.isList(current, bytes.subarray(from, at), nesting.depth)) {
        this.element = undefined;
        this.rest = undefined;
        keep(current, bytes.subarray(from, at));
        this.around = current;
        this.lists.push(nesting.depth - 1);
        return at;
      }
    }
    keep(current, bytes.subarray(from));
    return bytes.length;
  }

  /** Whether the bracket that was just opened is a list of elements. `part` is not kept yet. */
  private isList(current: Progress, part: Buffer, depth: number): boolean {
    if (this.lists.length > 0 || depth > 3 || depth < 2) return false;
    // each part except the last is longer than the name of a list
    const before = part.length > NAME_BYTES ? [] : current.parts.slice(-2);
    const last = Buffer.concat([...before, part].map((each) => each.subarray(-NAME_BYTES - 1)));
    const name = MEMBER_NAME.exec(last.toString('latin1', 0, last.length - 1))?.[1];
    if (name === undefined || !this.names.has(name)) return false;
    return depth === 2 || name === NESTED_LIST;
  }

  /** Continues a text, a number or a literal. */
  private scalar(current: Progress, bytes: Buffer, from: number): number {
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (current.isEscaped) current.isEscaped = false;
      else if (byte === BACKSLASH) current.isEscaped = true;
      else if (byte === QUOTE) current.isInString = !current.isInString;
      else if (!current.isInString && (BLANKS.has(byte) || byte === COMMA || byte === CLOSE_BRACKET)) break;
    }
    keep(current, bytes.subarray(from, at));
    if (at < bytes.length) {
      current.isComplete = true;
      this.element = undefined;
    }
    return at;
  }
}

function progress(offset: number, nesting: JsonNesting | undefined): Progress {
  return { offset, nesting, parts: [], bytes: 0, isComplete: false, isInString: false, isEscaped: false };
}

/** Copies bytes, because the chunk can change. */
function keep(current: Progress, part: Buffer): void {
  current.bytes += part.length;
  if (current.bytes > MAX_DOCUMENT_BYTES) {
    throw new InputError(
      InputErrorCode.TOO_LARGE,
      `the JSON value at byte ${current.offset} is larger than ${MAX_DOCUMENT_BYTES} bytes, which no record is`,
    );
  }
  const last = current.parts.at(-1);
  if (last && last.length <= NAME_BYTES)
    current.parts[current.parts.length - 1] = Buffer.concat([last, part]);
  else if (part.length > 0) current.parts.push(Buffer.from(part));
}

function joined({ parts }: Progress): Buffer {
  return Buffer.concat(parts);
}

function completed(element: Progress): JsonElement {
  const bytes = joined(element);
  const text = bytes.toString('utf8');
  return { offset: element.offset, text, ...(isUtf8(bytes) ? {} : { invalid: bytes }) };
}

function damaged(offset: number, what: string, seen: Uint8Array = Buffer.alloc(0)): InputError {
  const beginning = JSON.stringify(Buffer.from(seen.subarray(0, NAME_BYTES)).toString('utf8'));
  return new InputError(InputErrorCode.DAMAGED, `the JSON value at byte ${offset} ${what}: ${beginning}`);
}
