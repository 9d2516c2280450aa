// npm run graph: prints the directories of the sources, the imports between them, and import circles.
import { LAYER_NAMES } from '../support/import-arrows';
import { importArrows, importCircles, importGraph } from '../support/import-graph';
import { sourceFiles } from '../support/source-files';

/** The constructs of each engine are a directory of their own. */
function directoryOf(path: string): string {
  const [first, second] = path.split('/') as [string, string];
  return first === 'constructs' && second.split('.').length === 1 ? `${first}/${second}` : first;
}

const sources = sourceFiles(...LAYER_NAMES);
const graph = importGraph(sources);
const files = new Map<string, number>();
for (const path of graph.keys()) files.set(directoryOf(path), (files.get(directoryOf(path)) ?? 0) + 1);
const circles = importCircles(graph);
const lines = [
  'directories',
  ...[...files]
    .sort()
    .map(([directory, count]) => `  ${directory.padEnd(18)} ${String(count).padStart(4)} files`),
  'imports between directories',
  ...importArrows(graph, directoryOf).map(
    ({ from, to, count }) => `  ${`${from} -> ${to}`.padEnd(30)} ${String(count).padStart(4)}`,
  ),
  `import circles: ${circles.length}`,
  ...circles.map((circle) => `  ${[...circle, circle[0]].join(' -> ')}`),
];
process.stdout.write(`${lines.join('\n')}\n`);
