import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';

/**
 * Buckets in memory with the API of S3 for reading and writing objects: ranges, preconditions, checksums, and bodies in
 * chunks.
 *
 * Source: Amazon S3 API Reference, "GetObject", "PutObject"; Amazon S3 User Guide, "Checking object integrity".
 */
export class MemoryBucket {
  /** Bytes by bucket and key. */
  readonly objects = new Map<string, Buffer>();
  private readonly server = createServer((request, response) => void this.respond(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url as string, 'http://localhost').pathname.slice(1));
    if (request.method === 'PUT') {
      const body = await buffer(request).catch(() => undefined);
      if (body) this.objects.set(path, unchunked(body, request));
      response.end();
      return;
    }
    const object = this.objects.get(path);
    if (object === undefined) return fail(response, 404, 'NoSuchKey');
    const etag = `"${createHash('md5').update(object).digest('hex')}"`;
    const { range, 'if-match': match } = request.headers;
    if (match !== undefined && match !== etag) return fail(response, 412, 'PreconditionFailed');
    const start = range === undefined ? 0 : Number(/^bytes=(\d+)-$/.exec(range)?.[1]);
    if (range !== undefined && start >= object.length) return fail(response, 416, 'InvalidRange');
    const bytes = object.subarray(start);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32(object));
    response.writeHead(range === undefined ? 200 : 206, {
      ETag: etag,
      'Content-Length': bytes.length,
      ...(range === undefined ? { 'x-amz-checksum-crc32': checksum.toString('base64') } : {}),
    });
    response.end(bytes);
  }
}

/** The body without the lengths of its chunks and the trailer. */
function unchunked(body: Buffer, { headers }: IncomingMessage): Buffer {
  if (!headers['content-encoding']?.includes('aws-chunked')) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status).end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
