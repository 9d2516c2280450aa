/** Actions that are needed only if an argument is set. */
export interface ArgumentActions {
  /** Path of the argument. */
  readonly argument: string;
  readonly actions: readonly string[];
  /** Title of the page or file that documents the need. */
  readonly source: string;
  /**
   * Where the actions are needed.
   *
   * @default 'group' the resource group
   */
  readonly level?: 'group' | 'subscription';
}

/** Actions on the resource that an argument refers to. Azure checks them in addition to those on the resource itself. */
export interface LinkedActions extends ArgumentActions {
  /**
   * Argument that must be set too.
   *
   * @default - none
   */
  readonly onlyIf?: string;
  /**
   * Types of which the resource must be one, in lower case.
   *
   * @default - every type
   */
  readonly types?: readonly string[];
  /** Whether the actions are needed only if the resource is in another subscription. */
  readonly isAcrossSubscriptions?: boolean;
}

/** Operations of Azure that creating, reading, updating and deleting resources of a type require. */
export interface CoveredType {
  /** Type of the azurerm provider. `data.` precedes that of a data source. */
  readonly type: string;
  /**
   * Type of Azure Resource Manager, in templates.
   *
   * @default - the type is not a resource of its own in templates
   */
  readonly restType?: string;
  /** Title of the file of the provider with the calls for the type, or of a page. */
  readonly source: string;
  /** Actions on the resource. */
  readonly actions: readonly string[];
  /**
   * Argument with the id of the resource that contains it.
   *
   * @default - it is in the resource group that `resource_group_name` states
   */
  readonly parent?: string;
  /** Whether its actions need the subscription as their scope. */
  readonly isInSubscription?: boolean;
  /** Actions on data in the resource. */
  readonly dataActions?: readonly string[];
  readonly whenSet?: readonly ArgumentActions[];
  /** Actions without a resource group, such as polling the status of an operation. */
  readonly onSubscription?: readonly string[];
  readonly linked?: readonly LinkedActions[];
  /** Whether it exists for more than flow logs: such resources are included only on request. */
  readonly isShared?: boolean;
}
