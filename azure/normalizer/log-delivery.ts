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
import {
  batchesOf,
  type DocumentBatch,
  halves,
  MAX_CALL_BYTES,
  type RejectedDocument,
} from '../ingestion/batches';
import { DELIVERY_ENVIRONMENT } from '../ingestion/delivery-settings';
import { rowDocument } from '../ingestion/row-document';

/** Where rows go, and who asks to write them. */
export interface LogDeliveryOptions {
  /** Logs ingestion endpoint of the data collection endpoint. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule, `dcr-...`. */
  readonly ruleId: string;
  /** Stream of the rule, `Custom-...`. */
  readonly stream: string;
  readonly credential: TokenCredential;
  /**
   * Whom tokens are for; each cloud of Azure has its own.
   *
   * @default 'https://monitor.azure.com'
   */
  readonly audience?: string;
  /**
   * Whether the endpoint may be one without TLS, as only a stand-in is.
   *
   * @default false
   */
  readonly allowInsecure?: boolean;
}

/** What became of all rows so far. */
export interface DeliveryCounts {
  readonly delivered: number;
  /** Rows of which a value did not fit whole; they say which. */
  readonly truncated: number;
  /** Rows that no call can take. */
  readonly rejected: number;
}

const API_VERSION = '2023-01-01';
const PUBLIC_AUDIENCE = 'https://monitor.azure.com';
const TOO_LARGE = 413;
const DELIVERED = 204;
const MAX_RETRIES = 5;

/** Calls under way at a time. */
const CONCURRENCY = 4;

/** Characters of documents that are held before they are sent. */
const MAX_HELD = CONCURRENCY * MAX_CALL_BYTES;

const compressed = promisify(gzip);

/**
 * The delivery that a function's environment asks for; undefined if it asks for none.
 *
 * @throws Error that names every variable that is missing
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
      `${given.join(' and ')} is set, but not ${missing.join(' and ')}: set all of them, or none`,
    );
  }
  const [endpoint, ruleId, stream] = (['endpoint', 'ruleId', 'stream'] as const).map(
    (key) => environment[DELIVERY_ENVIRONMENT[key]] as string,
  ) as [string, string, string];
  return new LogDelivery({ endpoint, ruleId, stream, credential });
}

/**
 * Writes rows to a table of a workspace by the Logs Ingestion API. The client of Azure's SDK writes JSON by itself and
 * can not write whole numbers above 2^53; this one sends the text that it is given, by the same pipeline: tokens, and
 * retries that wait as long as the service says.
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
    this.url = `${endpoint.replace(/\/+$/, '')}/${path}?api-version=${API_VERSION}`;
    this.pipeline = createPipelineFromOptions({ retryOptions: { maxRetries: MAX_RETRIES } });
    this.pipeline.addPolicy(tokenPolicy(options), { phase: 'Sign' });
  }

  get counts(): DeliveryCounts {
    return { delivered: this.delivered, truncated: this.truncated, rejected: this.refused.length };
  }

  /** Rows that no call can take, by their position among all rows so far. */
  get rejected(): readonly RejectedDocument[] {
    return this.refused;
  }

  /**
   * Writes rows; few of them are held at a time. After an error some may have been written: delivered again they are
   * there twice, under the same id.
   *
   * @throws Error with what every call that failed was answered
   */
  async deliver(rows: AsyncIterable<readonly Value[]> | Iterable<readonly Value[]>): Promise<void> {
    let held: string[] = [];
    let characters = 0;
    for await (const row of rows) {
      const { json, truncated } = rowDocument(row);
      if (truncated.length > 0) this.truncated++;
      held.push(json);
      characters += json.length;
      if (characters < MAX_HELD) continue;
      await this.sendDocuments(held);
      held = [];
      characters = 0;
    }
    await this.sendDocuments(held);
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
  const { credential, audience = PUBLIC_AUDIENCE, allowInsecure } = options;
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
