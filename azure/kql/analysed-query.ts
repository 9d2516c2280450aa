import type { LogColumn, LogTable } from '../log-tables';
import {
  type KustoDiagnostic,
  type KustoGlobals,
  type KustoNode,
  type KustoQuery,
  type KustoSymbol,
  kustoLanguageService,
} from './language-service';
import { type SmartQuote, smartQuotes, withStraightQuotes } from './smart-quotes';

/** A node of a query with the name of its kind. */
export interface QueryNode {
  readonly kind: string;
  readonly node: KustoNode;
}

/** A parsed query for the rules. Offsets refer to the original text. */
export interface AnalysedQuery {
  readonly text: string;
  readonly tables: readonly LogTable[];
  readonly smartQuotes: readonly SmartQuote[];
  readonly diagnostics: readonly KustoDiagnostic[];
  /** All nodes in the order of the text, parents before children. */
  readonly nodes: readonly QueryNode[];
  /** The table that a node refers to. */
  tableOf(node: KustoNode): LogTable | undefined;
  /** The table columns that a node refers to. A join or union can combine several columns into one. */
  columnsOf(node: KustoNode): readonly LogColumn[];
  readonly resultColumns: readonly { readonly name: string; readonly type: string }[];
}

/** Parses a query and resolves its names. Treats typographic quotes as straight ones. */
export function analysedQuery(text: string, tables: readonly LogTable[]): AnalysedQuery {
  const { globals, tableOf, columnOf } = workspaceOf(tables);
  const { analyse, listOf } = kustoLanguageService();
  const quotes = smartQuotes(text);
  const query = analyse(withStraightQuotes(text, quotes), globals);
  return {
    text,
    tables,
    smartQuotes: quotes,
    diagnostics: listOf(query.GetDiagnostics()),
    nodes: nodesOf(query),
    tableOf: ({ ReferencedSymbol: symbol }) => (symbol ? tableOf.get(symbol) : undefined),
    columnsOf: ({ ReferencedSymbol: symbol }) => [...originsOf(symbol, columnOf)],
    resultColumns: listOf(query.ResultType?.Columns).map(({ Name, Type }) => ({
      name: Name,
      type: Type?.Name ?? 'unknown',
    })),
  };
}

/** The children of a node, without missing ones. */
export function childrenOf(node: KustoNode): KustoNode[] {
  const children: KustoNode[] = [];
  for (let index = 0; index < node.ChildCount; index++) {
    const child = node.GetChild(index);
    if (child) children.push(child);
  }
  return children;
}

interface Workspace {
  readonly globals: KustoGlobals;
  readonly tableOf: ReadonlyMap<KustoSymbol, LogTable>;
  readonly columnOf: ReadonlyMap<KustoSymbol, LogColumn>;
}

/** Cache of symbols per list of tables, because creating them takes longer than parsing a query. */
const workspaces = new WeakMap<readonly LogTable[], Workspace>();

function workspaceOf(tables: readonly LogTable[]): Workspace {
  const known = workspaces.get(tables);
  if (known) return known;
  const { table, globals, listOf } = kustoLanguageService();
  const tableOf = new Map<KustoSymbol, LogTable>();
  const columnOf = new Map<KustoSymbol, LogColumn>();
  for (const logTable of tables) {
    const symbol = table(logTable.name, schemaOf(logTable));
    tableOf.set(symbol, logTable);
    listOf(symbol.Columns).forEach((column, index) => {
      columnOf.set(column, logTable.columns[index] as LogColumn);
    });
  }
  const workspace = { globals: globals([...tableOf.keys()]), tableOf, columnOf };
  workspaces.set(tables, workspace);
  return workspace;
}

function schemaOf({ columns }: LogTable): string {
  return `(${columns.map(({ name, type }) => `['${name}']:${type}`).join(', ')})`;
}

/** Uses a stack instead of recursion, because a query can be nested deeper than the call stack. */
function nodesOf({ Syntax }: KustoQuery): QueryNode[] {
  const { kindOf } = kustoLanguageService();
  const nodes: QueryNode[] = [];
  const ahead = [Syntax];
  for (let node = ahead.pop(); node; node = ahead.pop()) {
    nodes.push({ kind: kindOf(node), node });
    ahead.push(...childrenOf(node).reverse());
  }
  return nodes;
}

/** Follows a column through renames, joins and unions to columns of tables. Returns none for a computed column. */
function originsOf(
  symbol: KustoSymbol | null | undefined,
  columnOf: ReadonlyMap<KustoSymbol, LogColumn>,
  seen = new Set<KustoSymbol>(),
): Set<LogColumn> {
  if (!symbol || seen.has(symbol)) return new Set();
  seen.add(symbol);
  const column = columnOf.get(symbol);
  if (column) return new Set([column]);
  const { listOf } = kustoLanguageService();
  const parents = [...listOf(symbol.OriginalColumns), symbol.Source?.ReferencedSymbol];
  return new Set(parents.flatMap((parent) => [...originsOf(parent, columnOf, seen)]));
}
