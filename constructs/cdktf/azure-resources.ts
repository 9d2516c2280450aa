/** A resource group, as the bindings of azurerm have it: a resource or a data source. */
export interface IResourceGroup {
  readonly name: string;
}

/** A virtual network, as the bindings of azurerm have it: a resource or a data source. */
export interface INetwork {
  readonly id: string;
  readonly name: string;
  readonly location: string;

  /**
   * What the location was set to, where it is a resource.
   *
   * @default - only `location` says it
   */
  readonly locationInput?: string;
}

/** A subnet, as the bindings of azurerm have it: a resource or a data source. */
export interface ISubnet {
  readonly id: string;
  readonly name: string;
}

/** A network interface, as the bindings of azurerm have it: a resource or a data source. */
export interface INetworkInterface extends INetwork {}

/** A Log Analytics workspace, as the bindings of azurerm have it: a resource or a data source. */
export interface IWorkspace {
  /** ARM id. */
  readonly id: string;

  /** The workspace's own id, a GUID. */
  readonly workspaceId: string;
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
}

/** A storage container, as the bindings of azurerm have it: a resource or a data source. */
export interface IStorageContainer {
  readonly id: string;
  readonly name: string;
}

/** A storage account, as the bindings of azurerm have it: a resource or a data source. */
export interface IStorageAccount {
  readonly id: string;
  readonly location: string;

  /**
   * What the location was set to, where it is a resource.
   *
   * @default - only `location` says it
   */
  readonly locationInput?: string;
}
