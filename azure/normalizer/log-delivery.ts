import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelinePolicy,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import type { Value } from '../../flows/columns';
import { audienceOf } from '../ingestion/audience';
import {
  batchesOf,
  type DocumentBatch,
  halves,
  MAX_CALL_BYTES,
  type RejectedDocument,
} from '../ingestion/batches';
import { DELIVERY_ENVIRONMENT } from '../ingestion/delivery-settings';
import { rowDocument } from '../ingestion/row-document';

/** Destination and credential of `LogDelivery`. */
export interface LogDeliveryOptions {
  /** Logs ingestion endpoint of the data collection endpoint. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule, `dcr-...`. */
  readonly ruleId: string;
  /** Stream of the rule, `Custom-...`. */
  readonly stream: string;
  readonly credential: TokenCredential;
  /**
   * Audience of the tokens. Each Azure cloud has its own.
   *
   * @default - the audience of the endpoint's cloud
   */
  readonly audience?: string;
  /**
   * Whether an endpoint without TLS is allowed. Only for tests.
   *
   * @default false
   */
  readonly allowInsecure?: boolean;
}

/** Numbers of rows so far. */
export interface DeliveryCounts {
  readonly delivered: number;
  /** Rows with a truncated value. The column `Truncated` of these rows names it. */
  readonly truncated: number;
  /** Rows that are larger than a call can be. */
  readonly rejected: number;
}

const API_VERSION = '2023-01-01';
const TOO_LARGE = 413;
const DELIVERED = 204;
const MAX_RETRIES = 5;

/** Number of concurrent calls. */
const CONCURRENCY = 4;

/** Number of characters to buffer before the documents are sent. */
const MAX_BUFFERED = CONCURRENCY * MAX_CALL_BYTES;

const compressed = promisify(gzip);

/**
 * Creates the delivery that the environment of a function configures; undefined if it configures none.
 *
 * @throws Error if only some of the variables are set; the message names the missing ones
 */
export function logDeliveryOf(
  environment: Readonly<Record<string, string | undefined>>,
  credential: TokenCredential,
): LogDelivery | undefined {
  const given = Object.values(DELIVERY_ENVIRONMENT).filter((name) => environment[name]);
  if (given.length === 0) return undefined;
  const missing = Object.values(DELIVERY_ENVIRONMENT).filter((name) => !environment[name]);
  if (missing.length > 0) {
    throw new Error(
      `${given.join(' and ')} is set, but ${missing.join(' and ')} is missing: set all of them, or none`,
    );
  }
  const [endpoint, ruleId, stream] = (['endpoint', 'ruleId', 'stream'] as const).map(
    (key) => environment[DELIVERY_ENVIRONMENT[key]] as string,
  ) as [string, string, string];
  return new LogDelivery({ endpoint, ruleId, stream, credential });
}

/**
 * Writes rows to a table of a Log Analytics workspace through the Logs Ingestion API. The client in the Azure SDK
 * serializes the rows itself and cannot write integers above 2^53. This class sends prepared JSON through the SDK's
 * pipeline, which adds tokens and retries after the time that the service returns.
 *
 * Source: Azure Monitor documentation, "Logs Ingestion API in Azure Monitor".
 */
export class LogDelivery {
  private readonly url: string;
  private readonly pipeline: Pipeline;
  private readonly client: HttpClient = createDefaultHttpClient();
  private seen = 0;
  private delivered = 0;
  private truncated = 0;
  private readonly refused: RejectedDocument[] = [];

  constructor(private readonly options: LogDeliveryOptions) {
    const { endpoint, ruleId, stream } = options;
    const path = `dataCollectionRules/${encodeURIComponent(ruleId)}/streams/${encodeURIComponent(stream)}`;
    this.url = `${withoutSlash(endpoint)}/${path}?api-version=${API_VERSION}`;
    this.pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: MAX_RETRIES } });
    this.pipeline.addPolicy(tokenPolicy(options), { phase: 'Sign' });
  }

  get counts(): DeliveryCounts {
    return { delivered: this.delivered, truncated: this.truncated, rejected: this.refused.length };
  }

  /** Rows that are larger than a call can be, by their position among all rows so far. */
  get rejected(): readonly RejectedDocument[] {
    return this.refused;
  }

  /**
   * Writes rows and buffers only a few of them. After an error some rows may have been written. If the caller delivers
   * them again, the table has them twice with the same row id.
   *
   * @throws Error with the response of every call that failed
   */
  async deliver(rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>): Promise<void> {
    let buffered: string[] = [];
    let characters = 0;
    for await (const row of rows) {
      const { json, truncated } = rowDocument(row);
      if (truncated.length > 0) this.truncated++;
      buffered.push(json);
      characters += json.length;
      if (characters < MAX_BUFFERED) continue;
      await this.sendDocuments(buffered);
      buffered = [];
      characters = 0;
    }
    await this.sendDocuments(buffered);
  }

  private async sendDocuments(documents: readonly string[]): Promise<void> {
    const { batches, rejected } = batchesOf(documents);
    for (const { position, reason } of rejected) {
      this.refused.push({ position: this.seen + position, reason });
    }
    this.seen += documents.length;
    const problems = await this.sendAll(batches);
    if (problems.length === 0) return;
    const calls = `${problems.length} of ${batches.length} calls of the Logs Ingestion API failed`;
    throw new Error(`${calls}: ${[...new Set(problems)].join('; ')}`);
  }

  private async sendAll(batches: readonly DocumentBatch[]): Promise<string[]> {
    const waiting = [...batches];
    const problems: string[] = [];
    const worker = async () => {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        try {
          await this.send(batch);
        } catch (error) {
          problems.push(error instanceof Error ? error.message : String(error));
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return problems;
  }

  private async send(batch: DocumentBatch): Promise<void> {
    const request = createPipelineRequest({
      url: this.url,
      method: 'POST',
      headers: createHttpHeaders({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }),
      body: await compressed(batch.body),
      allowInsecureConnection: this.options.allowInsecure,
    });
    const { status, bodyAsText } = await this.pipeline.sendRequest(this.client, request);
    if (status === DELIVERED) {
      this.delivered += batch.documents.length;
      return;
    }
    const smaller = status === TOO_LARGE ? halves(batch) : undefined;
    if (!smaller) throw new Error(`status ${status} for ${batch.documents.length} rows: ${bodyAsText ?? ''}`);
    for (const half of smaller) await this.send(half);
  }
}

function tokenPolicy(options: LogDeliveryOptions): PipelinePolicy {
  const { credential, audience = audienceOf(options.endpoint), allowInsecure } = options;
  const scopes = `${audience}/.default`;
  if (!allowInsecure) return bearerTokenAuthenticationPolicy({ credential, scopes });
  return {
    name: 'tokenWithoutTls',
    async sendRequest(request, next) {
      const { token } = (await credential.getToken(scopes)) ?? {};
      request.headers.set('Authorization', `Bearer ${token}`);
      return next(request);
    },
  };
}

/** Removes the slashes at the end of an endpoint. */
function withoutSlash(endpoint: string): string {
  return endpoint.endsWith('/') ? withoutSlash(endpoint.slice(0, -1)) : endpoint;
}
