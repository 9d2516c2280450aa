import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { LAYER_NAMES } from '../support/import-arrows';
import { sourceFiles } from '../support/source-files';

const MAX_LINES = 250;

const sources = sourceFiles(...LAYER_NAMES, 'scripts', 'examples', 'bench', 'fuzz');

test('every source file has at most 250 lines', () => {
  const long = sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > MAX_LINES);
  expect(sources.length).toBeGreaterThan(50);
  expect(long).toEqual([]);
});

test('every source file has a name in kebab-case', () => {
  const misnamed = sources.filter(
    ({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d|\.cases)?\.[cm]?[jt]s$/.test(basename(path)),
  );
  expect(misnamed.map(({ path }) => path)).toEqual([]);
});
