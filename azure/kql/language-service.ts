/** What is used of a symbol: a column, a table, a function. */
export interface KustoSymbol {
  readonly Name: string;
  /** Columns that a column of a join or a union was made of. */
  readonly OriginalColumns?: KustoList<KustoSymbol> | null;
  /** The expression that a computed column was made of. */
  readonly Source?: KustoNode | null;
  readonly Type?: { readonly Name: string } | null;
  /** Columns of a table. */
  readonly Columns?: KustoList<KustoSymbol> | null;
}

/** What is used of a node of a query's syntax. A token is a node without children. */
export interface KustoNode {
  readonly Kind: number;
  readonly IsToken: boolean;
  readonly Text?: string;
  readonly TextStart: number;
  readonly Width: number;
  readonly ChildCount: number;
  GetChild(index: number): KustoNode | null;
  readonly ReferencedSymbol?: KustoSymbol | null;
  readonly ResultType?: KustoSymbol | null;
  readonly ConstantValue?: unknown;
}

/** What the service finds in a query by itself. */
export interface KustoDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

/** A query that was parsed, its names resolved and its types checked. */
export interface KustoQuery {
  readonly Syntax: KustoNode;
  readonly ResultType: KustoSymbol | null;
  GetDiagnostics(): KustoList<KustoDiagnostic>;
}

/** A list of the service, to be read with `listOf`. */
export interface KustoList<T> {
  /** Never there: it tells lists of different things apart. */
  readonly item?: T;
}

/** Tables that names are resolved against. */
export type KustoGlobals = object;

/** What is used of the language service. */
export interface KustoLanguageService {
  /** A table from its schema: `(A:string, B:long)`. */
  table(name: string, schema: string): KustoSymbol;
  globals(tables: readonly KustoSymbol[]): KustoGlobals;
  analyse(kql: string, globals: KustoGlobals): KustoQuery;
  /** Name of a kind of syntax, such as `FilterOperator`. */
  kindOf(node: KustoNode): string;
  listOf<T>(list: KustoList<T> | null | undefined): T[];
}

const PACKAGE = '@kusto/language-service-next';

let loaded: KustoLanguageService | undefined;

/** Whether the language service of Kusto is installed, which is an optional peer of this package. */
export function hasKustoLanguageService(): boolean {
  try {
    require.resolve('@kusto/language-service-next/bridge.min.js');
    return true;
  } catch {
    return false;
  }
}

/**
 * The language service of Kusto, loaded at the first call.
 *
 * @throws Error if it is not installed
 */
export function kustoLanguageService(): KustoLanguageService {
  if (!loaded) {
    if (!hasKustoLanguageService()) {
      throw new Error(
        `${PACKAGE} is not installed, and KQL can not be checked without it: npm install --save-dev ${PACKAGE}`,
      );
    }
    loaded = load();
  }
  return loaded;
}

// biome-ignore lint/suspicious/noExplicitAny: compiled from C#, with constructors that its own types do not have
type Untyped = any;

/** Both files export nothing and set globals, the second with the help of the first. */
function load(): KustoLanguageService {
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { Bridge, Kusto } = globalThis as Untyped;
  const { Symbols, Syntax } = Kusto.Language;
  const kinds = new Map<number, string>(
    Object.entries<unknown>(Syntax.SyntaxKind).flatMap(([name, kind]) =>
      typeof kind === 'number' ? [[kind, name] as const] : [],
    ),
  );
  return {
    table: (name, schema) => new Symbols.TableSymbol.$ctor7(name, schema, null),
    globals: (tables) =>
      Kusto.Language.GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables)),
    analyse: (kql, globals) => Kusto.Language.KustoCode.ParseAndAnalyze(kql, globals),
    kindOf: ({ Kind }) => kinds.get(Kind) ?? String(Kind),
    listOf: (list) => {
      const items: Untyped[] = [];
      if (!list) return items;
      const enumerator = Bridge.getEnumerator(list);
      while (enumerator.moveNext()) items.push(enumerator.Current);
      return items;
    },
  };
}
