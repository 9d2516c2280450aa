import { type FlowField, UnknownField } from '../fields';
import type { LogFormat } from '../format';

/** A part of a query that contains fields. Its text depends on the format of the records. */
export interface QueryText {
  /** Fields that a format must have: one of each list. */
  readonly needs: readonly (readonly FlowField[])[];
  /** Returns the text for a format that has these fields. */
  in(format: LogFormat): string;
}

/**
 * Keywords of the language, which cannot be names of fields.
 *
 * Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax".
 */
const KEYWORDS = new Set(
  (
    'addtotals and anomaly as asc by dedup desc diff display fields filter filterindex head in join like limit ' +
    'lookup not or order parse pattern search sort source stats tail unmask unnest where'
  ).split(' '),
);

/** Columns of results that have the name of a field and another value. */
const RESULTS = new Set(['account_id', 'reject_reason', 'tgw_attachment_id', 'tgw_pair_attachment_id']);

/**
 * Returns the name of a field in queries. Underscores replace characters that need quotes. A name with an underscore at
 * its end differs from every name that the queries define, and from every keyword.
 *
 * Source: AWS Knowledge Center, "How do I use CloudWatch Logs Insights to analyze custom Amazon VPC flow logs?",
 * whose queries have `start`, `end`, `action`, `bytes` and names with underscores as they are.
 */
export function insightsName(field: FlowField): string {
  const identifier = field.name.replaceAll('-', '_');
  const isTaken = KEYWORDS.has(identifier) || RESULTS.has(identifier) || field instanceof UnknownField;
  return isTaken ? `${identifier}_` : identifier;
}

/** Returns a part of a query that needs every field in it. */
export function queryText(strings: TemplateStringsArray, ...parts: (FlowField | QueryText)[]): QueryText {
  const texts = parts.map((part) => ('in' in part ? part : firstOf(part)));
  return {
    needs: texts.flatMap(({ needs }) => needs),
    in: (format) => strings.reduce((text, next, index) => `${text}${texts[index - 1]?.in(format)}${next}`),
  };
}

/** Returns the name of the first of these fields that a format has. */
export function firstOf(...fields: FlowField[]): QueryText {
  return {
    needs: [fields],
    in: (format) => {
      const found = fields.find(({ name }) => format.has(name));
      if (!found) throw new Error(`format has none of ${fields.join(', ')}: ${format}`);
      return insightsName(found);
    },
  };
}

/** Returns a part of a query that is empty if the format lacks a field of it. */
export function whereKnown(text: QueryText): QueryText {
  return knownOr(text, queryText``);
}

/** Returns a part of a query, or another part with fewer fields if the format lacks one. */
export function knownOr(text: QueryText, other: QueryText): QueryText {
  return {
    needs: other.needs,
    in: (format) => (lacking(text, format).length === 0 ? text : other).in(format),
  };
}

/** Returns the fields that a text needs and a format lacks. */
export function lacking({ needs }: QueryText, format: LogFormat): (readonly FlowField[])[] {
  return needs.filter((fields) => !fields.some(({ name }) => format.has(name)));
}
