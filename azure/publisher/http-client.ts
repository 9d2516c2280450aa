/** A request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** A response. */
export interface HttpAnswer {
  readonly status: number;
  /** The beginning of the body. */
  readonly text: string;
}

/**
 * Sends a request.
 *
 * @throws ConnectionError if there is no response
 */
export type HttpClient = (request: HttpRequest) => Promise<HttpAnswer>;

/** An error that can pass: the name of a server does not resolve, or it does not answer, or it is overloaded. */
export class ConnectionError extends Error {}

/** Returns the error of a response: a `ConnectionError` if the service is overloaded or fails. */
export function errorOf({ status }: HttpAnswer, message: string): Error {
  return status === 429 || status >= 500 ? new ConnectionError(message) : new Error(message);
}

/** Bytes of a body that are read. The largest body that the program needs describes a site. */
const MAX_BODY = 1024 ** 2;

/** Duration of a request; an upload of the package over a slow line included. */
const REQUEST_TIMEOUT_MS = 4 * 60_000;

/**
 * Sends a request with the `fetch` of Node. Does not follow redirects, which would send the token elsewhere, and reads a part of
 * the body only.
 */
export const httpClient: HttpClient = async ({ method, url, headers, body }) => {
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return { status: response.status, text: await beginningOf(response) };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new ConnectionError(`no response from ${new URL(url).host}: ${messageOf(cause)}`);
  }
};

/** Parses the body of a response. Any other text is an empty object. */
export function jsonOf({ text }: HttpAnswer): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) ?? {};
  } catch {
    return {};
  }
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = (chunk as Uint8Array).subarray(0, MAX_BODY - size);
    text += decoder.decode(bytes, { stream: true });
    size += bytes.length;
    if (size >= MAX_BODY) break;
  }
  return text;
}

function messageOf(cause: unknown): string {
  const { code, message } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return (
    [code, message].filter((each) => typeof each === 'string' && each !== '').join(': ') || String(cause)
  );
}
