import type { Construct, IDependable } from 'constructs';
import type { LogFormat } from '../../aws/format';
import type { FlowLogTargetConfig } from './flow-log-target';
import type { IFlowLake } from './i-flow-lake';

/** What a destination is told of the flow log. */
export interface FlowLogContext {
  readonly format: LogFormat;
  readonly target: FlowLogTargetConfig;
}

/** Where a flow log delivers to, as CloudFormation names it. */
export interface FlowLogDestinationConfig {
  readonly logDestinationType: string;
  /** @default - the log group says it */
  readonly logDestination?: string;
  /** @default - no log group */
  readonly logGroupName?: string;
  /**
   * Properties of `DestinationOptions`, in CloudFormation's casing.
   *
   * @default - none
   */
  readonly destinationOptions?: { readonly [name: string]: string | boolean };
  /**
   * ARN of the role that delivers.
   *
   * @default - log delivery needs no role
   */
  readonly deliverLogsPermissionArn?: string;
  /**
   * ARN of the role that receives in another account.
   *
   * @default - the destination is in this account
   */
  readonly deliverCrossAccountRole?: string;
  /**
   * The lake whose table the records come to.
   *
   * @default - they come to none
   */
  readonly lake?: IFlowLake;
  /** What must be in place before the flow log is made. */
  readonly dependencies: IDependable[];
  /** What is wrong with the destination. */
  readonly problems: string[];
}

/** One way to deliver. */
export interface FlowLogDelivery {
  /** Makes the destination ready for a flow log of the scope's account and region. */
  bind(scope: Construct, flowLog: FlowLogContext): FlowLogDestinationConfig;
}
