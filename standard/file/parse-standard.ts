import { type Document, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../../flows/did-you-mean';
import { nameProblems, type Path } from './name-problems';
import { StandardError, type StandardProblem } from './standard-error';
import { STANDARD_FILE, type StandardFile } from './standard-file';

/** A parsed standard, with the positions of its parts. */
export interface ParsedStandard {
  readonly file: StandardFile;
  /** Line of a part, from 1. The path of the first exception is `['exceptions', 0]`. */
  lineOf(path: Path): number | undefined;
}

/** Maximum length. A longer file is not a standard. */
const MAX_CHARACTERS = 1_000_000;
const HOW_TO_START = '`flow-logs standard init` writes a file to start from';

/**
 * Parses a standard in YAML or JSON.
 *
 * @throws StandardError with every problem and its position
 */
export function parseStandard(text: string, name: string): ParsedStandard {
  if (text.length > MAX_CHARACTERS) {
    const message = `the file has ${text.length} characters; expected at most ${MAX_CHARACTERS}`;
    throw new StandardError([{ message }], name);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const positionAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      message: `invalid YAML: ${firstLine(message)}`,
      ...positionAt(pos[0]),
    }));
    throw new StandardError(problems, name);
  }
  const json = contentOf(document, name);
  const at = (path: Path) => positionAt(offsetOf(document, path));
  const parsed = STANDARD_FILE.safeParse(json);
  const problems: StandardProblem[] = parsed.success
    ? nameProblems(parsed.data).map(({ path, message }) => ({ message, ...at(path) }))
    : parsed.error.issues.flatMap((issue) => issueProblems(issue, json, at));
  if (!parsed.success || problems.length > 0) throw new StandardError(inOrder(problems), name);
  return { file: parsed.data, lineOf: (path) => at(path).line };
}

function contentOf(document: Document.Parsed, name: string): unknown {
  try {
    const json: unknown = document.toJS({ maxAliasCount: 100 });
    if (json !== null && json !== undefined) return json;
  } catch (error) {
    throw new StandardError([{ message: `invalid YAML: ${firstLine(String(error))}` }], name);
  }
  throw new StandardError([{ message: `the file is empty: ${HOW_TO_START}`, line: 1, column: 1 }], name);
}

/** Returns one problem per unknown key, or one problem for any other issue. */
function issueProblems(
  issue: z.core.$ZodIssue,
  json: unknown,
  at: (path: Path) => { line: number; column: number },
): StandardProblem[] {
  const path = issue.path as Path;
  const where = path.length === 0 ? 'the file' : path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const known = keysAt(path);
      const near = didYouMean(key, known);
      const advice = near ? `did you mean ${near}?` : `expected one of ${known.join(', ')}`;
      return {
        message: `${path.length === 0 ? '' : `${where}: `}unknown key ${key}: ${advice}`,
        ...at([...path, key]),
      };
    });
  }
  const received = valueAt(json, path);
  const actual = received === undefined ? 'is missing' : `is ${JSON.stringify(received)}`;
  return [{ message: `${where} ${actual}: ${expectation(issue)}`, ...at(path) }];
}

/** What the schema expects, in words. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') {
    return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_union') {
    const values = issue.errors.flat().flatMap((each) => (each.code === 'invalid_value' ? each.values : []));
    if (values.length > 0) return `expected one of ${values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_type') return `expected ${TYPES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}`;
  return issue.code === 'invalid_format' && issue.format === 'date'
    ? 'expected a date, such as 2027-01-31'
    : issue.message;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  int: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** The keys that the schema allows at a path. */
function keysAt(path: Path): string[] {
  let schema: unknown = STANDARD_FILE;
  for (const key of path) {
    const inner = unwrapped(schema);
    schema = typeof key === 'number' ? inner?.element : inner?.shape?.[key];
  }
  return Object.keys(unwrapped(schema)?.shape ?? {});
}

interface Unwrapped {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  unwrap?(): unknown;
}

function unwrapped(schema: unknown): Unwrapped | undefined {
  const it = schema as Unwrapped | undefined;
  return it?.unwrap && !it.shape && !it.element ? unwrapped(it.unwrap()) : it;
}

function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    json,
  );
}

/** The offset of a key or list item; of its parent, if the part is missing. */
function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    const parent = document.getIn(part.slice(0, -1), true) as { items?: unknown[] } | undefined;
    const pair = parent?.items?.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === part.at(-1),
    );
    if (isPair(pair) && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range[0] ?? 0;
}

function inOrder(problems: readonly StandardProblem[]): StandardProblem[] {
  const sortKey = ({ line = 0, column = 0 }: StandardProblem) => line * 10_000 + column;
  return problems.toSorted((one, other) => sortKey(one) - sortKey(other));
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '');
}
