import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { FLOOR_NAMES } from '../support/import-arrows';
import { ROOT, sourceFiles } from '../support/source-files';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Packages that the bundles carry, so that nobody has to install them. */
const BUNDLED = [/^@aws-sdk\//, /^@azure\/(functions|core-.*)$/, /^(hyparquet(-writer)?|fzstd)$/];

/** Packages of types alone, of which nothing is published. */
const TYPES = [/^sarif$/];

describe('the doors of the package', () => {
  const doors: [string, string | Record<string, string> | null][] = Object.entries(manifest.exports);

  test('are one for each use: none loads every engine at once', () => {
    expect(doors.map(([name]) => name)).not.toContain('.');
    for (const name of ['main', 'module', 'types', 'browser']) expect(manifest).not.toHaveProperty(name);
  });

  test('lead somewhere', () => {
    const open = doors.filter(([, target]) => target !== null);
    expect(open.map(([name]) => name)).toEqual(
      expect.arrayContaining(['./cdk', './cdktf', './normalizer', './package.json']),
    );
    for (const [, target] of open) {
      if (target !== null && typeof target === 'object') {
        const source = (target.default as string).replace('./dist/', '').replace(/\.js$/, '.ts');
        expect(statSync(join(ROOT, source)).isFile()).toBe(true);
      }
    }
  });

  test('name the types first, as TypeScript asks', () => {
    for (const [, target] of doors) {
      if (target !== null && typeof target === 'object')
        expect(Object.keys(target)).toEqual(['types', 'default']);
    }
  });
});

describe('what is published', () => {
  test('is the build, and what people read', () => {
    expect(manifest.files).toEqual(['dist', 'README.md', 'CHANGELOG.md', 'LICENSE']);
  });

  test('is CommonJS for every Node that is promised', () => {
    expect(manifest.type).toBe('commonjs');
    expect(manifest.engines).toEqual({ node: '>=20.19' });
  });
});

describe('the dependencies', () => {
  test.each(Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies }))(
    '%s %s is one exact version',
    (_name, version) => {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    },
  );

  test.each(Object.entries<string>(manifest.peerDependencies))('%s %s is an optional peer', (name, range) => {
    expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(manifest.dependencies).not.toHaveProperty([name]);
    expect(isInRange(manifest.devDependencies[name], range)).toBe(true);
  });

  test('are all that the sources import, and no more', () => {
    const imported = new Set(
      sourceFiles(...FLOOR_NAMES).flatMap(({ text }) =>
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

/** Whether npm takes the version that is tested for the range that is asked of others. */
function isInRange(version: string, range: string): boolean {
  // npm takes every version for *, and pre-releases for nothing else; the releases of DuckDB are called 1.5.6-r.1
  if (version.includes('-')) return range === '*';
  const tested = version.split('.').map(Number) as [number, number, number];
  const [, from, to] = /^(?:\^|>=)(\d+\.\d+\.\d+)(?: <(\d+))?$/.exec(range) ?? [];
  const least = (from ?? '').split('.').map(Number) as [number, number, number];
  // below 1.0 a caret holds the minor version
  const isBelow =
    to === undefined
      ? tested[0] === least[0] && (least[0] > 0 || tested[1] === least[1])
      : tested[0] < Number(to);
  return (
    isBelow &&
    (tested[0] > least[0] || tested[1] > least[1] || (tested[1] === least[1] && tested[2] >= least[2]))
  );
}
