import { configuredValue, reasonOf, settle, textOf } from './settle';
import {
  Alternatives,
  Attribute,
  Failure,
  isList,
  isMap,
  itemsOf,
  ModuleObject,
  Namespace,
  ResourceObject,
  type TerraformValue,
  UnknownInstances,
  UnknownKey,
  Unresolved,
} from './terraform-value';

/** Evaluates `value.name`. */
export function attributeOf(
  value: TerraformValue,
  name: string,
  lookup: (path: readonly string[]) => TerraformValue,
): TerraformValue {
  if (value instanceof Namespace) return lookup([...value.path, name]);
  if (value instanceof ResourceObject) return new Attribute(value.instance, [name]);
  if (value instanceof ModuleObject) return value.output(name);
  if (value instanceof UnknownInstances) return value;
  if (value instanceof Alternatives) return ofEach(value, (each) => attributeOf(each, name, lookup));
  if (value instanceof Unresolved) return value;
  if (value instanceof Attribute) return partOfAttribute(value, name);
  if (isMap(value)) return value.get(name) ?? missing(value, name);
  return new Failure(`it has no attribute ${name}`);
}

/** Evaluates `value[key]`. */
export function elementOf(value: TerraformValue, key: TerraformValue): TerraformValue {
  if (value instanceof UnknownInstances) return elementOfUnknown(value, key);
  if (value instanceof Alternatives) return ofEach(value, (each) => elementOf(each, key));
  if (value instanceof Unresolved) return value;
  const resolvedKey = textOf(key);
  if (resolvedKey instanceof Unresolved) return resolvedKey;
  if (value instanceof ResourceObject) return new Attribute(value.instance, [resolvedKey]);
  if (value instanceof ModuleObject) return value.output(resolvedKey);
  if (value instanceof Attribute) return partOfAttribute(value, indexOf(resolvedKey) ?? resolvedKey);
  if (isMap(value)) return value.get(resolvedKey) ?? missing(value, resolvedKey);
  if (isList(value)) {
    const index = indexOf(resolvedKey);
    const item = index === undefined ? undefined : value[index];
    return item === undefined ? new Failure(`the index ${resolvedKey} does not exist`) : item;
  }
  return new Failure('it has no elements');
}

/** Returns the items over which a splat iterates. A single value is a list of one, and null is an empty list. */
export function splatItems(value: TerraformValue): readonly TerraformValue[] | Unresolved {
  const settled = value instanceof Attribute ? settle(value) : value;
  if (settled === null) return [];
  if (settled instanceof Unresolved) return settled;
  if (settled instanceof Attribute) return reasonOf(settled) as Unresolved;
  return itemsOf(settled) ?? [settled];
}

function missing(value: ReadonlyMap<string, TerraformValue>, key: string): TerraformValue {
  // a null value is present
  return value.has(key) ? null : new Failure(`the key ${key} does not exist`);
}

function partOfAttribute(attribute: Attribute, key: string | number): TerraformValue {
  const part = new Attribute(attribute.owner, [...attribute.path, key]);
  const whole = settle(attribute);
  if (whole instanceof Attribute) return part;
  if (whole instanceof Unresolved) return whole;
  const configured = configuredValue(part);
  if (configured !== undefined) return configured;
  return isList(whole) || isMap(whole) ? new Failure(`the key ${key} does not exist`) : part;
}

/** Applies a function to each candidate. */
function ofEach(
  { reason, candidates, cause, conditions }: Alternatives,
  change: (value: TerraformValue) => TerraformValue,
): TerraformValue {
  const changed = candidates.map(change);
  const isOpen = changed.some((each) => each instanceof Unresolved);
  return isOpen ? new Unresolved(reason, cause) : new Alternatives(reason, changed, cause, conditions);
}

function elementOfUnknown(instances: UnknownInstances, key: TerraformValue): TerraformValue {
  const { representative, condition, reason, cause } = instances;
  const isSame = key instanceof UnknownKey && key.condition === condition;
  // if a counted resource exists, its first instance exists
  if (isSame || key === 0) return representative;
  if (!(representative instanceof ResourceObject)) return new Unresolved(reason, cause);
  // the element is one of the instances, but it does not stand for all of them
  const { type, isData, address } = representative.instance;
  const argument = (name: string) => representative.instance.argument(name);
  const other = new ResourceObject({ type, isData, address: `${address}[?]`, argument });
  return new Alternatives(reason, [representative, other], cause);
}

function indexOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
