import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLISHER_PROGRAM } from '../../azure/publisher/publisher-program';
import { selfSigned } from './arm/certificate';
import { azureId } from './azure-ids';

/** The token that the server issues. */
export const TOKEN = 'a.token-of.the_deployer';

export const SITE_ID = azureId('Microsoft.Web', 'sites/flowlogs');

/** A response of the server. */
export interface SiteAnswer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request to the server. */
export interface SiteRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

/** Exit code and output of the program. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the server answers; the last answer of a list is also the answer to further requests. */
export interface SiteScript {
  readonly publish?: readonly SiteAnswer[];
  readonly deployment?: readonly SiteAnswer[];
  readonly site?: readonly SiteAnswer[];
  readonly token?: readonly SiteAnswer[];
  readonly metadata?: readonly SiteAnswer[];
}

export const ISSUED: SiteAnswer = { status: 200, body: { access_token: TOKEN } };

/** Answers of a publication that succeeds at once. */
export const ACCEPTED: SiteAnswer = { status: 202, body: 'publication-1' };
export const SUCCEEDED: SiteAnswer = { status: 200, body: { id: 'publication-1', status: 4 } };

/** A local server with the endpoints that the publishing program uses: cloud metadata, tokens, the site, its SCM endpoint. */
export class PublishingSite {
  readonly requests: SiteRequest[] = [];
  script: SiteScript = {};
  host = '';
  private readonly directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-site-'));
  private readonly certificate = selfSigned(this.directory);
  private readonly package = join(this.directory, 'function.zip');
  private server: Server | undefined;
  private readonly given = new Map<string, number>();

  static async start(): Promise<PublishingSite> {
    const site = new PublishingSite();
    const { cert, key } = site.certificate;
    const server = createServer({ cert, key }, async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = '', url = '' } = request;
      const { authorization } = request.headers;
      site.requests.push({ method, path: url, authorization, body: Buffer.concat(chunks) });
      const { status, body, text, headers } = site.answer(method, url);
      response.writeHead(status, headers);
      response.end(text ?? JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site.server = server;
    site.host = `localhost:${(server.address() as AddressInfo).port}`;
    return site;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Forgets the requests, and answers differently. */
  answerWith(script: SiteScript): void {
    this.script = script;
    this.requests.length = 0;
    this.given.clear();
  }

  /** Requests to a path. */
  to(path: string): SiteRequest[] {
    return this.requests.filter((request) => request.path.startsWith(path));
  }

  /** Runs the bundled program as Terraform does. */
  run(environment: NodeJS.ProcessEnv = {}, content: string | Buffer = 'a package'): Promise<ProgramResult> {
    writeFileSync(this.package, content);
    const variables = {
      PATH: process.env.PATH,
      NODE_EXTRA_CA_CERTS: this.certificate.path,
      ARM_METADATA_HOSTNAME: this.host,
      ARM_TENANT_ID: 'tenant',
      ARM_CLIENT_ID: 'client',
      ARM_CLIENT_SECRET: 'the-client-secret',
      FLOW_LOGS_SITE_ID: SITE_ID,
      FLOW_LOGS_PACKAGE: this.package,
      FLOW_LOGS_PUBLISH_MINUTES: '1',
      FLOW_LOGS_PUBLISH_INTERVAL: '5',
      ...environment,
    };
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [PUBLISHER_PROGRAM, 'publish'],
        { env: variables },
        (error, stdout, stderr) => {
          resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
        },
      );
    });
  }

  private answer(method: string, path: string): SiteAnswer {
    if (path.startsWith('/metadata/endpoints')) {
      return this.next('metadata', [this.metadata]);
    }
    if (path === '/tenant/oauth2/v2.0/token') return this.next('token', [ISSUED]);
    if (method === 'POST' && path.startsWith('/api/publish?')) return this.next('publish', [ACCEPTED]);
    if (path === '/api/deployments/latest') return this.next('deployment', [SUCCEEDED]);
    if (path.startsWith(SITE_ID)) return this.next('site', [this.described(this.host)]);
    return { status: 501 };
  }

  /** The endpoints of the cloud of the site. */
  get metadata(): SiteAnswer {
    const origin = `https://${this.host}/`;
    return { status: 200, body: { authentication: { loginEndpoint: origin }, resourceManager: origin } };
  }

  /** A description of the site with this SCM host. */
  described(scmHost: string): SiteAnswer {
    const states = [
      { name: 'flowlogs.example.com', hostType: 'Standard' },
      { name: scmHost, hostType: 'Repository' },
    ];
    return { status: 200, body: { properties: { hostNameSslStates: states } } };
  }

  private next(kind: keyof SiteScript, byDefault: readonly SiteAnswer[]): SiteAnswer {
    const answers = this.script[kind] ?? byDefault;
    const index = this.given.get(kind) ?? 0;
    this.given.set(kind, index + 1);
    return answers[Math.min(index, answers.length - 1)] as SiteAnswer;
  }
}
