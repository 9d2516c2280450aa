import { parsedJson } from '../../providers/parsed-json';
import { configuredValue, settle } from '../expression/settle';
import {
  Attribute,
  isMap,
  itemsOf,
  JsonText,
  PartialText,
  type ResourceInstance,
  type TerraformValue,
} from '../expression/terraform-value';
import type { ConfiguredResource } from './configured-resource';

const MOST_STEPS = 50;

/** Returns the values at a path in all blocks and JSON texts: `ip_configuration.subnet_id`. Null values are omitted. */
export function valuesAt(resource: ConfiguredResource, path: string): readonly TerraformValue[] {
  const [argument = '', ...names] = path.split('.');
  let values = itemsIn(resource.configured(argument));
  for (const name of names) {
    values = values.flatMap((each) => {
      const content = contentOf(settle(each));
      return itemsIn(content).flatMap((item) => (isMap(item) ? itemsIn(item.get(name)) : []));
    });
  }
  return values;
}

/** Returns what a JSON text contains, or the value itself. */
function contentOf(value: TerraformValue): TerraformValue {
  if (value instanceof JsonText) return settle(value.content);
  return typeof value === 'string' && value.startsWith('{') ? terraformValue(parsedJson(value)) : value;
}

function terraformValue(json: unknown): TerraformValue {
  if (Array.isArray(json)) return json.map(terraformValue);
  if (typeof json !== 'object' || json === null) return (json ?? null) as TerraformValue;
  return new Map(Object.entries(json).map(([name, value]) => [name, terraformValue(value)]));
}

/** Returns the items of a list or set, of the lists in it, or the value itself. */
function itemsIn(value: TerraformValue | undefined): readonly TerraformValue[] {
  if (value === undefined || value === null) return [];
  const items = itemsOf(value instanceof Attribute ? settle(value) : value);
  return items === undefined ? [value] : items.flatMap(itemsIn);
}

/** Attributes that identify their resource. */
const IDENTITIES: readonly string[] = ['id', 'name'];

/** Returns the resource or data source whose id or name begins a value; `undefined` if there is none. */
export function identifiedBy(value: TerraformValue): ResourceInstance | undefined {
  if (value instanceof PartialText) {
    const [first] = value.parts;
    return first instanceof Attribute ? identifiedBy(first) : undefined;
  }
  let current: TerraformValue = value;
  for (let step = 0; current instanceof Attribute && step < MOST_STEPS; step++) {
    if (IDENTITIES.includes(String(current.path[0]))) return current.owner;
    const configured = configuredValue(current);
    if (configured === undefined) return undefined;
    current = configured;
  }
  return current instanceof PartialText ? identifiedBy(current) : undefined;
}
