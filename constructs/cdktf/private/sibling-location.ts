import { TerraformDataSource } from 'cdktf';
import type { Construct } from 'constructs';
import { canonical, literalBehind } from './canonical-ids';
import { resourcesOf } from './network-keys';
import { referenceBehind } from './references';

/**
 * Returns the location that a data source reads, if the app creates the resource that it looks up, in any stack, and states
 * the location there.
 */
export function siblingLocation(scope: Construct, location: string): string | undefined {
  const { element, attribute } = referenceBehind(scope, location) ?? {};
  if (attribute !== 'location' || !TerraformDataSource.isTerraformDataSource(element)) return undefined;
  const { terraformResourceType: type } = element;
  const sought = idOf(element);
  const found = resourcesOf(scope.node.root, type)
    .filter((resource) => areSame(idOf(resource), sought))
    .map((resource) => literalBehind(resource, String(resource.locationInput)));
  const [only, ...others] = new Set(found);
  return others.length === 0 ? only : undefined;
}

function idOf(element: Construct): readonly string[] {
  const { id } = element as unknown as { readonly id: string };
  return canonical(element, id).toLowerCase().split('/');
}

/** Whether two ARM ids, as segments, are equal. A subscription that only the environment states can be that of the other. */
function areSame(one: readonly string[], other: readonly string[]): boolean {
  const SUBSCRIPTION = 2;
  return (
    one.length === other.length &&
    one.every((segment, index) => {
      const pair = [segment, other[index] as string];
      const isUnknown = pair.some((each) => each.includes('${'));
      return pair[0] === pair[1] || (index === SUBSCRIPTION && isUnknown);
    })
  );
}
