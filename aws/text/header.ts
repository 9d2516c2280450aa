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
 * Whether a line is a header: every token has the form of a field name and at least one is a known field. No
 * record can look so, for every record has a number or a `-` in it or is made of unknown words alone.
 */
export function isHeader(tokens: readonly string[]): boolean {
  return tokens.every((token) => FIELD_NAME.test(token)) && tokens.some((token) => FIELDS_BY_NAME.has(token));
}
