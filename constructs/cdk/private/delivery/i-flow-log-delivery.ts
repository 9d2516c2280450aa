import type { Construct } from 'constructs';
import type { FlowLogContext } from '../../flow-log-context';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';

/** The delivery to one kind of destination. Each static method of `FlowLogDestination` has its own. */
export interface IFlowLogDelivery {
  /** Prepares the destination for a flow log of the account and region of the scope. */
  bind(scope: Construct, flowLog: FlowLogContext): FlowLogDestinationConfig;
}
