import { TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { isLiteral, written } from './expressions';

/**
 * What a network, subnet or interface is known by, so that two mentions can be compared: its literal id, or the
 * expression that stands for it in a stack. Two keys that differ can still be one thing; two that are equal are one.
 */
export type NetworkKey = string;

/** Key of an id. Azure compares ids without regard to case. */
export function keyOf(scope: Construct, id: string): NetworkKey {
  return isLiteral(id) ? `id ${id.toLowerCase()}` : expressionKey(scope, 'id', id);
}

/** Key of a virtual network by its name, within a stack. */
export function nameKeyOf(scope: Construct, name: string): NetworkKey {
  return isLiteral(name)
    ? `name ${TerraformStack.of(scope).node.path} ${name}`
    : expressionKey(scope, 'name', name);
}

/** Key of the virtual network of a subnet with a literal id. */
export function networkKeyOf(subnet: NetworkKey): NetworkKey | undefined {
  return /^(id \/.*\/virtualnetworks\/[^/]+)\/subnets\/[^/]+$/.exec(subnet)?.[1];
}

/** Resources of a type in all of an app. */
export function resourcesOf(
  root: IConstruct,
  type: string,
): (TerraformResource & Readonly<Record<string, unknown>>)[] {
  return root.node
    .findAll()
    .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node))
    .filter(({ terraformResourceType }) => terraformResourceType === type) as never[];
}

function expressionKey(scope: Construct, what: string, value: string): NetworkKey {
  return `${what} ${TerraformStack.of(scope).node.path} ${written(scope, value)}`;
}
