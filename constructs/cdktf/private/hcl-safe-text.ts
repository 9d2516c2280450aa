import { Fn, Token, Tokenization } from 'cdktf';
import { isKnown } from './known';
import { terraformText } from './kql-text';

/*
 * CDKTF renders an argument of one line as a quoted string of HCL (`synth --hcl`). It escapes neither backslashes in it nor,
 * beside a reference, quotes. It renders several lines as a heredoc, which needs no escapes.
 */

/** Returns a query for an argument. A line break at the end, which KQL does not regard, makes it a heredoc in HCL. */
export function kqlArgument(kql: string): string {
  return kql.includes('\n') || !(Token.isUnresolved(kql) || kql.includes('\\'))
    ? terraformText(kql)
    : `${terraformText(kql)}\n`;
}

/** Returns JSON for an argument. If it contains references, it becomes an expression that joins its parts. */
export function jsonArgument(json: string): string {
  if (!Token.isUnresolved(json)) return `${terraformText(json)}\n`;
  const parts: string[] = [
    Tokenization.reverseString(json).join({ join: (left, right) => [left, right].flat() }),
  ].flat();
  return Fn.join(
    '',
    parts.map((part) => (Token.isUnresolved(part) ? part : quoted(part))),
  );
}

/** Returns a text without references for an argument whose value must not end with a line break. */
export function exactArgument(text: string): string {
  return text.includes('\\') ? Fn.join('', [quoted(text)]) : terraformText(text);
}

/**
 * Returns a value for an argument of a function, in which CDKTF escapes neither quotes nor backslashes: known texts, also those
 * in an object, become strings of the Terraform language.
 */
export function functionArgument(value: unknown): unknown {
  if (!isKnown(value)) return value;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null || !Object.keys(value).every(isKnown)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, functionArgument(each)]));
}

/** A string of the Terraform language. `Fn.rawString` escapes quotes, line breaks and `${`. */
function quoted(text: string) {
  return Fn.rawString(text.replace(/\\/g, '\\\\').replace(/%(?=\{)/g, '%%'));
}
