import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { LAYER_NAMES } from '../support/import-arrows';
import { ROOT, sourceFiles } from '../support/source-files';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Packages that the build bundles, so that npm does not install them with this one. */
const BUNDLED = [
  /^@aws-sdk\/(?!client-s3$)/,
  /^@azure\/(functions|core-.*)$/,
  /^(hyparquet(-writer)?|fzstd|tar-stream|xxhash-wasm|yauzl)$/,
  /^(cli-progress|cli-table3|commander|jsonc-parser|junit-report-builder|picocolors)$/,
];

/** Packages of types that no published declaration imports. */
const TYPES = [/^sarif$/];

describe('the published package', () => {
  test('consists of the build, the pages, README.md, CHANGELOG.md and LICENSE', () => {
    expect(manifest.files).toEqual(['dist', 'docs', 'README.md', 'CHANGELOG.md', 'LICENSE']);
  });

  test('is CommonJS for Node 20.19 and later', () => {
    expect(manifest.type).toBe('commonjs');
    expect(manifest.engines).toEqual({ node: '>=20.19' });
  });
});

describe('dependencies', () => {
  test.each(Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies }))(
    '%s %s is an exact version',
    (_name, version) => {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    },
  );

  test.each(Object.entries<string>(manifest.peerDependencies))('%s %s is an optional peer', (name, range) => {
    expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(manifest.dependencies).not.toHaveProperty([name]);
    expect(isInRange(manifest.devDependencies[name], range)).toBe(true);
  });

  test('are exactly what the sources import and the build does not bundle', () => {
    const imported = new Set(
      sourceFiles(...LAYER_NAMES).flatMap(({ text }) =>
        ts
          .preProcessFile(text, true, true)
          .importedFiles.map(({ fileName }) => packageName(fileName))
          .filter((name) => !/^(\.|node:)/.test(name) && name !== manifest.name),
      ),
    );
    const installed = [...imported].filter(
      (name) => ![...BUNDLED, ...TYPES].some((other) => other.test(name)),
    );
    expect(installed.sort()).toEqual(
      Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).sort(),
    );
  });
});

function packageName(specifier: string): string {
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}

/** Returns whether the tested version is in the range that users may install. */
function isInRange(version: string, range: string): boolean {
  // only * matches a pre-release, and DuckDB names its releases 1.5.6-r.1
  if (version.includes('-')) return range === '*';
  const tested = version.split('.').map(Number) as [number, number, number];
  const [, from, to] = /^(?:\^|>=)(\d+\.\d+\.\d+)(?: <(\d+))?$/.exec(range) ?? [];
  const least = (from ?? '').split('.').map(Number) as [number, number, number];
  // below 1.0 a caret fixes the minor version
  const isBelow =
    to === undefined
      ? tested[0] === least[0] && (least[0] > 0 || tested[1] === least[1])
      : tested[0] < Number(to);
  return (
    isBelow &&
    (tested[0] > least[0] || tested[1] > least[1] || (tested[1] === least[1] && tested[2] >= least[2]))
  );
}
