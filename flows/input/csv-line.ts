const QUOTE = '"';

/**
 * Splits a line of delimited text into its values (RFC 4180). A quoted value contains delimiters, and quotes that are
 * doubled. Returns undefined if a quoted value does not end in the line, or if text follows its closing quote.
 *
 * Source: RFC 4180, "Common Format and MIME Type for Comma-Separated Values (CSV) Files".
 */
export function csvValues(line: string, delimiter: string): string[] | undefined {
  if (!line.includes(QUOTE)) return line.split(delimiter);
  const values: string[] = [];
  for (let at = 0; at <= line.length; ) {
    const quoted = line[at] === QUOTE ? quotedValue(line, at + 1) : undefined;
    const end = quoted ? quoted.end : nextDelimiter(line, at, delimiter);
    if (quoted?.value === undefined && line[at] === QUOTE) return undefined;
    if (end < line.length && line[end] !== delimiter) return undefined;
    values.push(quoted?.value ?? line.slice(at, end));
    at = end + 1;
  }
  return values;
}

function nextDelimiter(line: string, from: number, delimiter: string): number {
  const at = line.indexOf(delimiter, from);
  return at < 0 ? line.length : at;
}

/** Returns a quoted value and the offset after its closing quote; no value if the quote is not closed. */
function quotedValue(line: string, from: number): { readonly value?: string; readonly end: number } {
  const parts: string[] = [];
  for (let start = from; ; ) {
    const quote = line.indexOf(QUOTE, start);
    if (quote < 0) return { end: line.length };
    parts.push(line.slice(start, quote));
    if (line[quote + 1] !== QUOTE) return { value: parts.join(QUOTE), end: quote + 1 };
    start = quote + 2;
  }
}
