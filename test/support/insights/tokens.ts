import { InsightsSyntaxError } from './syntax';

export interface Token {
  readonly kind: 'name' | 'quoted' | 'number' | 'period' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly offset: number;
}

const TOKENS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['period', /\d+(?:ms|s|m|h|d)\b/y],
  ['number', /\d+(?:\.\d+)?\b/y],
  ['name', /@?[A-Za-z_]\w*/y],
  ['quoted', /`[^`]+`/y],
  ['text', /"[^"\\]*"/y],
  ['sign', /!=|<=|>=|[=<>+\-*/%()[\],|]/y],
];

/** Returns the tokens of a query. The last one is its end. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    while (/\s/.test(query[offset] ?? '')) offset++;
    if (offset === query.length) return [...tokens, { kind: 'end', text: '', offset }];
    const token = tokenAt(query, offset);
    tokens.push(token);
    offset += token.text.length;
  }
}

function tokenAt(query: string, offset: number): Token {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = offset;
    const [text] = pattern.exec(query) ?? [];
    if (text !== undefined) return { kind, text, offset };
  }
  throw new InsightsSyntaxError('no token', query, offset);
}
