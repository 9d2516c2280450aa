import { FIELDS_BY_NAME } from '../fields';

const FIELD_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Splits a line into its tokens; doubled separators count as one. */
export function tokensOf(line: string): string[] {
  const tokens = line.split(' ');
  // the plain split is many times faster, and nearly always enough
  if (!tokens.includes('') && !line.includes('\t')) return tokens;
  return line.split(/[ \t]+/).filter((token) => token !== '');
}

/**
 * Whether a line can be a header: every token has the form of a field name and at least one is a known field. A
 * record can not look so, but for records of nothing but words (a format of tags alone).
 */
export function isHeader(tokens: readonly string[]): boolean {
  return tokens.every((token) => FIELD_NAME.test(token)) && knownFields(tokens) > 0;
}

/** Whether a line after the first is a header: to change the layout on the way, most of it must be known fields. */
export function isLaterHeader(tokens: readonly string[]): boolean {
  return isHeader(tokens) && knownFields(tokens) * 2 > tokens.length;
}

function knownFields(tokens: readonly string[]): number {
  return tokens.filter((token) => FIELDS_BY_NAME.has(token)).length;
}
