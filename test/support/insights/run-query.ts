import { evaluate, isAggregate } from './evaluate';
import { parseQuery } from './parse-query';
import { type Command, type Expression, eachField, type Named } from './syntax';
import { numberOf, type Row, type Value } from './values';

/** An event of a log group. The timestamp of a flow log event is the start of its record. */
export interface LogEvent {
  /** Milliseconds since the Unix epoch. */
  readonly timestamp: number;
  readonly message: string;
  readonly log?: string;
  readonly logStream?: string;
}

/** Rows without a `limit`. Source: CloudWatch Logs User Guide, "limit". */
const DEFAULT_LIMIT = 10_000;
/** Most `stats` commands. Source: AWS What's New, "CloudWatch Logs Insights adds 23 new query commands and functions". */
const MAX_STATS = 10;

/**
 * Runs a CloudWatch Logs Insights query over events. Unknown syntax, an unknown field, a name that is defined twice, and
 * an operation whose result the guide does not define are errors.
 *
 * Source: CloudWatch Logs User Guide, "CloudWatch Logs Insights language query syntax".
 */
export function runInsights(query: string, events: readonly LogEvent[], maxStats = MAX_STATS): Row[] {
  const commands = parseQuery(query);
  checkOrder(commands, maxStats);
  checkNames(commands);
  let rows: Row[] = events.map(
    ({ timestamp, message, log = '123456789012:flow-logs', logStream = 'eni-1-all' }) =>
      new Map<string, Value>([
        ['@timestamp', timestamp],
        ['@message', message],
        ['@log', log],
        ['@logStream', logStream],
      ]),
  );
  for (const command of commands) rows = applied(command, rows);
  const shown = shownBy(commands);
  return rows
    .slice(0, DEFAULT_LIMIT)
    .map((row) => new Map(shown.map((name) => [name, row.get(name) ?? null])));
}

/** Returns the columns of the rows that a query shows. */
export function columnsOfQuery(query: string): string[] {
  return shownBy(parseQuery(query));
}

/** The rules of the order of commands. Sources: CloudWatch Logs User Guide, "stats", "dedup". */
function checkOrder(commands: readonly Command[], maxStats: number): void {
  const kinds = commands.map(({ kind }) => kind);
  const stats = kinds.filter((kind) => kind === 'stats').length;
  if (stats > maxStats) throw new Error(`${stats} stats commands, at most ${maxStats}`);
  const last = kinds.lastIndexOf('stats');
  if (kinds.slice(0, Math.max(last, 0)).some((kind) => kind === 'sort' || kind === 'limit'))
    throw new Error('sort or limit before the last stats');
  const dedup = kinds.indexOf('dedup');
  if (dedup >= 0 && kinds.slice(dedup + 1).some((kind) => kind !== 'limit'))
    throw new Error('a command other than limit after dedup');
}

/** After `stats`, only its values are defined. No name is defined twice. */
function checkNames(commands: readonly Command[]): void {
  const ever = new Set(['@timestamp', '@message', '@log', '@logStream']);
  let defined = new Set(ever);
  const read = (expression: Expression) =>
    eachField(expression, (name) => {
      if (!defined.has(name)) throw new Error(`unknown field ${name}`);
    });
  const define = (name: string) => {
    if (ever.has(name)) throw new Error(`${name} is defined twice`);
    ever.add(name);
    defined.add(name);
  };
  for (const command of commands) {
    if (command.kind === 'filter') read(command.condition);
    if (command.kind === 'parse') for (const name of command.names) define(name);
    if (command.kind === 'sort') for (const { name } of command.keys) read({ kind: 'field', name });
    if (command.kind === 'dedup') for (const name of command.names) read({ kind: 'field', name });
    if (command.kind === 'fields' || command.kind === 'stats') {
      const all = command.kind === 'stats' ? [...command.values, ...command.by] : command.values;
      for (const { expression } of all) read(expression);
      if (command.kind === 'stats') defined = new Set();
      for (const { expression, name } of all)
        if (expression.kind === 'field' && expression.name === name) defined.add(name);
        else define(name);
    }
  }
}

/** Names of the columns of the result: those of the last `stats`, or of all `fields`. */
function shownBy(commands: readonly Command[]): string[] {
  const last = commands.findLast((command) => command.kind === 'stats');
  if (last) return [...last.by, ...last.values].map(({ name }) => name);
  return commands.flatMap((command) =>
    command.kind === 'fields' ? command.values.map(({ name }) => name) : [],
  );
}

function applied(command: Command, rows: readonly Row[]): Row[] {
  switch (command.kind) {
    case 'parse':
      return rows.map((row) => parsed(command.glob, command.names, row));
    case 'filter':
      return rows.filter((row) => evaluate(command.condition, row) === true);
    case 'fields':
      return rows.map((row) => new Map([...row, ...valuesOf(command.values, row)]));
    case 'stats':
      return grouped(command.values, command.by, rows);
    case 'sort':
      return rows.toSorted((a, b) => {
        for (const { name, descending } of command.keys) {
          const order = inOrder(a.get(name) ?? null, b.get(name) ?? null);
          if (order !== 0) return descending ? -order : order;
        }
        return 0;
      });
    case 'limit':
      return rows.slice(0, command.rows);
    case 'dedup': {
      const seen = new Set<string>();
      return rows.filter((row) => {
        const key = JSON.stringify(command.names.map((name) => row.get(name)));
        return !seen.has(key) && seen.add(key);
      });
    }
  }
}

/** Each star takes as little as possible, and the last one takes the rest. Other events have none of the fields. */
function parsed(glob: string, names: readonly string[], row: Row): Row {
  const [first = '', ...after] = glob.split('*');
  if (after.length !== names.length) throw new Error(`${after.length} stars and ${names.length} names`);
  let left = String(row.get('@message'));
  const values: Value[] = [];
  let matches = left.startsWith(first);
  left = left.slice(first.length);
  for (const text of after) {
    const end = text === '' ? left.length : left.indexOf(text);
    if (end < 0) matches = false;
    values.push(left.slice(0, end));
    left = left.slice(end + text.length);
  }
  return new Map([
    ...row,
    ...names.map((name, at): [string, Value] => [name, matches ? (values[at] ?? null) : null]),
  ]);
}

function valuesOf(values: readonly Named[], row: Row, group?: readonly Row[]): [string, Value][] {
  return values.map(({ expression, name }) => {
    if (group && !isAggregate(expression)) throw new Error(`${name} is no aggregate`);
    return [name, evaluate(expression, row, group)];
  });
}

function grouped(values: readonly Named[], by: readonly Named[], rows: readonly Row[]): Row[] {
  const groups = new Map<string, { readonly keys: [string, Value][]; readonly rows: Row[] }>();
  for (const row of rows) {
    const keys = valuesOf(by, row);
    const id = JSON.stringify(keys);
    const group = groups.get(id);
    if (group) group.rows.push(row);
    else groups.set(id, { keys, rows: [row] });
  }
  return [...groups.values()].map(
    (group) => new Map([...group.keys, ...valuesOf(values, group.rows[0] as Row, group.rows)]),
  );
}

/** Numbers are sorted as numbers, also those that are texts; a missing value comes first. */
function inOrder(a: Value, b: Value): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== null && right !== null) return left - right;
  return String(a ?? '') < String(b ?? '') ? -1 : String(a ?? '') > String(b ?? '') ? 1 : 0;
}
