import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { isNode, isPair, isScalar, LineCounter } from 'yaml';
import { parseYamlTemplate } from '../adapters/cloudformation/template-file';

/** Lines in files, looked up when a report asks for them: most never do. */
export class ArtifactLines {
  private readonly files = new Map<string, ((path: readonly string[]) => number | undefined) | undefined>();

  constructor(private readonly directory = process.cwd()) {}

  /** Line (from 1) of a JSON pointer in an artifact; of what is nearest to it, for a part that is not there. */
  lineOf(artifact: string, pointer: string): number | undefined {
    if (!this.files.has(artifact)) this.files.set(artifact, this.open(artifact));
    return this.files.get(artifact)?.(pointer.split('/').slice(1).map(unescaped));
  }

  private open(artifact: string): ((path: readonly string[]) => number | undefined) | undefined {
    let text: string;
    try {
      text = readFileSync(`${artifact.startsWith('/') ? '' : `${this.directory}/`}${artifact}`, 'utf8');
    } catch {
      // a stack that was synthesised in this process has no file yet
      return undefined;
    }
    return ['.yaml', '.yml'].includes(extname(artifact)) ? yamlLines(text) : jsonLines(text);
  }
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function jsonLines(text: string): (path: readonly string[]) => number | undefined {
  const root = parseTree(text);
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (path) => {
    const node = root && nearest(root, path);
    return node && lineAt(starts, (node.parent?.type === 'property' ? node.parent : node).offset);
  };
}

function nearest(root: Node, path: readonly string[]): Node {
  let node = root;
  for (const part of path) {
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(part) : part]);
    if (!next) break;
    node = next;
  }
  return node;
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function yamlLines(text: string): (path: readonly string[]) => number | undefined {
  const lines = new LineCounter();
  const document = parseYamlTemplate(text, lines);
  return (path) => {
    for (let length = path.length; length > 0; length--) {
      const parent = document.getIn(path.slice(0, length - 1), true) as { items?: unknown[] } | undefined;
      const pair = parent?.items?.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === path[length - 1],
      );
      if (isPair(pair) && isNode(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
    }
    return document.contents ? 1 : undefined;
  };
}
