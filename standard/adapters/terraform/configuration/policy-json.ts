import { joined, type PartialText, unknownText } from '../../../../flows/partial-text';
import { unknown, unknownAt, type Value } from '../../../facts';
import { reasonOf, settle, unresolvedAttribute } from '../expression/settle';
import {
  Attribute,
  isMap,
  itemsOf,
  JsonText,
  PartialText as PartialTerraformText,
  type TerraformValue,
  Unresolved,
} from '../expression/terraform-value';
import { jsonWithUnknowns } from '../json-with-unknowns';

/**
 * Returns the JSON in an argument, such as a policy. Its texts can be partly unknown: the ids of unknown parts are the
 * attributes that they refer to.
 */
export function policyJson(value: TerraformValue | undefined): unknown {
  if (value === undefined) return undefined;
  const settled = settle(value);
  if (settled instanceof JsonText) return jsonOf(settled.content);
  if (settled instanceof PartialTerraformText || typeof settled === 'string')
    return jsonWithUnknowns(textOf(settled));
  const open = reasonOf(settled);
  return open ? unknown(open.reason, undefined, open.cause) : jsonOf(settled);
}

function jsonOf(value: TerraformValue): unknown {
  const settled = settle(value);
  if (settled instanceof JsonText) return unknown('it is JSON in a text');
  if (settled instanceof PartialTerraformText || settled instanceof Attribute) return textOf(settled);
  const items = itemsOf(settled);
  if (items) return items.map(jsonOf);
  if (isMap(settled)) return Object.fromEntries([...settled].map(([key, each]) => [key, jsonOf(each)]));
  const open = reasonOf(settled);
  return open ? unknown(open.reason, undefined, open.cause) : settled;
}

/** Returns a value as a text. The ids of its unknown parts are attributes and inputs. */
export function textOf(value: TerraformValue): PartialText {
  const settled = settle(value);
  if (typeof settled === 'string') return settled;
  if (typeof settled === 'number' || typeof settled === 'boolean') return String(settled);
  if (settled instanceof PartialTerraformText) return joined(...settled.parts.map(textOf));
  if (settled instanceof Attribute) return unknownText(unresolvedAttribute(settled).reason, settled.name);
  const variable = settled instanceof Unresolved ? settled.variable : undefined;
  return unknownText(reasonOf(settled)?.reason ?? 'it is not a text', variable);
}

/** Returns what the text at a path in the first blocks of an argument refers to: an attribute of a resource, or a literal. */
export function nestedReferenceIn(
  value: TerraformValue | undefined,
  path: readonly string[],
): Value<string | undefined> {
  let current = value;
  for (const name of path) {
    if (current === undefined || current === null) return { known: true, value: undefined };
    const settled = withinJson(settle(current));
    const first = itemsOf(settled)?.[0] ?? settled;
    if (first instanceof Unresolved) return unknown(first.reason, undefined, first.cause);
    current = isMap(first) ? (first.get(name) ?? undefined) : undefined;
  }
  if (current === undefined || current === null) return { known: true, value: undefined };
  const found = referenceOf(current);
  return found.known ? found : unknownAt(found);
}

/** Returns the content of a JSON text that is partly unknown. */
function withinJson(value: TerraformValue): TerraformValue {
  return value instanceof JsonText ? settle(value.content) : value;
}

function referenceOf(value: TerraformValue): Value<string | undefined> {
  const settled = settle(value);
  if (settled instanceof Attribute && !settled.owner.isData) return { known: true, value: settled.name };
  if (typeof settled === 'string') return { known: true, value: settled === '' ? undefined : settled };
  const open = reasonOf(settled);
  return unknown(open?.reason ?? 'it is not a text', undefined, open?.cause);
}
