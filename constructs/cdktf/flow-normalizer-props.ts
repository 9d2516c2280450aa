import type { AlertReceivers } from './alert-receivers';
import type { FlowLake } from './flow-lake';

/** Where the normalizer writes rows. */
export enum FlowSink {
  /** The table of Parquet files in the lake's container. */
  TABLE = 'table',
  /**
   * The table `NetworkFlows_CL` of the lake's workspace, which costs what a workspace costs by the gigabyte. What could
   * not be read is kept in the lake's container all the same.
   */
  WORKSPACE = 'workspace',
  /** Both. */
  TABLE_AND_WORKSPACE = 'table and workspace',
}

/** Ids of the private DNS zones that endpoints of storage are entered into. */
export interface StorageDnsZones {
  /** ARM id of the zone `privatelink.blob.core.windows.net`. */
  readonly blobZoneId: string;

  /** ARM id of the zone `privatelink.queue.core.windows.net`. */
  readonly queueZoneId: string;
}

/**
 * How flow logs are normalized. One thing must be said: how the function gets to accounts that are behind firewalls, by
 * `subnetId` or `openStorage`.
 */
export interface FlowNormalizerOptions {
  /**
   * Where rows are written.
   *
   * @default FlowSink.TABLE
   */
  readonly sink?: FlowSink;

  /**
   * Subnet that the function reaches storage from, as an ARM id: delegated to Microsoft.App/environments, of /27 or
   * larger, without an underscore in its name, and with the service endpoint Microsoft.Storage, unless there are private
   * endpoints.
   *
   * @default - none, which only `openStorage` makes possible
   */
  readonly subnetId?: string;

  /**
   * Open the storage accounts to all networks, for a function that is in none. Identities alone decide then who reads
   * them; keys there are none.
   *
   * @default false
   */
  readonly openStorage?: boolean;

  /**
   * Subnet that gets private endpoints of the storage accounts, as an ARM id. The function's subnet must reach it.
   *
   * @default - none: the accounts let the function's subnet in
   */
  readonly privateEndpointSubnetId?: string;

  /**
   * Private DNS zones that these endpoints are entered into; the function's network must be linked to them.
   *
   * @default - none: something else enters them, such as a policy
   */
  readonly privateDnsZones?: StorageDnsZones;

  /**
   * Most instances of the function at a time, 40 to 1000.
   *
   * @default 40
   */
  readonly maximumInstances?: number;

  /**
   * Hours that the hourly sweep looks back for what no event has told, with the running one.
   *
   * @default 6
   */
  readonly sweepHours?: number;

  /**
   * Whether the function writes its log to Application Insights, in the lake's workspace.
   *
   * @default true
   */
  readonly applicationInsights?: boolean;

  /**
   * Who is told when events could not be worked off five times and were put aside. It needs Application Insights.
   *
   * @default - nobody
   */
  readonly alarm?: AlertReceivers;
}

/** Props of `FlowNormalizer`. */
export interface FlowNormalizerProps extends FlowNormalizerOptions {
  /** The lake whose flow logs are normalized. */
  readonly lake: FlowLake;
}
