import { visibleJson } from './visible-text';

/** The output of `--json`: one indented JSON value and a line end. Characters that are not visible are escapes. */
export function jsonText(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
