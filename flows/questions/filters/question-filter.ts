/** A filter that every saved query has. Its value is the name of the option on the command line, without `--`. */
export enum QuestionFilter {
  /** Start of the time range. */
  FROM = 'from',
  /** End of the time range. */
  TO = 'to',
  /** Start of the time range, as a duration before now. */
  SINCE = 'since',
  /** Clouds. */
  CLOUD = 'cloud',
  /** Accounts or subscriptions that own the flow logs. */
  ACCOUNT = 'account',
  /** VPCs or VNets of the logged interfaces. */
  NETWORK = 'network',
  /** Logged interfaces. */
  INTERFACE = 'interface',
  /** Flow logs. */
  FLOW_LOG = 'flow-log',
  /** Addresses or networks of either end. */
  ADDRESS = 'address',
  /** Ports of either end. */
  PORT = 'port',
  /** Most rows of the result. */
  LIMIT = 'limit',
  /** Least bytes of a row of the result. */
  MIN_BYTES = 'min-bytes',
  /** Networks that belong to the user, in addition to those that are inferred. */
  INTERNAL_NETWORKS = 'internal-networks',
}
