/** A filter that saved questions can have as an execution parameter of Athena. */
export enum QuestionParameter {
  /** First UTC day, in place of the time range of the questions, such as `'2026-11-24'`. */
  FROM = 'from',
  /** Last UTC day, such as `'2026-11-30'`. */
  TO = 'to',
  /** Cloud that logged the flow: `'aws'` or `'azure'`. */
  CLOUD = 'cloud',
  /** Account that logged the flow, such as `'123456789012'`. */
  ACCOUNT = 'account',
  /** VPC or VNet in which the flow was logged, such as `'vpc-0a1b2c3d4e5f60718'`. */
  NETWORK = 'network',
  /** Interface that logged the flow, such as `'eni-0a1b2c3d4e5f60718'`. */
  INTERFACE = 'interface',
  /** Flow log that logged the flow, such as `'fl-0a1b2c3d4e5f60718'`. */
  FLOW_LOG = 'flow-log',
  /** Address of either end, such as `'10.0.1.5'`. */
  ADDRESS = 'address',
  /** Port of either end, such as `443`. */
  PORT = 'port',
}
