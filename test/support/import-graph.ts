import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceText } from './source-files';

/** The relative imports among source files, type-only imports included: importing path to imported paths. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Imports from one directory into another. */
export interface ImportArrow {
  readonly from: string;
  readonly to: string;
  /** Number of pairs of files. */
  readonly count: number;
}

/** Builds the graph of the relative imports among source files. */
export function importGraph(sources: readonly SourceText[]): ImportGraph {
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, text }) => {
      const imported = ts
        .preProcessFile(text, true, true)
        .importedFiles.filter(({ fileName }) => /^\.\.?(\/|$)/.test(fileName))
        .flatMap(({ fileName }) => resolvedPath(path, fileName, paths) ?? []);
      return [path, [...new Set(imported)].sort()];
    }),
  );
}

/** Finds circles: one shortest circle for each group of files that reach each other. */
export function importCircles(graph: ImportGraph): string[][] {
  const circles: string[][] = [];
  const reported = new Set<string>();
  for (const path of graph.keys()) {
    if (reported.has(path)) continue;
    const circle = shortestCircle(graph, path);
    if (circle === undefined) continue;
    circles.push(circle);
    for (const each of circle) reported.add(each);
  }
  return circles;
}

/** Counts the imports between directories. `directoryOf` returns the directory of a file. */
export function importArrows(graph: ImportGraph, directoryOf: (path: string) => string): ImportArrow[] {
  const counts = new Map<string, number>();
  for (const [path, imported] of graph) {
    for (const target of imported) {
      const [from, to] = [directoryOf(path), directoryOf(target)];
      if (from !== to) counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([arrow, count]) => {
      const [from, to] = arrow.split(' ') as [string, string];
      return { from, to, count };
    })
    .sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1));
}

/** Returns the path of a source file that a relative specifier names, or undefined for a file of another kind. */
function resolvedPath(path: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  const target = posix.join(posix.dirname(path), specifier).replace(/\/$/, '');
  const withoutExtension = target.replace(/\.[cm]?js$/, '');
  return [target, `${withoutExtension}.ts`, `${target}/index.ts`].find((candidate) => paths.has(candidate));
}

/** Returns the shortest way from a file back to itself, by breadth-first search. */
function shortestCircle(graph: ImportGraph, start: string): string[] | undefined {
  const importerOf = new Map<string, string>();
  const queue = [start];
  for (const path of queue) {
    for (const imported of graph.get(path) ?? []) {
      if (imported === start) return wayTo(path, importerOf, start);
      if (importerOf.has(imported)) continue;
      importerOf.set(imported, path);
      queue.push(imported);
    }
  }
  return undefined;
}

function wayTo(last: string, importerOf: ReadonlyMap<string, string>, start: string): string[] {
  const way = [last];
  for (let path = last; path !== start; ) {
    path = importerOf.get(path) as string;
    way.unshift(path);
  }
  return way;
}
