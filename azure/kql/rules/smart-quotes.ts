import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const SMART_QUOTES: KqlRule = {
  id: 'smart-quotes',
  title: 'Quotes are straight',
  why:
    'A query from a web page or a word processor can contain typographic quotes. Each pair causes up to five errors, ' +
    'none of which mentions the quote. Source: Kusto Query Language documentation, "The string data type".',
  check: ({ smartQuotes }) =>
    smartQuotes.map(({ offset, seen, meant }) => ({
      severity: KqlSeverity.ERROR,
      message: `${seen} is a typographic quote: use ${meant}`,
      offset,
    })),
};
