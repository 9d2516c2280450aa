import type { FlowLog } from '../../facts';

/** Properties of the Azure REST API by the names of the arguments of the azurerm provider. */
export const REST_PROPERTY_NAMES: Readonly<Record<string, string>> = {
  target_resource_id: 'properties.targetResourceId',
  storage_account_id: 'properties.storageId',
  enabled: 'properties.enabled',
  version: 'properties.format.version',
  retention_policy: 'properties.retentionPolicy',
  enabled_filtering_criteria: 'properties.enabledFilteringCriteria',
  record_types: 'properties.recordTypes',
  traffic_analytics: 'properties.flowAnalyticsConfiguration',
};

/** Replaces the names of arguments in the locations of the values of a flow log. */
export function withPropertyNames<T extends FlowLog>(
  flowLog: T,
  names: Readonly<Record<string, string>> | undefined,
): T {
  return names ? (renamed(flowLog, names) as T) : flowLog;
}

function renamed(value: object, names: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === 'at' && typeof each === 'string') return [key, names[each] ?? each];
      const isObject = typeof each === 'object' && each !== null && !Array.isArray(each);
      return [key, isObject && ('known' in each || key === 'value') ? renamed(each as object, names) : each];
    }),
  );
}
