import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A response that the server returns without reading the call. */
export interface PlannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const MAX_BYTES = 1024 * 1024;

/** A fake Logs Ingestion API on a loopback port. It stores the bodies of all calls. */
export class IngestionServer {
  static readonly TOKEN = 'token-of-the-function';

  readonly bodies: string[] = [];
  readonly answers: number[] = [];
  /** Responses to the next calls. */
  planned: PlannedAnswer[] = [];
  /** Maximum size of a body in bytes. */
  maxBytes = MAX_BYTES;
  private readonly server: Server;

  private constructor(private readonly path: string) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(ruleId: string, stream: string): Promise<IngestionServer> {
    const server = new IngestionServer(
      `/dataCollectionRules/${ruleId}/streams/${stream}?api-version=2023-01-01`,
    );
    await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const planned = this.planned.shift();
    const status = planned?.status ?? this.statusOf(request, Buffer.concat(chunks));
    this.answers.push(status);
    response.writeHead(status, planned?.headers);
    response.end(status === 204 ? undefined : JSON.stringify({ error: { code: `Status${status}` } }));
  }

  private statusOf({ method, url, headers }: IncomingMessage, body: Buffer): number {
    if (headers.authorization !== `Bearer ${IngestionServer.TOKEN}`) return 401;
    if (method !== 'POST' || url !== this.path) return 404;
    const isJson = headers['content-type'] === 'application/json' && headers['content-encoding'] === 'gzip';
    if (!isJson) return 415;
    const text = gunzipSync(body).toString('utf8');
    if (Buffer.byteLength(text) > this.maxBytes) return 413;
    if (!Array.isArray(JSON.parse(text))) return 400;
    this.bodies.push(text);
    return 204;
  }
}
