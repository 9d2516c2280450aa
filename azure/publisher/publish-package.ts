import type { Cloud } from './cloud';
import { ConnectionError, type HttpAnswer, type HttpClient, type HttpRequest, jsonOf } from './http-client';
import { failureOf, type Refusal, refusalOf, shown } from './refusal';
import { API_VERSION, scmHostOf } from './scm-host';

/** A package, the site that runs it, and the means to publish it. */
export interface Publication {
  /** ARM id of the site. */
  readonly siteId: string;
  readonly zip: Uint8Array<ArrayBuffer>;
  /** Requests the endpoints of the cloud. */
  readonly cloud: () => Promise<Cloud>;
  /** Requests a token. It is requested again if the site does not accept the first one, which can expire during the wait. */
  readonly token: (cloud: Cloud) => Promise<string>;
  /** Duration after which it gives up, in milliseconds. */
  readonly timeoutMillis: number;
  /** Pause before the first retry, in milliseconds. Each further pause is twice as long, up to eight times. */
  readonly intervalMillis: number;
  readonly http: HttpClient;
  readonly log: (line: string) => void;
}

/** States of a publication. Source: azure-dev issue 3658. */
const STATES: Readonly<Record<number, string>> = {
  [-1]: 'cancelled',
  0: 'pending',
  1: 'building',
  2: 'deploying',
  3: 'failed',
  4: 'succeeded',
  5: 'in conflict with another one',
  6: 'succeeded in part',
};
const UNFINISHED = [0, 1, 2];
const SUCCEEDED = 4;
const CONFLICT = 5;

/** How often a refusal of the deployer is retried, about two minutes: roles of deployers are rarely new. */
const SOON_ATTEMPTS = 5;

/**
 * Publishes a package by OneDeploy and waits for its end. It retries what passes: a role that has not taken effect, a site that
 * is starting, another publication, an identity or metadata service without answer.
 *
 * Source: Azure documentation, "Deployment technologies in Azure Functions: One deploy"; Azure CLI, `enable_zip_deploy_flex`.
 *
 * @throws Error with the last answer of the site and what to do
 */
export async function publishPackage(publication: Publication): Promise<void> {
  await new Attempts(publication).publish();
}

class Attempts {
  private readonly start = Date.now();
  private pauses = 0;
  private refusals = 0;
  private token: string | undefined;

  constructor(private readonly publication: Publication) {}

  async publish(): Promise<void> {
    const { log, zip } = this.publication;
    const cloud = await this.cloud();
    const host = await this.scmHost(cloud);
    log(`publishing ${Math.ceil(zip.length / 1000)} kB to ${host}`);
    const url = `https://${host}/api/publish?type=zip&RemoteBuild=false&Deployer=cloud-flow-logs`;
    const upload: HttpRequest = {
      method: 'POST',
      url,
      headers: { 'Content-Type': 'application/zip', 'Cache-Control': 'no-cache' },
      body: zip,
    };
    for (;;) {
      const answer = await this.retried(cloud, upload, ({ status }) => status === 200 || status === 202);
      const problem = await this.result(cloud, host, idIn(answer));
      if (problem === undefined) break;
      await this.pauseAfter(problem.refusal, problem.text);
    }
    log(`published in ${Math.round((Date.now() - this.start) / 1000)} s`);
  }

  /** Requests the endpoints of the cloud until a service answers. */
  private async cloud(): Promise<Cloud> {
    for (;;) {
      try {
        return await this.publication.cloud();
      } catch (error) {
        if (!(error instanceof ConnectionError)) throw error;
        await this.pauseAfter(NO_CLOUD, error.message);
      }
    }
  }

  private async scmHost(cloud: Cloud): Promise<string> {
    const { siteId } = this.publication;
    const url = `${cloud.resourceManager}${siteId}?api-version=${API_VERSION}`;
    const answer = await this.retried(cloud, { method: 'GET', url }, ({ status }) => status === 200);
    return scmHostOf(jsonOf(answer));
  }

  /** Waits for the end of a publication. Returns what failed, if it failed. */
  private async result(cloud: Cloud, host: string, id: string | undefined) {
    const url = `https://${host}/api/deployments/latest`;
    let last = '';
    let isSeen = false;
    for (;;) {
      const answer = await this.retried(
        cloud,
        { method: 'GET', url },
        ({ status }) => status < 300 || (isSeen && status === 404),
      );
      // the platform can recycle the worker, which knows the state, when the publication ends; azure-dev, funcapp_host_client.go
      if (answer.status === 404) return undefined;
      const state = jsonOf(answer) as { readonly id?: unknown; readonly status?: unknown };
      const status = Number(state.status ?? Number.NaN);
      const isOurs = id === undefined || state.id === undefined || state.id === id;
      if (isOurs && status === SUCCEEDED) return undefined;
      const name = isOurs ? (STATES[status] ?? 'unknown') : 'not visible yet';
      if (isOurs && !UNFINISHED.includes(status) && status in STATES) {
        const refusal = status === CONFLICT ? refusalOf({ status: 409, text: '' }) : failureOf(answer.text);
        return { refusal, text: `the publication ${name}: ${answer.text}` };
      }
      isSeen ||= isOurs && UNFINISHED.includes(status);
      if (name !== last) this.publication.log(`the publication is ${name}`);
      last = name;
      await this.pauseAfter(
        { reason: '', advice: 'see the deployments of the site in the portal', passes: 'late' },
        `the publication is ${name}: ${answer.text}`,
      );
    }
  }

  /** Retries a request until its response is a success. */
  private async retried(cloud: Cloud, request: HttpRequest, isSuccess: (answer: HttpAnswer) => boolean) {
    const { http } = this.publication;
    for (;;) {
      try {
        this.token ??= await this.publication.token(cloud);
        const headers = { ...request.headers, Authorization: `Bearer ${this.token}` };
        const answer = await http({ ...request, headers });
        if (isSuccess(answer)) {
          this.pauses = 0;
          return answer;
        }
        const { host } = new URL(request.url);
        await this.pauseAfter(refusalOf(answer), `${host} answered ${answer.status}: ${answer.text}`);
        if (answer.status === 401) this.token = undefined;
      } catch (error) {
        if (!(error instanceof ConnectionError)) throw error;
        await this.pauseAfter(this.token === undefined ? NO_TOKEN : unreachable(request.url), error.message);
      }
    }
  }

  /** Pauses before a retry, or throws if none can succeed. */
  private async pauseAfter({ reason, advice, passes }: Refusal, text: string): Promise<void> {
    const { intervalMillis, timeoutMillis, log, siteId } = this.publication;
    const pause = intervalMillis * 2 ** Math.min(this.pauses, 3);
    const elapsed = Date.now() - this.start;
    if (passes === 'soon') this.refusals += 1;
    const isOver = elapsed + pause > timeoutMillis;
    if (isOver || passes === 'never' || this.refusals > SOON_ATTEMPTS) {
      const seconds = Math.round(elapsed / 1000);
      throw new Error(
        `${siteId} did not accept the package after ${seconds} s${reason && `: ${reason}`}: ${advice}. ${shown(text, this.token)}`,
      );
    }
    this.pauses += 1;
    if (reason) log(`${reason}; next attempt in ${Math.ceil(pause / 1000)} s`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

const NODE_PROXY = 'Node uses HTTPS_PROXY only with NODE_USE_ENV_PROXY=1, since 22.21';

/** The metadata service of a private cloud can be overloaded or restart. */
const NO_CLOUD: Refusal = {
  reason: 'the endpoints of the cloud are not known yet',
  advice: `the machine that applies needs HTTPS access to ARM_METADATA_HOSTNAME; ${NODE_PROXY}`,
  passes: 'soon',
};

/** An identity service can be overloaded or restart. */
const NO_TOKEN: Refusal = {
  reason: 'the deployer has no token yet',
  advice: `the machine that applies needs access to the identity service; ${NODE_PROXY}`,
  passes: 'soon',
};

function unreachable(url: string): Refusal {
  return {
    reason: `${new URL(url).host} cannot be reached`,
    advice: `the machine that applies needs HTTPS access to it; ${NODE_PROXY}`,
    passes: 'late',
  };
}

/** The site answers with the id of the publication as a JSON text. */
function idIn(answer: HttpAnswer): string | undefined {
  const body = jsonOf(answer);
  return typeof body === 'string' && body !== '' ? body : undefined;
}
