import { readFileSync } from 'node:fs';
import { errorOf, type HttpAnswer, jsonOf } from './http-client';

/**
 * Returns a text in the body of a response.
 *
 * @throws ConnectionError if the service is overloaded or fails
 * @throws Error that contains the explanation of the service, never the body, which can contain a credential
 */
export function textIn(answer: HttpAnswer, member: string): string {
  const body = jsonOf(answer) as Readonly<Record<string, unknown>>;
  const value = body[member];
  if (answer.status === 200 && typeof value === 'string') return value;
  const explanation = body.error_description ?? body.message;
  const detail = typeof explanation === 'string' ? `: ${explanation.slice(0, 500)}` : '';
  throw errorOf(answer, `the service answered ${answer.status}${detail}`);
}

/** Adds parameters that the query of a URL lacks. */
export function withQuery(url: string, query: Readonly<Record<string, string>>): string {
  const full = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    if (!full.searchParams.has(name)) full.searchParams.set(name, value);
  }
  return full.toString();
}

/** Returns the content of a file that contains a credential, or an empty text if there is no path. */
export function contentOf(path: string | undefined): string {
  return path ? readFileSync(path, 'utf8').trim() : '';
}
