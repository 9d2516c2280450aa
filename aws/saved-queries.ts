import type { SqlQuestion } from '../flows/questions';

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

/** Source: Amazon Athena User Guide, "Use execution parameters". */
const PARAMETER =
  'The accounts of this lake are unknown at deployment, so each query of it must name one. The parameter of this query ' +
  "is the id of the account in single quotes, such as '123456789012'.";

/**
 * Returns the query of a question for the last days of the table. The conditions are on partition keys only, so that
 * Athena prunes partitions before it lists files.
 */
export function savedQuery(question: SqlQuestion, props: SavedQueryProps): SavedQuery {
  const { name, title, description, sql } = question;
  const { database, days = DEFAULT_DAYS, accountParameter = false } = props;
  const conditions = [
    // keys are text: ISO dates compare like dates
    `day >= cast(current_date - interval '${days}' day as varchar)`,
    ...(accountParameter ? ['account_id = ?'] : []),
  ];
  const comments = [title, description, ...(accountParameter ? [PARAMETER] : [])].flatMap(comment);
  return {
    name,
    description: title,
    sql: [
      // only the parameter is a question mark, also for an editor that looks for them in the text
      ...(accountParameter ? comments.map((line) => line.replaceAll('?', '')) : comments),
      'with flows as (',
      `  select * from "${database}"."flows"`,
      `  where ${conditions.join('\n    and ')}`,
      ')',
      sql,
    ].join('\n'),
  };
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
