import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FLOOR_NAMES } from '../support/import-arrows';
import { ROOT } from '../support/source-files';

const BUNDLES = [
  { bundle: 'dist/aws/normalizer/bundle', files: ['index.mjs'], maxBytes: 1024 * 1024 },
  {
    bundle: 'dist/azure/normalizer/bundle',
    files: ['host.json', 'index.cjs', 'package.json'],
    maxBytes: 1.5 * 1024 * 1024,
  },
];
const ZIP = 'dist/azure/normalizer/function.zip';
const SOURCES = [
  ...FLOOR_NAMES.filter((floor) => existsSync(join(ROOT, floor))),
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

const elsewhere = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-build-'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

beforeAll(() => {
  for (const source of SOURCES) cpSync(join(ROOT, source), join(elsewhere, source), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: elsewhere });
});

test.each(BUNDLES)('$bundle is the same wherever it is built, and small', ({ bundle, files, maxBytes }) => {
  expect(readdirSync(join(elsewhere, bundle))).toEqual(files);
  for (const file of files) expect(hashOf(elsewhere, bundle, file)).toBe(hashOf(ROOT, bundle, file));
  const sizes = files.map((file) => statSync(join(elsewhere, bundle, file)).size);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maxBytes);
});

test('the zip file of the function of Azure is the same wherever it is built', () => {
  expect(hashOf(elsewhere, ZIP)).toBe(hashOf(ROOT, ZIP));
});

function hashOf(...path: string[]): string {
  return createHash('sha256')
    .update(readFileSync(join(...path)))
    .digest('hex');
}
