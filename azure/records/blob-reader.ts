import { BadValue } from '../../flows/cell';
import type { Origin } from '../../flows/origin';
import type { FlowSink } from '../../flows/table-writer';
import type { BlobProgress } from './blob-progress';
import { type BlobRecord, type DamagedPiece, parsed, type ValidRecord } from './blob-record';
import { canonicalJson } from './canonical-json';
import { countTuples } from './count-tuples';
import { contentsOf, type RecordOfContent } from './record-contents';
import { RecordSplitter, type SplitterOptions } from './record-splitter';
import { RecordWriter } from './record-writer';
import { SeenRecords } from './seen-records';
import type { SpooledRecord } from './spooled-record';
import { SpooledTuples } from './spooled-tuples';

/** Settings of `BlobReader`. */
export interface BlobReaderOptions extends SplitterOptions {
  /** @default - the bytes begin with the blob */
  readonly progress?: BlobProgress;
  /** @default - the records of the progress, compared by their whole content */
  readonly seen?: SeenRecords;
}

/** A record in a temporary file. */
interface LargeRecord {
  readonly tuples: SpooledTuples;
  /** Hash of all bytes. */
  readonly hash: string;
  /** The first bytes. */
  readonly raw: Buffer;
  readonly length: number;
}

const START: BlobProgress = { tuples: 0n, records: [] };

/**
 * The reference reader of a blob, or of some of its blocks in order. It writes every tuple as a row or a reject and
 * numbers them from 1 over the whole blob. An invalid record, or a record without tuples in the expected place, is one
 * reject with one number. The reader writes duplicate records once.
 *
 * The reader counts tuples before it reads them, and bytes: each is part of a record, a reject or the structure of the
 * blob.
 */
export class BlobReader {
  private readonly splitter: RecordSplitter;
  private readonly writer: RecordWriter;
  private readonly seen: SeenRecords;
  /** Bytes that the reader has received, and those of them that are records or damaged pieces. */
  private bytes = 0;
  private pieceBytes = 0;

  constructor(
    private readonly origin: Origin,
    private readonly sink: FlowSink,
    { progress = START, seen = new SeenRecords(progress.records), ...options }: BlobReaderOptions = {},
  ) {
    this.writer = new RecordWriter(origin, sink, progress.tuples);
    this.splitter = new RecordSplitter(options);
    this.seen = seen;
  }

  get progress(): BlobProgress {
    return { tuples: this.writer.tuples, records: this.seen.hashes };
  }

  /** Number of bytes so far. */
  get readBytes(): number {
    return this.bytes;
  }

  /** Reads the next bytes of the blob. */
  push(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    for (const found of this.splitter.push(chunk)) this.found(found);
  }

  /** Whether the reader is between two records, so that a caller may read the next record itself and call `take`. */
  get isBetweenRecords(): boolean {
    return this.splitter.isBetweenRecords;
  }

  /** Reads bytes up to the next position between two records. Returns the number of bytes. */
  pushOne(bytes: Buffer): number {
    const found = this.splitter.pushOne(bytes);
    for (let next = found.next(); ; next = found.next()) {
      if (next.done) {
        this.bytes += next.value;
        return next.value;
      }
      this.found(next.value);
    }
  }

  /** Skips the bytes before the next record. Returns the number of bytes. */
  passBetween(bytes: Buffer): number {
    const passed = this.splitter.passBetween(bytes);
    this.bytes += passed;
    return passed;
  }

  /**
   * Takes over a record that the caller has read. All its tuples must be rows.
   *
   * @param text - canonical JSON of the record
   * @param tuples - number of tuples that the caller has read
   * @param counted - number of tuples in the text, counted independently
   * @param keep - writes the rows with positions from `first`, if the record is not a duplicate. Returns false if it cannot
   * @returns false if `keep` could not write the rows; the reader is unchanged
   */
  take(text: Buffer, tuples: number, counted: number, keep: (first: bigint) => boolean): boolean {
    const { writer } = this;
    const hash = this.seen.hashOf(text);
    if (this.seen.has(hash)) writer.duplicate(tuples);
    else if (keep(writer.tuples + 1n)) writer.tuples += BigInt(tuples);
    else return false;
    this.sink.found(counted);
    this.seen.add(hash);
    this.splitter.passRecord(text.length);
    this.bytes += text.length;
    this.pieceBytes += text.length;
    return true;
  }

  /** Ends the blob. An incomplete record becomes a reject. */
  end(): void {
    for (const found of this.splitter.end()) this.found(found);
    // bytes that are neither structure nor part of a record were a record that is lost
    if (this.splitter.structureBytes + this.pieceBytes !== this.bytes) this.sink.found(1);
  }

  /** Deletes temporary files. A caller must call it whether the reading succeeds or not. */
  discard(): void {
    this.splitter.discard();
  }

  private found(found: BlobRecord): void {
    this.pieceBytes += found.length;
    if (!('problem' in found)) this.contents(found);
    else if (found.spooled) this.large(found, found.spooled);
    else this.reject(found.problem, found.bytes);
  }

  /** Reads a record that is too large for the memory. */
  private large({ bytes, offset, length }: DamagedPiece, { spool, hash }: SpooledRecord): void {
    try {
      const tuples = SpooledTuples.in(spool);
      const value = tuples instanceof BadValue ? tuples : parsed(tuples.skeleton);
      if (tuples instanceof BadValue || value instanceof BadValue) {
        this.reject(withSize(value as BadValue, length), bytes);
      } else {
        this.contents(
          { offset, length, bytes: tuples.skeleton, value },
          { tuples, hash, raw: bytes, length },
        );
      }
    } finally {
      spool.close();
    }
  }

  private contents(piece: ValidRecord, large?: LargeRecord): void {
    let number = 0;
    for (const content of contentsOf(piece)) {
      const own = large && content.raw === piece.bytes ? large : undefined;
      const raw = own?.raw ?? content.raw;
      if ('problem' in content) this.reject(withSize(content.problem, own?.length), raw);
      else if ('flow' in content) {
        // equal flows of a forwarder are no duplicates: Azure writes equal tuples in one record
        this.sink.found(1);
        this.writer.record(content.flow, undefined, raw);
      } else {
        const hash = large && this.seen.hashOfLarge(large.hash, number++);
        this.record({ ...content, raw }, hash, large?.tuples, own?.length);
      }
    }
  }

  private record(
    { value, record, raw }: RecordOfContent,
    ownHash?: string,
    tuples?: SpooledTuples,
    size?: number,
  ): void {
    const isBad = record instanceof BadValue;
    const count = isBad ? 1 : countTuples(value, tuples && ((array) => tuples.count(array)));
    this.sink.found(count);
    const hash = ownHash ?? this.seen.hashOf(Buffer.from(canonicalJson(value)));
    if (this.seen.has(hash)) this.writer.duplicate(count);
    else if (isBad) this.writer.reject(withSize(record, size), raw, this.origin);
    else this.writer.record(record, tuples && ((array) => tuples.tuples(array)));
    this.seen.add(hash);
  }

  private reject(problem: BadValue, raw: Buffer): void {
    this.sink.found(1);
    this.writer.reject(problem, raw, this.origin);
  }
}

/** The problem of a record of which the reject has only the first bytes. */
function withSize({ code, detail }: BadValue, bytes: number | undefined): BadValue {
  return new BadValue(code, bytes === undefined ? detail : `${detail} (${bytes} bytes)`);
}
