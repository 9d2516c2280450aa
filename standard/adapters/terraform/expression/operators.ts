import { conjunction, disjunction } from '../../../../flows/formula';
import { reasonOf, settle } from './settle';
import {
  Attribute,
  Failure,
  isList,
  isMap,
  itemsOf,
  TerraformSet,
  type TerraformValue,
  Unresolved,
} from './terraform-value';
import { anyOf, combined, comparedWith, notOf } from './truth';

/** Evaluates an operator whose operands are both needed. */
export function applyOperator(operator: string, left: TerraformValue, right: TerraformValue): TerraformValue {
  if (operator === '==') return areEqual(left, right);
  if (operator === '!=') return notOf(areEqual(left, right));
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one instanceof Unresolved) return one;
  if (other instanceof Unresolved) return other;
  const result = ARITHMETIC[operator]?.(one, other);
  if (result === undefined) return new Failure(`${operator} is not an operator`);
  return typeof result === 'number' && !Number.isFinite(result)
    ? new Failure('the result is not a number')
    : result;
}

const ARITHMETIC: Readonly<Record<string, (one: number, other: number) => number | boolean>> = {
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
  '%': (one, other) => one % other,
};

/** Evaluates `&&` and `||`. One operand can decide the result if the other is unknown. */
export function applyLogic(
  operator: '&&' | '||',
  left: TerraformValue,
  right: () => TerraformValue,
): TerraformValue {
  const decisive = operator === '||';
  const one = booleanOf(left);
  if (one === decisive) return decisive;
  const other = booleanOf(right());
  if (other === decisive || !(one instanceof Unresolved)) return other;
  return combined(one, other, decisive ? disjunction : conjunction);
}

export function numberOf(value: TerraformValue): number | Unresolved {
  const settled = settle(value);
  if (typeof settled === 'number') return settled;
  if (typeof settled === 'string' && settled.trim() !== '' && !Number.isNaN(Number(settled)))
    return Number(settled);
  return reasonOf(settled) ?? new Failure('it is not a number');
}

export function booleanOf(value: TerraformValue): boolean | Unresolved {
  const settled = settle(value);
  if (typeof settled === 'boolean') return settled;
  if (settled === 'true') return true;
  if (settled === 'false') return false;
  return reasonOf(settled) ?? new Failure('it is not a boolean');
}

/** Compares two values. Values of different types are not equal. */
export function areEqual(left: TerraformValue, right: TerraformValue): boolean | Unresolved {
  const [one, other] = [settle(left), settle(right)];
  if (one instanceof Attribute || other instanceof Attribute) return compareAttributes(one, other);
  const [open, otherOpen] = [reasonOf(one), reasonOf(other)];
  if (open) return comparedWith(open, other);
  if (otherOpen) return comparedWith(otherOpen, one);
  const [items, otherItems] = [itemsOf(one), itemsOf(other)];
  if (items && otherItems) {
    if (items.length !== otherItems.length) return false;
    if (one instanceof TerraformSet) return all(items.map((item) => contains(otherItems, item)));
    return all(items.map((item, index) => areEqual(item, otherItems[index] as TerraformValue)));
  }
  if (isMap(one) && isMap(other)) {
    if (one.size !== other.size) return false;
    return all([...one].map(([key, value]) => other.has(key) && areEqual(value, other.get(key) ?? null)));
  }
  return one === other;
}

/** Whether a list contains a value. */
export function contains(items: readonly TerraformValue[], value: TerraformValue): boolean | Unresolved {
  const results: (boolean | Unresolved)[] = [];
  for (const item of items) {
    const equal = areEqual(item, value);
    if (equal === true) return true;
    if (equal instanceof Unresolved) results.push(equal);
  }
  return anyOf(results);
}

/** Removes duplicates. Values that are unknown before the apply count as different. */
export function withoutDuplicates(items: readonly TerraformValue[]): TerraformValue[] {
  const seen = new Set<unknown>();
  const kept: TerraformValue[] = [];
  for (const item of items) {
    const settled = settle(item);
    const isComplex = isList(settled) || isMap(settled);
    if (isComplex ? contains(kept, settled) === true : seen.has(identityOf(settled))) continue;
    seen.add(identityOf(settled));
    kept.push(item);
  }
  return kept;
}

function identityOf(value: TerraformValue): unknown {
  return value instanceof Attribute ? `attribute ${value.name}` : value;
}

/** Computed ids and ARNs are neither null nor empty. */
function compareAttributes(one: TerraformValue, other: TerraformValue): boolean | Unresolved {
  if (one instanceof Attribute && other instanceof Attribute && one.name === other.name) return true;
  const [attribute, value] = one instanceof Attribute ? [one, other] : [other as Attribute, one];
  const isIdentity = ['id', 'arn'].includes(String(attribute.path[0])) && attribute.path.length === 1;
  if (isIdentity && (value === null || value === '')) return false;
  return reasonOf(attribute) as Unresolved;
}

function all(results: readonly (boolean | Unresolved)[]): boolean | Unresolved {
  if (results.includes(false)) return false;
  return results.find((each) => each instanceof Unresolved) ?? true;
}
