import { afterAll, beforeAll, expect, test } from 'vitest';
import { Relation, relationSql } from '../../flows/relations';
import { FlowTable } from './flow-table';
import type { Answer } from './oracle/answers/ranking';
import { readFiles } from './oracle/raw-file';
import { type World, worldOf } from './oracle/world';
import { randomNetwork } from './random-network';
import { connectionRows, flowRows, interfaceRows } from './recomputed-relations';
import { differences } from './result-differences';

const RELATIONS: readonly (readonly [Relation, (world: World) => Answer])[] = [
  [Relation.HOURLY_FLOWS, ({ flows }) => flowRows(flows)],
  [Relation.INTERFACE_HOURS, ({ interfaces }) => interfaceRows(interfaces)],
  [Relation.CONNECTIONS, ({ connections }) => connectionRows(connections)],
];

const FIRST = Number(process.env.FIRST_SEED ?? 1);
const CASES = Number(process.env.CASES ?? 300);

let table: FlowTable;
beforeAll(async () => {
  table = await FlowTable.create();
});
afterAll(() => table.close());

test('relations over random networks are the recomputed ones', { timeout: 3_600_000 }, async () => {
  const found: string[] = [];
  for (let seed = FIRST; seed < FIRST + CASES && found.length < 5; seed++) {
    const files = randomNetwork(seed);
    await table.load(files);
    const world = worldOf(readFiles(files));
    // each network compares one relation; the engine plans a query for longer than it runs
    for (const [relation, recomputed] of RELATIONS.filter((_, index) => index === seed % RELATIONS.length)) {
      const answer = recomputed(world);
      const columns = Object.keys(answer.rows[0] ?? { cloud: '' }).join(', ');
      const order = answer.keys.map((key) => `${key} nulls last`).join(', ');
      const rows = await table.query(
        `select ${columns} from (${relationSql(relation)}) relation order by ${order}`,
      );
      const lines = differences(rows, answer);
      if (lines.length > 0) found.push(`seed ${seed}, ${relation}:\n${lines.slice(0, 6).join('\n')}`);
    }
  }
  expect(found.join('\n\n')).toBe('');
});
