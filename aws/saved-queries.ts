import type { SqlQuestion } from '../flows/questions';
import { questionSql } from '../flows/questions/question-sql';
import { Relation } from '../flows/relations';
import {
  daysCondition,
  type ParameterCondition,
  parameterCondition,
  sampleConditions,
} from './question-conditions';
import { QuestionParameter } from './question-parameter';

/** Part of the table that a saved query reads. */
export interface SavedQueryProps {
  /** Glue database of the table. */
  readonly database: string;
  /**
   * Days before today. Today is included.
   *
   * @default 7
   */
  readonly days?: number;
  /**
   * Whether the query has an execution parameter for the account of the flow logs. A table whose accounts are unknown
   * (`injected` projection) needs it in each query.
   *
   * @default false: every account of the table
   */
  readonly accountParameter?: boolean;
  /**
   * Filters that are execution parameters of the query. A filter that the rows of the question cannot have is omitted.
   *
   * @default - none
   */
  readonly parameters?: readonly QuestionParameter[];
}

/** A named query of an Athena workgroup. */
export interface SavedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

const DEFAULT_DAYS = 7;

/** Characters in a line of a comment, so that it fits into the editor of Athena. */
const COMMENT_WIDTH = 100;

const UNKNOWN_ACCOUNTS =
  'The accounts of this lake are unknown at deployment, so each query of it must name one: the first parameter.';

const FILTERS_NOTE =
  'Filters: remove the hyphens in front of a condition to activate it, and replace the value. They select the rows that ' +
  'are shown.';

const TIME_NOTE =
  'The logged hours are those of the table flows: write a condition on day in both places, with the same days.';

/** The account on which a query of a table with unknown accounts must have a condition. */
const REQUIRED_ACCOUNT: ParameterCondition = {
  sql: 'account_id = ?',
  sample: "'123456789012'",
  meaning: 'the account',
  isOfLogged: true,
};

/**
 * Returns the query of a question for the last days of the table. The conditions on partition keys are those of the
 * relation that the question reads, so that Athena prunes partitions before it lists files.
 */
export function savedQuery(question: SqlQuestion, props: SavedQueryProps): SavedQuery {
  const { name, title, description, from } = question;
  const { database, days = DEFAULT_DAYS, accountParameter = false } = props;
  const { historyDays = 0 } = question.loggedHours ?? {};
  const isWindow = !props.parameters?.includes(QuestionParameter.FROM);
  // keys are text: ISO dates compare like dates
  const window = isWindow
    ? [`day >= cast(current_date - interval '${days + historyDays}' day as varchar)`]
    : [];
  const ofRelation = conditionsOf(question, props);
  const ofLogged = question.loggedHours ? ofRelation.filter(({ isOfLogged }) => isOfLogged) : [];
  const again = ofLogged.map((each) => ({ ...each, meaning: `again ${each.meaning}` }));
  const parameters = [...ofRelation, ...again];
  const rows = (table: string, conditions: readonly ParameterCondition[], samples: readonly string[]) =>
    [
      `select * from "${database}"."${table}"`,
      `where ${[...window, ...conditions.map(({ sql }) => sql)].join('\n  and ')}`,
      ...samples.map((sample) => `  -- and ${sample}`),
    ].join('\n');
  const comments = [
    title,
    description,
    ...(accountParameter ? [UNKNOWN_ACCOUNTS] : []),
    ...(parameters.length > 0 ? [parametersNote(parameters)] : []),
    ...(historyDays > 0 ? [historyNote(historyDays, isWindow)] : []),
    FILTERS_NOTE,
    ...(question.loggedHours ? [TIME_NOTE] : []),
  ].flatMap(comment);
  return {
    name,
    description: title,
    sql: [
      // only parameters are question marks, also for an editor that looks for them in the text
      ...(parameters.length > 0 ? comments.map((line) => line.replaceAll('?', '')) : comments),
      questionSql(question, {
        relation: rows(from, ofRelation, sampleConditions(question)),
        logged: rows(Relation.FLOWS, ofLogged, [daysCondition(question)]),
        shown: isWindow ? `hour >= cast(current_date - interval '${days}' day as timestamp)` : undefined,
      }),
    ].join('\n'),
  };
}

/** The conditions with parameters, in the order of the parameters. */
function conditionsOf(question: SqlQuestion, props: SavedQueryProps): ParameterCondition[] {
  const { accountParameter, parameters = [] } = props;
  const others = Object.values(QuestionParameter).filter(
    (parameter) =>
      parameters.includes(parameter) && !(accountParameter && parameter === QuestionParameter.ACCOUNT),
  );
  const conditions = others.map((parameter) => parameterCondition(parameter, question));
  return [
    ...(accountParameter ? [REQUIRED_ACCOUNT] : []),
    ...conditions.filter((each) => each !== undefined),
  ];
}

/** States which of the days that a query reads it shows. */
function historyNote(days: number, isWindow: boolean): string {
  return isWindow
    ? `The query reads ${days} more days than it shows, as the history of the first ones.`
    : 'The first day begins the history: an hour is compared with the days from it on.';
}

/** Source: Amazon Athena User Guide, "Use execution parameters". */
function parametersNote(parameters: readonly ParameterCondition[]): string {
  const texts = parameters.map(({ meaning, sample }) => `${meaning}, such as ${sample}`);
  return `Parameters, in this order (texts in single quotes): ${texts.join('; ')}.`;
}

function comment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + word.length >= COMMENT_WIDTH) lines.push(`-- ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
