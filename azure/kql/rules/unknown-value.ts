import type { LogColumn } from '../../log-tables';
import { type Comparison, comparisons, Match } from '../comparisons';
import { nearestName } from '../nearest-name';
import { KqlSeverity } from '../problem';
import type { Finding, KqlRule } from './rule';

export const UNKNOWN_VALUE: KqlRule = {
  id: 'unknown-value',
  title: 'A column is compared with a value that it can have',
  why:
    'Columns such as FlowType contain a few documented values. A query for another value, or for one in another case ' +
    'with a case-sensitive operator, returns no rows, and an alert with it never fires.',
  check: (query) =>
    comparisons(query).flatMap((comparison) =>
      comparison.literals.flatMap(({ value, isString, offset }) =>
        isString ? findingsOf(comparison, String(value), offset) : [],
      ),
    ),
};

function findingsOf(comparison: Comparison, value: string, offset: number): Finding[] {
  const { columns, name, operator } = comparison;
  const values = valuesOf(columns);
  if (!values || value === '' || values.some((known) => matches(comparison, known, value))) return [];
  const closest = near(comparison, values, value);
  const hint =
    closest === undefined ? `valid values: ${values.join(', ')}` : `did you mean ${quoted(closest)}?`;
  const mayGrow = columns.some(({ domain }) => domain?.mayGrow);
  return [
    {
      severity: mayGrow ? KqlSeverity.WARNING : KqlSeverity.ERROR,
      message: `${name} ${operator} ${quoted(value)} uses a value that ${name} does not contain: ${hint}`,
      offset,
    },
  ];
}

/** All values of some columns; undefined if the values of one of them are unknown. */
function valuesOf(columns: readonly LogColumn[]): string[] | undefined {
  if (columns.length === 0 || columns.some(({ domain }) => !domain)) return undefined;
  const known = columns.flatMap(({ domain }) => [
    ...(domain?.values ?? []),
    ...Object.keys(domain?.otherSpellings ?? {}),
  ]);
  return [...new Set(known)];
}

function matches({ match, isCaseSensitive }: Comparison, known: string, value: string): boolean {
  const [whole, part] = isCaseSensitive ? [known, value] : [known.toLowerCase(), value.toLowerCase()];
  switch (match) {
    case Match.WHOLE:
      return whole === part;
    case Match.TERM:
      return hasTerm(whole, part);
    case Match.PART:
      return whole.includes(part);
    case Match.START:
      return whole.startsWith(part);
    case Match.END:
      return whole.endsWith(part);
  }
}

/** Whether a term occurs in a value. Terms consist of letters and digits. Source: Kusto Query Language documentation, "String operators". */
function hasTerm(whole: string, part: string): boolean {
  const words = (text: string) => ` ${text.split(/[^\p{L}\p{N}]+/u).join(' ')} `;
  return words(whole).includes(words(part));
}

/** The most similar value: in another case, containing the literal, or with a typing error. */
function near({ isCaseSensitive }: Comparison, values: readonly string[], value: string): string | undefined {
  const lower = value.toLowerCase();
  const holding = lower.length > 2 ? values.find((known) => known.toLowerCase().includes(lower)) : undefined;
  return (
    (isCaseSensitive ? values.find((known) => known.toLowerCase() === lower) : undefined) ??
    holding ??
    nearestName(value, values)
  );
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
