import { type ByteCount, damaged, tooLarge } from '../input/inflate';
import type { InputError } from '../input/input-error';
import { isGzip } from '../input/sniff';
import { crcOf } from './crc';
import { gzipHeader } from './gzip-header';
import type { Kernel } from './kernel';
import { InflateStatus } from './shared/inflate-status';
import { KEPT_BYTES, TEXT_BYTES } from './shared/sizes';
import { StoredBytes } from './stored-bytes';

/** So far back compressed bytes may point. */
const HISTORY_BYTES = 32 * 1024;
const TRAILER_BYTES = 8;

const FAULTS: Readonly<Partial<Record<InflateStatus, string>>> = {
  [InflateStatus.BAD_BLOCK_TYPE]: 'invalid block type',
  [InflateStatus.BAD_STORED_LENGTH]: 'invalid stored block lengths',
  [InflateStatus.BAD_CODE_LENGTHS]: 'invalid code lengths',
  [InflateStatus.BAD_SYMBOL]: 'invalid code',
  [InflateStatus.BAD_DISTANCE]: 'invalid distance too far back',
  [InflateStatus.TRUNCATED]: 'unexpected end of file',
};

/**
 * The plain text of a source in the kernel's memory: a window that moves on, with what was left of the one before at its
 * beginning. Gzip, of any number of members, is recognised by its first bytes; anything else is text as it is.
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

  /** What is left to read: from the first byte that was not used to the last one that is there. */
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

  /** Whether all of the source is in the window. */
  get isLast(): boolean {
    return this.isDone;
  }

  /** The text in the window. */
  get bytes(): Buffer {
    return this.kernel.bytes.subarray(this.from, this.end);
  }

  /**
   * Moves on: what is left stays, and more follows. Returns false if there is no more.
   *
   * @throws InputError if the compressed bytes are damaged, or there are more than may be
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

  /** A newline after a last line that has none. */
  endLine(): void {
    this.kernel.bytes[this.end++] = 0x0a;
  }

  /** Lets go of where the bytes come from. */
  close(): Promise<void> {
    return this.stored.close();
  }

  /** What is left, and what compressed bytes may point to, moves to the front. */
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
    const { stored, kernel } = this;
    if (stored.begin === stored.end) await stored.fill();
    const length = Math.min(stored.end - stored.begin, this.limit - this.end);
    kernel.bytes.copyWithin(this.end, stored.begin, stored.begin + length);
    stored.use(stored.begin + length);
    this.took(length);
    this.isDone = stored.isLast && stored.begin === stored.end;
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

  /** Returns false if there is none. */
  private async beginMember(): Promise<boolean> {
    const { stored } = this;
    if (stored.begin === stored.end || !stored.isLast) await stored.fill();
    if (stored.begin === stored.end) {
      this.isDone = true;
      return false;
    }
    const header = gzipHeader(stored.bytes);
    if (header === 'unfinished') throw this.damaged('unexpected end of file');
    if (typeof header === 'object') {
      throw this.damaged(this.usedBefore > 0 ? 'something else follows the compressed data' : header.problem);
    }
    this.use(stored.begin + header);
    this.kernel.run.inflateBegin();
    this.crc = 0;
    this.memberBytes = 0;
    this.inMember = true;
    // what other members had is no history of this one
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
