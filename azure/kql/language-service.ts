/** The used members of a symbol, which is a column, a table or a function. */
export interface KustoSymbol {
  readonly Name: string;
  /** Columns that a join or a union combined into this column. */
  readonly OriginalColumns?: KustoList<KustoSymbol> | null;
  /** The expression of a computed column. */
  readonly Source?: KustoNode | null;
  readonly Type?: { readonly Name: string } | null;
  /** Columns of a table. */
  readonly Columns?: KustoList<KustoSymbol> | null;
}

/** The used members of a node in the syntax tree. A token is a node without children. */
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

/** A diagnostic of the language service. */
export interface KustoDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

/** A parsed query with resolved names and checked types. */
export interface KustoQuery {
  readonly Syntax: KustoNode;
  readonly ResultType: KustoSymbol | null;
  GetDiagnostics(): KustoList<KustoDiagnostic>;
}

/** A list of the language service. `listOf` converts it to an array. */
export interface KustoList<T> {
  /** Never set. It only distinguishes the types of lists with different items. */
  readonly item?: T;
}

/** The tables for name resolution. */
export type KustoGlobals = object;

/** The used functions of the language service. */
export interface KustoLanguageService {
  /** Creates a table from a schema such as `(A:string, B:long)`. */
  table(name: string, schema: string): KustoSymbol;
  globals(tables: readonly KustoSymbol[]): KustoGlobals;
  analyse(kql: string, globals: KustoGlobals): KustoQuery;
  /** Name of the syntax kind of a node, such as `FilterOperator`. */
  kindOf(node: KustoNode): string;
  listOf<T>(list: KustoList<T> | null | undefined): T[];
}

const PACKAGE = '@kusto/language-service-next';

let loaded: KustoLanguageService | undefined;

/** Whether the Kusto language service, an optional peer dependency, is installed. */
export function hasKustoLanguageService(): boolean {
  try {
    require.resolve('@kusto/language-service-next/bridge.min.js');
    return true;
  } catch {
    return false;
  }
}

/**
 * The Kusto language service. The first call loads it.
 *
 * @throws Error if it is not installed
 */
export function kustoLanguageService(): KustoLanguageService {
  if (!loaded) {
    if (!hasKustoLanguageService()) {
      throw new Error(
        `${PACKAGE} is required to check KQL and is not installed: run npm install --save-dev ${PACKAGE}`,
      );
    }
    loaded = load();
  }
  return loaded;
}

// biome-ignore lint/suspicious/noExplicitAny: compiled from C#, with constructors that are missing in its types
type Untyped = any;

/** Both files export nothing and set global variables. The second needs those of the first. */
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
