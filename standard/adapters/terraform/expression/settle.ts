import { FIELDS_BY_NAME } from '../../../../aws/fields';
import { Interpolator, interpolationMark } from '../../../../aws/format/interpolation-mark';
import {
  Attribute,
  Failure,
  isList,
  isMap,
  JsonText,
  ModuleObject,
  Namespace,
  PartialText,
  ResourceObject,
  type TerraformValue,
  Unresolved,
} from './terraform-value';

const MOST_STEPS = 50;

/**
 * Replaces an attribute by the value that the configuration sets for it. An attribute that the provider computes remains
 * an attribute.
 */
export function settle(value: TerraformValue): TerraformValue {
  let current = value;
  for (let step = 0; current instanceof Attribute && step < MOST_STEPS; step++) {
    const configured = configuredValue(current);
    if (configured === undefined) return current;
    current = configured;
  }
  return current;
}

/** Returns the value that the configuration sets for an attribute; `undefined` if the provider computes it. */
export function configuredValue({ owner, path }: Attribute): TerraformValue | undefined {
  const [name, ...rest] = path;
  let value = owner.argument(String(name));
  for (const key of rest) {
    if (value === undefined) return undefined;
    const settled = settle(value);
    if (isMap(settled)) value = settled.get(String(key));
    else if (isList(settled)) value = typeof key === 'number' ? settled[key] : undefined;
    else if (settled instanceof Unresolved) return settled;
    else return undefined;
  }
  // a null argument is not set
  return value ?? undefined;
}

/** Returns a value as text, or why it is unknown. */
export function textOf(value: TerraformValue): string | Unresolved {
  const settled = settle(value);
  if (typeof settled === 'string') return settled;
  if (typeof settled === 'number' || typeof settled === 'boolean') return String(settled);
  if (settled === null) return new Failure('it is null');
  if (settled instanceof Unresolved) return settled;
  if (settled instanceof Attribute) return unresolvedAttribute(settled);
  if (settled instanceof PartialText) {
    let text = '';
    for (const part of settled.parts) {
      const resolved = typeof part === 'string' ? part : textOf(part);
      if (resolved instanceof Unresolved) return resolved;
      text += resolved;
    }
    return text;
  }
  if (settled instanceof JsonText)
    return new Unresolved('it contains values that are known only after the apply');
  return new Failure('it is not text');
}

export function unresolvedAttribute(attribute: Attribute): Unresolved {
  return new Unresolved(`it is ${attribute.name}, which is known only after the apply`);
}

/** The longest text that expressions can build. */
const MOST_CHARACTERS = 1_000_000;

/** Joins parts of a template. Parts that are unknown before the apply remain parts. */
export function joinText(all: readonly TerraformValue[]): TerraformValue {
  const parts: (string | Attribute | Unresolved)[] = [];
  let length = 0;
  for (const value of all.flatMap((each) => (each instanceof PartialText ? each.parts : [partOf(each)]))) {
    const last = parts.at(-1);
    if (typeof value === 'string') length += value.length;
    if (typeof value === 'string' && typeof last === 'string') parts[parts.length - 1] = last + value;
    else parts.push(value);
  }
  if (length > MOST_CHARACTERS || parts.length > 10_000) return new Unresolved('its text is too long');
  const failure = parts.find((part) => part instanceof Failure);
  if (failure instanceof Failure) return failure;
  const [only = ''] = parts;
  return parts.length <= 1 && typeof only === 'string' ? only : new PartialText(parts);
}

function partOf(value: TerraformValue): string | Attribute | Unresolved {
  if (value instanceof Attribute) return value;
  if (value instanceof Namespace) return interpolated(value);
  return textOf(value);
}

/** A lone flow log field is marked: the author meant the placeholder, but Terraform interpolates it. */
export function interpolated({ path }: Namespace): string | Unresolved {
  const name = path.join('.');
  if (FIELDS_BY_NAME.has(name)) return interpolationMark(Interpolator.TERRAFORM, name);
  return new Failure(`${name} is not a valid reference`);
}

/** Returns why a value is not a plain value; `undefined` if it is one. */
export function reasonOf(value: TerraformValue): Unresolved | undefined {
  if (value instanceof Unresolved) return value;
  if (value instanceof Attribute) return unresolvedAttribute(value);
  if (value instanceof Namespace) return new Failure(`${value.path.join('.')} is not a valid reference`);
  if (value instanceof PartialText || value instanceof JsonText) {
    const text = textOf(value);
    return text instanceof Unresolved ? text : undefined;
  }
  if (value instanceof ResourceObject || value instanceof ModuleObject)
    return new Unresolved('it is a whole resource or module');
  return undefined;
}
