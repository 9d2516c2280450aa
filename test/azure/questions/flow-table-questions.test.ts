import { describe, expect, test } from 'vitest';
import { FLOW_TABLE_NAME } from '../../../azure/ingestion/flow-table';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { FLOW_TABLE_QUESTIONS, KQL_QUESTIONS, KqlShow } from '../../../azure/questions';

const ENDS = 'source_address:string destination_address:string';

/** Columns of each answer: those that tell one row from all others, then what is said of it. */
const ANSWERS: Readonly<Record<string, readonly [keys: string, rest: string]>> = {
  'top-talkers': [ENDS, 'bytes_out:long bytes_in:long packets_out:long records:long'],
  'bytes-by-hour': ['hour:datetime', 'bytes_out:long bytes_in:long records:long'],
  'rejected-traffic': [
    `${ENDS} dst_port:int protocol:int rule:string`,
    'records:long first_seen:datetime last_seen:datetime',
  ],
  'delivered-rows': [
    'cloud:string flow_log_id:string',
    'rows:long delivered_twice:long truncated:long last_delivered:datetime',
  ],
};

describe.each(FLOW_TABLE_QUESTIONS)('$name', ({ name, title, about, kql, tables, show }) => {
  test('is sound, and answers with the columns it should', () => {
    expect(kqlProblems(kql)).toEqual([]);
    const columns = kqlColumns(kql).map((column) => `${column.name}:${column.type}`);
    expect(columns.join(' ')).toBe(ANSWERS[name]?.join(' '));
  });

  test('asks the table of flows alone', () => {
    expect(tables).toEqual([FLOW_TABLE_NAME]);
    expect(kql.startsWith(FLOW_TABLE_NAME)).toBe(true);
  });

  test('has a total order, and no bounds in time', () => {
    const [, order = ''] = /\n\| order by ([^\n]+)(?:\n\| take \d+)?$/.exec(kql) ?? [];
    for (const key of ANSWERS[name]?.[0].split(' ') ?? ['none'])
      expect(order).toMatch(new RegExp(`\\b${key.split(':')[0]} asc`));
    expect(kql).not.toMatch(/\bago\(|\bnow\(|TimeGenerated\s*[<>]/);
  });

  test('is told in words, with those of the same question elsewhere', () => {
    expect(about).toMatch(/^[A-Z].*\.$/);
    const same = KQL_QUESTIONS.find((other) => other.name === name);
    if (same) expect({ title, show }).toEqual({ title: same.title, show: same.show });
    expect(show === KqlShow.TIMECHART).toBe(kqlColumns(kql)[0]?.type === 'datetime');
  });
});

test('a row delivered twice is one', () => {
  for (const { name, kql } of FLOW_TABLE_QUESTIONS) {
    if (name !== 'delivered-rows') expect(kql).toContain('| summarize take_any(*) by RowId');
  }
});
