/**
 * Which traffic a VPC flow log records: the values of `TrafficType`. Transit gateway flow logs have no traffic type.
 *
 * Source: AWS CloudFormation Template Reference, "AWS::EC2::FlowLog".
 */
export const TRAFFIC_TYPES = ['ALL', 'ACCEPT', 'REJECT'] as const;

export type TrafficType = (typeof TRAFFIC_TYPES)[number];

/** The traffic type that contains all of these; `undefined` if none is given. */
export function widestTraffic(all: readonly (TrafficType | undefined)[]): TrafficType | undefined {
  const types = TRAFFIC_TYPES.filter((type) => all.includes(type));
  return types.length > 1 ? 'ALL' : types[0];
}

/** Whether two flow logs record a part of the same traffic. Without a traffic type, a flow log records all traffic. */
export function sharesTraffic(one = 'ALL', other = 'ALL'): boolean {
  return one === 'ALL' || other === 'ALL' || one === other;
}
