import { type LogTable, ofType, ofValues } from './log-table';
import { INGESTION_STATUSES } from './value-domains';

/** Source: Azure Monitor Logs reference, "NTATopologyDetails". */
export const NTA_TOPOLOGY_DETAILS: LogTable = {
  name: 'NTATopologyDetails',
  about:
    'Networks, subnets, network interfaces, rules, gateways and load balancers that Traffic Analytics discovered.',
  columns: [
    ...ofValues({
      SubType: { values: ['Topology', 'StatusMessage'], mayGrow: true },
      Status: INGESTION_STATUSES,
    }),
    ...ofType(
      'string',
      `Access AddressPrefixes AppGatewayType ApplicationGatewayBackendPools AzureResourceType BackendAddressPool
      BackendIpAddress BackendSubnets CircuitProvisioningState ComponentType ConnectionStatus ConnectionType Description
      DestinationAddressPrefix DestinationPortRange Direction DiscoveryRegion EncryptionEnforcement
      FlowLogStorageAccount FrontendIpAddress FrontendIps FrontendSubnet FrontendSubnets GatewayConnectionType
      GatewaySubnet GatewayType IpAddress LoadBalancerBackendPools LoadBalancerType LocalNetworkGateway LocalPreference
      MacAddress Name Network NextHopIp NextHopType Nsg Path Peer PeeringType PrimaryAzurePort PrimaryNextHop
      PrimaryPeerAddressPrefix PrivateEndpointResourceId PrivateFrontendIps PrivateIpAddresses PrivateLinkResourceId
      Protocol PublicFrontendIps PublicIpAddresses Region RouteTable RuleType SchemaVersion SecondaryAzurePort
      SecondaryNextHop SecondaryPeerAddressPrefix ServiceProviderProperties ServiceProviderProvisioningState Sku
      SkuDetail SourceAddressPrefix SourcePortRange SourceSystem State Subnet1 Subnet2 SubnetPrefixes SubnetRegion1
      SubnetRegion2 Subnetwork Subscription SubscriptionName Tags TenantId TopologyVersion Type VipAddress
      VirtualAppliances VirtualMachine VirtualNetwork1 VirtualNetwork2 VirtualNetworkGateway1 VirtualNetworkGateway2
      VirtualSubnetwork VmssName VpnClientAddressPrefixes Zones _IsBillable`,
    ),
    ...ofType('int', 'BackendPort FrontendPort Priority RoutingWeight VlanId Weight'),
    ...ofType(
      'long',
      `AzureAsn EgressBytesTransferred IngressBytesTransferred PeerAsn PrimaryBytesIn PrimaryBytesOut SecondaryBytesIn
      SecondaryBytesOut`,
    ),
    ...ofType(
      'bool',
      `AllowForwardedTraffic AllowGatewayTransit AllowVirtualNetworkAccess BgpEnabled EnableIpForwarding
      EncryptionEnabled FloatingIpEnabled IsFlowEnabled IsVirtualAppliance UseRemoteGateways VnetEncryptionSupported`,
    ),
    ...ofType('real', '_BilledSize'),
    ...ofType('datetime', 'TimeGenerated TimeProcessed'),
  ],
};
