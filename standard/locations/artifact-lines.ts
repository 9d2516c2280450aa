import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { visit } from 'jsonc-parser';
import { isNode, isPair, isScalar, LineCounter } from 'yaml';
import { parseYamlTemplate } from '../adapters/cloudformation/template-file';

/** Finds lines in artifacts on demand: most reports need only a few. */
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
  readonly parts: Map<string, Span>;
  start?: number;
  end?: number;
}

/** A file is read through once; what is deep in a resource is looked for in the text of that one. */
function jsonLines(text: string): (path: readonly string[]) => number | undefined {
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const whole = spanOf(text);
  return (path) => whole && lineAt(starts, nearest(text, whole, path));
}

/** Where the deepest part of a path begins that is there: at its name, if it has one. */
function nearest(text: string, whole: Span, path: readonly string[]): number {
  let span = whole;
  let depth = 0;
  for (; depth < path.length; depth++) {
    const part = span.parts.get(path[depth] as string);
    if (!part) break;
    span = part;
  }
  const rest = path.slice(depth);
  // what is nearer to the root than the index is deep would be in the index
  if (rest.length === 0 || depth < INDEXED_DEPTH || span.start === undefined) return span.offset;
  const inner = text.slice(span.start, span.end);
  const within = spanOf(inner);
  return within?.parts.has(rest[0] as string) ? span.start + nearest(inner, within, rest) : span.offset;
}

function spanOf(text: string): Span | undefined {
  let whole: Span | undefined;
  let named: Span | undefined;
  const open: Span[] = [];
  const partOf = (parent: Span, name: string, offset: number): Span => {
    const part = parent.parts.get(name) ?? { offset, parts: new Map() };
    parent.parts.set(name, part);
    return part;
  };
  const see = (offset: number): Span => {
    const parent = open.at(-1);
    // what has no name is an element, or the whole
    const span = named ?? (parent ? partOf(parent, String(parent.parts.size), offset) : undefined);
    named = undefined;
    whole ??= span ?? { offset, parts: new Map() };
    return span ?? whole;
  };
  const begin = (offset: number): boolean => {
    const span = see(offset);
    span.start = offset;
    open.push(span);
    return open.length <= INDEXED_DEPTH;
  };
  const end = (offset: number) => {
    const span = open.pop();
    if (span) span.end = offset + 1;
  };
  visit(text, {
    onObjectProperty: (name, offset) => {
      const parent = open.at(-1);
      if (parent) named = partOf(parent, name, offset);
    },
    onObjectBegin: begin,
    onArrayBegin: begin,
    onObjectEnd: end,
    onArrayEnd: end,
    onLiteralValue: (_value, offset) => {
      see(offset);
    },
  });
  return whole;
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
