import { Relation } from '../../relations';
import { LOGGED_AT } from '../sql/expressions';

/** A column that a filter compares. A list matches if one of its items matches. */
export interface ComparedColumn {
  readonly column: string;
  readonly isList: boolean;
}

/** The columns of a relation that filters compare. A row matches if one of the columns of a filter matches. */
export interface FilterColumns {
  readonly account: ComparedColumn;
  readonly network: ComparedColumn;
  readonly interface: ComparedColumn;
  readonly flowLog: ComparedColumn;
  /** Columns with an address of an end. Empty if the rows have no ends. */
  readonly address: readonly string[];
  readonly port: readonly string[];
  /** Whether a row is an hour of a flow or of an interface, and not a record. */
  readonly isHour: boolean;
  /** Whether a row has the times `first_seen` and `last_seen`. */
  readonly isSeen: boolean;
}

const one = (column: string): ComparedColumn => ({ column, isList: false });
const list = (column: string): ComparedColumn => ({ column, isList: true });

/** The rows are records. */
const RECORDS: FilterColumns = {
  account: one('account_id'),
  network: one('network_id'),
  interface: one(LOGGED_AT),
  flowLog: one('flow_log_id'),
  address: ['src_addr', 'dst_addr', 'pkt_src_addr', 'pkt_dst_addr'],
  port: ['src_port', 'dst_port'],
  isHour: false,
  isSeen: false,
};

/** The rows are hours of flows without roles of the ends. */
const FLOWS: FilterColumns = {
  account: list('account_ids'),
  network: list('network_ids'),
  interface: list('interfaces'),
  flowLog: list('flow_log_ids'),
  address: ['a', 'b'],
  port: ['a_port', 'b_port'],
  isHour: true,
  isSeen: true,
};

/** The rows are hours of flows with a client and a server. */
const CONNECTIONS: FilterColumns = {
  ...FLOWS,
  address: ['client', 'server'],
  port: ['client_port', 'server_port'],
};

/** The rows are hours of interfaces. */
const INTERFACES: FilterColumns = {
  account: one('account_id'),
  network: one('network_id'),
  interface: one('interface'),
  flowLog: list('flow_log_ids'),
  address: [],
  port: [],
  isHour: true,
  isSeen: false,
};

/** The columns of each relation that filters compare. */
export const FILTER_COLUMNS: Readonly<Record<Relation, FilterColumns>> = {
  [Relation.FLOWS]: RECORDS,
  [Relation.HOURLY_FLOWS]: FLOWS,
  [Relation.INTERFACE_FLOWS]: FLOWS,
  [Relation.CONNECTIONS]: CONNECTIONS,
  [Relation.INTERFACE_CONNECTIONS]: CONNECTIONS,
  [Relation.INTERFACE_HOURS]: INTERFACES,
};
