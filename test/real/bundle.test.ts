import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FLOOR_NAMES } from '../support/import-arrows';
import { ROOT } from '../support/source-files';

const BUNDLE = 'dist/aws/normalizer/bundle';
const SOURCES = [
  ...FLOOR_NAMES.filter((floor) => existsSync(join(ROOT, floor))),
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

const elsewhere = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-build-'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

test('the function is the same wherever it is built, and small', () => {
  for (const source of SOURCES) cpSync(join(ROOT, source), join(elsewhere, source), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: elsewhere });
  expect(readdirSync(join(elsewhere, BUNDLE))).toEqual(['index.mjs']);
  const bytes = readFileSync(join(elsewhere, BUNDLE, 'index.mjs'));
  expect(hash(bytes)).toBe(hash(readFileSync(join(ROOT, BUNDLE, 'index.mjs'))));
  expect(bytes.length).toBeLessThanOrEqual(1024 * 1024);
});

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
