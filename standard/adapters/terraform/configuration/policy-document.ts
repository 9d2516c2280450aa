import { plainValue } from '../expression/plain-value';
import { settle } from '../expression/settle';
import {
  isMap,
  itemsOf,
  JsonText,
  type TerraformMap,
  type TerraformValue,
  Unresolved,
} from '../expression/terraform-value';
import { valueOfJson } from '../expression/value-of-json';

/** Arguments of a statement with the element of the policy that each becomes. */
const ELEMENTS = {
  actions: 'Action',
  not_actions: 'NotAction',
  resources: 'Resource',
  not_resources: 'NotResource',
} as const;

/**
 * Returns the policy of a data source `aws_iam_policy_document` as JSON text. Source: Terraform provider of AWS,
 * `aws_iam_policy_document`.
 */
export function policyDocument(argument: (name: string) => TerraformValue | undefined): TerraformValue {
  const statements: TerraformValue[] = [];
  for (const source of itemsIn(argument('source_policy_documents'))) {
    const inherited = statementsOf(source);
    if (inherited instanceof Unresolved) return inherited;
    statements.push(...inherited);
  }
  const own = argument('statement');
  const settled = own === undefined ? [] : settle(own);
  if (settled instanceof Unresolved) return settled;
  for (const statement of itemsOf(settled) ?? [settled]) {
    if (isMap(statement)) statements.push(statementOf(statement));
    else if (statement instanceof Unresolved) return statement;
  }
  const overrides = itemsIn(argument('override_policy_documents'));
  if (overrides.length > 0) {
    for (const override of overrides) {
      const inherited = statementsOf(override);
      if (inherited instanceof Unresolved) return inherited;
      for (const statement of inherited) replaceStatement(statements, statement);
    }
  }
  const version = argument('version') ?? '2012-10-17';
  const document = new Map<string, TerraformValue>([
    ['Version', version],
    ['Statement', statements],
  ]);
  const plain = plainValue(document);
  return plain.isComplete ? JSON.stringify(plain.value) : new JsonText(document);
}

/** A statement with the id of an earlier one replaces it. */
function replaceStatement(statements: TerraformValue[], statement: TerraformValue): void {
  const idOf = (each: TerraformValue | undefined) =>
    each !== undefined && isMap(each) ? each.get('Sid') : undefined;
  const id = idOf(statement);
  const index = id === undefined || id === '' ? -1 : statements.findIndex((each) => idOf(each) === id);
  if (index < 0) statements.push(statement);
  else statements[index] = statement;
}

/** Returns the statements of another document. */
function statementsOf(source: TerraformValue): readonly TerraformValue[] | Unresolved {
  const settled = settle(source);
  let document = settled instanceof JsonText ? settled.content : settled;
  if (typeof document === 'string') {
    try {
      document = valueOfJson(JSON.parse(document));
    } catch {
      return new Unresolved('a source of the policy document is not valid JSON');
    }
  }
  if (document === null) return [];
  if (!isMap(document))
    return new Unresolved('a source of the policy document is known only after the apply');
  const statements = document.get('Statement') ?? [];
  return itemsOf(statements) ?? [statements];
}

function statementOf(statement: TerraformMap): TerraformValue {
  const element = new Map<string, TerraformValue>();
  const sid = statement.get('sid') ?? null;
  if (sid !== null && sid !== '') element.set('Sid', sid);
  element.set('Effect', statement.get('effect') ?? 'Allow');
  for (const [argument, name] of Object.entries(ELEMENTS)) {
    const values = statement.get(argument) ?? null;
    if (values !== null) element.set(name, singleOrList(values));
  }
  for (const [argument, name] of [
    ['principals', 'Principal'],
    ['not_principals', 'NotPrincipal'],
  ] as const) {
    const principals = itemsIn(statement.get(argument));
    if (principals.length > 0) element.set(name, principalOf(principals));
  }
  const conditions = itemsIn(statement.get('condition'));
  if (conditions.length > 0) element.set('Condition', conditionOf(conditions));
  return element;
}

/** `type = "*"` with the identifier `*` means everyone. */
function principalOf(principals: readonly TerraformValue[]): TerraformValue {
  const byType = new Map<string, TerraformValue>();
  for (const principal of principals) {
    if (principal instanceof Unresolved) return principal;
    if (!isMap(principal)) continue;
    const type = principal.get('type') ?? null;
    const identifiers = principal.get('identifiers') ?? [];
    if (type instanceof Unresolved) return type;
    if (type === '*') return '*';
    const before = itemsIn(byType.get(String(type)));
    byType.set(String(type), singleOrList([...before, ...itemsIn(identifiers)]));
  }
  return byType;
}

function conditionOf(conditions: readonly TerraformValue[]): TerraformValue {
  const byTest = new Map<string, Map<string, TerraformValue>>();
  for (const condition of conditions) {
    if (condition instanceof Unresolved) return condition;
    if (!isMap(condition)) continue;
    const [test, variable] = [condition.get('test') ?? null, condition.get('variable') ?? null];
    if (test instanceof Unresolved) return test;
    if (variable instanceof Unresolved) return variable;
    const variables = byTest.get(String(test)) ?? new Map<string, TerraformValue>();
    variables.set(String(variable), singleOrList(condition.get('values') ?? []));
    byTest.set(String(test), variables);
  }
  return byTest;
}

/** The provider writes a list of one element as that element. */
function singleOrList(values: TerraformValue): TerraformValue {
  const settled = settle(values);
  const items = itemsOf(settled);
  if (!items) return settled;
  return items.length === 1 ? (items[0] as TerraformValue) : items;
}

function itemsIn(value: TerraformValue | undefined): readonly TerraformValue[] {
  if (value === undefined || value === null) return [];
  const settled = settle(value);
  if (settled === null) return [];
  return itemsOf(settled) ?? [settled];
}
