import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUESTIONS, type SqlQuestion } from '../../flows/questions';
import { Relation, relationSql } from '../../flows/relations';
import { expectResult } from '../questions/expectation';
import { networks } from '../questions/network-files';
import { hasCommand, hasPart } from '../support/processes';
import { flowsOf, NetworksLake } from '../support/trino/networks-lake';
import { canRunTrino, HOW_TO_INSTALL } from '../support/trino/parts';

const present =
  hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help')) &&
  hasPart('Trino', HOW_TO_INSTALL, canRunTrino());

const NETWORKS = networks();

/** Each question with the network that expects most of it: Trino plans a query longer than it runs it. */
const EXPECTED = QUESTIONS.flatMap((question) => {
  const { name } = question;
  const [most] = NETWORKS.filter(({ expected }) => name in expected).sort(
    (left, right) => weight(right.expected[name]) - weight(left.expected[name]),
  );
  const expectation = most?.expected[name];
  return most && expectation ? [{ name, question, network: most.name, expectation }] : [];
});

/** The same SQL over the small networks in Trino, on which Athena is built, and in DuckDB. */
describe.skipIf(!present)('the saved queries over the small networks in Trino', () => {
  let lake: NetworksLake;

  beforeAll(async () => {
    lake = await NetworksLake.write(NETWORKS);
  });

  afterAll(() => lake?.stop());

  test.each(QUESTIONS.map((question) => [question.name, question] as const))(
    '%s over the records of all networks returns the rows of DuckDB',
    async (_, question) => {
      const sql = sqlOver(question, flowsOf());
      expect(await lake.queryTrino(sql)).toEqual(await lake.queryDuckDb(sql));
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
