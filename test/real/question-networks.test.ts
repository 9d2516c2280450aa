import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUESTIONS, type SqlQuestion } from '../../flows/questions';
import { Relation, relationSql } from '../../flows/relations';
import { expectResult } from '../questions/expectation';
import { networks } from '../questions/network-files';
import { hasCommand, hasPart } from '../support/processes';
import { sorted } from '../support/result';
import { flowsOf, NetworksLake, RELATION_VIEWS } from '../support/trino/networks-lake';
import { canRunTrino, HOW_TO_INSTALL } from '../support/trino/parts';

const present =
  hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help')) &&
  hasPart('Trino', HOW_TO_INSTALL, canRunTrino());

const NETWORKS = networks();

/** The networks have no listed addresses and no lost packets. */
const WITHOUT_ROWS = ['threats', 'transit-gateway-losses'];

/** Of each relation, the question and the network with the longest expectation: Trino plans longer than it runs. */
const EXPECTED = Object.values(Relation).flatMap((relation) => {
  const questions = QUESTIONS.filter(({ from }) => from === relation);
  const expectations = questions.flatMap((question) =>
    NETWORKS.flatMap(({ name: network, expected }) => {
      const expectation = expected[question.name];
      return expectation ? [{ name: question.name, question, network, expectation }] : [];
    }),
  );
  return expectations.sort((left, right) => weight(right.expectation) - weight(left.expectation)).slice(0, 1);
});

/** The same SQL over the small networks in Trino, on which Athena is built, and in DuckDB. */
describe.skipIf(!present)('the saved queries over the small networks in Trino', () => {
  let lake: NetworksLake;

  beforeAll(async () => {
    lake = await NetworksLake.write(NETWORKS);
  });

  afterAll(() => lake?.stop());

  test.each(RELATION_VIEWS.map((view) => [view.name, view] as const))(
    'the relation %s over the records of all networks has the rows of DuckDB',
    async (name, { sql }) => {
      const result = await lake.queryTrino(`with flows as (${flowsOf()})\n${sql('trino')}`);
      expect(sorted(result)).toEqual(sorted(await lake.queryDuckDb(`select * from ${name}`)));
      expect(result.rows.length).toBeGreaterThan(0);
    },
  );

  // the rows of relations are stored, because Trino plans a relation for seconds
  test.each(QUESTIONS.map((question) => [question.name, question] as const))(
    '%s over the relations of all networks returns the rows of DuckDB',
    async (name, question) => {
      const sql = `with flows as (${flowsOf()})\n${question.sql}`;
      const result = await lake.queryTrino(sql);
      expect(result).toEqual(await lake.queryDuckDb(sql));
      expect(result.rows.length > 0).toBe(!WITHOUT_ROWS.includes(name));
    },
  );

  test.each(EXPECTED)(
    '$name over $network returns the expected rows',
    async ({ question, network, expectation }) => {
      const sql = sqlOver(question, flowsOf(network));
      const result = await lake.queryTrino(sql);
      expectResult(result, expectation);
      expect(result).toEqual(await lake.queryDuckDb(sql));
    },
  );
});

/** The query of a question over records, with the relation that it reads. */
function sqlOver({ from, sql }: SqlQuestion, flows: string): string {
  const relation = from === Relation.FLOWS ? '' : `,\n${from} as (\n${relationSql(from)}\n)`;
  return `with flows as (${flows})${relation}\n${sql}`;
}

function weight(expectation: unknown): number {
  return JSON.stringify(expectation).length;
}
