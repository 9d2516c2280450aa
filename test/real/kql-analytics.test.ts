import { beforeAll, describe, expect, test } from 'vitest';
import { NTA_IP_DETAILS, NTA_NET_ANALYTICS } from '../../azure/log-tables';
import { KQL_QUESTIONS } from '../../azure/questions';
import { neutralValue } from '../../azure/questions/kql/filters';
import { queryWith } from '../../azure/questions/kql-question';
import { QuestionFilter } from '../../flows/questions/filters';
import { ANALYTICS_CASES, type AnalyticsCase } from '../support/kql/analytics-cases';
import { FLOW } from '../support/kql/analytics-flows';
import { hasKqlEngine, type KqlRow, runKql } from '../support/kql/kql-engine';

/** Each filter alone, on two flows. */
const FILTER_CASES: readonly AnalyticsCase[] = (
  [
    [QuestionFilter.ADDRESS, '10.0.1.0/24', ['10.0.1.4']],
    [QuestionFilter.ADDRESS, '10.0.9.9, 10.0.2.4', ['10.0.2.4']],
    [QuestionFilter.ADDRESS, 'fd00::/8', []],
    [QuestionFilter.PORT, '22, 80', ['10.0.2.4']],
    [QuestionFilter.INTERFACE, 'bb', ['10.0.2.4']],
    [QuestionFilter.NETWORK, 's1/rg/vnet', ['10.0.1.4', '10.0.2.4']],
    [QuestionFilter.NETWORK, 's1/rg/vne', []],
    [QuestionFilter.ACCOUNT, 'S2', []],
    [QuestionFilter.FLOW_LOG, 'nw/log-a', ['10.0.1.4', '10.0.2.4']],
    [QuestionFilter.MIN_BYTES, '1101', []],
    [QuestionFilter.LIMIT, '1', ['10.0.1.4']],
  ] as const
).map(([filter, value, destinations]) => ({
  name: `the filter ${filter} with ${value} selects flows`,
  question: 'top-talkers',
  rows: [FLOW, { ...FLOW, DestIp: '10.0.2.4', DestPort: 80, MacAddress: 'BB' }],
  filters: { [filter]: value },
  expected: destinations.map((destination) => ({ destination })),
}));

const CASES = [...ANALYTICS_CASES, ...FILTER_CASES];

function queryOf({ question: name, filters = {} }: AnalyticsCase): string {
  const question = KQL_QUESTIONS.find((each) => each.name === name);
  if (!question) throw new Error(`no question ${name}`);
  return queryWith(
    question.filters,
    question.body,
    (filter) => filters[filter] ?? neutralValue(filter, question.limit),
  );
}

/** All cases are queried in one process, because its start takes longer than the queries. */
describe.skipIf(!hasKqlEngine())('queries over Traffic Analytics, run by duckdb-kql', () => {
  let received: KqlRow[][][];

  beforeAll(() => {
    received = runKql(
      CASES.map((each) => ({
        queries: [queryOf(each)],
        tables: [NTA_NET_ANALYTICS, NTA_IP_DETAILS],
        rows: { NTANetAnalytics: each.rows },
      })),
    );
  }, 300_000);

  test.each(CASES.map((each, index) => [each.name, index] as const))('%s', (_, index) => {
    const { expected } = CASES[index] as AnalyticsCase;
    expect(received[index]?.[0]).toMatchObject(expected);
    expect(received[index]?.[0]).toHaveLength(expected.length);
  });
});
