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

/** Writes a new file, because `ArtifactLines` caches the lines of each file. */
function newFile(text: string): string {
  files += 1;
  writeFileSync(join(directory, `${files}.json`), text);
  return `${files}.json`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Returns all paths in a tree with their offsets. The offset of a property is the offset of its name. */
function offsetsOf(node: Node, path: readonly string[] = []): [readonly string[], number][] {
  const inside = (node.children ?? []).flatMap((child, index): [readonly string[], number][] => {
    if (node.type === 'array') return offsetsOf(child, [...path, String(index)]);
    const [key, value] = child.children as [Node, Node];
    const at = [...path, String(key.value)];
    return [[at, key.offset], ...offsetsOf(value, at).slice(1)];
  });
  return [[path, node.offset], ...inside];
}

function pointerOf(path: readonly string[]): string {
  return path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

describe('the line of a JSON pointer', () => {
  test('equals the line in the parsed tree at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const tree = parseTree(text) as Node;
        const lines = new ArtifactLines(directory);
        const file = newFile(text);
        for (const [path, offset] of offsetsOf(tree)) {
          expect([path, lines.lineOf(file, pointerOf(path))]).toEqual([path, lineAt(text, offset)]);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('is the line of the nearest parent if the pointer does not exist', () => {
    const text = JSON.stringify({ Resources: { Log: { Properties: { Format: { a: 1 } } } } }, null, 2);
    const lines = new ArtifactLines(directory);
    const file = newFile(text);
    const lineOf = (...path: string[]) => lines.lineOf(file, pointerOf(path));
    const format = findNodeAtLocation(parseTree(text) as Node, ['Resources', 'Log', 'Properties', 'Format']);
    expect(lineOf('Resources', 'Log', 'Properties', 'Format', 'b')).toBe(
      lineAt(text, format?.parent?.offset ?? -1),
    );
    expect(lineOf('Resources', 'Log', 'Metadata')).toBe(3);
    expect(lineOf('Resources', 'Other', 'Properties', 'Format')).toBe(2);
    expect(lineOf('nothing')).toBe(1);
  });

  test('is undefined if the file does not exist', () => {
    expect(new ArtifactLines(directory).lineOf('none.json', '/Resources')).toBeUndefined();
  });
});
