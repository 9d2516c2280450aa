import type { LogColumn } from '../../log-tables';
import { type Comparison, comparisons, Match } from '../comparisons';
import { nearestName } from '../nearest-name';
import { KqlSeverity } from '../problem';
import type { Finding, KqlRule } from './rule';

export const UNKNOWN_VALUE: KqlRule = {
  id: 'unknown-value',
  title: 'A column is compared with a value that it can have',
  why:
    'Columns such as FlowType hold a few documented words. A query for another word, or for one in another case ' +
    'where the operator minds it, runs and finds nothing, and an alert stays silent.',
  check: (query) =>
    comparisons(query).flatMap((comparison) =>
      comparison.literals.flatMap(({ value, isText, offset }) =>
        isText ? findingsOf(comparison, String(value), offset) : [],
      ),
    ),
};

function findingsOf(comparison: Comparison, value: string, offset: number): Finding[] {
  const { columns, name, operator } = comparison;
  const values = valuesOf(columns);
  if (!values || value === '' || values.some((known) => matches(comparison, known, value))) return [];
  const closest = near(comparison, values, value);
  const hint = closest === undefined ? `it has ${values.join(', ')}` : `did you mean ${quoted(closest)}?`;
  const mayGrow = columns.some(({ domain }) => domain?.mayGrow);
  return [
    {
      severity: mayGrow ? KqlSeverity.WARNING : KqlSeverity.ERROR,
      message: `${name} ${operator} ${quoted(value)} is about a value that ${name} does not have: ${hint}`,
      offset,
    },
  ];
}

/** All values of the columns that a name stands for; nothing where those of one are not known. */
function valuesOf(columns: readonly LogColumn[]): string[] | undefined {
  if (columns.length === 0 || columns.some(({ domain }) => !domain)) return undefined;
  const known = columns.flatMap(({ domain }) => [
    ...(domain?.values ?? []),
    ...Object.keys(domain?.otherSpellings ?? {}),
  ]);
  return [...new Set(known)];
}

function matches({ match, mindsCase }: Comparison, known: string, value: string): boolean {
  const [whole, part] = mindsCase ? [known, value] : [known.toLowerCase(), value.toLowerCase()];
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

/** Words end where letters and digits do. Source: Kusto Query Language documentation, "String operators". */
function hasTerm(whole: string, part: string): boolean {
  const words = (text: string) => ` ${text.split(/[^\p{L}\p{N}]+/u).join(' ')} `;
  return words(whole).includes(words(part));
}

/** A value in another case or with a slip, or one that holds what was written. */
function near({ mindsCase }: Comparison, values: readonly string[], value: string): string | undefined {
  const lower = value.toLowerCase();
  const holding = lower.length > 2 ? values.find((known) => known.toLowerCase().includes(lower)) : undefined;
  return (
    (mindsCase ? values.find((known) => known.toLowerCase() === lower) : undefined) ??
    holding ??
    nearestName(value, values)
  );
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
