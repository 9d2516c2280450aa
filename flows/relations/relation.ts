/** What the query of a question reads: the table, or a relation that the query computes from it. */
export enum Relation {
  /** The records as they are. */
  FLOWS = 'flows',
  /** One row per hour and flow, counted at one observation point. The ends have no roles. */
  HOURLY_FLOWS = 'hourly_flows',
  /** `HOURLY_FLOWS` with the client and the server of each flow. */
  CONNECTIONS = 'connections',
  /** `HOURLY_FLOWS` by the addresses of interfaces instead of those in packets. */
  INTERFACE_FLOWS = 'interface_flows',
  /** `CONNECTIONS` by the addresses of interfaces instead of those in packets. */
  INTERFACE_CONNECTIONS = 'interface_connections',
  /** One row per hour and logged interface. */
  INTERFACE_HOURS = 'interface_hours',
}

/** Addresses that identify the ends of a flow. */
export enum AddressKind {
  /** Those in the packets if the record has them, else those of the interfaces. */
  PACKET = 'packet',
  /** Those of the interfaces. */
  INTERFACE = 'interface',
}

/** Options of the relations. */
export interface RelationOptions {
  /**
   * Partition keys of the table within which flows are observed and openers are inferred. A condition on such a key
   * limits the partitions that a query reads.
   *
   * @default - none: a flow is observed in all partitions, and an opener is known for 24 hours
   */
  readonly keys?: readonly PartitionKey[];
  /**
   * Whether the relation lists all accounts, networks, interfaces and flow logs of each row. The lists need memory.
   *
   * @default true
   */
  readonly lists?: boolean;
  /**
   * Returns a condition for an address of networks that are ours beside the logged addresses.
   *
   * @default - no further networks
   */
  readonly isOurs?: (address: string) => string;
}

/** Keys of partitions that can be keys of relations. */
export type PartitionKey = 'account_id' | 'day';

/** A named part of a query. */
export interface NamedQuery {
  readonly name: string;
  readonly sql: string;
}
