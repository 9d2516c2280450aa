import { type Document, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { didYouMean } from '../../flows/did-you-mean';
import { nameProblems, type Path } from './name-problems';
import { STANDARD_FILE, type StandardFile } from './schema';
import { StandardError, type StandardProblem } from './standard-error';

/** A standard that was read, and where its parts stand. */
export interface ParsedStandard {
  readonly file: StandardFile;
  /** Line of a part, from 1: `['exceptions', 0]`. */
  lineOf(path: Path): number | undefined;
}

/** Longer than any that people write; what is longer is another file. */
const MAX_CHARACTERS = 1_000_000;
const HOW_TO_BEGIN = '`flow-logs standard init` writes one to begin with';

/**
 * Reads a standard in YAML, of which JSON is a part.
 *
 * @throws StandardError with every problem and its position
 */
export function parseStandard(text: string, name: string): ParsedStandard {
  if (text.length > MAX_CHARACTERS) {
    const message = `it has ${text.length} characters, and a standard has fewer than ${MAX_CHARACTERS}`;
    throw new StandardError([{ message }], name);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      message: `no YAML: ${firstLine(message)}`,
      ...place(pos[0]),
    }));
    throw new StandardError(problems, name);
  }
  const json = plain(document, name);
  const at = (path: Path) => place(offsetOf(document, path));
  const parsed = STANDARD_FILE.safeParse(json);
  const problems: StandardProblem[] = parsed.success
    ? nameProblems(parsed.data).map(({ path, message }) => ({ message, ...at(path) }))
    : parsed.error.issues.flatMap((issue) => issueProblems(issue, json, at));
  if (!parsed.success || problems.length > 0) throw new StandardError(inOrder(problems), name);
  return { file: parsed.data, lineOf: (path) => at(path).line };
}

function plain(document: Document.Parsed, name: string): unknown {
  try {
    const json: unknown = document.toJS({ maxAliasCount: 100 });
    if (json !== null && json !== undefined) return json;
  } catch (error) {
    throw new StandardError([{ message: `no YAML: ${firstLine(String(error))}` }], name);
  }
  throw new StandardError([{ message: `the file is empty: ${HOW_TO_BEGIN}`, line: 1, column: 1 }], name);
}

/** A problem for each key that is not known; one for anything else. */
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
      const advice = near ? `did you mean ${near}?` : `there are ${known.join(', ')}`;
      return {
        message: `${path.length === 0 ? '' : `${where}: `}${key} is not known: ${advice}`,
        ...at([...path, key]),
      };
    });
  }
  const seen = valueAt(json, path);
  const got = seen === undefined ? 'is missing' : `is ${JSON.stringify(seen)}`;
  return [{ message: `${where} ${got}: ${wanted(issue)}`, ...at(path) }];
}

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') {
    return `it must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_union') {
    const values = issue.errors.flat().flatMap((each) => (each.code === 'invalid_value' ? each.values : []));
    if (values.length > 0) return `it must be one of ${values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_type') return `it must be ${TYPES[issue.expected] ?? issue.expected}`;
  if (issue.code === 'too_small') return `it must be ${issue.minimum} at least`;
  return issue.code === 'invalid_format' && issue.format === 'date'
    ? 'it must be a day: 2027-01-31'
    : issue.message;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
};

/** The keys that the schema has at a place. */
function keysAt(path: Path): string[] {
  let schema: unknown = STANDARD_FILE;
  for (const key of path) {
    const inner = bare(schema);
    schema = typeof key === 'number' ? inner?.element : inner?.shape?.[key];
  }
  return Object.keys(bare(schema)?.shape ?? {});
}

interface Bare {
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly element?: unknown;
  unwrap?(): unknown;
}

function bare(schema: unknown): Bare | undefined {
  const it = schema as Bare | undefined;
  return it?.unwrap && !it.shape && !it.element ? bare(it.unwrap()) : it;
}

function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    json,
  );
}

/** Where a part begins: the key of a pair, the item of a list; of what is missing, what it is missing from. */
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
  const placeOf = ({ line = 0, column = 0 }: StandardProblem) => line * 10_000 + column;
  return problems.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '');
}
