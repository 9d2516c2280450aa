import type { Naming } from '../template/stack-values';

/** Actions without resource-level permissions. */
export interface UnscopedActions {
  readonly actions: readonly string[];
  /** Why their resource is `*`. */
  readonly reason: string;
}

/** Permissions that are needed only if a property is set. */
export interface PropertyActions {
  /** Path of the property. */
  readonly property: string;
  readonly actions?: readonly string[];
  readonly unscoped?: UnscopedActions;
  /** Actions on the resource whose ARN is the value of the property. */
  readonly onValue?: readonly string[];
  /** Actions on the objects of the bucket whose name or URL is the value of the property. */
  readonly onObjects?: readonly string[];
  /** Condition key whose value must be one of the property's values. */
  readonly onlyFor?: string;
}

/** Permissions that CloudFormation needs to create, read, update and delete resources of a type. */
export interface CoveredType extends Naming {
  /** CloudFormation type. If it ends with `::`, the entry covers all types with this prefix. */
  readonly type: string;
  /** Title of the AWS page that documents the permissions. */
  readonly source: string;
  /** For a resource without ARN: the property that refers to its parent, the parent's type, and its default name. */
  readonly on?: { readonly property: string; readonly type: string; readonly otherwise?: string };
  readonly actions: readonly string[];
  readonly whenGiven?: readonly PropertyActions[];
  readonly unscoped?: readonly UnscopedActions[];
  /** Condition key whose value must be the ARN of the resource that a property refers to, or of the resource itself. */
  readonly onlyFor?: { readonly key: string; readonly property?: string; readonly type: string };
  /** Roles that are passed to a service: the property that contains them, at any depth. */
  readonly passes?: { readonly property: string; readonly to: string };
}

/** Reason for actions for which the Service Authorization Reference lists no resource type. */
export const NO_RESOURCE_TYPE = 'the service has no resource-level permissions for them';
