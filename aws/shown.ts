const DEFAULT_LENGTH = 60;

/** A piece of a log as messages show it: quoted, and cut where it is long. */
export function shown(text: string, length = DEFAULT_LENGTH): string {
  return JSON.stringify(text.length > length ? `${text.slice(0, length)}...` : text);
}
