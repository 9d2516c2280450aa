import { type LogTable, ofType, ofValues } from './log-table';

/** Source: Azure Monitor Logs reference, "NTARuleRecommendation". */
export const NTA_RULE_RECOMMENDATION: LogTable = {
  name: 'NTARuleRecommendation',
  about: 'Security rules that Traffic Analytics recommends for the observed flows.',
  columns: [
    ...ofValues({
      L4Protocol: { values: ['TCP', 'UDP'], mayGrow: true },
      RecommendedAction: { values: ['Allow', 'Block', 'Advisory'], mayGrow: true },
      // the sample query of the reference has the value Vnet
      RuleScope: { values: ['SubscriptionId', 'VirtualNetwork', 'Vnet'], mayGrow: true },
      SummarizationType: { values: ['Hourly', 'Daily'], mayGrow: true },
    }),
    ...ofType(
      'string',
      `AdditionalProperties DestPortsRanges DestPublicIpCidrs DestServiceTagsList DestSubscriptionId IpRegionDetails IpUrls
      PortCategory RecommendedRuleName SchemaVersion SourceSystem SrcPublicIpCidrs SrcServiceTagsList SrcSubscriptionId
      TargetResourceId TargetResourceIdsList TenantId Type UnecryptedFlowDetails VirtualNetworkResourceId _IsBillable`,
    ),
    ...ofType('int', 'TotalFlowCount'),
    ...ofType('real', '_BilledSize'),
    ...ofType('datetime', 'EndTime StartTime TimeGenerated'),
  ],
};
