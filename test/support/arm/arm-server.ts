import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ArmAnswer, ok, refusal } from './arm-answer';
import { selfSigned } from './certificate';
import { cloudMetadata, token } from './entra';
import { CLIENT, CLIENT_SECRET, SUBSCRIPTION, TENANT } from './invented-ids';
import { kudu } from './kudu';
import { ResourceManager } from './resource-manager';
import type { Json } from './resource-store';

/** A request and its response. */
export interface ArmExchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly body: Json;
  readonly status: number;
}

/**
 * A stand-in for the Azure Resource Manager API on a loopback port, over TLS, with the endpoints that clients require:
 * cloud metadata and tokens. It answers unknown requests with 501 and records them.
 */
export class ArmServer {
  readonly manager = new ResourceManager();
  readonly exchanges: ArmExchange[] = [];
  private readonly server: Server;
  private readonly directory: string;
  private readonly certificatePath: string;

  private constructor() {
    this.directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-arm-'));
    const { path, cert, key } = selfSigned(this.directory);
    this.certificatePath = path;
    this.server = createServer({ cert, key }, (request, response) => {
      void this.serve(request, response);
    });
  }

  static async start(): Promise<ArmServer> {
    const arm = new ArmServer();
    await new Promise<void>((resolve, reject) => {
      arm.server.once('error', reject);
      arm.server.listen(0, '127.0.0.1', resolve);
    });
    arm.manager.host = arm.host;
    return arm;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Settings with which the azurerm provider uses this server instead of Azure. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ARM_METADATA_HOSTNAME: this.host,
      ARM_SUBSCRIPTION_ID: SUBSCRIPTION,
      ARM_TENANT_ID: TENANT,
      ARM_CLIENT_ID: CLIENT,
      ARM_CLIENT_SECRET: CLIENT_SECRET,
      ARM_USE_CLI: 'false',
      SSL_CERT_FILE: this.certificatePath,
      // the provider polls the result of an operation every ten seconds
      GO_AZURE_SDK_SKIP_POLLING_DELAY: 'true',
    };
  }

  /** Unsupported requests, as `GET /path`. */
  get unknown(): string[] {
    return this.exchanges
      .filter(({ status }) => status === 501)
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** Requests of a method that changed something, as paths. */
  changes(method: string): string[] {
    return this.exchanges
      .filter((each) => each.method === method && each.status < 300)
      .map(({ path }) => path);
  }

  private get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method as string;
    const url = new URL(request.url as string, `https://${this.host}`);
    const path = url.pathname.replace(/\/+$/, '');
    const text = await textOf(request);
    const answer = this.answer(method, path, url.searchParams, text, request.headers.authorization);
    const body = request.headers['content-type']?.includes('json') && text !== '' ? JSON.parse(text) : {};
    this.exchanges.push({ method, path, body, status: answer.status });
    if (process.env.DEBUG_PARTS) process.stderr.write(`${answer.status} ${method} ${request.url} ${text}\n`);
    response.writeHead(answer.status, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  private answer(
    method: string,
    path: string,
    query: URLSearchParams,
    text: string,
    authorization: string | undefined,
  ): ArmAnswer {
    const origin = `https://${this.host}`;
    if (method === 'GET' && path === '/metadata/endpoints') return ok(cloudMetadata(origin));
    if (method === 'POST' && path.endsWith('/oauth2/v2.0/token'))
      return token(origin, new URLSearchParams(text));
    const published = kudu(method, path, authorization);
    if (published !== undefined) return published;
    if (!authorization?.startsWith('Bearer '))
      return refusal(401, 'AuthenticationFailed', 'Authentication failed. The header is missing.');
    const body = text === '' ? {} : (JSON.parse(text) as Json);
    const known = this.manager.answer({ method, path: decodeURIComponent(path), query, body });
    return known ?? refusal(501, 'NotSupported', `the stand-in does not support ${method} ${path}`);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
