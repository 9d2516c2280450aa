import { BadValue } from '../../flows/cell';
import { BLANKS, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { BYTE_ORDER_MARK } from '../../flows/input/lines';
import { type BlobRecord, badRecord as bad, damaged, parsed, withoutBlanks } from './blob-record';
import { JsonPiece, PieceKind, Stop } from './json-piece';
import { recordStarts, START_BYTES } from './record-start';

/** So much is kept of what is too large or too deep to be a record. */
const KEPT_BYTES = 64 * 1024;

/** So much of it is looked through at once. */
const SKIPPED_BYTES = 4 * 1024;

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const ENDS_WITH_KEY = /[{,]\s*"records"\s*:\s*\[$/;
const KEY_BYTES = 256;

/** Settings of `RecordSplitter`. */
export interface SplitterOptions {
  /**
   * Whether the bytes go on after records that were read before.
   *
   * @default false
   */
  readonly amongRecords?: boolean;
  /** @default - 16 MiB; a service writes what one interface saw in a minute */
  readonly maxRecordBytes?: number;
}

/**
 * Splits the bytes of a blob, or of some of its blocks in order, into records. Blobs begin with `{"records":[` and end
 * with `]}`; both can be missing. What is no record comes out as damaged, and reading goes on where the next record
 * begins: behind the damage, or within it if it has swallowed others.
 */
export class RecordSplitter {
  private readonly limit: number;
  private position = 0;
  private among: boolean;
  private piece: JsonPiece | undefined;
  /** What is wrong with a piece of which only the end is looked for. */
  private lost: BadValue | undefined;
  /** The last bytes of such a piece: a record may begin in them. */
  private carry: Buffer = Buffer.alloc(0);

  constructor({ amongRecords = false, maxRecordBytes = MAX_DOCUMENT_BYTES }: SplitterOptions = {}) {
    this.among = amongRecords;
    this.limit = maxRecordBytes;
  }

  /** The records and damaged pieces that these bytes complete. */
  *push(chunk: Uint8Array): Generator<BlobRecord> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = 0; at < bytes.length; ) at = yield* this.step(bytes, at);
  }

  /** The same, up to where it is between two records: somebody else may read the next one. Returns how many bytes. */
  *pushOne(bytes: Buffer): Generator<BlobRecord, number> {
    let at = 0;
    do at = yield* this.step(bytes, at);
    while (at < bytes.length && !this.isBetweenRecords);
    return at;
  }

  /** Whether the next byte that is neither comma nor blank begins a record, or what stands in its place. */
  get isBetweenRecords(): boolean {
    return this.among && !this.piece;
  }

  /** Passes over what stands between two records. Returns how many bytes that are. */
  passBetween(bytes: Buffer): number {
    return this.pass(bytes, 0);
  }

  /** Somebody else has read a record of so many bytes. */
  passRecord(length: number): void {
    this.position += length;
  }

  /** What is unfinished, when no more bytes come. */
  *end(): Generator<BlobRecord> {
    const { piece } = this;
    if (!piece) return;
    if (this.lost) yield* this.complete(piece, this.lost);
    else if (piece.kind === PieceKind.OTHER) yield* this.complete(piece, bad('is no JSON object'));
    else if (piece.kind !== PieceKind.CLOSER || withoutBlanks(piece.bytes).length > 1) {
      yield* this.recover(piece, bad('is cut off'));
      // a record may have been found in it that is unfinished in its turn
      yield* this.end();
    }
  }

  private *step(bytes: Buffer, at: number): Generator<BlobRecord, number> {
    if (this.piece && this.lost) return yield* this.skip(this.piece, this.lost, bytes, at);
    if (!this.piece) return this.begin(bytes, at);
    if (this.piece.kind === PieceKind.OTHER) return yield* this.passOver(this.piece, bytes, at);
    return yield* this.follow(this.piece, bytes, at);
  }

  /** Goes to where the next piece begins. */
  private begin(bytes: Buffer, from: number): number {
    const at = this.pass(bytes, from);
    if (at < bytes.length)
      this.piece = new JsonPiece(kindOf(bytes[at] as number), this.position, !this.among);
    return at;
  }

  /** Passes over what stands between records. */
  private pass(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === COMMA || (byte === OPEN_BRACKET && !this.among)) this.among = true;
      else if (!BLANKS.has(byte) && byte !== BYTE_ORDER_MARK[this.position]) return at;
      this.position++;
    }
    return bytes.length;
  }

  /** A piece that has no form ends where another one begins. */
  private *passOver(piece: JsonPiece, bytes: Buffer, from: number): Generator<BlobRecord, number> {
    let at = piece.length === 0 ? from + 1 : from;
    while (at < bytes.length && kindOf(bytes[at] as number) === PieceKind.OTHER) at++;
    this.take(piece, bytes.subarray(from, at), KEPT_BYTES);
    if (at < bytes.length) yield* this.complete(piece, bad('is no JSON object'));
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

  /** The piece is the beginning of the object around the records. */
  private *open(piece: JsonPiece): Generator<BlobRecord> {
    this.among = true;
    if (parsed(Buffer.concat([piece.bytes, Buffer.from(']}')])) instanceof BadValue) {
      yield* this.recover(piece, bad('is no beginning of records'));
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

  /** A damaged piece: if others begin in it, it ends where the first does. */
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
    yield damaged(offset, bytes.subarray(0, starts[0]), bad('is cut off'));
    for (const [index, start] of starts.entries()) {
      yield* this.giveUp();
      this.position = offset + start;
      yield* this.push(bytes.subarray(start, starts[index + 1] ?? bytes.length));
    }
    this.position = end;
  }

  /** Ends a piece in which no other begins. */
  private *giveUp(): Generator<BlobRecord> {
    if (this.piece) yield* this.complete(this.piece, this.lost ?? bad('is cut off'));
  }

  /** A piece past the limits: others in it are saved, else only its end is looked for. */
  private *lose(piece: JsonPiece, what: string): Generator<BlobRecord> {
    if (!recordStarts(piece.bytes, 1).next().done) {
      yield* this.recover(piece, bad(what));
      return;
    }
    this.lost = bad(what);
    this.carry = Buffer.from(piece.bytes.subarray(-START_BYTES));
    piece.keepOnly(KEPT_BYTES);
  }

  /** Looks for the end of a lost piece, or for a record that begins in it, perhaps in bytes seen before. */
  private *skip(
    piece: JsonPiece,
    lost: BadValue,
    bytes: Buffer,
    from: number,
  ): Generator<BlobRecord, number> {
    const before = this.carry.length;
    const window = Buffer.concat([this.carry, bytes.subarray(from, from + SKIPPED_BYTES)]);
    const next = recordStarts(window, piece.length === before ? 1 : 0).next().value;
    const to = Math.max(before, next ?? window.length);
    const [end, why] = piece.scan(window, before, to, Number.POSITIVE_INFINITY) ?? [to];
    this.take(piece, window.subarray(before, end), KEPT_BYTES);
    this.carry = Buffer.from(window.subarray(0, end).subarray(-START_BYTES));
    if (why === Stop.END) yield* this.complete(piece, lost);
    // an array that begins before it stops the scan as well
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
    this.lost = undefined;
    this.carry = Buffer.alloc(0);
    const whole = piece.length === piece.kept ? '' : ` (${piece.length} bytes)`;
    yield damaged(piece.offset, piece.bytes, new BadValue(problem.code, problem.detail + whole));
  }
}

function kindOf(byte: number): PieceKind {
  if (byte === OPEN_BRACE) return PieceKind.OBJECT;
  return byte === CLOSE_BRACKET ? PieceKind.CLOSER : PieceKind.OTHER;
}
