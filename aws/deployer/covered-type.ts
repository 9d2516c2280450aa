import type { Naming } from '../template/stack-values';
import type { PolicyCondition } from './grant';

/** Actions without resource-level permissions. */
export interface UnscopedActions {
  readonly actions: readonly string[];
  /** Actions that only the deletion needs. */
  readonly deletes?: readonly string[];
  /** Why their resource is `*`. */
  readonly reason: string;
}

/** Permissions that are needed only if a property is set. */
export interface PropertyActions {
  /** Path of the property. */
  readonly property: string;
  readonly actions?: readonly string[];
  /** Actions that only the deletion needs. */
  readonly deletes?: readonly string[];
  readonly unscoped?: UnscopedActions;
  /** Condition of `actions`. */
  readonly condition?: PolicyCondition;
  /** Actions on the resource whose ARN is the value of the property. */
  readonly onValue?: readonly string[];
  /** Service that calls KMS with the permissions of the deployer (`lambda`), for a key whose id is unknown. */
  readonly viaService?: string;
  /** Actions on the objects of the bucket whose name or URL is the value of the property. */
  readonly onObjects?: readonly string[];
  /** Condition key whose value must be one of the property's values. */
  readonly onlyFor?: string;
  /** Permissions that the policies lack, as a note. */
  readonly notCovered?: string;
}

/** Roles that a resource passes to a service. */
export interface PassedRoles {
  /** Names of the properties that contain the roles, at any depth. */
  readonly properties: readonly string[];
  readonly to: string;
  /** Actions on the roles in addition to passing them. */
  readonly actions?: readonly string[];
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
  /** Actions that only the deletion needs. The policies omit them if the template retains the resource. */
  readonly deletes?: readonly string[];
  readonly whenGiven?: readonly PropertyActions[];
  readonly unscoped?: readonly UnscopedActions[];
  /**
   * Whether the resource belongs to the network of a flow log. The policies include it only on request, and it does not relate
   * other resources to flow logs.
   */
  readonly isNetwork?: boolean;
  /** Whether CloudFormation tags the resources with the name of their stack, and the actions are limited to this tag. */
  readonly isTagged?: boolean;
  readonly condition?: PolicyCondition;
  /** Condition key whose value must be the ARN of the resource that a property refers to, or of the resource itself. */
  readonly onlyFor?: { readonly key: string; readonly property?: string; readonly type: string };
  /** Roles that are passed to a service. */
  readonly passes?: PassedRoles;
}

/** Reason for actions for which the Service Authorization Reference lists no resource type. */
export const NO_RESOURCE_TYPE = 'the service has no resource-level permissions for them';
