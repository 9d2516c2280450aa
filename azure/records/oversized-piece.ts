import { createHash, type Hash } from 'node:crypto';
import type { BadValue } from '../../flows/cell';
import { Spool } from '../../flows/input/spool';
import { type JsonPiece, Stop } from './json-piece';
import { hashText } from './record-hash';
import { recordStarts, START_BYTES } from './record-start';
import type { SpooledRecord } from './spooled-record';

/** Bytes of an oversized piece that stay in memory. */
const STORED_BYTES = 64 * 1024;

/** Bytes of an oversized piece to search at a time. */
const SCAN_BYTES = 64 * 1024;

/** Largest record, in bytes. A temporary file holds it. */
const MAX_SPOOLED_BYTES = 1024 ** 3;

/** What an oversized piece found in the next bytes. */
export interface OversizedStep {
  /** Offset after the bytes that the piece has read. */
  readonly at: number;
  /** Whether the piece is complete. */
  readonly isEnd: boolean;
  /** The bytes of a record that begins in the piece and interrupts it. Bytes before the offset belong to it. */
  readonly begun?: Buffer;
}

/**
 * A piece that exceeds the limits. Its first bytes stay in memory. A temporary file holds all bytes of a piece that is
 * only too large; a piece that is nested too deeply is no record.
 */
export class OversizedPiece {
  /** The last bytes. A record may begin in them. */
  private carry: Buffer;
  private spool: Spool | undefined;
  private readonly hash: Hash = createHash('sha256');

  /** @param canBeRecord - whether the piece is only too large */
  constructor(
    readonly piece: JsonPiece,
    readonly problem: BadValue,
    canBeRecord: boolean,
  ) {
    const { bytes } = piece;
    piece.isRecord = true;
    this.carry = Buffer.from(bytes.subarray(-START_BYTES));
    if (canBeRecord) {
      this.spool = new Spool();
      this.keep(bytes);
    }
    piece.truncate(STORED_BYTES);
  }

  /** Searches the next bytes for the end of the piece, or for a record that begins in it or in the carried bytes. */
  next(bytes: Buffer, from: number): OversizedStep {
    const { piece, carry } = this;
    const before = carry.length;
    const window = Buffer.concat([carry, bytes.subarray(from, from + SCAN_BYTES)]);
    const next = recordStarts(window, piece.length === before ? 1 : 0).next().value;
    const to = Math.max(before, next ?? window.length);
    const [end, why] = this.scan(window, before, to);
    const own = window.subarray(before, end);
    piece.add(own, STORED_BYTES);
    this.keep(own);
    this.carry = Buffer.from(window.subarray(0, end).subarray(-START_BYTES));
    const at = from + end - before;
    if (why === Stop.END) return { at, isEnd: true };
    // the scan also stops at an array that begins before the record
    if (next === undefined || end !== to) return { at, isEnd: false };
    const begun = window.subarray(next, before);
    piece.cutTo(piece.length - begun.length);
    return { at, isEnd: false, begun };
  }

  /** Returns the record and leaves its file to the caller; undefined if the piece is no record. */
  takeRecord(): SpooledRecord | undefined {
    const { spool } = this;
    this.spool = undefined;
    return spool && { spool, hash: hashText(this.hash) };
  }

  /** Deletes the temporary file. */
  discard(): void {
    this.spool?.close();
    this.spool = undefined;
  }

  private scan(window: Buffer, from: number, to: number): [at: number, why?: Stop] {
    const { piece } = this;
    if (this.spool) {
      const [at, why] = piece.scan(window, from, to) ?? [to];
      if (why !== Stop.TOO_DEEP) return [at, why];
      this.discard();
      return [at];
    }
    return piece.scan(window, from, to, Number.POSITIVE_INFINITY) ?? [to];
  }

  private keep(bytes: Buffer): void {
    const { spool } = this;
    if (!spool) return;
    if (spool.size + bytes.length > MAX_SPOOLED_BYTES) {
      this.discard();
      return;
    }
    spool.append(bytes);
    this.hash.update(bytes);
  }
}
