/** A typographic quote where KQL wants a straight one. */
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

/** Comments and texts, in which a typographic quote is a letter as any other; then the quotes themselves. */
const PIECES = new RegExp(
  [
    /\/\/[^\n]*/,
    /```[\s\S]*?(?:```|$)/,
    /@"(?:""|[^"\n])*"/,
    /@'(?:''|[^'\n])*'/,
    /"(?:\\.|[^"\\\n])*"/,
    /'(?:\\.|[^'\\\n])*'/,
    // begins or ends with a typographic quote, as texts do that went through a word processor
    /(?<open>["“”„‟«»])[^"“”„‟«»\n]*(?<close>["“”„‟«»]?)/,
    /(?<open1>['‘’‚‛])[^'‘’‚‛\n]*(?<close1>['‘’‚‛]?)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** The typographic quotes of a query that stand outside of comments and texts. */
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

/** The query as it was meant; nothing changes its place. */
export function withStraightQuotes(kql: string, quotes: readonly SmartQuote[]): string {
  let mended = '';
  let end = 0;
  for (const { offset, seen, meant } of quotes) {
    mended += kql.slice(end, offset) + meant;
    end = offset + seen.length;
  }
  return mended + kql.slice(end);
}
