import { extname } from 'node:path';
import { visit } from 'jsonc-parser';
import { isNode, isPair, isScalar, LineCounter } from 'yaml';
import { artifactText, jsonIn, STANDARD_INPUT } from '../adapters/artifact-text';
import { parseYamlTemplate } from '../adapters/cloudformation/yaml-template';
import { strictJson } from '../adapters/strict-json';
import { hclLines } from './hcl-lines';
import { isTerraformText } from './terraform-file';

/** Returns the line of a path of keys. */
type LineFinder = (path: readonly string[]) => number | undefined;

/** Finds lines in artifacts. The class parses a file at the first request, because most reports need few lines. */
export class ArtifactLines {
  private readonly finders = new Map<string, LineFinder | undefined>();

  constructor(private readonly directory = process.cwd()) {}

  /** Returns the line, from 1, of a JSON pointer in an artifact. If the part is absent, its nearest parent counts. */
  lineOf(artifact: string, pointer: string): number | undefined {
    if (!this.finders.has(artifact)) this.finders.set(artifact, this.finderOf(artifact));
    return this.finders.get(artifact)?.(pointer.split('/').slice(1).map(unescaped));
  }

  private finderOf(artifact: string): LineFinder | undefined {
    let text: string;
    try {
      const isPath = artifact !== STANDARD_INPUT && !artifact.startsWith('/');
      text = artifactText(isPath ? `${this.directory}/${artifact}` : artifact);
    } catch {
      // a stack that is synthesized in this process has no file yet
      return undefined;
    }
    if (isTerraformText(artifact)) return hclLines(text);
    if (/^\s*[[{]/.test(text)) return jsonLines(text, strictJson(text));
    const json = /^\.ya?ml$/i.test(extname(artifact)) ? undefined : jsonIn(text);
    return json === undefined ? yamlLines(text) : jsonLines(text, json);
  }
}

function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Depth of the index of a file. The index contains each resource with its keys, but not the properties below the keys. */
const INDEXED_DEPTH = 3;

/** A value in a JSON text, with the index of its properties or elements. */
interface Span {
  /** Offset of the property name, or of an element. */
  readonly offset: number;
  readonly children: Map<string, Span>;
  /** Offset of the opening bracket of an object or array. */
  start?: number;
  /** Offset after the closing bracket. */
  end?: number;
}

/**
 * Indexes a file once. For a part below the indexed depth, the finder parses only the text of its resource.
 *
 * @param text the JSON of the file, at the offsets of the file
 */
function jsonLines(file: string, text: string): LineFinder {
  const lineBreaks = [...file.matchAll(/\n/g)].map(({ index }) => index);
  const root = spanOf(text);
  return (path) => root && lineAt(lineBreaks, nearestOffset(text, root, path));
}

/** Returns the offset of the deepest part of a path that exists. */
function nearestOffset(text: string, root: Span, path: readonly string[]): number {
  let span = root;
  let depth = 0;
  for (; depth < path.length; depth++) {
    const child = span.children.get(path[depth] as string);
    if (!child) break;
    span = child;
  }
  const rest = path.slice(depth);
  // the index contains every part above the indexed depth
  if (rest.length === 0 || depth < INDEXED_DEPTH || span.start === undefined) return span.offset;
  const innerText = text.slice(span.start, span.end);
  const innerRoot = spanOf(innerText);
  return innerRoot?.children.has(rest[0] as string)
    ? span.start + nearestOffset(innerText, innerRoot, rest)
    : span.offset;
}

/** Indexes a JSON text down to the indexed depth. */
function spanOf(text: string): Span | undefined {
  let root: Span | undefined;
  let property: Span | undefined;
  const ancestors: Span[] = [];
  const childOf = (parent: Span, name: string, offset: number): Span => {
    const child = parent.children.get(name) ?? { offset, children: new Map() };
    parent.children.set(name, child);
    return child;
  };
  const addValue = (offset: number): Span => {
    const parent = ancestors.at(-1);
    // a value without a property name is an element or the root
    const span = property ?? (parent ? childOf(parent, String(parent.children.size), offset) : undefined);
    property = undefined;
    root ??= span ?? { offset, children: new Map() };
    return span ?? root;
  };
  const begin = (offset: number): boolean => {
    const span = addValue(offset);
    span.start = offset;
    ancestors.push(span);
    return ancestors.length <= INDEXED_DEPTH;
  };
  const end = (offset: number) => {
    const span = ancestors.pop();
    if (span) span.end = offset + 1;
  };
  visit(text, {
    onObjectProperty: (name, offset) => {
      const parent = ancestors.at(-1);
      if (parent) property = childOf(parent, name, offset);
    },
    onObjectBegin: begin,
    onArrayBegin: begin,
    onObjectEnd: end,
    onArrayEnd: end,
    onLiteralValue: (_value, offset) => {
      addValue(offset);
    },
  });
  return root;
}

/** Returns the line of an offset, from 1, by binary search in the offsets of the line breaks. */
function lineAt(lineBreaks: readonly number[], offset: number): number {
  let [low, high] = [0, lineBreaks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lineBreaks[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function yamlLines(text: string): LineFinder {
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
