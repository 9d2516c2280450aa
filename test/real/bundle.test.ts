import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAYER_NAMES } from '../support/import-arrows';
import { ROOT } from '../support/source-files';

const MEGABYTE = 1024 * 1024;
const LAMBDA = {
  bundle: 'aws/normalizer/bundle',
  files: ['index.mjs', 'object-worker.mjs'],
  maxBytes: 1.5 * MEGABYTE,
};

/** Files that the others load, some of them only when they need them. Their names contain a hash. */
const CHUNK = /^chunk-[A-Z0-9]{8}\.mjs$/;

const NOTIFIER = { bundle: 'aws/notifier/bundle', files: ['index.mjs'], maxBytes: 0.05 * MEGABYTE };
const AZURE = {
  bundle: 'azure/normalizer/bundle',
  files: ['host.json', 'index.cjs', 'package.json'],
  maxBytes: 1.75 * MEGABYTE,
};
const AZURE_ARCHIVE = 'azure/normalizer/function.zip';

/** All that the bundles are built from. */
const SOURCES = [...LAYER_NAMES, 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

const elsewhere = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-build-'));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

beforeAll(() => {
  for (const source of SOURCES) cpSync(join(ROOT, source), join(elsewhere, source), { recursive: true });
  const bundles = [LAMBDA.bundle, NOTIFIER.bundle, AZURE.bundle, AZURE_ARCHIVE];
  for (const generated of ['flows/kernel/kernel-code.ts', ...bundles]) {
    rmSync(join(elsewhere, generated), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
  execFileSync(process.execPath, ['scripts/generated.mjs', 'functions'], { cwd: elsewhere });
});

test.each([LAMBDA, NOTIFIER, AZURE])(
  '$bundle has the same bytes in another directory, and is small',
  (expected) => {
    const { bundle, files, maxBytes } = expected;
    const all = readdirSync(join(elsewhere, bundle));
    expect(all.filter((file) => !CHUNK.test(file))).toEqual(files);
    expect(all).toEqual(readdirSync(join(ROOT, bundle)));
    for (const file of all) expect(hashOf(elsewhere, bundle, file)).toBe(hashOf(ROOT, bundle, file));
    const sizes = all.map((file) => statSync(join(elsewhere, bundle, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(maxBytes);
  },
);

test('the archive of the Azure function has the same bytes in another directory', () => {
  expect(hashOf(elsewhere, AZURE_ARCHIVE)).toBe(hashOf(ROOT, AZURE_ARCHIVE));
});

test.each([...[LAMBDA, NOTIFIER].flatMap(pathsOf), AZURE_ARCHIVE])('the package contains %s', (path) => {
  expect(hashOf(ROOT, 'dist', path)).toBe(hashOf(ROOT, path));
});

function pathsOf({ bundle, files }: typeof LAMBDA): string[] {
  return files.map((file) => `${bundle}/${file}`);
}

function hashOf(...path: string[]): string {
  return createHash('sha256')
    .update(readFileSync(join(...path)))
    .digest('hex');
}
