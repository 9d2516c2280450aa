import { isTgwOnly, isVpcOnly } from '../fields';
import type { LogFormat } from '../format';
import { INSIGHTS_QUESTIONS } from './catalogue';
import { insightsName, lacking, type QueryText } from './query-text';

/** A query for CloudWatch Logs Insights, for the records of one format. */
export interface InsightsQuery {
  /** Words joined by `-`. */
  readonly name: string;
  /** The question in words. */
  readonly title: string;
  /** What the answer counts and what it leaves out. */
  readonly about: string;
  readonly query: string;
}

/** A query that could be asked if the format had more fields. */
export interface LeftOutQuery {
  readonly name: string;
  readonly title: string;
  /** Fields that the format lacks; where one of several is enough, they are joined by `or`. */
  readonly missing: readonly string[];
}

/** What can be asked of the records of a format, and what can not. */
export interface InsightsQueries {
  readonly queries: readonly InsightsQuery[];
  /** Without those that are only for the other kind of flow log. */
  readonly leftOut: readonly LeftOutQuery[];
}

/** Longest query that can be saved. Source: CloudWatch Logs API Reference, "QueryDefinition". */
export const MAX_QUERY_LENGTH = 10_000;

/**
 * Queries for flow logs in CloudWatch Logs. Records there have no header, and the service finds only the fields of
 * the AWS default format by itself, so each query first gives every token its name.
 */
export function insightsQueries(format: LogFormat): InsightsQueries {
  const questions = INSIGHTS_QUESTIONS.filter(({ steps }) => !isOfOtherKind(steps, format));
  const queries: InsightsQuery[] = [];
  const leftOut: LeftOutQuery[] = [];
  for (const { name, title, about, steps } of questions) {
    const missing = missingFields(steps, format);
    if (missing.length > 0) leftOut.push({ name, title, missing });
    else queries.push({ name, title, about, query: written(steps, format) });
  }
  return { queries, leftOut };
}

/** No format of VPC flow logs can have what only transit gateways write, and the other way round. */
function isOfOtherKind(steps: readonly QueryText[], format: LogFormat): boolean {
  const isForeign = format.isTransitGateway ? isVpcOnly : isTgwOnly;
  return steps.some(({ needs }) => needs.some((fields) => fields.every(({ name }) => isForeign(name))));
}

function missingFields(steps: readonly QueryText[], format: LogFormat): string[] {
  const missing = steps.flatMap((step) => lacking(step, format)).map((fields) => fields.join(' or '));
  return [...new Set(missing)];
}

/** The commands of a query, a line each. */
function written(steps: readonly QueryText[], format: LogFormat): string {
  const commands = [parseCommand(format), ...steps.map((step) => step.in(format))];
  return commands.filter((command) => command !== '').join('\n| ');
}

/**
 * Gives each token of a record its name. No later command may give one of these names away again.
 *
 * Source: CloudWatch Logs User Guide, "parse".
 */
function parseCommand({ fields }: LogFormat): string {
  return `parse @message "${fields.map(() => '*').join(' ')}" as ${fields.map(insightsName).join(', ')}`;
}
