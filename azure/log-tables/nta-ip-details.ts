import { type LogTable, ofType, ofValues } from './log-table';
import { PUBLIC_FLOW_TYPES, SUB_TYPES, THREAT_TYPES } from './value-domains';

/** Source: Azure Monitor Logs reference, "NTAIpDetails". */
export const NTA_IP_DETAILS: LogTable = {
  name: 'NTAIpDetails',
  about: 'Location, owner and threats of a public address that Traffic Analytics found in an interval.',
  columns: [
    ...ofValues({ SubType: SUB_TYPES, FlowType: PUBLIC_FLOW_TYPES, ThreatType: THREAT_TYPES }),
    ...ofType(
      'string',
      `DnsDomain FaSchemaVersion Ip Location PublicIpDetails SourceSystem TenantId ThreatDescription Type Url
      _IsBillable`,
    ),
    ...ofType('int', 'Port'),
    ...ofType('real', '_BilledSize'),
    ...ofType('datetime', 'FlowIntervalStartTime FlowIntervalEndTime TimeGenerated'),
  ],
};
