/** A token of a pattern: a bracket, a comma, a comparison sign, a text, or a word such as an object path. */
const TOKEN = /\s*(?:([[\](),]|!=|<=|>=|[=<>])|'((?:[^'\\]|\\.)*)'|([A-Za-z_][\w:.-]*))/y;
const ESCAPE = /\\(.)/g;
const ADDRESS_PATH = /^ipv[46]-addr:value$/;
/** Comparisons that state an address or a network. */
const COMPARISONS: ReadonlySet<string> = new Set(['=', 'IN', 'ISSUBSET']);
/** Words that make an observation more than its address. */
const MORE: ReadonlySet<string> = new Set(['AND', 'FOLLOWEDBY', 'NOT']);

interface Token {
  /** A sign, or a word. */
  readonly sign: string | undefined;
  readonly text: string | undefined;
}

/**
 * Returns the addresses and networks of a STIX pattern whose observation is complete with one of them:
 * `[ipv4-addr:value = '203.0.113.7' OR ipv4-addr:value ISSUBSET '198.51.100.0/24']`. Patterns of other observables, and those
 * that require more than the address, have none.
 *
 * Source: OASIS, "STIX Version 2.1", "STIX Patterning".
 */
export function stixAddresses(pattern: string): string[] {
  const tokens = tokensOf(pattern);
  if (!tokens || tokens.some(({ sign }) => sign !== undefined && MORE.has(sign.toUpperCase()))) return [];
  const addresses: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!ADDRESS_PATH.test(tokens[at]?.sign ?? '')) continue;
    const comparison = tokens[at + 1]?.sign?.toUpperCase() ?? '';
    if (!COMPARISONS.has(comparison)) continue;
    for (at += 2; at < tokens.length; at++) {
      const { sign, text } = tokens[at] as Token;
      if (text !== undefined) addresses.push(text);
      if (sign === ')' || comparison !== 'IN') break;
    }
  }
  return addresses;
}

/** Returns undefined if a part of the pattern is not a token. */
function tokensOf(pattern: string): Token[] | undefined {
  const text = pattern.trim();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    tokens.push({ sign: match[1] ?? match[3], text: match[2]?.replace(ESCAPE, '$1') });
  }
  return tokens;
}
