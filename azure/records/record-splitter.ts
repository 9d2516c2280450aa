import { BadValue } from '../../flows/cell';
import { BLANKS, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { BYTE_ORDER_MARK } from '../../flows/input/lines';
import { type BlobRecord, badRecord as bad, damaged, parsed, withoutBlanks } from './blob-record';
import { JsonPiece, PieceKind, Stop } from './json-piece';
import { recordStarts, START_BYTES } from './record-start';

/** Bytes to store of a piece that is too large or too deeply nested to be a record. */
const STORED_BYTES = 64 * 1024;

/** Bytes of such a piece to search at a time. */
const SCAN_BYTES = 4 * 1024;

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const ENDS_WITH_KEY = /[{,]\s*"records"\s*:\s*\[$/;
const KEY_BYTES = 256;

/** Settings of `RecordSplitter`. */
export interface SplitterOptions {
  /**
   * Whether the bytes follow records that were read before.
   *
   * @default false
   */
  readonly amongRecords?: boolean;
  /** @default - 16 MiB; a record contains one minute of one network interface */
  readonly maxRecordBytes?: number;
}

/**
 * Splits the bytes of a blob, or of some of its blocks in order, into records. A blob begins with `{"records":[` and ends
 * with `]}`; both can be missing. The splitter returns other bytes as damaged pieces and continues with the next record,
 * which may begin inside the damaged bytes.
 */
export class RecordSplitter {
  private readonly limit: number;
  private position = 0;
  private among: boolean;
  private piece: JsonPiece | undefined;
  /** Problem of a piece that exceeds the limits. The splitter only searches for its end. */
  private loss: BadValue | undefined;
  /** Last bytes of such a piece. A record may begin in them. */
  private carry: Buffer = Buffer.alloc(0);

  constructor({ amongRecords = false, maxRecordBytes = MAX_DOCUMENT_BYTES }: SplitterOptions = {}) {
    this.among = amongRecords;
    this.limit = maxRecordBytes;
  }

  /** Returns the records and damaged pieces that these bytes complete. */
  *push(chunk: Uint8Array): Generator<BlobRecord> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; ) at = yield* this.step(bytes, at);
  }

  /** Like `push`, but stops at the next position between two records. Returns the number of bytes read. */
  *pushOne(bytes: Buffer): Generator<BlobRecord, number> {
    let at = 0;
    do at = yield* this.step(bytes, at);
    while (at < bytes.length && !this.isBetweenRecords);
    return at;
  }

  /** Whether the splitter is between two records. */
  get isBetweenRecords(): boolean {
    return this.among && !this.piece;
  }

  /** Skips commas and blanks before the next record. Returns the number of bytes. */
  passBetween(bytes: Buffer): number {
    return this.pass(bytes, 0);
  }

  /** Skips a record that the caller has read. */
  passRecord(length: number): void {
    this.position += length;
  }

  /** Ends the blob. Returns incomplete pieces as damaged. */
  *end(): Generator<BlobRecord> {
    const { piece } = this;
    if (!piece) return;
    if (this.loss) yield* this.complete(piece, this.loss);
    else if (piece.kind === PieceKind.OTHER) yield* this.complete(piece, bad('is not a JSON object'));
    else if (piece.kind !== PieceKind.CLOSER || withoutBlanks(piece.bytes).length > 1) {
      yield* this.recover(piece, bad('is truncated'));
      // the last record in the piece may be incomplete as well
      yield* this.end();
    }
  }

  private *step(bytes: Buffer, at: number): Generator<BlobRecord, number> {
    if (this.piece && this.loss) return yield* this.skip(this.piece, this.loss, bytes, at);
    if (!this.piece) return this.begin(bytes, at);
    if (this.piece.kind === PieceKind.OTHER) return yield* this.skipOther(this.piece, bytes, at);
    return yield* this.follow(this.piece, bytes, at);
  }

  /** Finds the beginning of the next piece. */
  private begin(bytes: Buffer, from: number): number {
    const at = this.pass(bytes, from);
    if (at < bytes.length)
      this.piece = new JsonPiece(kindOf(bytes[at] as number), this.position, !this.among);
    return at;
  }

  /** Skips commas, blanks and the opening bracket. Returns the offset of the next other byte. */
  private pass(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === COMMA || (byte === OPEN_BRACKET && !this.among)) this.among = true;
      else if (!BLANKS.has(byte) && byte !== BYTE_ORDER_MARK[this.position]) return at;
      this.position++;
    }
    return bytes.length;
  }

  /** Reads a piece of type OTHER, which ends where another piece begins. */
  private *skipOther(piece: JsonPiece, bytes: Buffer, from: number): Generator<BlobRecord, number> {
    let at = piece.length === 0 ? from + 1 : from;
    while (at < bytes.length && kindOf(bytes[at] as number) === PieceKind.OTHER) at++;
    this.take(piece, bytes.subarray(from, at), STORED_BYTES);
    if (at < bytes.length) yield* this.complete(piece, bad('is not a JSON object'));
    return at;
  }

  private *follow(piece: JsonPiece, bytes: Buffer, from: number): Generator<BlobRecord, number> {
    const to = Math.min(bytes.length, from + this.limit - piece.length);
    const [at, why] = piece.scan(bytes, from, to) ?? [to, undefined];
    this.take(piece, bytes.subarray(from, at), this.limit);
    if (why === Stop.ARRAY) {
      if (ENDS_WITH_KEY.test(piece.last(KEY_BYTES).toString('latin1'))) yield* this.open(piece);
    } else if (why === Stop.END) yield* this.close(piece);
    else if (why === Stop.TOO_DEEP) yield* this.lose(piece, `is nested deeper than ${MAX_DOCUMENT_DEPTH}`);
    else if (piece.length >= this.limit) yield* this.lose(piece, `is larger than ${this.limit} bytes`);
    return at;
  }

  /** Handles the beginning of the object around the records. */
  private *open(piece: JsonPiece): Generator<BlobRecord> {
    this.among = true;
    if (parsed(Buffer.concat([piece.bytes, Buffer.from(']}')])) instanceof BadValue) {
      yield* this.recover(piece, bad('is not a valid beginning of records'));
    } else this.piece = undefined;
  }

  private *close(piece: JsonPiece): Generator<BlobRecord> {
    const isCloser = piece.kind === PieceKind.CLOSER;
    const value = parsed(isCloser ? Buffer.concat([Buffer.from('{"records":['), piece.bytes]) : piece.bytes);
    if (value instanceof BadValue) {
      yield* this.recover(piece, value);
      return;
    }
    this.piece = undefined;
    this.among = !isCloser;
    if (!isCloser) yield { offset: piece.offset, bytes: piece.bytes, value };
  }

  /** Ends a damaged piece where the first record inside it begins, and reads the records inside it. */
  private *recover(piece: JsonPiece, problem: BadValue): Generator<BlobRecord> {
    const { bytes, offset } = piece;
    const starts = [...recordStarts(bytes, 1)];
    if (starts.length === 0) {
      yield* this.complete(piece, problem);
      return;
    }
    const end = offset + bytes.length;
    this.piece = undefined;
    this.among = true;
    yield damaged(offset, bytes.subarray(0, starts[0]), bad('is truncated'));
    for (const [index, start] of starts.entries()) {
      yield* this.giveUp();
      this.position = offset + start;
      yield* this.push(bytes.subarray(start, starts[index + 1] ?? bytes.length));
    }
    this.position = end;
  }

  /** Ends a piece that contains the beginning of no other record. */
  private *giveUp(): Generator<BlobRecord> {
    if (this.piece) yield* this.complete(this.piece, this.loss ?? bad('is truncated'));
  }

  /** Handles a piece that exceeds the limits: reads the records inside it or, if there are none, searches for its end. */
  private *lose(piece: JsonPiece, what: string): Generator<BlobRecord> {
    if (!recordStarts(piece.bytes, 1).next().done) {
      yield* this.recover(piece, bad(what));
      return;
    }
    this.loss = bad(what);
    this.carry = Buffer.from(piece.bytes.subarray(-START_BYTES));
    piece.truncate(STORED_BYTES);
  }

  /** Searches a piece that exceeds the limits for its end, or for a record that begins in it or in the carried bytes. */
  private *skip(
    piece: JsonPiece,
    lost: BadValue,
    bytes: Buffer,
    from: number,
  ): Generator<BlobRecord, number> {
    const before = this.carry.length;
    const window = Buffer.concat([this.carry, bytes.subarray(from, from + SCAN_BYTES)]);
    const next = recordStarts(window, piece.length === before ? 1 : 0).next().value;
    const to = Math.max(before, next ?? window.length);
    const [end, why] = piece.scan(window, before, to, Number.POSITIVE_INFINITY) ?? [to];
    this.take(piece, window.subarray(before, end), STORED_BYTES);
    this.carry = Buffer.from(window.subarray(0, end).subarray(-START_BYTES));
    if (why === Stop.END) yield* this.complete(piece, lost);
    // the scan also stops at an array that begins before the record
    else if (next !== undefined && end === to) {
      const begun = window.subarray(next, before);
      this.position -= begun.length;
      piece.cutTo(piece.length - begun.length);
      yield* this.complete(piece, lost);
      yield* this.push(begun);
    }
    return from + end - before;
  }

  private take(piece: JsonPiece, bytes: Buffer, limit: number): void {
    piece.add(bytes, limit);
    this.position += bytes.length;
  }

  private *complete(piece: JsonPiece, problem: BadValue): Generator<BlobRecord> {
    this.piece = undefined;
    this.loss = undefined;
    this.carry = Buffer.alloc(0);
    const whole = piece.length === piece.stored ? '' : ` (${piece.length} bytes)`;
    yield damaged(piece.offset, piece.bytes, new BadValue(problem.code, problem.detail + whole));
  }
}

function kindOf(byte: number): PieceKind {
  if (byte === OPEN_BRACE) return PieceKind.OBJECT;
  return byte === CLOSE_BRACKET ? PieceKind.CLOSER : PieceKind.OTHER;
}
