import type { Expression } from '../expression/expression';
import { parseTemplate } from '../expression/expression-parser';
import { booleanOf, numberOf, withoutDuplicates } from '../expression/operators';
import { settle, textOf } from '../expression/settle';
import { isMap, itemsOf, TerraformSet, type TerraformValue, Unresolved } from '../expression/terraform-value';

/**
 * Converts a value to the type of its variable: single values, elements, and defaults of optional attributes. Source:
 * Terraform, "Type Constraints".
 *
 * @param type the `type` of the variable: `${object({ name = optional(string, "x") })}`
 * @param defaultOf evaluates the default of an attribute
 */
export function convertToType(
  value: TerraformValue,
  type: unknown,
  defaultOf: (expression: Expression) => TerraformValue,
): TerraformValue {
  if (typeof type !== 'string') return value;
  try {
    // JSON has the type without `${}`
    return convert(value, parseTemplate(type.startsWith('${') ? type : `\${${type}}`), defaultOf);
  } catch {
    return value;
  }
}

const SINGLE: Readonly<Record<string, (value: TerraformValue) => TerraformValue>> = {
  string: textOf,
  number: numberOf,
  bool: booleanOf,
};

function convert(
  value: TerraformValue,
  type: Expression,
  defaultOf: (expression: Expression) => TerraformValue,
): TerraformValue {
  const settled = settle(value);
  if (settled === null || settled instanceof Unresolved) return value;
  if (type.kind === 'name') {
    const single = SINGLE[type.name]?.(value);
    // a value with unknown parts keeps them
    return single === undefined || single instanceof Unresolved ? value : single;
  }
  if (type.kind !== 'call') return value;
  const [inner] = type.args;
  if (!inner) return value;
  const items = itemsOf(settled);
  if (items && (type.name === 'list' || type.name === 'set')) {
    const converted = items.map((item) => convert(item, inner, defaultOf));
    if (type.name === 'list') return converted;
    const kept = withoutDuplicates(converted);
    return new TerraformSet(
      kept.every((item) => typeof item === 'string') ? [...(kept as string[])].sort() : kept,
    );
  }
  if (isMap(settled) && type.name === 'map')
    return new Map([...settled].map(([key, item]) => [key, convert(item, inner, defaultOf)]));
  if (isMap(settled) && type.name === 'object' && inner.kind === 'object') {
    const converted = new Map<string, TerraformValue>();
    for (const { key, value: attributeType } of inner.items) {
      const name = key.kind === 'literal' ? String(key.value) : '';
      converted.set(name, attributeOf(settled.get(name), attributeType, defaultOf));
    }
    return converted;
  }
  return value;
}

function attributeOf(
  value: TerraformValue | undefined,
  type: Expression,
  defaultOf: (expression: Expression) => TerraformValue,
): TerraformValue {
  if (type.kind !== 'call' || type.name !== 'optional')
    return value === undefined ? null : convert(value, type, defaultOf);
  const [inner, otherwise] = type.args;
  const given = value === undefined || value === null ? undefined : value;
  const effective = given ?? (otherwise ? defaultOf(otherwise) : null);
  return inner ? convert(effective, inner, defaultOf) : effective;
}
