import { LOG_TABLES, type LogColumn, type LogColumnType, type LogTable } from '../log-tables';
import { COMMENTS_AND_STRINGS } from './comments-and-strings';

/** Conversions to the type of a column. Strings need none: the table has strings where its reference has strings. */
const CONVERSIONS: Readonly<Record<Exclude<LogColumnType, 'string'>, (value: string) => string>> = {
  int: (value) => `toint(${value})`,
  long: (value) => `tolong(${value})`,
  real: (value) => `todouble(${value})`,
  bool: (value) => `tobool(${value})`,
  datetime: (value) => `todatetime(${value})`,
  dynamic: (value) => `todynamic(${value})`,
  guid: (value) => `toguid(tostring(${value}))`,
};

/** The column that each table has, with the same type in all of them. */
const TIME = 'TimeGenerated';

/**
 * Returns a query that also runs before its tables exist: `let` binds the name of each table to a union of the table and
 * of a typed table without rows. A column that the table lacks is null, and one of another type is converted: a union
 * would rename it.
 *
 * Azure creates a table of a workspace with its first row. Until then a query of the table fails, and Azure Monitor
 * disables an alert rule whose query fails for a week.
 *
 * Sources: Azure Monitor documentation, "Troubleshoot log search alerts in Azure Monitor"; Kusto Query Language
 * documentation, "union operator", on isfuzzy and outer, and "let statement".
 *
 * @param tables - tables whose columns are known. The query still needs the others, and those that it declares itself
 * @param columns - columns that are read beside those that the query names, such as the dimensions of an alert rule
 */
export function toleratingMissingTables(
  kql: string,
  tables: readonly LogTable[] = LOG_TABLES,
  columns: readonly string[] = [],
): string {
  if (namesSources(kql)) return kql;
  const words = new Set([...wordsOf(kql), ...columns]);
  const own = declaredNames(kql);
  const used = tables.filter(({ name }) => words.has(name) && !own.has(name));
  if (used.length === 0) return kql;
  // no blank line may follow a let statement
  return [...used.map((table) => binding(table, words)), kql.trimStart()].join('\n');
}

/** Comments, strings, and the starts of `let` statements with their names. */
const TEXTS_AND_NAMES = new RegExp(
  String.raw`${COMMENTS_AND_STRINGS}|\blet\s+(?:(\w+)|\[\s*["'](\w+)["']\s*\])`,
  'g',
);

/** Names that a query itself binds with `let`. A second binding of a name is an error. */
export function declaredNames(kql: string): ReadonlySet<string> {
  const names = [...kql.matchAll(TEXTS_AND_NAMES)].map(([, name, quoted]) => name ?? quoted);
  return new Set(names.filter((name) => name !== undefined));
}

/**
 * Whether a query reads the name of the table that a row comes from. A name that `let` binds is another one.
 *
 * Source: Kusto Query Language documentation, "union operator" (withsource), "search operator" and "find operator".
 */
export function namesSources(kql: string): boolean {
  return /\bwithsource\b|\$table\b|\bsource_\b/.test(kql);
}

/** The words of a query. A join appends a number to the name of a column that both tables have. */
function wordsOf(kql: string): ReadonlySet<string> {
  return new Set(kql.match(/\w+/g)?.flatMap((word) => [word, withoutNumber(word)]));
}

/** A word without the digits at its end. */
function withoutNumber(word: string): string {
  let end = word.length;
  while (/^\d$/.test(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/** Only columns whose names are in the query, because an alert rule has a limited size. */
function binding({ name, columns }: LogTable, words: ReadonlySet<string>): string {
  const used = columns.filter((column) => column.name !== TIME && words.has(column.name));
  const converted = used.flatMap(conversion);
  const table = converted.length === 0 ? name : `(${name} | extend ${converted.join(', ')})`;
  const schema = [`${TIME}:datetime`, ...used.map((column) => `${quoted(column.name)}:${column.type}`)].join(
    ', ',
  );
  return `let ${name} = union isfuzzy=true ${table}, (datatable(${schema})[]);`;
}

function conversion({ name, type }: LogColumn): string[] {
  if (type === 'string') return [];
  return [`${quoted(name)} = ${CONVERSIONS[type](`column_ifexists("${name}", ${type}(null))`)}`];
}

/** A name of a column. The keywords of KQL have no capital letter, and a column can have such a name. */
function quoted(name: string): string {
  return /[A-Z]/.test(name) ? name : `['${name}']`;
}
