import type { AnalysedQuery } from './analysed-query';
import type { KustoDiagnostic } from './language-service';
import { nearestName } from './nearest-name';
import { type KqlProblem, KqlSeverity, positionOf } from './problem';

/** Maximum number of reported diagnostics, so that a text that is not a query does not fill a screen. */
const MAX_REPORTED = 50;

const UNKNOWN_NAME = 'KS142';

/** Code of a diagnostic about an unknown table. */
export const UNKNOWN_TABLE = 'KS204';

const UNKNOWN_FUNCTION = 'KS211';

/**
 * Functions of Log Analytics that return tables of other resources, whose columns are unknown here.
 *
 * Source: Azure Monitor documentation, "Query data across Log Analytics workspaces, applications, and resources".
 */
const EXTERNAL_TABLES: ReadonlySet<string> = new Set([
  'workspace',
  'app',
  'resource',
  'arg',
  'adx',
  '_GetWatchlist',
]);

/** Parsers of Microsoft Sentinel, which return normalized events. Source: Microsoft Learn, "Use ASIM parsers". */
const ASIM_PARSER = /^_(?:Im|ASim)_\w+$/;

const SEVERITIES: Readonly<Record<string, KqlSeverity>> = {
  Error: KqlSeverity.ERROR,
  Warning: KqlSeverity.WARNING,
};

/** The diagnostics of the language service, with suggestions for unknown names. */
export function languageProblems(query: AnalysedQuery): KqlProblem[] {
  const hasExternalTables = query.diagnostics.some((diagnostic) => isExternal(query, diagnostic));
  const problems = query.diagnostics.flatMap((diagnostic) => {
    const { Code, Start } = diagnostic;
    const reported = SEVERITIES[diagnostic.Severity];
    if (!reported) return [];
    // the name may belong to an external table
    const isUncertain = hasExternalTables && [UNKNOWN_NAME, UNKNOWN_FUNCTION].includes(Code);
    const severity = isUncertain || isOtherTable(query, diagnostic) ? KqlSeverity.WARNING : reported;
    return [
      { rule: Code, severity, message: messageOf(query, diagnostic), ...positionOf(query.text, Start) },
    ];
  });
  const omitted = problems.slice(MAX_REPORTED);
  const [next] = omitted;
  if (!next) return problems;
  const message = `${omitted.length} more problems from here on; check that the text is a KQL query`;
  return [...problems.slice(0, MAX_REPORTED), { ...next, message }];
}

/**
 * Whether the name can be a table of the workspace that is not declared here. The language service reports none of its
 * columns. A known table in another case is an error, because names are case-sensitive.
 */
function isOtherTable(query: AnalysedQuery, diagnostic: KustoDiagnostic): boolean {
  if (diagnostic.Code !== UNKNOWN_TABLE) return false;
  const seen = textOf(query, diagnostic).toLowerCase();
  return query.tables.every(({ name }) => name.toLowerCase() !== seen);
}

function messageOf(query: AnalysedQuery, diagnostic: KustoDiagnostic): string {
  if (!isOtherTable(query, diagnostic)) return `${uncapped(diagnostic.Message)}${hintOf(query, diagnostic)}`;
  const seen = textOf(query, diagnostic);
  const near = nearestName(
    seen,
    query.tables.map(({ name }) => name),
  );
  return (
    `the table ${seen} is not declared, so its columns are not checked, and an alert fails while it does not exist: ` +
    `declare it with its columns in tables` +
    `${near === undefined ? '' : `; did you mean ${near}?`}`
  );
}

function textOf({ text }: AnalysedQuery, { Start, Length }: KustoDiagnostic): string {
  return text.slice(Start, Start + Length);
}

function isExternal(query: AnalysedQuery, diagnostic: KustoDiagnostic): boolean {
  const name = textOf(query, diagnostic);
  return diagnostic.Code === UNKNOWN_FUNCTION && (EXTERNAL_TABLES.has(name) || ASIM_PARSER.test(name));
}

function uncapped(sentence: string): string {
  return sentence.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}

function hintOf(query: AnalysedQuery, diagnostic: KustoDiagnostic): string {
  const { Code } = diagnostic;
  if (isExternal(query, diagnostic)) return '; its result is unknown and is not checked';
  const seen = textOf(query, diagnostic);
  if (Code === UNKNOWN_NAME) return suggestion(nearestName(seen, namesIn(query)));
  if (Code !== UNKNOWN_TABLE) return '';
  const known = query.tables.map(({ name }) => name);
  return suggestion(nearestName(seen, known));
}

function suggestion(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean ${name}? Names are case-sensitive`;
}

/** Column names that the query can refer to: columns of its tables and names that it declares. */
function namesIn(query: AnalysedQuery): string[] {
  const names = query.nodes.flatMap(({ kind, node }) => {
    if (kind === 'NameDeclaration') return node.ReferencedSymbol?.Name ?? [];
    return query.tableOf(node)?.columns.map(({ name }) => name) ?? [];
  });
  return [...new Set(names)];
}
