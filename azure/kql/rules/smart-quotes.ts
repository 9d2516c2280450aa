import { KqlSeverity } from '../problem';
import type { KqlRule } from './rule';

export const SMART_QUOTES: KqlRule = {
  id: 'smart-quotes',
  title: 'Quotes are straight',
  why:
    'A query copied from a web page or a word processor has typographic quotes, and each pair of them makes up to ' +
    'five errors, none of which names it. Source: Kusto Query Language documentation, "The string data type".',
  check: ({ smartQuotes }) =>
    smartQuotes.map(({ offset, seen, meant }) => ({
      severity: KqlSeverity.ERROR,
      message: `${seen} is a typographic quote: write ${meant}`,
      offset,
    })),
};
