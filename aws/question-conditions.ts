import type { SqlQuestion } from '../flows/questions';
import {
  type ComparedColumn,
  FILTER_COLUMNS,
  filterConditions,
  filterDefinition,
  hasEnds,
  parseFilters,
  QUESTION_FILTERS,
  QuestionFilter,
} from '../flows/questions/filters';
import { QuestionParameter } from './question-parameter';

/** A condition with one execution parameter. */
export interface ParameterCondition {
  readonly sql: string;
  /** A value of the parameter, as Athena expects it: a text in single quotes, or a number. */
  readonly sample: string;
  /** What the parameter is, as a part of a sentence. */
  readonly meaning: string;
  /** Whether the condition is also one of the hours that were logged. */
  readonly isOfLogged?: boolean;
}

/** Days in place of times, because a condition on `day` limits the partitions that Athena reads. */
const FIRST_DAY = '2026-11-24';
const LAST_DAY = '2026-11-30';

/** Returns a condition with sample values for the days of the rows. The first day would be one of a history. */
export function daysCondition({ loggedHours }: SqlQuestion): string {
  return loggedHours?.historyDays ? `day <= '${LAST_DAY}'` : `day between '${FIRST_DAY}' and '${LAST_DAY}'`;
}

/** Filters whose conditions need no text of the user in front of the query. */
const TIMES: readonly QuestionFilter[] = [QuestionFilter.FROM, QuestionFilter.TO, QuestionFilter.SINCE];

/** Returns the condition of a parameter on the rows of a question; undefined if the rows have nothing to compare. */
export function parameterCondition(
  parameter: QuestionParameter,
  question: SqlQuestion,
): ParameterCondition | undefined {
  const { account, network, interface: logged, flowLog, address, port } = FILTER_COLUMNS[question.from];
  const text = (sql: string, sample: string, meaning: string) => ({ sql, sample: `'${sample}'`, meaning });
  const sampled = (sql: string, meaning: string) => text(sql, sampleOf(parameter), meaning);
  switch (parameter) {
    case QuestionParameter.FROM:
      return { ...text('day >= ?', FIRST_DAY, 'the first day (UTC)'), isOfLogged: true };
    case QuestionParameter.TO:
      return { ...text('day <= ?', LAST_DAY, 'the last day (UTC)'), isOfLogged: true };
    case QuestionParameter.CLOUD:
      return sampled('cloud = ?', 'the cloud');
    case QuestionParameter.ACCOUNT:
      return sampled(equals(account), 'the account');
    case QuestionParameter.NETWORK:
      return sampled(equals(network), 'the VPC or VNet');
    case QuestionParameter.INTERFACE:
      return sampled(equals(logged), 'the interface');
    case QuestionParameter.FLOW_LOG:
      return sampled(equals(flowLog), 'the flow log');
    case QuestionParameter.ADDRESS:
      return hasEnds(question) ? sampled(`? in (${address.join(', ')})`, 'the address') : undefined;
    case QuestionParameter.PORT:
      return hasEnds(question)
        ? {
            sql: `cast(? as integer) in (${port.join(', ')})`,
            sample: sampleOf(parameter),
            meaning: 'the port',
          }
        : undefined;
  }
}

/** Returns a condition of each filter of a question with a sample value, which a user can activate in the editor. */
export function sampleConditions(question: SqlQuestion): string[] {
  const filters = QUESTION_FILTERS.filter(({ name }) => !TIMES.includes(name));
  const conditions = filters.flatMap(({ name, sample }) =>
    filterConditions(question.from, parseFilters({ [name]: [sample] }, new Date(0))),
  );
  const ofEnds: readonly QuestionFilter[] = [QuestionFilter.ADDRESS, QuestionFilter.PORT];
  const possible = conditions.filter(
    ({ filters: [name] }) => hasEnds(question) || !ofEnds.includes(name as QuestionFilter),
  );
  return [daysCondition(question), ...possible.map(({ sql }) => sql)];
}

function equals({ column, isList }: ComparedColumn): string {
  return isList ? `contains(${column}, ?)` : `${column} = ?`;
}

function sampleOf(parameter: QuestionParameter): string {
  return filterDefinition(parameter as string as QuestionFilter).sample;
}
