import { TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { isLiteral, rendered } from './expressions';

/**
 * Comparison key of a network, subnet or interface: its literal id, or its expression in a stack. Equal keys denote the same
 * resource. Different keys can denote the same resource.
 */
export type NetworkKey = string;

/** Returns the key of an id. Azure compares ids case-insensitively. */
export function keyOf(scope: Construct, id: string): NetworkKey {
  return isLiteral(id) ? `id ${id.toLowerCase()}` : expressionKey(scope, 'id', id);
}

/** Returns the key of a virtual network by name, within a stack. */
export function nameKeyOf(scope: Construct, name: string): NetworkKey {
  return isLiteral(name)
    ? `name ${TerraformStack.of(scope).node.path} ${name}`
    : expressionKey(scope, 'name', name);
}

/** Returns the key of the virtual network of a subnet with a literal id. */
export function networkKeyOf(subnet: NetworkKey): NetworkKey | undefined {
  return /^(id \/.*\/virtualnetworks\/[^/]+)\/subnets\/[^/]+$/.exec(subnet)?.[1];
}

/** Returns all resources of a type in the app. */
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
  return `${what} ${TerraformStack.of(scope).node.path} ${rendered(scope, value)}`;
}
