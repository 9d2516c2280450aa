import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { afterAll, describe, expect, test } from 'vitest';
import { ArtifactLines } from '../../../standard/locations/artifact-lines';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-lines-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let files = 0;

/** A file of its own, since lines of a file are remembered. */
function fileOf(text: string): string {
  files += 1;
  writeFileSync(join(directory, `${files}.json`), text);
  return `${files}.json`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** All paths in a tree, and where each stands: a property at its name. */
function placesOf(node: Node, path: readonly string[] = []): [readonly string[], number][] {
  const inside = (node.children ?? []).flatMap((child, index): [readonly string[], number][] => {
    if (node.type === 'array') return placesOf(child, [...path, String(index)]);
    const [key, value] = child.children as [Node, Node];
    const at = [...path, String(key.value)];
    return [[at, key.offset], ...placesOf(value, at).slice(1)];
  });
  return [[path, node.offset], ...inside];
}

function pointerOf(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

describe('lines of a file in JSON', () => {
  test('are those that a parsed tree has, at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const tree = parseTree(text) as Node;
        const lines = new ArtifactLines(directory);
        const file = fileOf(text);
        for (const [path, offset] of placesOf(tree)) {
          expect([path, lines.lineOf(file, pointerOf(path))]).toEqual([path, lineAt(text, offset)]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('are of what is nearest, for a part that is not there', () => {
    const text = JSON.stringify({ Resources: { Log: { Properties: { Format: { a: 1 } } } } }, null, 2);
    const lines = new ArtifactLines(directory);
    const file = fileOf(text);
    const lineOf = (...path: string[]) => lines.lineOf(file, pointerOf(path));
    const format = findNodeAtLocation(parseTree(text) as Node, ['Resources', 'Log', 'Properties', 'Format']);
    expect(lineOf('Resources', 'Log', 'Properties', 'Format', 'b')).toBe(
      lineAt(text, format?.parent?.offset ?? -1),
    );
    expect(lineOf('Resources', 'Log', 'Metadata')).toBe(3);
    expect(lineOf('Resources', 'Other', 'Properties', 'Format')).toBe(2);
    expect(lineOf('nothing')).toBe(1);
  });

  test('are not known of a file that is not there', () => {
    expect(new ArtifactLines(directory).lineOf('none.json', '/Resources')).toBeUndefined();
  });
});
