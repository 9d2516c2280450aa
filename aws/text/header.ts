import { FIELDS_BY_NAME } from '../fields';
import { fieldName } from '../format/field-name';

/** Splits a line into its tokens. Repeated separators count as one. */
export function tokensOf(line: string): string[] {
  const tokens = line.split(' ');
  // a split by one space is many times faster, and enough for nearly all lines
  if (!tokens.includes('') && !line.includes('\t')) return tokens;
  return line.split(/[ \t]+/).filter((token) => token !== '');
}

/**
 * Returns the field names of a header line: every token has the syntax of a name, and at least one is a known field. Names
 * can be written as `account-id`, `account_id`, `ACCOUNT-ID` and `${account-id}`. Returns undefined for any other line. A
 * record cannot match, unless all of its values are words (a format with tag fields only).
 */
export function headerNames(tokens: readonly string[]): string[] | undefined {
  const names: string[] = [];
  for (const token of tokens) {
    const name = fieldName(token);
    if (name === undefined) return undefined;
    names.push(name);
  }
  return knownFields(names) > 0 ? names : undefined;
}

/**
 * Returns the field names of a header after the first line. It must consist mostly of known fields, because it changes the
 * schema.
 */
export function laterHeaderNames(tokens: readonly string[]): string[] | undefined {
  const names = headerNames(tokens);
  return names && knownFields(names) * 2 > names.length ? names : undefined;
}

function knownFields(names: readonly string[]): number {
  return names.filter((name) => FIELDS_BY_NAME.has(name)).length;
}
