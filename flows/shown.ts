const DEFAULT_LENGTH = 60;

/** Returns a text from a log as messages show it: quoted, and truncated if it is long. */
export function shown(text: string, length = DEFAULT_LENGTH): string {
  return JSON.stringify(cut(text, length));
}

/** Returns a JSON value as messages show it. Only strings are quoted. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? shown(value) : cut(JSON.stringify(value) ?? 'nothing');
}

/** Returns a JSON value that should be a text, as messages show it. Of an object or a list, however deep, only the kind. */
export function shownScalar(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : shownValue(value);
}

/** Returns a text, truncated if it is long. */
export function cut(text: string, length = DEFAULT_LENGTH): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
