import {
  Attribute,
  isMap,
  itemsOf,
  JsonText,
  PartialText,
  ResourceObject,
  type TerraformValue,
  UnknownInstances,
  Unresolved,
} from '../expression/terraform-value';

const MOST_PARTS = 10_000;

/** The resources of which a value consists. */
export interface ResourcesInValue {
  readonly addresses: ReadonlySet<string>;
  /** Whether a part of the value is unknown, which may contain more resources. */
  readonly isComplete: boolean;
}

/** Returns the resources whose attributes are part of a value. */
export function resourcesIn(value: TerraformValue): ResourcesInValue {
  const found = new Set<string>();
  let isComplete = true;
  const open: TerraformValue[] = [value];
  for (let parts = 0; open.length > 0 && parts < MOST_PARTS; parts++) {
    const each = open.pop() as TerraformValue;
    if (each instanceof Attribute) found.add(each.owner.address);
    else if (each instanceof ResourceObject) found.add(each.instance.address);
    else if (each instanceof PartialText) open.push(...each.parts);
    else if (each instanceof JsonText) open.push(each.content);
    else if (each instanceof UnknownInstances) open.push(each.representative);
    else if (each instanceof Unresolved) isComplete = false;
    else if (isMap(each)) open.push(...each.values());
    else open.push(...(itemsOf(each) ?? []));
  }
  return { addresses: found, isComplete: isComplete && open.length === 0 };
}
