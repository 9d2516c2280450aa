import { dependable, type TerraformResource, type TerraformStack } from 'cdktf';
import { ElementGraph } from './element-graph';

/** A resource that must not be written at the same time as others. */
export interface SharingResource {
  readonly resource: TerraformResource;
  /** Keys of what it shares. Resources with an equal key must not be written at the same time. */
  readonly keys: readonly string[];
  /** Whether the constructs created it, so that they may add dependencies. */
  readonly isOwn: boolean;
}

/** Key of a resource that may share something with every other one, because it is known only after deployment. */
export const ANY_KEY = '?';

/**
 * Makes resources of a stack that share something depend on each other: in the order of construction, unless the dependencies
 * of the app order them otherwise.
 */
export function orderSharing(stack: TerraformStack, all: readonly SharingResource[]): void {
  const groups = sharingGroups(all).filter(isOrderable);
  if (groups.length === 0) return;
  // one order for all groups, so that dependencies of several groups cannot form a circle
  const graph = new ElementGraph(stack);
  const order = inOrder(groups.flat(), graph);
  for (const group of groups) {
    chain(
      order.filter((each) => group.includes(each)),
      graph,
    );
  }
}

/** Groups resources that share a key, directly or through others. */
function sharingGroups(all: readonly SharingResource[]): SharingResource[][] {
  const groups: SharingResource[][] = [];
  for (const each of all) {
    const meeting = groups.filter((group) => group.some((other) => isShared(each, other)));
    for (const group of meeting) groups.splice(groups.indexOf(group), 1);
    groups.push([...meeting.flat(), each]);
  }
  return groups;
}

function isShared({ keys }: SharingResource, { keys: others }: SharingResource): boolean {
  return [keys, others].some((each) => each.includes(ANY_KEY)) || keys.some((key) => others.includes(key));
}

function isOrderable(group: readonly SharingResource[]): boolean {
  return group.length > 1 && group.some(({ isOwn }) => isOwn);
}

/** Sorts by the dependencies of the app, and otherwise in the order of construction. */
function inOrder(all: readonly SharingResource[], graph: ElementGraph): SharingResource[] {
  const open = all.map((each) => ({ each, requires: graph.requirementsOf(each.resource) }));
  const ordered: SharingResource[] = [];
  while (open.length > 0) {
    const free = open.findIndex(({ requires }) => !open.some(({ each }) => requires.has(each.resource)));
    // without a free one there is a circle, which Terraform reports
    ordered.push(...open.splice(Math.max(free, 0), 1).map(({ each }) => each));
  }
  return ordered;
}

/** Makes each resource depend on those before it, from the last one with these dependencies. */
function chain(ordered: readonly SharingResource[], graph: ElementGraph): void {
  let before: TerraformResource[] = [];
  for (const { resource, isOwn } of ordered) {
    if (isOwn) {
      const required = graph.requirementsOf(resource);
      const added = before.filter((each) => !required.has(each)).map((each) => dependable(each));
      if (added.length > 0) resource.dependsOn = [...(resource.dependsOn ?? []), ...added];
      before = [];
    }
    before.push(resource);
  }
}
