/** Value of `category` in the records of a flow log. It states the structure of a record. */
export enum RecordCategory {
  /** Flow logs of virtual networks, subnets and network interfaces. */
  VNET = 'FlowLogFlowEvent',
  /** Flow logs of network security groups. */
  NSG = 'NetworkSecurityGroupFlowEvent',
}

/** All categories. */
export const RECORD_CATEGORIES: readonly RecordCategory[] = Object.values(RecordCategory);
