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

/** Returns the values at a path in all blocks: `ip_configuration.subnet_id`. Null values are omitted. */
export function valuesAt(resource: ConfiguredResource, path: string): readonly TerraformValue[] {
  const [argument = '', ...names] = path.split('.');
  let values = itemsIn(resource.configured(argument));
  for (const name of names) {
    values = values.flatMap((each) => {
      const settled = settle(each);
      const content = settled instanceof JsonText ? settle(settled.content) : settled;
      return itemsIn(content).flatMap((item) => (isMap(item) ? itemsIn(item.get(name)) : []));
    });
  }
  return values;
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
