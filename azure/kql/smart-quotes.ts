/** A typographic quote in a place where KQL requires a straight one. */
export interface SmartQuote {
  readonly offset: number;
  readonly seen: string;
  readonly meant: string;
}

const STRAIGHT: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
};

/** Comments and strings, in which typographic quotes are ordinary characters; then strings in typographic quotes. */
const PIECES = new RegExp(
  [
    /\/\/[^\n]*/,
    /```[\s\S]*?(?:```|$)/,
    /@"(?:""|[^"\n])*"/,
    /@'(?:''|[^'\n])*'/,
    /"(?:\\.|[^"\\\n])*"/,
    /'(?:\\.|[^'\\\n])*'/,
    // begins or ends with a typographic quote, like text from a word processor
    /(?<open>["“”„‟«»])[^"“”„‟«»\n]*(?<close>["“”„‟«»]?)/,
    /(?<open1>['‘’‚‛])[^'‘’‚‛\n]*(?<close1>['‘’‚‛]?)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** The typographic quotes of a query outside of comments and strings. */
export function smartQuotes(kql: string): SmartQuote[] {
  const found: SmartQuote[] = [];
  for (const { 0: piece, index, groups = {} } of kql.matchAll(PIECES)) {
    const open = groups.open ?? groups.open1;
    if (!open) continue;
    const ends = piece.length > 1 ? [index, index + piece.length - 1] : [index];
    for (const offset of ends) {
      const seen = kql.charAt(offset);
      const meant = STRAIGHT[seen];
      if (meant) found.push({ offset, seen, meant });
    }
  }
  return found;
}

/** Replaces typographic quotes by straight ones. All offsets stay the same. */
export function withStraightQuotes(kql: string, quotes: readonly SmartQuote[]): string {
  let fixed = '';
  let end = 0;
  for (const { offset, seen, meant } of quotes) {
    fixed += kql.slice(end, offset) + meant;
    end = offset + seen.length;
  }
  return fixed + kql.slice(end);
}
