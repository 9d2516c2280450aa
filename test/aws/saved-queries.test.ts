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

test('a saved query can read another number of days, and one account', () => {
  const { sql } = savedQuery(QUESTION, { database: 'lake', days: 30, accountId: '000000000001' });
  expect(sql).toContain("interval '30' day");
  expect(sql).toContain("    and account_id = '000000000001'\n)");
});

describe.each(QUESTIONS)('$name', (question) => {
  test('is within the limits of an Athena named query', () => {
    const { name, description, sql } = savedQuery(question, { database: 'd'.repeat(255) });
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
