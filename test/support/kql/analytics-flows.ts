import type { KqlRow } from './kql-engine';

/** A row of a flow from one subnet to another, as the card of its source logs it. */
export const FLOW: KqlRow = {
  SubType: 'FlowLog',
  FlowStatus: 'Allowed',
  FlowDirection: 'Outbound',
  FlowType: 'IntraVNet',
  L4Protocol: 'T',
  FlowLogResourceId: 'nw/log-a',
  MacAddress: 'AA',
  FlowStartTime: '2026-11-30T10:05:00Z',
  FlowEndTime: '2026-11-30T10:45:00Z',
  SrcIp: '10.0.0.4',
  SrcSubscription: 's1',
  SrcSubnet: 'rg/vnet/a',
  DestIp: '10.0.1.4',
  DestSubscription: 's1',
  DestSubnet: 'rg/vnet/b',
  DestPort: 443,
  AllowedOutFlows: 3,
  BytesSrcToDest: 100,
  BytesDestToSrc: 1000,
  PacketsSrcToDest: 1,
  PacketsDestToSrc: 10,
};
/** The same flow at the card of its destination. */
export const AT_DESTINATION = {
  ...FLOW,
  FlowDirection: 'Inbound',
  MacAddress: 'BB',
  AllowedOutFlows: 0,
  AllowedInFlows: 3,
};
/** A flow from two public addresses to the second subnet. */
export const INBOUND = {
  ...AT_DESTINATION,
  FlowType: 'ExternalPublic',
  Country: 'de',
  SrcIp: '',
  SrcSubscription: '',
  SrcSubnet: '',
  SrcPublicIps: '198.51.100.7|5|5|1|2|10|20 2001:db8::7|6|6|1|2|30|40',
};
/** What a denied flow has instead. */
export const DENIED = {
  FlowStatus: 'Denied',
  AllowedOutFlows: 0,
  DeniedOutFlows: 2,
  BytesSrcToDest: 0,
  BytesDestToSrc: 0,
  AclRule: 'deny-all',
};

/** Rows of ten days with one hour of traffic, and then one of much more. */
export const DAYS = Array.from({ length: 10 }, (_, day) => ({
  ...FLOW,
  FlowStartTime: `2026-11-${11 + day}T12:05:00Z`,
  BytesDestToSrc: day === 9 ? 5_000_000_000_000 : 1000,
}));
