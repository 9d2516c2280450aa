import { type LogTable, ofType, ofValues } from './log-table';
import { INDICATOR_THREAT_TYPES } from './value-domains';

/** Source: Azure Monitor Logs reference, "VMConnection". */
export const VM_CONNECTION: LogTable = {
  name: 'VMConnection',
  about: 'Connections of a machine per minute, recorded by the Dependency agent of VM insights.',
  columns: [
    ...ofValues({
      Direction: { values: ['inbound', 'outbound', 'local'] },
      IndicatorThreatType: INDICATOR_THREAT_TYPES,
      Protocol: { values: ['tcp'] },
      TLPLevel: { values: ['White', 'Green', 'Amber', 'Red'] },
    }),
    ...ofType(
      'string',
      `AgentId Computer Confidence ConnectionId Description DestinationIp FirstReportedDateTime IsActive
      LastReportedDateTime Machine MaliciousIp Process ProcessName RemoteClassification RemoteCountry
      RemoteDnsCanonicalNames RemoteDnsQuestions RemoteIp SourceIp SourceSystem Type _ResourceId _SubscriptionId
      _IsBillable`,
    ),
    ...ofType('int', 'DestinationPort Severity'),
    ...ofType(
      'long',
      `BytesReceived BytesSent LinksEstablished LinksFailed LinksLive LinksTerminated Responses ResponseTimeMax
      ResponseTimeMin ResponseTimeSum`,
    ),
    ...ofType('real', 'RemoteLatitude RemoteLongitude _BilledSize'),
    ...ofType('datetime', 'TimeGenerated'),
  ],
  // source: Azure Monitor documentation, "VM insights Map and Dependency Agent retirement guidance"
  retirement: {
    what: 'the map of VM insights and its Dependency agent',
    endsOn: '2028-06-30',
    closedSince: '2025-09-30',
    successors: ['NTANetAnalytics', 'NTAIpDetails'],
  },
};
