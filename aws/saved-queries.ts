import type { Question } from '../flows/questions';

/** Which part of the table a saved query is about. */
export interface SavedQueryProps {
  /** Glue database of the table. */
  readonly database: string;
  /**
   * Days back from today, today not counted.
   *
   * @default 7
   */
  readonly days?: number;
  /**
   * Account of the flow logs.
   *
   * @default - every account that the table knows
   */
  readonly accountId?: string;
}

/** A query as an Athena workgroup keeps it. */
export interface SavedQuery {
  readonly name: string;
  readonly description: string;
  readonly sql: string;
}

const DEFAULT_DAYS = 7;

/** Lines of a comment; shorter than the editor of Athena is wide. */
const COMMENT_WIDTH = 100;

/**
 * A question to the recent part of the table. What it reads is bounded by conditions on partition keys alone, which
 * Athena knows before it lists a file.
 */
export function savedQuery(question: Question, props: SavedQueryProps): SavedQuery {
  const { name, title, about, sql } = question;
  const { database, days = DEFAULT_DAYS, accountId } = props;
  const conditions = [
    // keys are text; whether it is a day or more, the comparison is that of the dates
    `day >= cast(current_date - interval '${days}' day as varchar)`,
    ...(accountId === undefined ? [] : [`account_id = '${accountId}'`]),
  ];
  return {
    name,
    description: title,
    sql: [
      ...comment(title),
      ...comment(about),
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
