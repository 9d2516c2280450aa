/** Value of `kind` in the log lines of reported addresses. */
const NOTIFIED_KIND = 'threats-notified';

/** Pattern of CloudWatch Logs that matches the lines. */
export const NOTIFIED_PATTERN = `{ $.kind = "${NOTIFIED_KIND}" }`;

/** Keys in a line, so that it stays far below the largest size of a log event. */
const KEYS_PER_LINE = 200;

/** Returns lines for the log of the notifier that state which addresses were reported. */
export function notifiedLines(keys: readonly string[]): string[] {
  const lines: string[] = [];
  for (let from = 0; from < keys.length; from += KEYS_PER_LINE) {
    lines.push(JSON.stringify({ kind: NOTIFIED_KIND, keys: keys.slice(from, from + KEYS_PER_LINE) }));
  }
  return lines;
}

/** Returns the addresses of a line; none if it is another line. */
export function notifiedKeys(line: string): string[] {
  try {
    const { kind, keys } = JSON.parse(line) as { kind?: unknown; keys?: unknown };
    if (kind === NOTIFIED_KIND && Array.isArray(keys)) {
      return keys.filter((key): key is string => typeof key === 'string');
    }
  } catch {
    // a line of Lambda itself
  }
  return [];
}
