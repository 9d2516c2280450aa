import { objectOf } from '../../../../aws/template/read-template';
import { type Environment, entriesOf, evaluate } from '../expression/evaluate';
import type { Expression } from '../expression/expression';
import { parseTemplate } from '../expression/expression-parser';
import { interpolated, textOf } from '../expression/settle';
import {
  isMap,
  itemsOf,
  Namespace,
  type TerraformValue,
  UnknownBlocks,
  Unresolved,
} from '../expression/terraform-value';

/** Evaluates a value in Terraform's JSON syntax, in which texts contain expressions. */
export function evaluateJson(json: unknown, environment: Environment): TerraformValue {
  if (typeof json === 'string') return evaluateText(json, environment);
  if (Array.isArray(json)) return json.map((item) => evaluateJson(item, environment));
  if (typeof json === 'number')
    // CDKTF encodes unresolved numbers as large negative numbers
    return json < -1e200 ? new Unresolved('it is an unresolved CDKTF token') : json;
  if (typeof json === 'boolean') return json;
  if (typeof json !== 'object' || json === null) return null;
  return evaluateObject(json as Readonly<Record<string, unknown>>, environment);
}

function evaluateObject(json: Readonly<Record<string, unknown>>, environment: Environment): TerraformValue {
  const entries = new Map<string, TerraformValue>();
  for (const [key, value] of Object.entries(json)) {
    if (key === '//' || (key === 'dynamic' && isDynamic(value))) continue;
    const name = key.includes('${') ? textOf(evaluateText(key, environment)) : key;
    if (name instanceof Unresolved) return name;
    entries.set(name, evaluateJson(value, environment));
  }
  for (const name of dynamicNames(json)) entries.set(name, argumentIn(json, name, environment) ?? null);
  return entries;
}

/** Evaluates an argument of a block, including its dynamic blocks; `undefined` if it is not set. */
export function argumentIn(
  body: Readonly<Record<string, unknown>>,
  name: string,
  environment: Environment,
): TerraformValue | undefined {
  const literal = body[name];
  const value = literal === undefined ? undefined : evaluateJson(literal, environment);
  const dynamics = [objectOf(flatObject(body.dynamic))[name] ?? []].flat().map(objectOf);
  if (dynamics.length === 0) return value;
  const blocks: TerraformValue[] = value === undefined ? [] : [...(itemsOf(value) ?? [value])];
  for (const dynamic of dynamics) {
    const generated = generatedBlocks(dynamic, name, environment);
    if (generated instanceof Unresolved) return generated;
    blocks.push(...generated);
  }
  return blocks;
}

/** Returns the names of the blocks that are generated dynamically. */
function dynamicNames(body: Readonly<Record<string, unknown>>): string[] {
  return isDynamic(body.dynamic) ? Object.keys(flatObject(body.dynamic)) : [];
}

function isDynamic(json: unknown): boolean {
  const blocks = Object.values(flatObject(json)).flatMap((each) => [each].flat());
  return blocks.length > 0 && blocks.every((block) => objectOf(block).content !== undefined);
}

function flatObject(json: unknown): Readonly<Record<string, unknown>> {
  return Array.isArray(json) ? Object.assign({}, ...json.map(objectOf)) : objectOf(json);
}

/** Evaluates a dynamic block. Source: Terraform, "dynamic Blocks". */
function generatedBlocks(
  dynamic: Readonly<Record<string, unknown>>,
  name: string,
  environment: Environment,
): TerraformValue[] | Unresolved {
  const entries = entriesOf(evaluateJson(dynamic.for_each ?? null, environment));
  if (entries instanceof Unresolved)
    return new UnknownBlocks(
      `it is a dynamic block, and its for_each is unknown: ${entries.reason}`,
      entries.cause,
    );
  const iterator =
    typeof dynamic.iterator === 'string' ? dynamic.iterator.replace(/^\$\{(.*)\}$/, '$1') : name;
  const [content] = [dynamic.content].flat();
  return entries.map(([key, value]) => {
    const element = new Map([
      ['key', key],
      ['value', value],
    ]);
    const variables = new Map([...environment.variables, [iterator, element] as const]);
    return evaluateJson(objectOf(content), { ...environment, variables });
  });
}

const parsedTexts = new Map<string, Expression | Unresolved>();

function evaluateText(text: string, environment: Environment): TerraformValue {
  const expression = parsedText(text);
  if (expression instanceof Unresolved) return expression;
  const value = evaluate(expression, environment);
  return value instanceof Namespace ? interpolated(value) : value;
}

function parsedText(text: string): Expression | Unresolved {
  if (!/[$%]\{/.test(text)) return { kind: 'literal', value: text };
  const before = parsedTexts.get(text);
  if (before) return before;
  // instances of modules contain the same texts
  if (parsedTexts.size > 20_000) parsedTexts.clear();
  let parsed: Expression | Unresolved;
  try {
    parsed = parseTemplate(text);
  } catch (error) {
    parsed = new Unresolved(`its expression is not valid: ${(error as Error).message}`);
  }
  parsedTexts.set(text, parsed);
  return parsed;
}

/** Returns a value of a block that is neither a list nor a block: the first block of a list. */
export function firstBlock(value: TerraformValue | undefined): ReadonlyMap<string, TerraformValue> {
  const [first] = value === undefined ? [] : (itemsOf(value) ?? [value]);
  return first !== undefined && isMap(first) ? first : new Map();
}
