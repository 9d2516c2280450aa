import type { Naming } from '../template/stack-values';

/** Actions that can not be held to a resource. */
export interface UnscopedActions {
  readonly actions: readonly string[];
  /** Why they stand on `*`. */
  readonly reason: string;
}

/** What more is needed where a property is given. */
export interface PropertyActions {
  /** Path of the property. */
  readonly property: string;
  readonly actions?: readonly string[];
  readonly unscoped?: UnscopedActions;
  /** Actions on what the property names by its ARN. */
  readonly onValue?: readonly string[];
  /** Actions on the objects of the bucket that the property names, or that its URL leads to. */
  readonly onObjects?: readonly string[];
  /** Condition key that must be one of the property's values. */
  readonly onlyFor?: string;
}

/** What CloudFormation calls to make, read, change and remove resources of a type, in the deployer's name. */
export interface CoveredType extends Naming {
  /** Name of the type; one that ends in `::` covers all that begin with it. */
  readonly type: string;
  /** Title of the page that says so. */
  readonly source: string;
  /** Where a resource has no ARN of its own: property that names what it is put on, its type, and its default name. */
  readonly on?: { readonly property: string; readonly type: string; readonly otherwise?: string };
  readonly actions: readonly string[];
  readonly whenGiven?: readonly PropertyActions[];
  readonly unscoped?: readonly UnscopedActions[];
  /** Condition key that must have the ARN of what a property names, or of the resource itself. */
  readonly onlyFor?: { readonly key: string; readonly property?: string; readonly type: string };
  /** Roles that are given to a service: the property that holds them, at any depth. */
  readonly passes?: { readonly property: string; readonly to: string };
}

/** Reason of the actions for which the Service Authorization Reference has no resource type. */
export const NO_RESOURCE_TYPE = 'the service has no resource-level permissions for them';
