import type { FlowField } from '../fields';
import type { LogFormat } from '../format';

/** A piece of a query with fields in it, whose text is known only with the format of the records. */
export interface QueryText {
  /** What a format must have: of each of these, one field. */
  readonly needs: readonly (readonly FlowField[])[];
  /** The text for a format that has what is needed. */
  in(format: LogFormat): string;
}

/**
 * Words of the language, which no field may be called.
 *
 * Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax".
 */
const KEYWORDS = new Set(
  (
    'addtotals and anomaly as asc by dedup desc diff display fields filter filterindex head in join like limit ' +
    'lookup not or order parse pattern search sort source stats tail unmask unnest where'
  ).split(' '),
);

/**
 * Name of a field in queries: underscores for what would have to be quoted.
 *
 * Source: AWS Knowledge Center, "How do I use CloudWatch Logs Insights to analyze custom Amazon VPC flow logs?",
 * whose queries have `start`, `end`, `action`, `bytes` and names with underscores as they are.
 */
export function insightsName({ name }: FlowField): string {
  const plain = name.replaceAll('-', '_');
  return KEYWORDS.has(plain) ? `${plain}_` : plain;
}

/** A piece of a query: every field that stands in it is needed. */
export function queryText(strings: TemplateStringsArray, ...parts: (FlowField | QueryText)[]): QueryText {
  const texts = parts.map((part) => ('in' in part ? part : firstOf(part)));
  return {
    needs: texts.flatMap(({ needs }) => needs),
    in: (format) => strings.reduce((text, next, index) => `${text}${texts[index - 1]?.in(format)}${next}`),
  };
}

/** The first of these fields that a format has. */
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

/** A piece of a query that is left out where the format lacks a field of it. */
export function whereKnown(text: QueryText): QueryText {
  return knownOr(text, queryText``);
}

/** A piece of a query, or another one, which needs less, where the format lacks a field of it. */
export function knownOr(text: QueryText, other: QueryText): QueryText {
  return {
    needs: other.needs,
    in: (format) => (lacking(text, format).length === 0 ? text : other).in(format),
  };
}

/** What a text needs and a format lacks. */
export function lacking({ needs }: QueryText, format: LogFormat): (readonly FlowField[])[] {
  return needs.filter((fields) => !fields.some(({ name }) => format.has(name)));
}
