/** A resource group: a resource or data source of the azurerm bindings. */
export interface IResourceGroup {
  /** Name of the group. */
  readonly name: string;
}

/** A virtual network: a resource or data source of the azurerm bindings. */
export interface INetwork {
  /** ARM id. */
  readonly id: string;

  /** Name of the network. */
  readonly name: string;

  /** Region, such as `westeurope`. */
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
  /** ARM id. */
  readonly id: string;

  /** Name of the subnet. */
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

  /** Name of the workspace. */
  readonly name: string;

  /** Region, which can differ from that of the networks. */
  readonly location: string;

  /** Name of its resource group. */
  readonly resourceGroupName: string;
}

/** A storage container: a resource or data source of the azurerm bindings. */
export interface IStorageContainer {
  /** ARM id. */
  readonly id: string;

  /** Name of the container. */
  readonly name: string;
}

/** A storage account: a resource or data source of the azurerm bindings. */
export interface IStorageAccount {
  /** ARM id. */
  readonly id: string;

  /** Region, which must be that of the networks. */
  readonly location: string;

  /**
   * The configured location, if it is a resource.
   *
   * @default - unknown; `location` is used
   */
  readonly locationInput?: string;
}
