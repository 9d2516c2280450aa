/** One value or several. */
export type OneOrMore<T> = T | readonly T[];

/** A policy's conditions: operator, then key, then the values of which one must fit. */
export type Conditions = Readonly<
  Record<string, Readonly<Record<string, OneOrMore<string | number | boolean>>>>
>;

/** What is known of a request, by condition key. A list is the value of a multivalued key. */
export type RequestContext = Readonly<Record<string, OneOrMore<string>>>;

/**
 * Whether a request meets all conditions: every operator and every key must fit, with one of their values. A key
 * that the request lacks fits only negated operators, `...IfExists`, `ForAllValues:` and `Null`.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "Conditions with multiple context keys
 * or values", "Set operators for multivalued context keys".
 */
export function meetsConditions(conditions: Conditions | undefined, context: RequestContext): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => meets(operator, key, [values].flat().map(String), context)),
  );
}

/** Whether a text fits a pattern with `*`, `?` and policy variables. */
export function isLike(pattern: string, value: string, context: RequestContext): boolean {
  const expanded = expandVariables(pattern, context);
  return expanded !== undefined && matchesGlob(expanded, value);
}

/** Whether an ARN fits a pattern, each of the six parts by itself: a `*` does not reach into the next part. */
export function isArnLike(pattern: string, value: string, context: RequestContext): boolean {
  const expanded = expandVariables(pattern, context);
  if (expanded === undefined) return false;
  const wanted = arnParts(expanded);
  const given = arnParts(value);
  if (wanted === undefined) throw new Error(`${JSON.stringify(pattern)} is not an ARN: resolve it first`);
  return given?.every((part, index) => matchesGlob(wanted[index] as string, part)) ?? false;
}

/** The value of a condition key. The names of keys are the same in lower and upper case. */
function valueIn(key: string, context: RequestContext): OneOrMore<string> | undefined {
  const name = key.toLowerCase();
  return Object.entries(context).find(([known]) => known.toLowerCase() === name)?.[1];
}

type Test = (wanted: string, given: string, context: RequestContext) => boolean;

const isEqual: Test = (wanted, given, context) => expandVariables(wanted, context, String) === given;
const isEqualIgnoringCase: Test = (wanted, given, context) =>
  expandVariables(wanted, context, String)?.toLowerCase() === given.toLowerCase();

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: isEqual,
  StringEqualsIgnoreCase: isEqualIgnoringCase,
  StringLike: isLike,
  ArnEquals: isArnLike,
  ArnLike: isArnLike,
  Bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  NumericEquals: (wanted, given) => Number(given) === Number(wanted),
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
  NumericLessThanEquals: (wanted, given) => Number(given) <= Number(wanted),
  NumericGreaterThan: (wanted, given) => Number(given) > Number(wanted),
  NumericGreaterThanEquals: (wanted, given) => Number(given) >= Number(wanted),
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

function meets(operator: string, key: string, wanted: readonly string[], context: RequestContext): boolean {
  const value = valueIn(key, context);
  if (operator === 'Null') return wanted.includes(String(value === undefined));
  const [, set, name, ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const negated = NEGATED[name ?? ''] !== undefined;
  const test = TESTS[NEGATED[name ?? ''] ?? name ?? ''];
  if (test === undefined) throw new Error(`condition operator ${operator} is not known here: add it`);

  const fits = (given: string) => wanted.some((one) => test(one, given, context)) !== negated;
  if (set === 'ForAllValues') return [value ?? []].flat().every(fits);
  if (value === undefined) return ifExists !== undefined || (negated && set === undefined);
  if (set === 'ForAnyValue') return [value].flat().some(fits);
  if (typeof value !== 'string') throw new Error(`${key} has several values: ${operator} needs ForAnyValue`);
  return fits(value);
}

/** Characters that stand for a wildcard which is meant literally. */
const LITERAL: Readonly<Record<string, string>> = { '*': '\uE000', '?': '\uE001', $: '$' };

function literally(text: string): string {
  return text.replace(/[*?]/g, (wildcard) => LITERAL[wildcard] as string);
}

/** Puts values into the places of policy variables; undefined where the request has no single value for one. */
function expandVariables(
  pattern: string,
  context: RequestContext,
  quoted: (value: string) => string = literally,
): string | undefined {
  let known = true;
  const expanded = pattern.replace(/\$\{([^}]*)\}/g, (_, variable: string) => {
    if (LITERAL[variable] !== undefined) return quoted(variable);
    const value = valueIn(variable, context);
    if (typeof value !== 'string') known = false;
    return quoted(String(value));
  });
  return known ? expanded : undefined;
}

function matchesGlob(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('\uE000', String.raw`\*`)
    .replaceAll('\uE001', String.raw`\?`);
  return new RegExp(`^${source}$`, 's').test(value);
}

/** The six parts of an ARN; the last one may hold colons. */
function arnParts(text: string): string[] | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(':');
  if (arn !== 'arn' || resource.length === 0) return undefined;
  return [arn, partition, service, region, account, resource.join(':')] as string[];
}
