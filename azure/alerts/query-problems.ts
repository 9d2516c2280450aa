import { MAX_KQL_BYTES } from '../kql';
import { withoutTexts } from '../kql/comments-and-strings';
import { AlertDuration } from './alert-window';

/** A part of KQL that an alert rule does not support. */
interface Unsupported {
  readonly name: string;
  readonly pattern: RegExp;
}

/** Source: Azure Monitor documentation, "Create or edit a log search alert rule", on limitations of queries. */
const NEVER: readonly Unsupported[] = [
  { name: 'bag_unpack()', pattern: /\bbag_unpack\s*\(/ },
  { name: 'pivot()', pattern: /\bpivot\s*\(/ },
  { name: 'narrow()', pattern: /\bnarrow\s*\(/ },
  { name: 'the reserved name AggregatedValue', pattern: /\bAggregatedValue\b/ },
];

/** Source: the same page, on a frequency of one minute. */
const NOT_EACH_MINUTE: readonly Unsupported[] = [
  { name: 'search', pattern: /\bsearch\b/ },
  { name: 'union', pattern: /\bunion\b/ },
  { name: 'take', pattern: /\btake\b/ },
  { name: 'limit', pattern: /\blimit\b/ },
  { name: 'ingestion_time()', pattern: /\bingestion_time\s*\(/ },
  { name: 'adx()', pattern: /\badx\s*\(/ },
];

/** References to tables that no `let` statement binds. Source: "Query across resources with Azure Monitor". */
const UNBOUND: readonly Unsupported[] = [
  ...['table', 'workspace', 'app', 'resource', 'database', 'cluster'].map((name) => ({
    name: `${name}()`,
    pattern: new RegExp(`\\b${name}\\s*\\(`),
  })),
];

/** Parts of a query that read tables without their plain names, for which a fallback has no effect. */
export function unboundTables(kql: string): string[] {
  const code = withoutTexts(kql);
  const found = UNBOUND.filter(({ pattern }) => pattern.test(code)).map(({ name }) => name);
  return hasWildcardUnion(code) ? [...found, 'union with *'] : found;
}

/** Whether an operator `union` names tables with a wildcard. */
function hasWildcardUnion(code: string): boolean {
  return code.split(/[|;]/).some((part) => {
    const start = part.search(/\bunion\b/);
    return start >= 0 && /[\w,\s]\*/.test(part.slice(start));
  });
}

/** Problems of a query in an alert rule that runs with a frequency. */
export function alertQueryProblems(kql: string, frequency: AlertDuration): string[] {
  const code = withoutTexts(kql);
  const uses = (list: readonly Unsupported[]) =>
    list.filter(({ pattern }) => pattern.test(code)).map(({ name }) => name);
  return [
    ...uses(NEVER).map((name) => `query uses ${name}, which log search alerts do not support: remove it`),
    ...(canUnite(frequency) ? [] : uses(NOT_EACH_MINUTE)).map(
      (name) =>
        `query uses ${name} and frequency is ${frequency}: Azure does not support this operation once a minute; use ` +
        `${AlertDuration.FIVE_MINUTES} or longer`,
    ),
  ];
}

/** Problem of the size of the query that the rule contains. */
export function alertSizeProblem(kql: string): string | undefined {
  const bytes = Buffer.byteLength(kql);
  if (bytes <= MAX_KQL_BYTES) return undefined;
  return (
    `query has ${bytes} bytes with its fallback for missing tables, and the limit of an alert rule is ${MAX_KQL_BYTES}: ` +
    'shorten it'
  );
}

/** Whether a rule with this frequency supports `union`. */
export function canUnite(frequency: AlertDuration): boolean {
  return frequency !== AlertDuration.ONE_MINUTE;
}
