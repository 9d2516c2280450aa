/**
 * Longest windows, in seconds, that one record can cover: the values of `MaxAggregationInterval`.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export const AGGREGATION_INTERVALS = [60, 600] as const;

/** Seconds for a VPC flow log that specifies no interval. */
export const DEFAULT_AGGREGATION_INTERVAL = 600;

/** Seconds for every transit gateway flow log: EC2 accepts no other interval for it. */
export const TRANSIT_GATEWAY_AGGREGATION_INTERVAL = 60;
