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

/**
 * Columns of rows with the subtype Topology, which are not in columns of flows.
 *
 * Sources: Azure Network Watcher documentation, "Use queries in traffic analytics"; Azure Sentinel, KQL validation tests,
 * "AzureNetworkAnalytics_CL".
 */
const TOPOLOGY: readonly LogColumn[] = [
  ...ofType('string', 'Computer IPAddress ResourceType'),
  ...custom(
    `Access_s AddressPrefix_s AddressPrefixes_s AllowForwardedTraffic_b AllowGatewayTransit_b AllowVirtualNetworkAccess_b
    AppGatewayType_s ApplicationGatewayBackendPools_s AzureASN_d BackendAddressPool_s BackendIPAddress_s BackendPort_d
    BackendSubnets_s BGPEnabled_b CircuitProvisioningState_s ComponentType_s ConnectionStatus_s Description_s
    DestinationAddressPrefix_s DestinationPortRange_s Direction_s DiscoveryRegion_s EgressBytesTransferred_d
    EnableIPForwarding_b FloatingIPEnabled_b FlowLogStorageAccount_s FrontendIPAddress_s FrontendIPs_s FrontendPort_d
    FrontendSubnet_s FrontendSubnets_s GatewayConnectionType_s GatewaySubnet_s GatewayType_s IngressBytesTransferred_d
    IsFlowEnabled_b IsVirtualAppliance_b LoadBalancerBackendPools_s LoadBalancerType_s LocalNetworkGateway_s Name_s
    Network_s NextHopIP_s NextHopType_s NSG_s Peer_s PeerASN_d PeeringType_s PrimaryAzurePort_s PrimarybytesIn_d
    PrimarybytesOut_d PrimaryNextHop_s PrimaryPeerAddressPrefix_s Priority_d PrivateFrontendIPs_s PrivateIPAddresses_s
    Protocol_s PublicFrontendIPs_s PublicIPAddresses_s Routes_s RouteTable_s RoutingWeight_d RuleType_s SchemaVersion_s
    SecondaryAzurePort_s SecondarybytesIn_d SecondarybytesOut_d SecondaryNextHop_s SecondaryPeerAddressPrefix_s
    ServiceProviderProperties_s ServiceProviderProvisioningState_s SKU_s SkuDetail_s SourceAddressPrefix_s
    SourcePortRange_s State_s Status_s SubnetPrefixes_s SubnetRegion1_s SubnetRegion2_s Subnetwork_s Subscription1_s
    Subscription2_s SubscriptionName_s Tags_s TopologyVersion_s UseRemoteGateways_b VIPAddress_s VirtualAppliances_s
    VirtualMachine_s VirtualNetwork1_s VirtualNetwork2_s VirtualNetworkGateway1_s VirtualNetworkGateway2_s
    VirtualSubnetwork_s VlanId_d VmssName_s VpnClientAddressPrefixes_s Weight_d`,
  ),
];

/** Source: Azure Network Watcher documentation, "Traffic analytics schema and data aggregation". */
export const AZURE_NETWORK_ANALYTICS: LogTable = {
  name: 'AzureNetworkAnalytics_CL',
  about: 'Flows of NSG flow logs, aggregated by Traffic Analytics, and the topology that it discovered.',
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
    ...TOPOLOGY,
    ...ofType('string', 'SourceSystem TenantId Type _IsBillable _ResourceId'),
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
