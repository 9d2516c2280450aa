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

/** How deep a file is indexed: resources stand there, and few other things. */
const INDEXED_DEPTH = 3;

/** Where something stands, and what it holds, if that is more than one value. */
interface Span {
  readonly offset: number;
  start?: number;
  end?: number;
}

/** A file is read through once; what is deep in a resource is looked for in the text of that one. */
function jsonLines(text: string): (path: readonly string[]) => number | undefined {
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const spans = spansOf(text);
  return (path) => {
    const offset = nearest(text, spans, path) ?? spans.get(keyOf([]))?.offset;
    return offset === undefined ? undefined : lineAt(starts, offset);
  };
}

/** Where the deepest part of a path begins in a text, unless that is the text itself. */
function nearest(
  text: string,
  spans: ReadonlyMap<string, Span>,
  path: readonly string[],
): number | undefined {
  for (let length = Math.min(path.length, INDEXED_DEPTH); length > 0; length--) {
    const span = spans.get(keyOf(path.slice(0, length)));
    if (!span) continue;
    const { offset, start, end } = span;
    const rest = path.slice(length);
    // what is nearer to the root than the index is deep would be in the index
    if (rest.length === 0 || length < INDEXED_DEPTH || start === undefined) return offset;
    const inner = text.slice(start, end);
    const within = nearest(inner, spansOf(inner), rest);
    return within === undefined ? offset : start + within;
  }
  return undefined;
}

function keyOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String));
}

function spansOf(text: string): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  const open: (Span | undefined)[] = [];
  const see = (offset: number, at: readonly (string | number)[]): Span => {
    const key = keyOf(at);
    const span = spans.get(key) ?? { offset };
    spans.set(key, span);
    return span;
  };
  const begin = (offset: number, at: readonly (string | number)[]) => {
    if (at.length > INDEXED_DEPTH) {
      open.push(undefined);
      return false;
    }
    const span = see(offset, at);
    span.start = offset;
    open.push(span);
    return true;
  };
  const end = (offset: number) => {
    const span = open.pop();
    if (span) span.end = offset + 1;
  };
  visit(text, {
    onObjectProperty: (name, offset, _length, _line, _column, parent) => {
      const at = parent();
      if (at.length < INDEXED_DEPTH) see(offset, [...at, name]);
    },
    onObjectBegin: (offset, _length, _line, _column, at) => begin(offset, at()),
    onArrayBegin: (offset, _length, _line, _column, at) => begin(offset, at()),
    onObjectEnd: end,
    onArrayEnd: end,
    onLiteralValue: (_value, offset, _length, _line, _column, at) => {
      const path = at();
      if (path.length <= INDEXED_DEPTH) see(offset, path);
    },
  });
  return spans;
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
