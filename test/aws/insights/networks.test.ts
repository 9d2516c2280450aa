import { describe, expect, test } from 'vitest';
import { insightsQueries } from '../../../aws/insights';
import { QUESTIONS } from '../../../flows/questions';
import { type Expectation, expectResult } from '../../questions/expectation';
import { networks } from '../../questions/network-files';
import { groupsOf } from '../../support/insights/log-groups';
import { resultOf } from '../../support/insights/result';
import { runInsights } from '../../support/insights/run-query';
import { DIFFERENCES } from './differences';

const GROUPS = networks().flatMap((network) => {
  const groups = groupsOf(network);
  // records of several formats are in several log groups, and no query reads them at once
  return groups.map((group, at) => ({
    network,
    group,
    title: `${network.name} ${at + 1} of ${groups.length}`,
  }));
});

describe.each(GROUPS)('the log group $title', ({ network, group, title }) => {
  const isComplete = title.endsWith(' 1 of 1');

  test.each(insightsQueries(group.format).queries)('answers $name', ({ name, query }) => {
    const { keys = [], values = [] } = QUESTIONS.find((question) => question.name === name)?.columns ?? {};
    const result = resultOf(runInsights(query, group.events), [...keys, ...values]);
    const expectation = network.expected[name];
    if (!expectation || !isComplete) return;
    const compare = () => expectResult(result, withoutPeers(expectation));
    if (DIFFERENCES[network.name]?.includes(name)) expect(compare).toThrow();
    else compare();
  });
});

test('the log groups of AWS networks are read, and every difference is one of them', () => {
  expect(GROUPS.length).toBeGreaterThanOrEqual(30);
  const names = GROUPS.map(({ network }) => network.name);
  for (const name of Object.keys(DIFFERENCES)) expect(names).toContain(name);
});

/** The opener that the number of peers shows follows from the port here. */
function withoutPeers(expectation: Expectation): Expectation {
  return JSON.parse(JSON.stringify(expectation).replaceAll('"opener":"peers"', '"opener":"port"'));
}
