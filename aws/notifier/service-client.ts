import { setTimeout as wait } from 'node:timers/promises';
import { NOTIFIER_ENVIRONMENT } from './settings';
import { type AwsCredentials, signedHeaders } from './sign-request';

const MAX_ATTEMPTS = 4;
const FIRST_DELAY_MILLIS = 200;
const REQUEST_TIMEOUT_MILLIS = 15_000;

const DEFAULT_URL_SUFFIX = 'amazonaws.com';

/** Errors that another attempt can succeed after, besides those with a status of 500 and above. */
const TRANSIENT = /Throttl|TooManyRequests|RequestLimitExceeded|ServiceUnavailable|LimitExceeded/;

/** Where and as whom requests are sent. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** Domain of the partition, such as `amazonaws.com`. */
  readonly urlSuffix: string;
  /** @default - the endpoint of the service in the region */
  readonly endpoint?: string;
}

/** Reads the settings that Lambda provides, and the endpoint of a stand-in for AWS. */
export function clientSettings(environment: Readonly<Record<string, string | undefined>>): ClientSettings {
  const { AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = environment;
  return {
    region: AWS_REGION,
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      sessionToken: environment.AWS_SESSION_TOKEN || undefined,
    },
    urlSuffix: environment[NOTIFIER_ENVIRONMENT.urlSuffix] || DEFAULT_URL_SUFFIX,
    endpoint: environment.AWS_ENDPOINT_URL || undefined,
  };
}

/**
 * Sends requests to services of AWS. The two operations that the function uses need no SDK: its code stays small and
 * starts fast.
 */
export class ServiceClient {
  constructor(
    private readonly settings: ClientSettings,
    private readonly firstDelay = FIRST_DELAY_MILLIS,
  ) {}

  /**
   * Sends a request, again if the service is busy.
   *
   * @returns the body of the response
   * @throws Error with the status and the response of the last attempt
   */
  async post(service: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const problem = await this.attempt(service, headers, body);
      if (typeof problem === 'string') return problem;
      if (!problem.isTransient || attempt === MAX_ATTEMPTS) throw problem.error;
      await wait(this.firstDelay * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }

  private async attempt(service: string, headers: Readonly<Record<string, string>>, body: string) {
    const { region, credentials, urlSuffix } = this.settings;
    const url = new URL(this.settings.endpoint ?? `https://${service}.${region}.${urlSuffix}`);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: signedHeaders({ url, service, region, headers, body }, credentials, new Date()),
        body,
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLIS),
      });
      const text = await response.text();
      if (response.ok) return text;
      const error = new Error(`${service} responded with status ${response.status}: ${text.slice(0, 500)}`);
      return {
        error,
        isTransient: response.status >= 500 || response.status === 429 || TRANSIENT.test(text),
      };
    } catch (error) {
      const cause = (error as Error).cause ?? error;
      return {
        error: new Error(`${service} did not respond: ${(cause as Error).message}`),
        isTransient: true,
      };
    }
  }
}
