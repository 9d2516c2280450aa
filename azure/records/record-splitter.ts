import { BadValue } from '../../flows/cell';
import { BLANKS, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_DEPTH } from '../../flows/input/json-documents';
import { BYTE_ORDER_MARK } from '../../flows/input/lines';
import { type BlobRecord, badRecord as bad, damaged, withoutBlanks } from './blob-record';
import { unknownMembers } from './envelope';
import { isFlowRecord } from './is-flow-record';
import { JsonPiece, kindOf, PieceKind, Stop } from './json-piece';
import { OversizedPiece } from './oversized-piece';
import { recordStarts } from './record-start';
import type { JsonObject } from './record-types';

/** Bytes to store of a piece that is no JSON object. */
const STORED_BYTES = 64 * 1024;

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;

/** Settings of `RecordSplitter`. */
export interface SplitterOptions {
  /** @default - 16 MiB; a temporary file holds larger records */
  readonly maxRecordBytes?: number;
}

/**
 * Splits the bytes of a blob, or of some of its blocks in order, into records. A blob begins with `{"records":[` and ends
 * with `]}`; both can be missing, and blobs can follow each other or be in arrays. The splitter returns all other bytes as
 * damaged pieces and continues with the next record, which may begin inside the damaged bytes. Each byte is part of one
 * piece or of the structure.
 */
export class RecordSplitter {
  private readonly limit: number;
  private position = 0;
  private structure = 0;
  /** Open arrays of records, each with whether an object is around it. */
  private readonly arrays: boolean[] = [];
  private piece: JsonPiece | undefined;
  /** The piece, if it exceeds the limits. */
  private oversized: OversizedPiece | undefined;

  constructor({ maxRecordBytes = MAX_DOCUMENT_BYTES }: SplitterOptions = {}) {
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
    return !this.piece;
  }

  /** Number of bytes so far that are structure: blanks, commas, brackets, and objects around arrays of records. */
  get structureBytes(): number {
    return this.structure;
  }

  /** Skips commas, blanks and the brackets of arrays. Returns the offset of the next other byte. */
  passBetween(bytes: Buffer, from = 0): number {
    const { arrays } = this;
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === OPEN_BRACKET && arrays.length < MAX_DOCUMENT_DEPTH) arrays.push(false);
      else if (byte === CLOSE_BRACKET && arrays.at(-1) === false) arrays.pop();
      else if (byte !== COMMA && !BLANKS.has(byte) && byte !== BYTE_ORDER_MARK[this.position]) return at;
      this.position++;
      this.structure++;
    }
    return bytes.length;
  }

  /** Skips a record that the caller has read. */
  passRecord(length: number): void {
    this.position += length;
  }

  /** Ends the blob. Returns incomplete pieces as damaged. */
  *end(): Generator<BlobRecord> {
    const { piece } = this;
    if (!piece) return;
    if (this.oversized) yield this.complete(piece, this.oversized.problem);
    else if (piece.kind === PieceKind.OTHER) yield this.complete(piece, bad('is not a JSON object'));
    else if (piece.kind === PieceKind.CLOSER && withoutBlanks(piece.bytes).length === 1) {
      this.structure += piece.length;
    } else {
      yield* this.recover(piece, bad('is truncated'));
      // the last record in the piece may be incomplete as well
      yield* this.end();
    }
  }

  /** Deletes temporary files. A caller that does not end the blob must call it. */
  discard(): void {
    this.oversized?.discard();
  }

  private *step(bytes: Buffer, at: number): Generator<BlobRecord, number> {
    if (this.oversized) return yield* this.followOversized(this.oversized, bytes, at);
    if (!this.piece) {
      const from = this.passBetween(bytes, at);
      if (from < bytes.length) this.piece = new JsonPiece(kindOf(bytes[from]), this.position);
      return from;
    }
    if (this.piece.kind === PieceKind.OTHER) return yield* this.skipOther(this.piece, bytes, at);
    return yield* this.follow(this.piece, bytes, at);
  }

  /** Reads a piece of type OTHER, which ends where another piece begins. */
  private *skipOther(piece: JsonPiece, bytes: Buffer, from: number): Generator<BlobRecord, number> {
    let at = piece.length === 0 ? from + 1 : from;
    while (at < bytes.length && kindOf(bytes[at]) === PieceKind.OTHER) at++;
    this.take(piece, bytes.subarray(from, at), STORED_BYTES);
    if (at < bytes.length) yield this.complete(piece, bad('is not a JSON object'));
    return at;
  }

  private *follow(piece: JsonPiece, bytes: Buffer, from: number): Generator<BlobRecord, number> {
    const to = Math.min(bytes.length, from + this.limit - piece.length);
    const [at, why] = piece.scan(bytes, from, to) ?? [to, undefined];
    this.take(piece, bytes.subarray(from, at), this.limit);
    if (why === Stop.ARRAY) yield* this.array(piece);
    else if (why === Stop.END) yield* this.close(piece);
    else if (why === Stop.TOO_DEEP)
      yield* this.exceed(piece, `is nested deeper than ${MAX_DOCUMENT_DEPTH}`, false);
    else if (piece.length >= this.limit)
      yield* this.exceed(piece, `is larger than ${this.limit} bytes`, piece.kind === PieceKind.OBJECT);
    return at;
  }

  /** Handles an array in an object. If it is the array of records, the piece ends. */
  private *array(piece: JsonPiece): Generator<BlobRecord> {
    const isCloser = piece.kind === PieceKind.CLOSER;
    if (!piece.beginsRecords || (!isCloser && this.arrays.length >= MAX_DOCUMENT_DEPTH)) return;
    const value = piece.object({ isComplete: false });
    if (value instanceof BadValue) {
      yield* this.recover(piece, bad('is not a valid beginning of records'));
      return;
    }
    piece.isRecord = !isCloser && isFlowRecord(value);
    if (piece.isRecord) return;
    if (!isCloser) this.arrays.push(true);
    yield* this.envelope(piece, value);
  }

  private *close(piece: JsonPiece): Generator<BlobRecord> {
    const value = piece.object();
    if (value instanceof BadValue) {
      yield* this.recover(piece, value);
      return;
    }
    if (piece.kind === PieceKind.CLOSER) {
      this.arrays.pop();
      yield* this.envelope(piece, value);
      return;
    }
    this.piece = undefined;
    yield { offset: piece.offset, length: piece.length, bytes: piece.bytes, value };
  }

  /** Ends a piece with the members around an array of records. Members that are not structure are returned. */
  private *envelope(piece: JsonPiece, value: JsonObject): Generator<BlobRecord> {
    this.piece = undefined;
    if (unknownMembers(value).length === 0) this.structure += piece.length;
    else yield { offset: piece.offset, length: piece.length, bytes: piece.bytes, value, isEnvelope: true };
  }

  /** Ends a damaged piece where the first record inside it begins, and reads the records inside it. */
  private *recover(piece: JsonPiece, problem: BadValue): Generator<BlobRecord> {
    const { bytes, offset } = piece;
    const starts = [...recordStarts(bytes, 1)];
    if (starts.length === 0) {
      yield this.complete(piece, problem);
      return;
    }
    const end = offset + bytes.length;
    this.piece = undefined;
    yield this.damage(offset, bytes.subarray(0, starts[0]), bad('is truncated'));
    for (const [index, start] of starts.entries()) {
      // the piece before contains the beginning of no other record
      if (this.piece) yield this.complete(this.piece, this.oversized?.problem ?? bad('is truncated'));
      this.position = offset + start;
      yield* this.push(bytes.subarray(start, starts[index + 1] ?? bytes.length));
    }
    this.position = end;
  }

  /** Handles a piece that exceeds the limits: reads the records inside it or, if there are none, searches for its end. */
  private *exceed(piece: JsonPiece, what: string, canBeRecord: boolean): Generator<BlobRecord> {
    if (!recordStarts(piece.bytes, 1).next().done) yield* this.recover(piece, bad(what));
    else this.oversized = new OversizedPiece(piece, bad(what), canBeRecord);
  }

  private *followOversized(
    oversized: OversizedPiece,
    bytes: Buffer,
    from: number,
  ): Generator<BlobRecord, number> {
    const { piece, problem } = oversized;
    const { at, isEnd, begun } = oversized.next(bytes, from);
    this.position += at - from;
    if (isEnd) {
      const spooled = oversized.takeRecord();
      const damage = this.complete(piece, problem);
      yield spooled ? { ...damage, spooled } : damage;
    } else if (begun) {
      this.position -= begun.length;
      yield this.complete(piece, problem);
      yield* this.push(begun);
    }
    return at;
  }

  private take(piece: JsonPiece, bytes: Buffer, limit: number): void {
    piece.add(bytes, limit);
    this.position += bytes.length;
  }

  private complete(piece: JsonPiece, problem: BadValue): BlobRecord {
    this.discard();
    this.piece = undefined;
    this.oversized = undefined;
    const whole = piece.length === piece.stored ? '' : ` (${piece.length} bytes)`;
    return this.damage(
      piece.offset,
      piece.bytes,
      new BadValue(problem.code, problem.detail + whole),
      piece.length,
    );
  }

  /** Creates a damaged piece. Blanks and commas at its end are structure. */
  private damage(offset: number, bytes: Buffer, problem: BadValue, length = bytes.length): BlobRecord {
    const piece = damaged(offset, bytes, problem, length);
    this.structure += length - piece.length;
    return piece;
  }
}
