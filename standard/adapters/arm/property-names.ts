import { type FlowLog, isAzureFlowLog } from '../../facts';

/** Properties of the Azure REST API by the names of the arguments of the azurerm provider. */
const PROPERTIES: Readonly<Record<string, string>> = {
  target_resource_id: 'properties.targetResourceId',
  storage_account_id: 'properties.storageId',
  enabled: 'properties.enabled',
  version: 'properties.format.version',
  retention_policy: 'properties.retentionPolicy',
  traffic_analytics: 'properties.flowAnalyticsConfiguration',
};

/** Replaces the argument names in the locations of the values of a flow log by the names of the properties in a template. */
export function atProperties(flowLog: FlowLog): FlowLog {
  if (!isAzureFlowLog(flowLog)) return flowLog;
  return renamed(flowLog) as FlowLog;
}

function renamed(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === 'at' && typeof each === 'string') return [key, PROPERTIES[each] ?? each];
      const isValue = typeof each === 'object' && each !== null && 'known' in each;
      const hasParts = key === 'value' && typeof each === 'object' && each !== null && !Array.isArray(each);
      return [key, isValue || hasParts ? renamed(each as object) : each];
    }),
  );
}
