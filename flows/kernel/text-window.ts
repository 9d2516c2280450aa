import { type ByteCount, damaged, tooLarge } from '../input/inflate';
import type { InputError } from '../input/input-error';
import { isGzip } from '../input/sniff';
import { crcOf } from './crc';
import { gzipHeader } from './gzip-header';
import type { Kernel } from './kernel';
import { InflateStatus } from './shared/inflate-status';
import { KEPT_BYTES, TEXT_BYTES } from './shared/sizes';
import { StoredBytes } from './stored-bytes';

/** Largest distance of a match in deflate data. */
const HISTORY_BYTES = 32 * 1024;
const TRAILER_BYTES = 8;
/** Bytes that nearly all headers of gzip members fit into. */
const HEADER_BYTES = 1024;

const FAULTS: Readonly<Partial<Record<InflateStatus, string>>> = {
  [InflateStatus.BAD_BLOCK_TYPE]: 'invalid block type',
  [InflateStatus.BAD_STORED_LENGTH]: 'invalid stored block lengths',
  [InflateStatus.BAD_CODE_LENGTHS]: 'invalid code lengths',
  [InflateStatus.BAD_SYMBOL]: 'invalid code',
  [InflateStatus.BAD_DISTANCE]: 'invalid distance too far back',
  [InflateStatus.TRUNCATED]: 'unexpected end of file',
};

/**
 * A moving window of the text of a source, in the kernel's memory. It starts with the rest of the previous window. A
 * source that starts like gzip is decompressed, with any number of members.
 */
export class TextWindow {
  readonly count: ByteCount = { stored: 0, inflated: 0 };
  private readonly stored: StoredBytes;
  private readonly start: number;
  private readonly limit: number;
  private isGzip: boolean | undefined;
  private inMember = false;
  private crc = 0;
  private memberBytes = 0;
  private history: number;
  private usedBefore = 0;
  private isDone = false;

  /** Addresses of the first byte that is not consumed, and after the last byte. */
  from: number;
  end: number;

  constructor(
    private readonly kernel: Kernel,
    bytes: AsyncIterable<Uint8Array>,
    private readonly maxBytes: number,
  ) {
    this.stored = new StoredBytes(kernel, bytes, this.count);
    this.start = kernel.run.textBuffer() + KEPT_BYTES;
    this.limit = this.start + TEXT_BYTES;
    this.from = this.start;
    this.end = this.start;
    this.history = this.start;
  }

  /** The text in the window. */
  get bytes(): Buffer {
    return this.kernel.bytes.subarray(this.from, this.end);
  }

  /**
   * Moves the window forward. The bytes that are not consumed stay. Returns false at the end of the source.
   *
   * @throws InputError if the compressed bytes are damaged, or if the text is larger than allowed
   */
  async more(): Promise<boolean> {
    if (this.isDone) return false;
    this.slide();
    const before = this.end;
    while (this.end === before && !this.isDone) {
      this.isGzip ??= await this.recognise();
      if (this.isGzip) await this.inflate();
      else await this.copy();
    }
    return this.end > before;
  }

  /** Appends a newline after a last line without one. */
  endLine(): void {
    this.kernel.bytes[this.end++] = 0x0a;
  }

  /** Closes the source. */
  close(): Promise<void> {
    return this.stored.close();
  }

  /** Moves the rest of the text, and the history of deflate, to the front. */
  private slide(): void {
    const history = this.isGzip ? Math.max(this.history, this.end - HISTORY_BYTES) : this.end;
    const kept = Math.min(this.from, history);
    const moved = this.start - this.end;
    this.kernel.bytes.copyWithin(kept + moved, kept, this.end);
    this.from += moved;
    this.history = history + moved;
    this.end = this.start;
  }

  private async recognise(): Promise<boolean> {
    await this.stored.fill();
    return isGzip(this.stored.bytes);
  }

  private async copy(): Promise<void> {
    while (this.end < this.limit && !this.isDone) {
      const length = await this.stored.moveTo(this.end, this.limit);
      if (length === 0) this.isDone = true;
      else this.took(length);
    }
  }

  private async inflate(): Promise<void> {
    if (!this.inMember && !(await this.beginMember())) return;
    const { stored, kernel } = this;
    const { run } = kernel;
    const status: InflateStatus = run.inflateRun(
      stored.begin,
      stored.end,
      stored.isLast,
      this.end,
      this.limit,
      this.history,
    );
    this.use(run.inflateInput());
    const length = run.inflateOutput() - this.end;
    this.crc = crcOf(kernel, this.end, length, this.crc);
    this.memberBytes += length;
    this.took(length);
    if (status < 0) throw this.damaged(FAULTS[status] ?? 'invalid compressed data');
    if (status === InflateStatus.NEED_INPUT) await stored.fill();
    else if (status === InflateStatus.DONE) await this.endMember();
  }

  /** Returns false if there are no more members. */
  private async beginMember(): Promise<boolean> {
    const { stored } = this;
    // filling the buffer moves all of its bytes, which is slow for many small members
    if (stored.end - stored.begin < HEADER_BYTES && !stored.isLast) await stored.fill();
    if (stored.begin === stored.end) {
      this.isDone = true;
      return false;
    }
    let header = gzipHeader(stored.bytes);
    if (header === 'unfinished') {
      await stored.fill();
      header = gzipHeader(stored.bytes);
    }
    if (header === 'unfinished') throw this.damaged('unexpected end of file');
    if (typeof header === 'object') {
      throw this.damaged(this.usedBefore > 0 ? 'something else follows the compressed data' : header.problem);
    }
    this.use(stored.begin + header);
    this.kernel.run.inflateBegin();
    this.crc = 0;
    this.memberBytes = 0;
    this.inMember = true;
    // a member cannot refer to the text of other members
    this.history = this.end;
    return true;
  }

  private async endMember(): Promise<void> {
    const { stored } = this;
    if (stored.end - stored.begin < TRAILER_BYTES) await stored.fill();
    if (stored.end - stored.begin < TRAILER_BYTES) throw this.damaged('unexpected end of file');
    const crc = stored.bytes.readUInt32LE(0);
    const size = stored.bytes.readUInt32LE(4);
    if (crc !== this.crc) throw this.damaged('incorrect data check');
    if (size !== this.memberBytes % 2 ** 32) throw this.damaged('incorrect length check');
    this.use(stored.begin + TRAILER_BYTES);
    this.inMember = false;
    if (stored.begin === stored.end && stored.isLast) this.isDone = true;
  }

  private use(to: number): void {
    this.usedBefore += to - this.stored.begin;
    this.stored.use(to);
  }

  private took(length: number): void {
    this.end += length;
    this.count.inflated += length;
    if (this.count.inflated > this.maxBytes) throw tooLarge(this.maxBytes, this.count);
  }

  private damaged(what: string): InputError {
    return damaged(what, this.usedBefore, this.count);
  }
}
