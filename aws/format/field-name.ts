const FIELD_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Longest text that can be a name. AWS's longest name has 27 characters. */
const MAX_LENGTH = 100;

/** Returns whether a text has the syntax of a field name, as AWS writes it: `account-id`. */
export function isFieldName(text: string): boolean {
  return text.length <= MAX_LENGTH && FIELD_NAME.test(text);
}

/**
 * Returns the name of a field from a word of a header or of a format: `account_id`, `ACCOUNT-ID`, `"account-id"` and
 * `${account-id}` are all `account-id`. Returns undefined if the word is not a name.
 */
export function fieldName(word: string): string | undefined {
  const bare = between(between(word, '"', '"'), '${', '}');
  const name = bare.toLowerCase().replaceAll('_', '-');
  return isFieldName(name) ? name : undefined;
}

function between(text: string, opening: string, closing: string): string {
  return text.startsWith(opening) && text.endsWith(closing) && text.length > opening.length + closing.length
    ? text.slice(opening.length, -closing.length)
    : text;
}
