import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ENTRY_POINTS } from '../../scripts/project.mjs';
import { ROOT } from '../support/source-files';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const exported = Object.entries<string | Record<string, string> | null>(manifest.exports);

describe('the entry points of the package', () => {
  test('do not include one that loads every engine', () => {
    expect(exported.map(([name]) => name)).not.toContain('.');
    for (const name of ['main', 'module', 'types', 'browser']) expect(manifest).not.toHaveProperty(name);
  });

  test('include both clouds, the normalizer and package.json, and reserve those of Pulumi', () => {
    const names = exported.flatMap(([name, target]) => (target === null ? [] : [name]));
    expect(names).toEqual(expect.arrayContaining(['./cdk', './cdktf', './normalizer', './package.json']));
    expect(manifest.exports).toMatchObject({ './pulumi/aws': null, './pulumi/azure': null });
  });

  test('name the types first, as TypeScript requires', () => {
    for (const [, target] of exported) {
      if (target !== null && typeof target === 'object')
        expect(Object.keys(target)).toEqual(['types', 'default']);
    }
  });

  test('are built from source files', () => {
    expect(ENTRY_POINTS.length).toBeGreaterThan(5);
    for (const { source } of ENTRY_POINTS) expect(statSync(join(ROOT, source)).isFile()).toBe(true);
  });

  test('resolve to their sources in tsconfig.json', () => {
    const { paths } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config.compilerOptions;
    const expected = ENTRY_POINTS.map(({ name, source }) => [`cloud-flow-logs/${name}`, [`./${source}`]]);
    expect(paths).toEqual(Object.fromEntries(expected));
  });

  test('have the same types in typesVersions, for apps that resolve modules as Node 10 does', () => {
    const expected = exported
      .filter(([name, target]) => target !== null && name !== './package.json')
      .map(([name, target]) => [
        name.replace('./', ''),
        [typeof target === 'object' ? target?.types : target],
      ]);
    expect(manifest.typesVersions).toEqual({ '*': Object.fromEntries(expected) });
  });
});
