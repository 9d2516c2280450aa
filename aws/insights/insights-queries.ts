import { isTgwOnly, isVpcOnly } from '../fields';
import type { LogFormat } from '../format';
import { LogClass } from '../log-group-settings';
import { insightsName, lacking, type QueryText } from './query-text';
import { INSIGHTS_QUESTIONS } from './questions';

/** A query for CloudWatch Logs Insights, for the records of one format. */
export interface InsightsQuery {
  /** Words joined by `-`. */
  readonly name: string;
  /** The question as a sentence. */
  readonly title: string;
  /** What the query counts and what it omits. */
  readonly description: string;
  readonly query: string;
}

/** A query that cannot run over the records. */
export interface LeftOutQuery {
  readonly name: string;
  readonly title: string;
  /** Fields that the format lacks. If one of several is sufficient, they are joined by `or`. */
  readonly missing: readonly string[];
  /** Number of its `stats` commands if the class of the log group supports fewer, else 0. */
  readonly stats: number;
}

/** Queries for the records of a format. */
export interface InsightsQueries {
  readonly queries: readonly InsightsQuery[];
  /** Queries that the format lacks fields for, without those for the other kind of flow log. */
  readonly leftOut: readonly LeftOutQuery[];
}

/**
 * Most `stats` commands of a query by log class.
 *
 * Sources: AWS What's New, "Amazon CloudWatch Logs Insights adds 23 new query commands and functions"; CloudWatch Logs
 * User Guide, "stats".
 */
export const MAX_STATS: Readonly<Record<LogClass, number>> = {
  [LogClass.STANDARD]: 10,
  [LogClass.INFREQUENT_ACCESS]: 2,
  [LogClass.DELIVERY]: 0,
};

/** Longest query that can be saved. Source: CloudWatch Logs API Reference, "QueryDefinition". */
export const MAX_QUERY_LENGTH = 10_000;

/**
 * Returns the queries for flow logs in CloudWatch Logs. Records there have no header, and the service discovers only
 * the fields of the AWS default format, so each query first parses every token into a named field.
 *
 * A query with the name of an SQL query has its meaning. The language has no window functions, and a query cannot join
 * its own results. Questions that need them have no query: those about expected traffic, irregular traffic, surges, and
 * gaps compare hours with each other.
 *
 * @param logClass - class of the log group; each class has its own limit of `stats` commands
 */
export function insightsQueries(format: LogFormat, logClass = LogClass.STANDARD): InsightsQueries {
  const questions = INSIGHTS_QUESTIONS.filter(({ steps }) => !isOfOtherKind(steps, format));
  const queries: InsightsQuery[] = [];
  const leftOut: LeftOutQuery[] = [];
  for (const { name, title, description, steps } of questions) {
    const missing = missingFields(steps, format);
    const query = missing.length > 0 ? '' : textOf(steps, format);
    const stats = query.split('\n| stats ').length - 1;
    const tooMany = stats > MAX_STATS[logClass];
    if (missing.length > 0 || tooMany) leftOut.push({ name, title, missing, stats: tooMany ? stats : 0 });
    else queries.push({ name, title, description, query });
  }
  return { queries, leftOut };
}

/** Returns whether the steps need a field that only the other kind of flow log has. */
function isOfOtherKind(steps: readonly QueryText[], format: LogFormat): boolean {
  const isForeign = format.isTransitGateway ? isVpcOnly : isTgwOnly;
  return steps.some(({ needs }) => needs.some((fields) => fields.every(({ name }) => isForeign(name))));
}

function missingFields(steps: readonly QueryText[], format: LogFormat): string[] {
  const missing = steps.flatMap((step) => lacking(step, format)).map((fields) => fields.join(' or '));
  return [...new Set(missing)];
}

/** Returns the commands of a query, one for each line. */
function textOf(steps: readonly QueryText[], format: LogFormat): string {
  const commands = [parseCommand(format), ...steps.map((step) => step.in(format))];
  return commands.filter((command) => command !== '').join('\n| ');
}

/**
 * Returns the command that names each token of a record. No later command may define one of these names again.
 *
 * Source: CloudWatch Logs User Guide, "parse".
 */
function parseCommand({ fields }: LogFormat): string {
  return `parse @message "${fields.map(() => '*').join(' ')}" as ${fields.map(insightsName).join(', ')}`;
}
