import { describe, expect, test } from 'vitest';
import { LAYER_NAMES } from '../support/import-arrows';
import { importArrows, importCircles, importGraph } from '../support/import-graph';
import { sourceFiles } from '../support/source-files';

describe('the import graph', () => {
  const graph = importGraph([
    { path: 'aws/a.ts', text: "import type { B } from './b';\nimport '../flows';\n" },
    { path: 'aws/b.ts', text: "export type { C } from './c';\n" },
    { path: 'aws/c.ts', text: "type A = typeof import('./a.js');\n" },
    { path: 'aws/alone.ts', text: "import './a';\nimport './b';\nimport 'node:fs';\n" },
    { path: 'flows/index.ts', text: "import './data.json';\n" },
  ]);

  test('contains every relative import of a source file', () => {
    expect(Object.fromEntries(graph)).toEqual({
      'aws/a.ts': ['aws/b.ts', 'flows/index.ts'],
      'aws/b.ts': ['aws/c.ts'],
      'aws/c.ts': ['aws/a.ts'],
      'aws/alone.ts': ['aws/a.ts', 'aws/b.ts'],
      'flows/index.ts': [],
    });
  });

  test('shows a circle of type-only imports once, with its path', () => {
    expect(importCircles(graph)).toEqual([['aws/a.ts', 'aws/b.ts', 'aws/c.ts']]);
  });

  test('counts the imports between directories', () => {
    expect(importArrows(graph, (path) => path.split('/')[0] as string)).toEqual([
      { from: 'aws', to: 'flows', count: 1 },
    ]);
  });
});

test('the sources have no import circle', () => {
  const graph = importGraph(sourceFiles(...LAYER_NAMES));
  expect(graph.size).toBeGreaterThan(200);
  expect(importCircles(graph)).toEqual([]);
});
