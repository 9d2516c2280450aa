/**
 * Source of a pattern for the comments and strings of a query. One without an end extends to the end of its line.
 *
 * Source: Kusto Query Language documentation, "The string data type".
 */
export const COMMENTS_AND_STRINGS = [
  String.raw`\/\/[^\n]*`,
  '`{3}[^`]*`{0,3}',
  String.raw`@"[^"\n]*"?`,
  String.raw`@'[^'\n]*'?`,
  String.raw`"(?:\\.|[^"\\\n])*"?`,
  String.raw`'(?:\\.|[^'\\\n])*'?`,
].join('|');

const ALL = new RegExp(COMMENTS_AND_STRINGS, 'g');

/** A query without its comments and strings. */
export function withoutTexts(kql: string): string {
  return kql.replace(ALL, ' ');
}
