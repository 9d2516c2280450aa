const DEFAULT_LENGTH = 60;

/** Returns a text from a log as messages show it: quoted, and truncated if it is long. */
export function shown(text: string, length = DEFAULT_LENGTH): string {
  return JSON.stringify(cut(text, length));
}

/** Returns a JSON value as messages show it. Only strings are quoted. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? shown(value) : cut(JSON.stringify(value) ?? 'nothing', DEFAULT_LENGTH);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
