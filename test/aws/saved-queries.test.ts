import { describe, expect, test } from 'vitest';
import { QuestionParameter } from '../../aws/question-parameter';
import { savedQuery } from '../../aws/saved-queries';
import { QUESTIONS, type SqlQuestion } from '../../flows/questions';
import { Relation } from '../../flows/relations';

const QUESTION: SqlQuestion = {
  ...(QUESTIONS[0] as SqlQuestion),
  name: 'how-many',
  title: 'How many?',
  description: `Flows; ${'a long list of what is omitted '.repeat(8)}- and why.`,
  from: Relation.CONNECTIONS,
  select: 'select cloud, count(*) as flows from connections group by 1',
  columns: { keys: ['cloud'], values: ['flows'] },
  order: ['flows desc'],
  limit: 7,
};
const INTERFACES: SqlQuestion = { ...QUESTION, from: Relation.INTERFACE_HOURS };
/** Words after `from` that are no tables: `extract(hour from hour)`. */
const IN_EXTRACT = new Set(['hour', 'start_time']);
const ALL_PARAMETERS = Object.values(QuestionParameter);

/** The lines of a query that are no comments. */
const code = (sql: string) => sql.split('\n').filter((line) => !/^\s*--/.test(line));

/** The text in front of a query. */
const preamble = (sql: string, start = 'with connections as (') => {
  const lines = sql.split('\n');
  return lines
    .slice(0, lines.indexOf(start))
    .map((line) => line.slice(3))
    .join(' ');
};

test('a saved query reads the last days, below its title and description', () => {
  const { name, description, sql } = savedQuery(QUESTION, { database: 'lake' });
  expect({ name, description }).toEqual({ name: 'how-many', description: 'How many?' });
  expect(preamble(sql)).toContain(`${QUESTION.title} ${QUESTION.description} Filters: remove the hyphens`);
  expect(code(sql)).toEqual([
    'with connections as (',
    '  select * from "lake"."connections"',
    "  where day >= cast(current_date - interval '7' day as varchar)",
    ')',
    'select * from (',
    '  select cloud, count(*) as flows from connections group by 1',
    ') result',
    'order by flows desc, cloud nulls last',
    'limit 7',
  ]);
});

test('a saved query can read another number of days', () => {
  expect(savedQuery(QUESTION, { database: 'lake', days: 30 }).sql).toContain("interval '30' day");
});

test('a saved query has each filter of its rows as a condition in a comment', () => {
  const comments = (question: SqlQuestion) =>
    savedQuery(question, { database: 'lake' })
      .sql.split('\n')
      .filter((line) => line.startsWith('    -- and '))
      .map((line) => line.slice('    -- and '.length));
  expect(comments(QUESTION)).toEqual([
    "day between '2026-11-24' and '2026-11-30'",
    "cloud in ('aws')",
    "contains(account_ids, '123456789012')",
    "contains(network_ids, 'vpc-0a1b2c3d4e5f60718')",
    "contains(interfaces, 'eni-0a1b2c3d4e5f60718')",
    "contains(flow_log_ids, 'fl-0a1b2c3d4e5f60718')",
    "((client = '10.0.1.5') or (server = '10.0.1.5'))",
    '(client_port = 443 or server_port = 443)',
  ]);
  expect(comments(INTERFACES).join()).not.toMatch(/10\.0\.1\.5|443/);
});

test('a saved query of a table with unknown accounts has one parameter, and explains it', () => {
  const { sql } = savedQuery(QUESTION, { database: 'lake', accountParameter: true });
  expect(code(sql)).toContain('    and account_id = ?');
  expect(sql.split('?')).toHaveLength(2);
  expect(preamble(sql)).toContain(
    "Parameters, in this order (texts in single quotes): the account, such as '123456789012'.",
  );
});

describe('the parameters of a saved query', () => {
  test('are conditions in the order of the enumeration, whatever the order of the list', () => {
    const parameters = [...ALL_PARAMETERS].reverse();
    const { sql } = savedQuery(QUESTION, { database: 'lake', parameters });
    expect(code(sql).slice(1, 12)).toEqual([
      '  select * from "lake"."connections"',
      '  where day >= ?',
      '    and day <= ?',
      '    and cloud = ?',
      '    and contains(account_ids, ?)',
      '    and contains(network_ids, ?)',
      '    and contains(interfaces, ?)',
      '    and contains(flow_log_ids, ?)',
      '    and ? in (client, server)',
      '    and cast(? as integer) in (client_port, server_port)',
      ')',
    ]);
    expect(sql.split('?')).toHaveLength(ALL_PARAMETERS.length + 1);
    expect(preamble(sql)).toContain(
      "the first day (UTC), such as '2026-11-24'; the last day (UTC), such as '2026-11-30';",
    );
    expect(preamble(sql)).toContain("the address, such as '10.0.1.5'; the port, such as 443.");
  });

  test('keep the time range of the questions, unless the first day is one', () => {
    const { sql } = savedQuery(QUESTION, { database: 'lake', parameters: [QuestionParameter.TO] });
    expect(code(sql)).toEqual(
      expect.arrayContaining([
        "  where day >= cast(current_date - interval '7' day as varchar)",
        '    and day <= ?',
      ]),
    );
  });

  test('omit the ends of rows without ends', () => {
    const { sql } = savedQuery(INTERFACES, { database: 'lake', parameters: ALL_PARAMETERS });
    expect(sql.split('?')).toHaveLength(ALL_PARAMETERS.length - 1);
  });

  test('have one account, which a table with unknown accounts requires', () => {
    const parameters = [QuestionParameter.ACCOUNT, QuestionParameter.PORT];
    const { sql } = savedQuery(QUESTION, { database: 'lake', accountParameter: true, parameters });
    expect(code(sql).filter((line) => line.includes('?'))).toEqual([
      '    and account_id = ?',
      '    and cast(? as integer) in (client_port, server_port)',
    ]);
  });
});

describe('a saved query that compares hours with a history', () => {
  const surges = QUESTIONS.find(({ name }) => name === 'traffic-surges') as SqlQuestion;
  const conditions = (sql: string) => code(sql).filter((line) => /\blake\b|day [<>]=|hour >=|\?/.test(line));

  test('reads the history, also of the logged hours, and shows the last days', () => {
    const { sql } = savedQuery(surges, { database: 'lake', accountParameter: true });
    expect(conditions(sql).map((line) => line.trim())).toEqual([
      'select * from "lake"."interface_hours"',
      "where day >= cast(current_date - interval '35' day as varchar)",
      'and account_id = ?',
      'select * from "lake"."flows"',
      "where day >= cast(current_date - interval '35' day as varchar)",
      'and account_id = ?',
      "where hour >= cast(current_date - interval '7' day as timestamp)",
    ]);
    expect(preamble(sql, 'with interface_hours as (')).toContain(
      "the account, such as '123456789012'; again the account, such as '123456789012'. The query reads 28 more days",
    );
  });

  test('begins the history with the parameter for the first day', () => {
    const parameters = [QuestionParameter.FROM, QuestionParameter.PORT];
    const { sql } = savedQuery(surges, { database: 'lake', parameters });
    expect(conditions(sql).map((line) => line.trim())).toEqual([
      'select * from "lake"."interface_hours"',
      'where day >= ?',
      'select * from "lake"."flows"',
      'where day >= ?',
    ]);
    expect(preamble(sql, 'with interface_hours as (')).toContain('The first day begins the history');
  });
});

describe.each(QUESTIONS)('$name', (question) => {
  test('names the database and the account wherever it reads a table', () => {
    const { sql } = savedQuery(question, { database: 'lake', accountParameter: true });
    const text = code(sql).join('\n');
    const tables = text.match(/"lake"\."\w+"/g) ?? [];
    expect(text.match(/account_id = \?/g)).toHaveLength(tables.length);
    const defined = new Set(text.match(/\b\w+(?= as \()/g));
    const read = [...text.matchAll(/\b(?:from|join) (\w+)\b/g)].map(([, table]) => table as string);
    expect(read.filter((table) => !defined.has(table) && !IN_EXTRACT.has(table))).toEqual([]);
  });

  test('is within the limits of an Athena named query', () => {
    const props = { database: 'd'.repeat(255), accountParameter: true, parameters: ALL_PARAMETERS };
    const { name, description, sql } = savedQuery(question, props);
    // Amazon Athena API Reference, "CreateNamedQuery"
    expect(name.length).toBeLessThanOrEqual(128);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(sql.length).toBeLessThanOrEqual(262_144);
    for (const line of sql.split('\n').filter((text) => text.startsWith('--')))
      expect(line.length).toBeLessThanOrEqual(110);
  });
});
