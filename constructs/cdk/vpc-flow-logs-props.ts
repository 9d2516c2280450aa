import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { LogFormat } from '../../aws/format';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { FlowLogDestination } from './flow-log-destination';
import type { FlowLogTarget } from './flow-log-target';

/** Props of `VpcFlowLogs`. Give either `vpc` or `target`. */
export interface VpcFlowLogsProps {
  /**
   * The VPC to log.
   *
   * @default - the resource in `target`
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The resource to log, if it is not a whole VPC.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', { target: FlowLogTarget.subnets(vpc.privateSubnets) });
   *
   * @default - the VPC in `vpc`
   */
  readonly target?: FlowLogTarget;

  /**
   * Name of the flow log: its tag `Name`, at most 256 characters. A tag `Name` that the app adds to the construct
   * overrides it.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', { vpc, flowLogName: 'network-production' });
   *
   * @default - the path of the construct
   */
  readonly flowLogName?: string;

  /**
   * The destination of the flow log.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', { vpc, destination: FlowLogDestination.toCloudWatchLogs() });
   *
   * @default - the lake of the stack (`FlowLake.ofStack`)
   */
  readonly destination?: FlowLogDestination;

  /**
   * Several destinations, instead of `destination`. The construct creates one flow log for each. Append new ones at the
   * end: the position in the list is part of the logical id.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', {
   *   vpc,
   *   destinations: [FlowLogDestination.toS3(bucket), FlowLogDestination.toCloudWatchLogs()],
   * });
   *
   * @default - the destination in `destination`
   */
  readonly destinations?: FlowLogDestination[];

  /**
   * The team's standard. It sets the defaults of `format`, `trafficType` and `maxAggregationInterval`. A prop that
   * violates a setting of its file or a demand of a profile is an error. A profile never narrows what is recorded.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', {
   *   vpc,
   *   standard: FlowLogStandard.fromFile('flow-log-standard.yaml'),
   * });
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * The fields of the records. AWS cannot change a flow log: another format replaces it.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', { vpc, format: LogFormat.SECURITY });
   *
   * @default - the format of the standard, otherwise the format that is recommended for the kind of target:
   * LogFormat.RECOMMENDED for a VPC
   */
  readonly format?: LogFormat;

  /**
   * Whether to log accepted traffic, rejected traffic or both. Not for transit gateways, which always log both.
   *
   * @default - the traffic type in the file of the standard, otherwise ec2.FlowLogTrafficType.ALL
   */
  readonly trafficType?: ec2.FlowLogTrafficType;

  /**
   * Longest interval during which packets are aggregated into one record. Network interfaces of Nitro instances always
   * use one minute or less; transit gateways support one minute only.
   *
   * @example
   * new VpcFlowLogs(this, 'FlowLogs', {
   *   vpc,
   *   maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
   * });
   *
   * @default - the interval of the standard, otherwise ten minutes; one minute for transit gateways
   */
  readonly maxAggregationInterval?: ec2.FlowLogMaxAggregationInterval;
}
