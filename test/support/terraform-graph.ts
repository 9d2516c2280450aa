import type { TerraformStack } from 'cdktf';
import { type Arguments, synthesized } from './terraform-stacks';

/** Resources of a configuration, and what must exist before each. */
export interface ResourceGraph {
  /** Arguments by address: `azurerm_storage_queue.Queue`. */
  readonly resources: ReadonlyMap<string, Arguments>;
  /** Addresses of resources of a type, in the order of the configuration. */
  ofType(type: string): string[];
  /** Addresses that a resource refers to or depends on, directly or through others. */
  requiredBy(address: string): ReadonlySet<string>;
}

/** The graph that Terraform derives from references and `depends_on`. */
export function graphOf(stack: TerraformStack): ResourceGraph {
  const resources = new Map(
    Object.entries(synthesized(stack).resource).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, value]): [string, Arguments] => [`${type}.${id}`, value]),
    ),
  );
  const requiredBy = (address: string, found = new Set<string>()): Set<string> => {
    for (const next of referred(resources, address)) {
      if (found.has(next)) continue;
      found.add(next);
      requiredBy(next, found);
    }
    return found;
  };
  return {
    resources,
    ofType: (type) => [...resources.keys()].filter((address) => address.startsWith(`${type}.`)),
    requiredBy: (address) => requiredBy(address),
  };
}

function referred(resources: ReadonlyMap<string, Arguments>, address: string): string[] {
  const { '//': _, ...values } = resources.get(address) ?? {};
  const text = JSON.stringify(values);
  return [...text.matchAll(/\b[a-z]\w*\.\w+/g)].map(([found]) => found).filter((each) => resources.has(each));
}
