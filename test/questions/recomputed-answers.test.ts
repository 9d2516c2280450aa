import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUESTIONS } from '../../flows/questions';
import { FlowTable } from './flow-table';
import { networks } from './network-files';
import { ANSWERS } from './oracle/answers';
import { type RawFile, readFiles } from './oracle/raw-file';
import { worldOf } from './oracle/world';
import { randomNetwork } from './random-network';
import { differences } from './result-differences';

const FIRST = Number(process.env.FIRST_SEED ?? 1);
const CASES = Number(process.env.CASES ?? 30);

let table: FlowTable;
beforeAll(async () => {
  table = await FlowTable.create();
});
afterAll(() => table.close());

/** Returns what differs between the queries of the questions and the recomputed answers. */
async function wrongAnswers(files: readonly RawFile[], name: string): Promise<string[]> {
  await table.load(files);
  await table.computeRelations();
  const world = worldOf(readFiles(files));
  const found: string[] = [];
  for (const question of QUESTIONS) {
    const answer = ANSWERS[question.name]?.(world);
    if (!answer) continue;
    const lines = differences(await table.query(question.sql), answer);
    if (lines.length > 0) found.push(`${name}, ${question.name}:\n${lines.slice(0, 6).join('\n')}`);
  }
  return found;
}

test('every question is recomputed', () => {
  const missing = QUESTIONS.map(({ name }) => name).filter((name) => !(name in ANSWERS));
  expect(missing).toEqual([]);
});

test.each(networks())('$name: each query returns the recomputed answer', async ({ name, sources }) => {
  const files = sources.map((key) => ({
    key,
    text: readFileSync(join(__dirname, 'networks', name, 'raw', key), 'utf8'),
  }));
  expect((await wrongAnswers(files, name)).join('\n\n')).toBe('');
});

test('each query returns the recomputed answer over random networks', { timeout: 3_600_000 }, async () => {
  const found: string[] = [];
  for (let seed = FIRST; seed < FIRST + CASES && found.length < 8; seed++) {
    found.push(...(await wrongAnswers(randomNetwork(seed), `seed ${seed}`)));
  }
  expect(found.join('\n\n')).toBe('');
});
