import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { visit } from 'jsonc-parser';
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
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (path) => {
    const offset = nearest(text, path);
    return offset === undefined ? undefined : lineAt(starts, offset);
  };
}

/** Where the deepest part of a path begins that is there. What is beside the path is passed over, and no tree is made. */
function nearest(text: string, path: readonly string[]): number | undefined {
  let found: number | undefined;
  let depth = 0;
  const see = (offset: number, at: readonly (string | number)[]) => {
    const isOnPath = at.length <= path.length && at.every((part, index) => String(part) === path[index]);
    if (isOnPath && (found === undefined || at.length > depth)) {
      found = offset;
      depth = at.length;
    }
    return isOnPath;
  };
  visit(text, {
    onObjectProperty: (name, offset, _length, _line, _column, parent) => see(offset, [...parent(), name]),
    onObjectBegin: (offset, _length, _line, _column, at) => see(offset, at()),
    onArrayBegin: (offset, _length, _line, _column, at) => see(offset, at()),
    // only with these does it know where what is passed over ends
    onObjectEnd: () => {},
    onArrayEnd: () => {},
    onLiteralValue: (_value, offset, _length, _line, _column, at) => see(offset, at()),
  });
  return found;
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
