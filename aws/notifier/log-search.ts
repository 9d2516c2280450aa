import type { LogLines, LogSearch } from './notify';
import type { ServiceClient } from './service-client';

/** Most pages of a search. CloudWatch Logs returns up to 1 MB or 10,000 events in each, and empty ones in between. */
const MAX_PAGES = 300;
/** Most lines of a search. */
const MAX_LINES = 50_000;

interface Page {
  readonly events?: readonly { readonly message?: string }[];
  readonly nextToken?: string | null;
}

/**
 * Returns the lines of a log group that match a pattern.
 *
 * Source: CloudWatch Logs API Reference, "FilterLogEvents".
 *
 * @throws Error if the log group cannot be read
 */
export async function searchLog(client: ServiceClient, search: LogSearch): Promise<LogLines> {
  const lines: string[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES && lines.length < MAX_LINES; page++) {
    const body = await client.post(
      'logs',
      { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'Logs_20140328.FilterLogEvents' },
      JSON.stringify({
        logGroupName: search.logGroup,
        filterPattern: search.pattern,
        startTime: search.from,
        endTime: search.to,
        nextToken,
      }),
    );
    const result = JSON.parse(body) as Page;
    for (const { message } of result.events ?? []) if (message !== undefined) lines.push(message);
    nextToken = result.nextToken || undefined;
    if (nextToken === undefined) return { lines, isIncomplete: false };
  }
  return { lines, isIncomplete: true };
}
