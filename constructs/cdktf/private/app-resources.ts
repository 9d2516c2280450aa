import { TerraformResource } from 'cdktf';
import type { IConstruct } from 'constructs';
import { elementId } from './canonical-ids';

/** A resource with the arguments of its bindings. */
export type AppResource = TerraformResource & Readonly<Record<string, unknown>>;

const OF_ROOTS = new WeakMap<IConstruct, AppResources>();

/** The constructs of an app. An app with many flow logs validates each of them, so lists and keys are created once. */
export class AppResources {
  /** Returns the constructs of an app. They are collected again after the app has added one. */
  static of(root: IConstruct): AppResources {
    const nodes = root.node.findAll();
    const known = OF_ROOTS.get(root);
    if (known?.nodes.length === nodes.length) return known;
    const resources = new AppResources(nodes);
    OF_ROOTS.set(root, resources);
    return resources;
  }

  private readonly byType: ReadonlyMap<string, AppResource[]>;
  private readonly positions: ReadonlyMap<IConstruct, number>;
  private readonly keys = new Map<TerraformResource, string | undefined>();

  private constructor(readonly nodes: readonly IConstruct[]) {
    this.positions = new Map(nodes.map((node, index) => [node, index]));
    const byType = new Map<string, AppResource[]>();
    for (const node of nodes) {
      if (!TerraformResource.isTerraformResource(node)) continue;
      const { terraformResourceType: type } = node;
      byType.set(type, [...(byType.get(type) ?? []), node as AppResource]);
    }
    this.byType = byType;
  }

  /** Returns all resources of a type, in the order of construction. */
  ofType(type: string): readonly AppResource[] {
    return this.byType.get(type) ?? [];
  }

  /** Returns the ARM id of a resource in lower case; undefined for a type without a known id. */
  keyOf(resource: TerraformResource): string | undefined {
    if (!this.keys.has(resource)) this.keys.set(resource, elementId(resource)?.toLowerCase());
    return this.keys.get(resource);
  }

  /** Whether a construct was added after another one. */
  isLater(one: IConstruct, other: IConstruct): boolean {
    return (this.positions.get(one) ?? 0) > (this.positions.get(other) ?? 0);
  }
}
