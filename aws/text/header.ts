import { FIELDS_BY_NAME } from '../fields';

const FIELD_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Splits a line into its tokens. Repeated separators count as one. */
export function tokensOf(line: string): string[] {
  const tokens = line.split(' ');
  // a split by one space is many times faster, and enough for nearly all lines
  if (!tokens.includes('') && !line.includes('\t')) return tokens;
  return line.split(/[ \t]+/).filter((token) => token !== '');
}

/**
 * Whether a line is a header: every token has the syntax of a field name, and at least one is a known field. A record
 * cannot match, unless all of its values are words (a format with tag fields only).
 */
export function isHeader(tokens: readonly string[]): boolean {
  return tokens.every((token) => FIELD_NAME.test(token)) && knownFields(tokens) > 0;
}

/** Whether a line after the first one is a header. It must consist mostly of known fields, because it changes the schema. */
export function isLaterHeader(tokens: readonly string[]): boolean {
  return isHeader(tokens) && knownFields(tokens) * 2 > tokens.length;
}

function knownFields(tokens: readonly string[]): number {
  return tokens.filter((token) => FIELDS_BY_NAME.has(token)).length;
}
