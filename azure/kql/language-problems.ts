import type { AnalysedQuery } from './analysed-query';
import type { KustoDiagnostic } from './language-service';
import { nearestName } from './nearest-name';
import { type KqlProblem, KqlSeverity, placeOf } from './problem';

/** Most of the language service's own findings that are told, so that a text that is no query does not fill a screen. */
const MAX_TOLD = 50;

const UNKNOWN_NAME = 'KS142';
const UNKNOWN_TABLE = 'KS204';

const UNKNOWN_FUNCTION = 'KS211';

/**
 * Functions of Log Analytics that give tables from elsewhere, which can not be known here.
 *
 * Source: Azure Monitor documentation, "Query data across Log Analytics workspaces, applications, and resources".
 */
const FROM_ELSEWHERE: ReadonlySet<string> = new Set([
  'workspace',
  'app',
  'resource',
  'arg',
  'adx',
  '_GetWatchlist',
]);

const SEVERITIES: Readonly<Record<string, KqlSeverity>> = {
  Error: KqlSeverity.ERROR,
  Warning: KqlSeverity.WARNING,
};

/** What the language service itself finds, with the name that was probably meant. */
export function languageProblems(query: AnalysedQuery): KqlProblem[] {
  const hasOthers = query.diagnostics.some((diagnostic) => isFromElsewhere(query, diagnostic));
  const problems = query.diagnostics.flatMap((diagnostic) => {
    const { Code, Start } = diagnostic;
    const told = SEVERITIES[diagnostic.Severity];
    if (!told) return [];
    // a name can be one of a table from elsewhere
    const isUnsure = hasOthers && [UNKNOWN_NAME, UNKNOWN_FUNCTION].includes(Code);
    const severity = isUnsure ? KqlSeverity.WARNING : told;
    const message = `${uncapped(diagnostic.Message)}${hintOf(query, diagnostic)}`;
    return [{ rule: Code, severity, message, ...placeOf(query.text, Start) }];
  });
  const untold = problems.slice(MAX_TOLD);
  const [next] = untold;
  if (!next) return problems;
  const message = `and ${untold.length} more from here on: is this a query?`;
  return [...problems.slice(0, MAX_TOLD), { ...next, message }];
}

function isFromElsewhere({ text }: AnalysedQuery, { Code, Start, Length }: KustoDiagnostic): boolean {
  return Code === UNKNOWN_FUNCTION && FROM_ELSEWHERE.has(text.slice(Start, Start + Length));
}

function uncapped(sentence: string): string {
  return sentence.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
}

function hintOf(query: AnalysedQuery, diagnostic: KustoDiagnostic): string {
  const { Code, Start, Length } = diagnostic;
  if (isFromElsewhere(query, diagnostic)) return ': what it gives is not known here, nor checked';
  const seen = query.text.slice(Start, Start + Length);
  if (Code === UNKNOWN_NAME) return meant(nearestName(seen, namesIn(query)));
  if (Code !== UNKNOWN_TABLE) return '';
  const known = query.tables.map(({ name }) => name);
  const near = nearestName(seen, known);
  return near ? meant(near) : `; known are ${known.join(', ')}`;
}

function meant(name: string | undefined): string {
  return name === undefined ? '' : `; did you mean ${name}? Names mind case`;
}

/** Names of columns that the query could mean: those of its tables, and its own. */
function namesIn(query: AnalysedQuery): string[] {
  const names = query.nodes.flatMap(({ kind, node }) => {
    if (kind === 'NameDeclaration') return node.ReferencedSymbol?.Name ?? [];
    return query.tableOf(node)?.columns.map(({ name }) => name) ?? [];
  });
  return [...new Set(names)];
}
