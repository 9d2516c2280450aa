import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the proxy does with one request. */
export enum Fault {
  NONE = 'none',
  SLOW_DOWN = 'slow-down',
  INTERNAL_ERROR = 'internal-error',
  REQUEST_TIMEOUT = 'request-timeout',
  ACCESS_DENIED = 'access-denied',
  /** The connection is closed before the request arrives. */
  RESET = 'reset',
  /** The request has no response. */
  STALL = 'stall',
  /** The request takes effect, and the response is an error. */
  LOST_ANSWER = 'lost-answer',
  /** The request takes effect, and the connection is closed. */
  RESET_AFTER = 'reset-after',
  /** The connection is closed within the body of the response. */
  TRUNCATED = 'truncated',
  /** The body of the response stops, and the connection stays open. */
  STALLED_BODY = 'stalled-body',
  /** The response states that it has fewer bytes, and has no more. */
  SHORT_LENGTH = 'short-length',
  /** The response states that it has more bytes than it has. */
  LONG_LENGTH = 'long-length',
  /** A bit of the body is another one. */
  CORRUPT = 'corrupt',
  /** The body arrives in small parts. */
  SLOW_BODY = 'slow-body',
}

const ERRORS: Partial<Record<Fault, readonly [number, string]>> = {
  [Fault.SLOW_DOWN]: [503, 'SlowDown'],
  [Fault.INTERNAL_ERROR]: [500, 'InternalError'],
  [Fault.REQUEST_TIMEOUT]: [400, 'RequestTimeout'],
  [Fault.ACCESS_DENIED]: [403, 'AccessDenied'],
  [Fault.LOST_ANSWER]: [500, 'InternalError'],
};

/** Faults of a body that end the response. The status of an error remains known. */
const BODY_ENDS: readonly Fault[] = [Fault.TRUNCATED, Fault.SHORT_LENGTH, Fault.LONG_LENGTH];

/** The requests that have faults. */
export type FaultyMethod = 'GET' | 'PUT';

/** A proxy between a program and S3 that answers requests with faults, in the order of a plan for each method. */
export class FaultyProxy {
  /** Methods and ranges of the requests so far. */
  readonly requests: string[] = [];
  /** Bodies of the POST requests so far. */
  readonly posts: string[] = [];
  /** Paths and queries of the requests so far. */
  readonly paths: string[] = [];
  private plan: Record<FaultyMethod, Fault[]> = { GET: [], PUT: [] };
  private readonly server: Server;
  private target = new URL('http://localhost');

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      this.forward(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
  }

  async start(target: string): Promise<this> {
    this.target = new URL(target);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Sets the faults of the next requests. Requests after them pass. */
  inject(plan: Partial<Record<FaultyMethod, readonly Fault[]>>): void {
    this.plan = { GET: [...(plan.GET ?? [])], PUT: [...(plan.PUT ?? [])] };
    this.requests.length = 0;
    this.paths.length = 0;
    this.posts.length = 0;
    this.met.length = 0;
  }

  /** Faults that requests have met so far. A fault in the body of an error counts as none. */
  readonly met: Fault[] = [];

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = '', headers } = incoming;
    this.paths.push(incoming.url as string);
    this.requests.push(headers.range ? `${method} ${headers.range}` : method);
    const fault = this.plan[method as FaultyMethod]?.shift() ?? Fault.NONE;
    const place = this.met.push(fault) - 1;
    if (fault === Fault.RESET) return void incoming.socket.destroy();
    const takesEffect = fault === Fault.LOST_ANSWER || fault === Fault.RESET_AFTER;
    const body = await buffer(incoming);
    if (method === 'POST') this.posts.push(body.toString());
    if (fault === Fault.STALL) return;
    const error = ERRORS[fault];
    if (error && !takesEffect) return respondError(outgoing, error);
    const answer = await this.send(incoming, body);
    const isError = (answer.response.statusCode as number) >= 400;
    if (isError && BODY_ENDS.includes(fault)) this.met[place] = Fault.NONE;
    if (error) return respondError(outgoing, error);
    if (fault === Fault.RESET_AFTER) return void incoming.socket.destroy();
    await respond(outgoing, answer, fault);
  }

  private send({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const { hostname, port } = this.target;
    return new Promise((resolve, reject) => {
      const forwarded = { ...headers, 'content-length': body.length };
      delete forwarded['transfer-encoding'];
      delete forwarded.expect;
      const outgoing = httpRequest({ hostname, port, method, path: url, headers: forwarded }, (response) => {
        buffer(response).then((bytes) => resolve({ response, bytes }), reject);
      });
      outgoing.on('error', reject).end(body);
    });
  }
}

interface Answer {
  readonly response: IncomingMessage;
  readonly bytes: Buffer;
}

function respondError(outgoing: ServerResponse, [status, code]: readonly [number, string]): void {
  outgoing.writeHead(status).end(`<Error><Code>${code}</Code><Message>injected</Message></Error>`);
}

const SLOW_PARTS = 8;
const SLOW_MILLIS = 30;

async function respond(outgoing: ServerResponse, { response, bytes }: Answer, fault: Fault): Promise<void> {
  const half = Math.floor(bytes.length / 2);
  const status = response.statusCode as number;
  const { 'transfer-encoding': _, ...headers } = response.headers;
  const length = (extra: number) => ({ ...headers, 'content-length': String(bytes.length + extra) });
  switch (fault) {
    case Fault.TRUNCATED:
      outgoing.writeHead(status, length(0)).write(bytes.subarray(0, half));
      await sleep(20);
      outgoing.socket?.destroy();
      return;
    case Fault.STALLED_BODY:
      outgoing.writeHead(status, length(0)).write(bytes.subarray(0, half));
      return;
    case Fault.SHORT_LENGTH:
      outgoing.writeHead(status, length(half - bytes.length)).end(bytes.subarray(0, half));
      return;
    case Fault.LONG_LENGTH:
      outgoing.strictContentLength = false;
      outgoing.writeHead(status, length(10)).write(bytes);
      await sleep(20);
      outgoing.socket?.destroy();
      return;
    case Fault.CORRUPT: {
      const corrupt = Buffer.from(bytes);
      corrupt[half] = (corrupt[half] ?? 0) ^ 1;
      outgoing.writeHead(status, length(0)).end(corrupt);
      return;
    }
    case Fault.SLOW_BODY:
      outgoing.writeHead(status, length(0));
      for (let part = 0; part < SLOW_PARTS; part++) {
        const at = (n: number) => Math.floor((bytes.length * n) / SLOW_PARTS);
        outgoing.write(bytes.subarray(at(part), at(part + 1)));
        await sleep(SLOW_MILLIS);
      }
      outgoing.end();
      return;
    default:
      outgoing.writeHead(status, length(0)).end(bytes);
  }
}
