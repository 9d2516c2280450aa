import { describe, expect, test } from 'vitest';
import { QUESTIONS, type SqlQuestion } from '../../../../flows/questions';
import {
  type FilterTexts,
  filteredSql,
  parseFilters,
  valuesToRead,
} from '../../../../flows/questions/filters';
import { Relation } from '../../../../flows/relations';
import { relationViews } from '../../../../flows/views';
import { DuckDbSession } from '../../../support/duckdb';
import { type HandRow, withFlows } from '../../../support/flow-rows';
import { at, daily } from '../hourly-rows';

const MB = 1_000_000;
const SEVEN_DAYS = [8, 9, 10, 11, 12, 13, 14];
const STEADY = daily(SEVEN_DAYS, 10, { bytes_out: 50 * MB });

/** Runs a question with filters over a table with these rows, and its views. */
async function answerOf(name: string, rows: readonly HandRow[], texts: FilterTexts) {
  const question = QUESTIONS.find((each) => each.name === name) as SqlQuestion;
  const session = await DuckDbSession.open([
    `create table flows as ${withFlows(rows)} select * from flows`,
    ...relationViews().map((view) => `create view ${view.name} as ${view.sql('duckdb')}`),
  ]);
  try {
    const result = await session.read(filteredSql(question, parseFilters(texts, new Date()), 'main'));
    return result.getRowObjectsJson();
  } finally {
    session.close();
  }
}

describe.each(['irregular-traffic', 'traffic-surges'])('%s from a day on', (name) => {
  test('compares the hours with the days before', async () => {
    expect(await answerOf(name, STEADY, { from: ['2026-11-14'] })).toEqual([]);
    const rows = [...STEADY, at(15, 10, { bytes_out: 900 * MB })];
    const [surge, ...others] = await answerOf(name, rows, { from: ['2026-11-15'] });
    expect(surge).toMatchObject({ bytes: `${900 * MB}`, median_bytes: `${50 * MB}`, history_days: '7' });
    expect(others).toEqual([]);
  });

  test('shows no hour before', async () => {
    const rows = [...STEADY, at(15, 10, { bytes_out: 900 * MB }), at(16, 10, { bytes_out: 50 * MB })];
    expect(await answerOf(name, rows, { from: ['2026-11-16'] })).toEqual([]);
    expect(await answerOf(name, rows, { from: ['2026-11-15'], to: ['2026-11-15'] })).toHaveLength(1);
  });

  test('states the shown hours without a history only', async () => {
    const [row, ...others] = await answerOf(name, STEADY, { from: ['2026-11-10'], to: ['2026-11-14'] });
    expect(row).toMatchObject({ kind: 'no baseline', history_days: '2', hours_not_compared: '1' });
    expect(others).toEqual([]);
  });
});

test('the share of hours is that of the hours in the range of time', async () => {
  const [row] = await answerOf('expected-traffic', STEADY, { from: ['2026-11-13'], to: ['2026-11-14'] });
  expect(row).toMatchObject({
    hours_used: '2',
    hours_logged: '2',
    share_of_hours: 1,
    median_bytes: `${50 * MB}`,
  });
});

test('the filters of what a question reads begin with its history', () => {
  const values = parseFilters({ from: ['2026-11-30'], port: ['443'] }, new Date());
  for (const question of QUESTIONS) {
    const { from, ...others } = valuesToRead(question, values);
    const days = question.loggedHours?.historyDays ?? 0;
    expect(from?.toISOString()).toBe(days === 0 ? '2026-11-30T00:00:00.000Z' : '2026-11-02T00:00:00.000Z');
    expect(others).toEqual({ ports: values.ports });
  }
});

describe.each(QUESTIONS)('$name', (question) => {
  test('declares that it reads flows beside its relation, so that filters narrow both', () => {
    const readsFlows = question.from !== Relation.FLOWS && /\b(?:from|join) flows\b/.test(question.select);
    expect(question.loggedHours !== undefined).toBe(readsFlows);
  });
});
