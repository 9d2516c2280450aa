import { type LogColumn, type LogColumnType, type LogTable, ofType, type ValueDomain } from './log-table';
import {
  CONNECTION_TYPES,
  FLOW_DIRECTIONS,
  FLOW_STATUSES,
  FLOW_TYPES,
  L4_PROTOCOLS,
  PEERING_TYPES,
} from './value-domains';

/** Type of a custom column, by its suffix. Source: Azure Monitor documentation, "Custom logs, record type". */
const TYPES: Readonly<Record<string, LogColumnType>> = {
  s: 'string',
  d: 'real',
  t: 'datetime',
  b: 'bool',
  g: 'guid',
};

const DOMAINS: Readonly<Record<string, ValueDomain>> = {
  // the service uses other values internally
  SubType_s: { values: ['FlowLog', 'Topology'], mayGrow: true },
  FlowType_s: FLOW_TYPES,
  FlowStatus_s: letters(FLOW_STATUSES),
  FlowDirection_s: letters(FLOW_DIRECTIONS),
  L4Protocol_s: L4_PROTOCOLS,
  ConnectionType_s: CONNECTION_TYPES,
  ExpressRouteCircuitPeeringType_s: PEERING_TYPES,
};

/** Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation". */
export const AZURE_NETWORK_ANALYTICS: LogTable = {
  name: 'AzureNetworkAnalytics_CL',
  about: 'Flows of NSG flow logs, aggregated by Traffic Analytics.',
  columns: [
    ...custom(
      `SubType_s FASchemaVersion_s TimeProcessed_t FlowIntervalStartTime_t FlowIntervalEndTime_t FlowStartTime_t
      FlowEndTime_t FlowType_s SrcIP_s DestIP_s DestPort_d L4Protocol_s L7Protocol_s FlowDirection_s FlowStatus_s
      NSGList_s NSGRule_s NSGRuleType_s MACAddress_s Subscription1_g Subscription2_g Region1_s Region2_s NIC1_s NIC2_s
      VM1_s VM2_s Subnet1_s Subnet2_s ApplicationGateway1_s ApplicationGateway2_s ExpressRouteCircuit1_s
      ExpressRouteCircuit2_s ExpressRouteCircuitPeeringType_s LoadBalancer1_s LoadBalancer2_s LocalNetworkGateway1_s
      LocalNetworkGateway2_s ConnectionType_s ConnectionName_s ConnectingVNets_s Country_s AzureRegion_s
      AllowedInFlows_d DeniedInFlows_d AllowedOutFlows_d DeniedOutFlows_d InboundPackets_d OutboundPackets_d
      InboundBytes_d OutboundBytes_d CompletedFlows_d SrcPublicIPs_s DestPublicIPs_s IsFlowCapturedAtUDRHop_b`,
    ),
    // deprecated since schema version 2
    ...custom('VMIP_s Subscription_g Region_s NSGRules_s Subnet_s VM_s NIC_s PublicIPs_s FlowCount_d'),
    ...ofType('string', 'SourceSystem TenantId Type _IsBillable'),
    ...ofType('real', '_BilledSize'),
    ...ofType('datetime', 'TimeGenerated'),
  ],
  // source: Azure Network Watcher documentation, "Flow logging for network security groups"
  retirement: {
    what: 'NSG flow logs',
    endsOn: '2027-09-30',
    closedSince: '2025-06-30',
    successors: ['NTANetAnalytics'],
  },
};

/** The values of the newer table as letters, which this table contains. */
function letters({ otherSpellings = {} }: ValueDomain): ValueDomain {
  return { values: Object.keys(otherSpellings), otherSpellings: inverse(otherSpellings) };
}

function inverse(spellings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(spellings).map(([letter, word]) => [word, letter]));
}

function custom(names: string): LogColumn[] {
  return ofType('string', names).map(({ name }) => ({
    name,
    type: TYPES[name.slice(-1)] as LogColumnType,
    ...(DOMAINS[name] && { domain: DOMAINS[name] }),
  }));
}
