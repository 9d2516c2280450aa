import { describe, expect, test } from 'vitest';
import { kqlColumns, kqlProblems } from '../../../azure/kql';
import { LOG_TABLES } from '../../../azure/log-tables';
import { KQL_QUESTIONS, KqlShow } from '../../../azure/questions';
import { QUESTIONS, QuestionGroup } from '../../../flows/questions';

const MEASURES = 'bytes_out:long bytes_in:long packets_out:long records:long';
const SEEN = 'first_seen:datetime last_seen:datetime';
const FLOW = 'source:string destination:string dst_port:int protocol:int';

/** Columns of each answer: those that tell one row from all others, then what is said of it. */
const ANSWERS: Readonly<Record<string, readonly [keys: string, rest: string]>> = {
  'top-talkers': ['source:string destination:string', MEASURES],
  'who-connects': [
    'source:string src_country:string threat_type:string',
    `accepted:long rejected:long destinations:long dst_ports:long ${MEASURES} ${SEEN}`,
  ],
  'connecting-countries': [
    'src_country:string',
    `sources:long accepted:long rejected:long destinations:long ${MEASURES} ${SEEN}`,
  ],
  'bytes-by-hour': ['hour:datetime', 'bytes_out:long bytes_in:long records:long'],
  'flows-by-hour': ['hour:datetime', 'accepted:long rejected:long'],
  'rejected-traffic': [`${FLOW} rule:string`, `records:long ${SEEN}`],
  'rejecting-rules': [
    'rule_group:string rule:string direction:string',
    `flows:long dst_ports:long records:long ${SEEN}`,
  ],
  'reachable-ports': [
    'destination:string dst_port:int protocol:int',
    'sources:long records:long bytes_out:long',
  ],
  threats: [`threat_type:string ${FLOW} direction:string action:string`, `${MEASURES} ${SEEN}`],
  'threat-types': ['threat_type:string', 'addresses:long records:long'],
  'cleartext-traffic': [`${FLOW} encryption:string`, MEASURES],
  'expected-traffic': [
    'server:string port:int protocol:int',
    'hours_used:long hours_logged:long share_of_hours:real median_bytes:long least_bytes:long most_bytes:long',
  ],
  'irregular-traffic': [
    'kind:string client:string server:string port:int protocol:int hour:datetime',
    'bytes:long median_before:long hours_before:long',
  ],
  'traffic-surges': [
    'logged_at:string hour:datetime',
    'bytes:long last_bytes:long hours_before:long bytes_before:long times_mean:real',
  ],
  'analytics-delay': [
    'flow_log:string interval_minutes:long',
    'records:long median_minutes:long most_minutes:long',
  ],
};

/** Questions that only Log Analytics is asked. */
const ONLY_HERE = ['flows-by-hour', 'rejecting-rules', 'threat-types', 'analytics-delay'];

describe.each(KQL_QUESTIONS)('$name', ({ name, title, about, kql, tables }) => {
  test('is sound, and answers with the columns it should', () => {
    expect(kqlProblems(kql)).toEqual([]);
    expect(
      kqlColumns(kql)
        .map((column) => `${column.name}:${column.type}`)
        .join(' '),
    ).toBe(ANSWERS[name]?.join(' '));
  });

  test('asks the tables that it names', () => {
    const asked = LOG_TABLES.filter((table) => new RegExp(`\\b${table.name}\\b`).test(kql));
    expect(asked.map((table) => table.name).sort()).toEqual([...tables].sort());
    // workspaces get no rows of it
    expect(tables).not.toContain('NTAInsights');
  });

  test('has a total order, and no bounds in time', () => {
    const [, order = ''] = /\n\| order by ([^\n]+)(?:\n\| take \d+)?$/.exec(kql) ?? [];
    const sorted = order
      .split(', ')
      .map((key) => key.replace(/^\['(\w+)'\]|^(\w+) .*/, '$1$2').split(' ')[0]);
    const keys = ANSWERS[name]?.[0].split(' ').map((key) => key.split(':')[0]);
    expect(sorted).toEqual(expect.arrayContaining(keys ?? ['no keys']));
    expect(kql).not.toMatch(/\bago\(|\bnow\(|TimeGenerated\s*[<>]/);
  });

  test('is told in words', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].*\?$/);
    expect(about).toMatch(/^[A-Z].*\.$/);
  });

  test('can stand in a template', () => {
    // Terraform and workbooks would put something in the place of these
    expect(kql).not.toMatch(/\$\{|%\{|\{\w+(:\w+)?\}/);
    expect(kql).toMatch(/^[\x20-\x7e\n]+$/);
  });
});

test('a question of the table of flows has the same title, or one that says what differs', () => {
  const titles = new Map(QUESTIONS.map(({ name, title, group }) => [name, { title, group }]));
  const unknown = KQL_QUESTIONS.filter(({ name }) => !titles.has(name));
  expect(unknown.map(({ name }) => name)).toEqual(ONLY_HERE);
  for (const { name, group, title } of KQL_QUESTIONS) {
    const known = titles.get(name);
    if (!known) continue;
    expect(group).toBe(known.group);
    if (!['threats', 'cleartext-traffic'].includes(name)) expect(title).toBe(known.title);
  }
});

test('questions are each another, and stand together by group', () => {
  for (const pick of ['name', 'title', 'kql'] as const) {
    expect(new Set(KQL_QUESTIONS.map((question) => question[pick])).size).toBe(KQL_QUESTIONS.length);
  }
  const groups = KQL_QUESTIONS.map(({ group }) => group).filter((group, at, all) => group !== all[at - 1]);
  expect(new Set(groups).size).toBe(groups.length);
  for (const group of groups) expect(Object.values(QuestionGroup)).toContain(group);
});

test('what is shown over time has an hour, what is shown on a map has a country', () => {
  const first = ({ kql }: { kql: string }) => kqlColumns(kql)[0];
  for (const question of KQL_QUESTIONS) {
    expect(question.show === KqlShow.TIMECHART).toBe(first(question)?.type === 'datetime');
    if (question.show === KqlShow.MAP) expect(first(question)?.name).toBe('src_country');
  }
});
