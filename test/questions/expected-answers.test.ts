import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Comparable, Result } from '../support/result';
import { expectResult } from './expectation';
import { networks } from './network-files';
import { ANSWERS } from './oracle/answers';
import type { Answer } from './oracle/answers/ranking';
import { readFiles } from './oracle/raw-file';
import { worldOf } from './oracle/world';

const NETWORKS = networks();

test.each(NETWORKS)('$name: the recomputed answers are the expected ones', ({ name, sources, expected }) => {
  const files = sources.map((key) => ({
    key,
    text: readFileSync(join(__dirname, 'networks', name, 'raw', key), 'utf8'),
  }));
  const world = worldOf(readFiles(files));
  const failed: string[] = [];
  for (const [question, expectation] of Object.entries(expected)) {
    const answer = ANSWERS[question]?.(world);
    if (!answer) continue;
    try {
      expectResult(resultOf(answer), expectation);
    } catch (error) {
      failed.push(`${question}: ${(error as Error).message}, received ${answerText(answer)}`);
    }
  }
  expect(failed.join('\n\n')).toBe('');
});

function resultOf({ keys, rows }: Answer): Result {
  const columns = rows[0] ? Object.keys(rows[0]) : keys;
  return { columns, rows: rows.map((row) => columns.map((column) => comparable(row[column] as Comparable))) };
}

/** A value as the engines return it: times have six digits. */
function comparable(value: Comparable): Comparable {
  return typeof value === 'string' ? value.replace(/T(.{8}\.\d{3})Z$/, 'T$1000Z') : value;
}

function answerText({ rows }: Answer): string {
  return JSON.stringify(
    rows.slice(0, 5),
    (_, value) => (typeof value === 'bigint' ? Number(value) : value),
    1,
  );
}
