/**
 * Which traffic a VPC flow log records: the values of `TrafficType`. Transit gateway flow logs have no traffic type.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export const TRAFFIC_TYPES = ['ALL', 'ACCEPT', 'REJECT'] as const;

export type TrafficType = (typeof TRAFFIC_TYPES)[number];
