import type { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import type { RequestRetries } from './request-retries';
import type { ObjectReference } from './s3-events';

/** The error of an object whose bytes differ from what S3 stores, although the response ended. */
export class CorruptTransferError extends Error {
  override readonly name = 'CorruptTransferError';
}

/** One response of S3. */
interface Response {
  readonly chunks: AsyncIterator<Uint8Array>;
  /** Closes the connection. An iterator cannot, while it waits for a chunk. */
  readonly close: () => void;
}

const PRECONDITION_FAILED = 412;
const INVALID_RANGE = 416;
const CHECKSUM_MISMATCH = 'Checksum mismatch';

/**
 * Yields the bytes of an object. If a response breaks off or stalls, the next request continues at the byte that is
 * missing, in the same version of the object. A response that ends before the size in the event is continued as well.
 *
 * @throws CorruptTransferError if the bytes differ from their checksum, or if the object was replaced meanwhile: the
 * bytes so far are not valid
 */
export class S3Body {
  private received = 0;
  private etag: string | undefined;

  constructor(
    private readonly client: S3Client,
    private readonly object: ObjectReference,
    private readonly retries: RequestRetries,
    /** Longest time without a byte of a response, in milliseconds. */
    private readonly maxIdleMillis: number,
  ) {}

  /** Requests the object, and returns its bytes. */
  async open(): Promise<AsyncIterable<Uint8Array>> {
    const first = await this.retries.run('return the object', () => this.request());
    return this.bytes(first);
  }

  private async *bytes(first: Response): AsyncGenerator<Uint8Array> {
    const attempts = this.retries.attemptsOf('return the whole object');
    let response: Response | undefined = first;
    try {
      for (;;) {
        try {
          response ??= await this.rest();
          if (response === undefined) return;
          const next = await within(this.maxIdleMillis, response.chunks.next());
          if (!next.done) {
            this.received += next.value.length;
            attempts.progressed();
            yield next.value;
            continue;
          }
          if (!this.endsEarly()) return;
          throw new Error(`aborted: the response ended after ${this.received} bytes`);
        } catch (error) {
          if (error instanceof CorruptTransferError) throw error;
          if (isMismatch(error)) throw new CorruptTransferError((error as Error).message);
          response?.close();
          response = undefined;
          await attempts.failed(error);
        }
      }
    } finally {
      response?.close();
    }
  }

  /** Whether the object has more bytes than received, according to the event. The object can be another one since. */
  private endsEarly(): boolean {
    return this.object.size !== undefined && this.received < this.object.size;
  }

  /** Requests the bytes from the first missing one on. Returns undefined if there is none. */
  private async rest(): Promise<Response | undefined> {
    try {
      return await this.request({ Range: `bytes=${this.received}-`, IfMatch: this.etag });
    } catch (error) {
      const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
      if (status === INVALID_RANGE) return undefined;
      if (status !== PRECONDITION_FAILED) throw error;
      throw new CorruptTransferError(`the object was replaced after ${this.received} bytes of it were read`);
    }
  }

  private async request(part: Partial<GetObjectCommandInput> = {}): Promise<Response> {
    const { bucket, key, versionId } = this.object;
    const VersionId = versionId === 'null' ? undefined : versionId;
    const { Body, ETag } = await this.client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key, VersionId, ...part }),
    );
    this.etag ??= ETag;
    const body = Body as unknown as Readable;
    return { chunks: body[Symbol.asyncIterator](), close: () => void body.destroy() };
  }
}

function isMismatch(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith(CHECKSUM_MISMATCH);
}

async function within<T>(millis: number, next: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(idleError(millis)), millis);
  });
  try {
    return await Promise.race([next, idle]);
  } finally {
    clearTimeout(timer);
    next.catch(() => {});
  }
}

function idleError(millis: number): Error {
  return Object.assign(new Error(`S3 sent no byte for ${millis / 1000} seconds`), { name: 'TimeoutError' });
}
