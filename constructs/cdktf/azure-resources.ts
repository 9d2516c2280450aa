/** A resource group: a resource or data source of the azurerm bindings. */
export interface IResourceGroup {
  readonly name: string;
}

/** A virtual network: a resource or data source of the azurerm bindings. */
export interface INetwork {
  readonly id: string;
  readonly name: string;
  readonly location: string;

  /**
   * The configured location, if it is a resource.
   *
   * @default - unknown; `location` is used
   */
  readonly locationInput?: string;
}

/** A subnet: a resource or data source of the azurerm bindings. */
export interface ISubnet {
  readonly id: string;
  readonly name: string;
}

/** A network interface: a resource or data source of the azurerm bindings. */
export interface INetworkInterface extends INetwork {}

/** A Log Analytics workspace: a resource or data source of the azurerm bindings. */
export interface IWorkspace {
  /** ARM id. */
  readonly id: string;

  /** The workspace's own id, a GUID. */
  readonly workspaceId: string;
  readonly name: string;
  readonly location: string;
  readonly resourceGroupName: string;
}

/** A storage container: a resource or data source of the azurerm bindings. */
export interface IStorageContainer {
  readonly id: string;
  readonly name: string;
}

/** A storage account: a resource or data source of the azurerm bindings. */
export interface IStorageAccount {
  readonly id: string;
  readonly location: string;

  /**
   * The configured location, if it is a resource.
   *
   * @default - unknown; `location` is used
   */
  readonly locationInput?: string;
}
