import { objectOf } from '../../../aws/template/read-template';
import { UnknownPart } from './declared-resource';

/** Maps types of the Azure REST API, in lower case, to types of the azurerm provider. */
export const AZURERM_TYPES: Readonly<Record<string, string>> = {
  'microsoft.network/virtualnetworks': 'azurerm_virtual_network',
  'microsoft.network/virtualnetworks/subnets': 'azurerm_subnet',
  'microsoft.network/networksecuritygroups': 'azurerm_network_security_group',
  'microsoft.network/networkinterfaces': 'azurerm_network_interface',
  'microsoft.network/networkwatchers/flowlogs': 'azurerm_network_watcher_flow_log',
  'microsoft.storage/storageaccounts': 'azurerm_storage_account',
  'microsoft.storage/storageaccounts/managementpolicies': 'azurerm_storage_management_policy',
  'microsoft.resources/deploymentstacks': 'azurerm_deployment_stack',
  'microsoft.authorization/policyassignments': 'azurerm_resource_policy_assignment',
  'microsoft.authorization/policydefinitions': 'azurerm_policy_definition',
  'microsoft.authorization/policysetdefinitions': 'azurerm_policy_set_definition',
};

/**
 * Converts the body of a resource of the Azure REST API to azurerm arguments, without the arguments that name it. The members
 * of `properties` are members of the body. Unknown values are instances of `UnknownPart`.
 *
 * Source: Azure REST API, "Flow Logs", "Storage Accounts", "Management Policies", "Policy Assignments".
 */
export function azurermArguments(
  type: string,
  body: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (type === 'azurerm_network_watcher_flow_log') return flowLog(body);
  if (type === 'azurerm_storage_account') return storageAccount(body);
  if (type === 'azurerm_storage_management_policy')
    return { rule: mapItems(partAt(body, 'policy', 'rules'), lifecycleRule) };
  if (type === 'azurerm_resource_policy_assignment') {
    return {
      policy_definition_id: body.policyDefinitionId,
      enforce: mapPart(
        body.enforcementMode,
        (mode) => String(mode ?? 'Default').toLowerCase() !== 'donotenforce',
      ),
      parameters: body.parameters,
    };
  }
  if (type === 'azurerm_policy_definition') return { policy_rule: body.policyRule };
  if (type === 'azurerm_policy_set_definition')
    return { policy_definition_reference: body.policyDefinitions };
  if (type === 'azurerm_virtual_network') return { location: body.location, subnet: body.subnets };
  return { location: body.location };
}

function flowLog(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const analytics = partAt(body, 'flowAnalyticsConfiguration', 'networkWatcherFlowAnalyticsConfiguration');
  return {
    location: body.location,
    target_resource_id: body.targetResourceId,
    storage_account_id: body.storageId,
    // the API disables it by default
    enabled: body.enabled ?? false,
    version: partAt(body, 'format', 'version'),
    retention_policy: body.retentionPolicy,
    // azurerm has no arguments for these
    enabled_filtering_criteria: body.enabledFilteringCriteria,
    record_types: body.recordTypes,
    identity: body.identity,
    ...(analytics !== undefined && {
      traffic_analytics:
        analytics instanceof UnknownPart
          ? analytics
          : {
              // the API disables it by default
              enabled: partAt(analytics, 'enabled') ?? false,
              interval_in_minutes: partAt(analytics, 'trafficAnalyticsInterval'),
              workspace_resource_id: partAt(analytics, 'workspaceResourceId'),
            },
    }),
  };
}

function storageAccount(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const keySource = partAt(body, 'encryption', 'keySource');
  const hasKey = mapPart(keySource, (source) => String(source ?? '').toLowerCase() === 'microsoft.keyvault');
  const key = partAt(body, 'encryption', 'keyVaultProperties');
  const sku = partAt(body, 'sku', 'name');
  return {
    location: body.location,
    account_kind: body.kind,
    // `Standard_LRS`, `StandardV2_LRS`
    account_tier: mapPart(sku, (name) =>
      name === undefined ? undefined : String(name).replace('V2_', '_').split('_')[0],
    ),
    account_replication_type: mapPart(sku, (name) =>
      name === undefined ? undefined : String(name).split('_')[1],
    ),
    access_tier: body.accessTier,
    is_hns_enabled: body.isHnsEnabled,
    nfsv3_enabled: body.isNfsV3Enabled,
    ...(hasKey instanceof UnknownPart || key instanceof UnknownPart
      ? { customer_managed_key: hasKey instanceof UnknownPart ? hasKey : key }
      : (hasKey || key !== undefined) && { customer_managed_key: key ?? {} }),
  };
}

const DAYS = /^daysAfter(Modification|Creation|LastAccessTime|LastTierChange)GreaterThan$/;
const ACTIONS: Readonly<Record<string, string>> = {
  delete: 'delete',
  tierToArchive: 'tier_to_archive',
  tierToCool: 'tier_to_cool',
  tierToCold: 'tier_to_cold',
};

function lifecycleRule(rule: unknown): unknown {
  const filters = partAt(rule, 'definition', 'filters');
  return {
    name: partAt(rule, 'name'),
    // the API enables it by default
    enabled: partAt(rule, 'enabled') ?? true,
    filters:
      filters instanceof UnknownPart
        ? filters
        : {
            prefix_match: partAt(filters, 'prefixMatch'),
            blob_types: partAt(filters, 'blobTypes'),
            match_blob_index_tag: partAt(filters, 'blobIndexMatch'),
          },
    actions: mapPart(partAt(rule, 'definition', 'actions', 'baseBlob'), (actions) => ({
      base_blob: baseBlob(objectOf(actions)),
    })),
  };
}

function baseBlob(actions: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(actions).flatMap(([action, value]) => {
      const name = ACTIONS[action];
      if (name === undefined) return [];
      // an unknown condition can be one of modification
      if (value instanceof UnknownPart)
        return [[`${name}_after_days_since_modification_greater_than`, value]];
      return Object.entries(objectOf(value)).flatMap(([condition, days]) => {
        const [, event] = DAYS.exec(condition) ?? [];
        if (event === undefined) return [];
        const snake = event.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
        return [[`${name}_after_days_since_${snake}_greater_than`, days]];
      });
    }),
  );
}

/** Returns a part of a value by its path; the unknown part if one is on the path. */
export function partAt(value: unknown, ...path: readonly string[]): unknown {
  let part = value;
  for (const name of path) {
    if (part instanceof UnknownPart) return part;
    part = objectOf(part)[name] ?? undefined;
  }
  return part;
}

function mapPart(value: unknown, change: (value: unknown) => unknown): unknown {
  return value instanceof UnknownPart ? value : change(value);
}

function mapItems(value: unknown, change: (item: unknown) => unknown): unknown {
  if (value instanceof UnknownPart) return value;
  return [value ?? []].flat().map((item) => (item instanceof UnknownPart ? item : change(item)));
}
