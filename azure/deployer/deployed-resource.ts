/** A provider configuration of Terraform, or the deployment of a template. */
export interface DeployedProvider {
  /** Name for messages: `azurerm.security`. */
  readonly name: string;
  /**
   * Subscription in which its resources are created.
   *
   * @default - the environment of the deployer determines it
   */
  readonly subscription?: string;
  /**
   * Which set of resource providers it registers: `none`, `core`, `legacy`.
   *
   * @default - it registers none
   */
  readonly registrations?: string;
  /** Resource providers that it registers in addition. */
  readonly registers: readonly string[];
  /** Whether it is a template of Azure Resource Manager, whose deployment is a resource itself. */
  readonly isTemplate: boolean;
  /** Whether it reads the data plane of the storage accounts that it creates. */
  readonly readsStorageData: boolean;
}

/** What an argument refers to: a resource of the deployment, or the literal id of another one. Neither if it is unknown. */
export interface ResourceLink {
  readonly resource?: DeployedResource;
  readonly id?: string;
}

/** A resource that a deployment creates, or a data source that it reads. */
export interface DeployedResource {
  /** `azurerm_storage_account`, or the type of Azure Resource Manager if the azurerm provider has none. */
  readonly type: string;
  readonly isData: boolean;
  /** Name for messages. */
  readonly title: string;
  readonly provider: DeployedProvider;
  /**
   * Name of the construct or module that it is a part of.
   *
   * @default - it is no part of one
   */
  readonly construct?: string;
  /** Whether Terraform refuses to delete it (`prevent_destroy`). */
  readonly isKept?: boolean;
  /** The scope in its id, if the artifact contains it. */
  readonly scope?: Scope;
  /** Resources that it refers to, without those from which it only takes its region. */
  readonly dependencies: readonly DeployedResource[];
  /** Whether an argument is set, and is not empty or false. Names of blocks are separated by dots. */
  isSet(path: string): boolean;
  /** Returns the known texts of an argument, in all of its blocks. */
  texts(path: string): readonly string[];
  /** Returns what the values of an argument refer to, in all of its blocks. */
  links(path: string): readonly ResourceLink[];
}

/** A resource group, or a whole subscription. */
export interface Scope {
  /**
   * Subscription id in lower case.
   *
   * @default - unknown
   */
  readonly subscription?: string;
  /**
   * Name of the resource group.
   *
   * @default - the whole subscription
   */
  readonly resourceGroup?: string;
}
