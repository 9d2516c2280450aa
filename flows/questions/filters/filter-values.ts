import type { IpNetwork } from './ip-network';

/** A port, or a range with both ends. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The values of filters. A filter without a value does not restrict a query. */
export interface FilterValues {
  /** Start of the time range. */
  readonly from?: Date;
  /** End of the time range, which does not belong to it. */
  readonly to?: Date;
  readonly clouds?: readonly string[];
  readonly accounts?: readonly string[];
  readonly networks?: readonly string[];
  readonly interfaces?: readonly string[];
  readonly flowLogs?: readonly string[];
  readonly addresses?: readonly IpNetwork[];
  readonly ports?: readonly PortRange[];
  readonly limit?: number;
  readonly minBytes?: bigint;
  readonly internalNetworks?: readonly IpNetwork[];
}
