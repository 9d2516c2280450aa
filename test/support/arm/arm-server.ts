import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ArmAnswer, errorOf, ok, refusal, UNTAUGHT_STATUS, untaught } from './arm-answer';
import { subscriptionOf } from './arm-id';
import type { ArmRequest } from './arm-request';
import { selfSigned } from './certificate';
import { ConnectProxy } from './connect-proxy';
import { dataPlane, isDataPlane } from './data-plane';
import { cloudMetadata, isTokenFor, openIdConfiguration, token } from './entra';
import { PARALLEL_FLOW_LOGS } from './flow-logs';
import { CLIENT, CLIENT_SECRET, SUBSCRIPTION, TENANT } from './invented-ids';
import { Kudu } from './kudu';
import { type ManagerOptions, ResourceManager } from './resource-manager';
import type { Json } from './resource-store';
import { siteOfHost } from './web';

/** A request and its response. */
export interface ArmExchange {
  readonly method: string;
  /** Host of another service than the Resource Manager. @default - the Resource Manager */
  readonly host?: string;
  /** Without the query. */
  readonly path: string;
  readonly body: Json;
  readonly status: number;
  /** Title of the document that describes the response. @default - an untaught request, or one of Entra */
  readonly document?: string;
  /** Error of the response. @default - no error */
  readonly error?: { readonly code: string; readonly message: string };
}

/** Milliseconds that a write takes during which it occupies other resources. */
const WRITE_MS = 300;

const REDIRECT = join(__dirname, 'redirect-connections.cjs');

/**
 * A stand-in for the Azure Resource Manager API on a loopback port, over TLS, with the endpoints that clients require: cloud
 * metadata, tokens, the deployment service of sites, the firewall of storage services. It answers what it was not taught with
 * 501, and records each request.
 */
export class ArmServer {
  readonly manager: ResourceManager;
  readonly exchanges: ArmExchange[] = [];
  private readonly server: Server;
  private readonly directory: string;
  private readonly certificatePath: string;
  private readonly kudu: Kudu;
  private readonly occupied = new Set<string>();
  private proxy: ConnectProxy | undefined;

  private constructor(options: ManagerOptions) {
    this.manager = new ResourceManager(options);
    this.kudu = new Kudu(this.manager.cloud, (text) => isTokenFor(text, this.origin));
    this.directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-arm-'));
    const { path, cert, key } = selfSigned(this.directory);
    this.certificatePath = path;
    // the analysis of a query can block the server for longer than the default of 5 s, after which it closes idle connections
    this.server = createServer({ cert, key, keepAliveTimeout: 0 }, (request, response) => {
      void this.serve(request, response);
    });
  }

  static async start(options: ManagerOptions = {}): Promise<ArmServer> {
    const arm = new ArmServer(options);
    await new Promise<void>((resolve, reject) => {
      arm.server.once('error', reject);
      arm.server.listen(0, '127.0.0.1', resolve);
    });
    arm.proxy = await ConnectProxy.start(arm.port);
    arm.manager.operations.origin = arm.origin;
    return arm;
  }

  async stop(): Promise<void> {
    await this.proxy?.stop();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Settings with which providers and Node programs use this server instead of Azure. */
  get environment(): NodeJS.ProcessEnv {
    return {
      ARM_METADATA_HOSTNAME: this.host,
      ARM_SUBSCRIPTION_ID: SUBSCRIPTION,
      ARM_TENANT_ID: TENANT,
      ARM_CLIENT_ID: CLIENT,
      ARM_CLIENT_SECRET: CLIENT_SECRET,
      ARM_USE_CLI: 'false',
      SSL_CERT_FILE: this.certificatePath,
      NODE_EXTRA_CA_CERTS: this.certificatePath,
      // hosts of Azure, such as those of sites and storage services
      HTTPS_PROXY: this.proxy?.url,
      ARM_STAND_IN_PORT: String(this.port),
      NODE_OPTIONS: `--require=${REDIRECT}`,
      // the provider polls the result of an operation every ten seconds
      GO_AZURE_SDK_SKIP_POLLING_DELAY: 'true',
    };
  }

  /** Requests that the stand-in was not taught, as `GET /path: what is missing`. */
  get unknown(): string[] {
    return this.exchanges
      .filter(({ status }) => status === UNTAUGHT_STATUS)
      .map(({ method, host = '', path, error }) => `${method} ${host}${path}: ${error?.message}`);
  }

  /** Refused requests, as `409 ScopeLocked: message [document]`. */
  get refusals(): string[] {
    return this.exchanges
      .filter(({ status, error }) => status >= 400 && status !== 404 && error !== undefined)
      .map(({ status, error, document }) => `${status} ${error?.code}: ${error?.message} [${document}]`);
  }

  /** Requests of a method that changed something, as paths. */
  changes(method: string): string[] {
    return this.exchanges
      .filter((each) => each.method === method && each.status < 300)
      .map(({ path }) => path);
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private get host(): string {
    return `localhost:${this.port}`;
  }

  private get origin(): string {
    return `https://${this.host}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method as string;
    // clients of the resource group API send ids with two leading slashes
    const url = new URL((request.url as string).replace(/^\/+/, '/'), this.origin);
    const path = url.pathname.replace(/\/+$/, '');
    const content = await contentOf(request);
    const isJson = request.headers['content-type']?.includes('json') && content.length > 0;
    const body = (isJson ? JSON.parse(content.toString('utf8')) : {}) as Json;
    const { authorization, host = this.host } = request.headers;
    const answer =
      host.toLowerCase() === this.host
        ? await this.armAnswer(method, path, url.searchParams, content, authorization)
        : this.serviceAnswer(host, {
            method,
            path,
            query: url.searchParams,
            authorization,
            length: content.length,
          });
    const error = answer.status >= 400 && hasError(answer) ? errorOf(answer) : undefined;
    const service = host.toLowerCase() === this.host ? undefined : host;
    this.exchanges.push({
      method,
      host: service,
      path,
      body,
      status: answer.status,
      document: answer.document,
      error,
    });
    if (process.env.DEBUG_PARTS)
      process.stderr.write(`${answer.status} ${method} ${host}${request.url} ${error?.message ?? ''}\n`);
    response.writeHead(answer.status, {
      'Content-Type': 'application/json; charset=utf-8',
      ...answer.headers,
    });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }

  private async armAnswer(
    method: string,
    path: string,
    query: URLSearchParams,
    content: Buffer,
    authorization: string | undefined,
  ): Promise<ArmAnswer> {
    const text = content.toString('utf8');
    if (method === 'GET' && path === '/metadata/endpoints') return ok(cloudMetadata(this.origin));
    if (method === 'GET' && path.endsWith('/v2.0/.well-known/openid-configuration'))
      return ok(openIdConfiguration(this.origin));
    if (method === 'POST' && path.endsWith('/oauth2/v2.0/token'))
      return token(this.origin, new URLSearchParams(text));
    const [scheme, credentials = ''] = (authorization ?? '').split(' ');
    if (scheme !== 'Bearer' || !isTokenFor(credentials, this.origin))
      return refusal(
        401,
        'AuthenticationFailed',
        'Authentication failed. The header is missing.',
        'Azure REST API reference: send a request',
      );
    const body = text === '' ? {} : (JSON.parse(text) as Json);
    return await this.oneAtATime({ method, path: decodeURIComponent(path), query, body });
  }

  /** Answers a request. A write that needs what another write occupies fails after it was accepted. */
  private async oneAtATime(request: ArmRequest): Promise<ArmAnswer> {
    const keys = this.manager.occupied(request);
    if (keys.length === 0) return this.manager.answer(request);
    if (keys.some((key) => this.occupied.has(key))) {
      const failed = this.manager.operations.failed(
        subscriptionOf(request.path),
        { ...errorOf(PARALLEL_FLOW_LOGS) },
        request.body,
      );
      return { ...failed, document: PARALLEL_FLOW_LOGS.document };
    }
    for (const key of keys) this.occupied.add(key);
    await sleep(WRITE_MS);
    for (const key of keys) this.occupied.delete(key);
    return this.manager.answer(request);
  }

  /** Services with host names of their own. */
  private serviceAnswer(host: string, request: Parameters<Kudu['answer']>[1]): ArmAnswer {
    if (isDataPlane(host)) return dataPlane(request.method, host, this.manager.cloud);
    const site = host.toLowerCase().includes('.scm.') ? siteOfHost(host, this.manager.cloud) : undefined;
    return site === undefined ? untaught(`the host ${host}`) : this.kudu.answer(site, request);
  }
}

function hasError({ body }: ArmAnswer): boolean {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object';
}

async function contentOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
