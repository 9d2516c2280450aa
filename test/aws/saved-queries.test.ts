import { describe, expect, test } from 'vitest';
import { savedQuery } from '../../aws/saved-queries';
import { QUESTIONS } from '../../flows/questions';

const QUESTION = {
  ...(QUESTIONS[0] as (typeof QUESTIONS)[number]),
  name: 'how-many',
  title: 'How many?',
  description: `Records; ${'a long list of what is omitted '.repeat(8)}- and why.`,
  sql: 'select count(*) as records\nfrom flows',
};

test('a saved query reads the last days, below its title and description', () => {
  const { name, description, sql } = savedQuery(QUESTION, { database: 'lake' });
  expect({ name, description }).toEqual({ name: 'how-many', description: 'How many?' });
  const lines = sql.split('\n');
  const comments = lines.filter((line) => line.startsWith('-- '));
  expect(lines.slice(0, comments.length)).toEqual(comments);
  expect(comments.map((line) => line.slice(3)).join(' ')).toBe(`${QUESTION.title} ${QUESTION.description}`);
  expect(lines.slice(comments.length)).toEqual([
    'with flows as (',
    '  select * from "lake"."flows"',
    "  where day >= cast(current_date - interval '7' day as varchar)",
    ')',
    'select count(*) as records',
    'from flows',
  ]);
});

test('a saved query can read another number of days', () => {
  expect(savedQuery(QUESTION, { database: 'lake', days: 30 }).sql).toContain("interval '30' day");
});

test('a saved query of a table with unknown accounts has one parameter, and explains it', () => {
  const { sql } = savedQuery(QUESTION, { database: 'lake', accountParameter: true });
  expect(sql).toContain('    and account_id = ?\n)');
  expect(sql.split('?')).toHaveLength(2);
  const comments = sql.split('\n').filter((line) => line.startsWith('-- '));
  expect(comments.map((line) => line.slice(3)).join(' ')).toContain(
    "The parameter of this query is the id of the account in single quotes, such as '123456789012'.",
  );
});

describe.each(QUESTIONS)('$name', (question) => {
  test('is within the limits of an Athena named query', () => {
    const props = { database: 'd'.repeat(255), accountParameter: true };
    const { name, description, sql } = savedQuery(question, props);
    // Amazon Athena API Reference, "CreateNamedQuery"
    expect(name.length).toBeLessThanOrEqual(128);
    expect(description.length).toBeLessThanOrEqual(1024);
    expect(sql.length).toBeLessThanOrEqual(262_144);
    for (const line of sql.split('\n').filter((text) => text.startsWith('--')))
      expect(line.length).toBeLessThanOrEqual(110);
  });

  test('can follow a with clause', () => {
    expect(question.sql).not.toMatch(/^\s*with\b/i);
  });
});
