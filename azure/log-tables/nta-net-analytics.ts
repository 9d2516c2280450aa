import { type LogTable, ofType, ofValues } from './log-table';
import {
  CONNECTION_TYPES,
  FLOW_DIRECTIONS,
  FLOW_ENCRYPTIONS,
  FLOW_STATUSES,
  FLOW_TYPES,
  INGESTION_STATUSES,
  L4_PROTOCOLS,
  PEERING_TYPES,
  SUB_TYPES,
} from './value-domains';

/** Columns that exist for each endpoint of a flow, with the prefix `Src` or `Dest`. */
const OF_EACH_END = `ApplicationGateway Cloud Environment ExpressRouteCircuit Ip LoadBalancer LocalNetworkGateway
  NetworkGroups Nic PublicIps Region ServiceId ServiceName ServiceTags Subnet Subscription TenantId TenantName Vm`;

/** Source: Azure Monitor Logs reference, "NTANetAnalytics". */
export const NTA_NET_ANALYTICS: LogTable = {
  name: 'NTANetAnalytics',
  about:
    'Flows of VNet flow logs, aggregated by Traffic Analytics: one row per source, destination, destination port, ' +
    'protocol, direction and rule in each interval.',
  columns: [
    ...ofValues({
      SubType: SUB_TYPES,
      FlowType: FLOW_TYPES,
      FlowStatus: FLOW_STATUSES,
      FlowDirection: FLOW_DIRECTIONS,
      FlowEncryption: FLOW_ENCRYPTIONS,
      L4Protocol: L4_PROTOCOLS,
      ConnectionType: CONNECTION_TYPES,
      ExpressRouteCircuitPeeringType: PEERING_TYPES,
      Status: INGESTION_STATUSES,
    }),
    ...ofType(
      'string',
      `AclGroup AclRule Action AzureRegion ConnectingVnets ConnectionName Country Description FaSchemaVersion
      FlowLogResourceId L7Protocol LogResourceId MacAddress NsgList NsgRule NsgRuleType PrivateEndpointResourceId
      PrivateLinkResourceId PrivateLinkResourceName SourceSystem SrcPorts TargetResourceId TargetResourceType TenantId
      TrafficAnalyticsResourceId Type _IsBillable`,
    ),
    ...['Src', 'Dest'].flatMap((end) =>
      ofType('string', OF_EACH_END).map((column) => ({ ...column, name: `${end}${column.name}` })),
    ),
    ...ofType(
      'long',
      `AllowedInFlows AllowedOutFlows DeniedInFlows DeniedOutFlows BytesDestToSrc BytesSrcToDest PacketsDestToSrc
      PacketsSrcToDest CompletedFlows RecordCount`,
    ),
    ...ofType('int', 'DestPort'),
    ...ofType('bool', 'IsFlowCapturedAtUdrHop'),
    ...ofType('real', '_BilledSize'),
    ...ofType(
      'datetime',
      'FlowStartTime FlowEndTime FlowIntervalStartTime FlowIntervalEndTime TimeGenerated TimeProcessed',
    ),
  ],
};
