import { DELIVERY_ENVIRONMENT } from '../../../azure/ingestion/delivery-settings';
import { DEFAULTS, ENVIRONMENT } from '../../../azure/normalizer/settings';
import {
  type AzureNormalizerFact,
  known,
  mapValue,
  type StorageFact,
  unknown,
  type WorkspaceFact,
} from '../../facts';
import { azurermStorage } from './azurerm-storage';
import type { DeclaredResource, DeclaredResources } from './declared-resource';
import { FUNCTION_TYPES, type FunctionSettings, functionSettings } from './function-settings';
import { customTable } from './log-analytics-workspace';
import { nestedResource } from './nested-resource';

const ALERT_RULE = 'azurerm_monitor_scheduled_query_rules_alert_v2';

/** Whether a resource is a function that runs the normalizer of this package, by the settings that it requires. */
export function isAzureNormalizer(resource: DeclaredResource): boolean {
  return normalizerSettings(resource) !== undefined;
}

/** Finds the normalizer that reads the flow logs in a storage account. */
export function azureNormalizerOf(
  account: DeclaredResource,
  all: DeclaredResources,
): AzureNormalizerFact | undefined {
  for (const normalizer of FUNCTION_TYPES.flatMap((type) => all.ofType(type))) {
    const settings = normalizerSettings(normalizer);
    if (!settings || !reads(settings, account, all)) continue;
    const workspace = workspaceOf(settings, all);
    return {
      address: normalizer.fact.address,
      memoryMegabytes: settings.memoryMegabytes,
      writesRows: mapValue(settings.value(ENVIRONMENT.tableRows), (rows) => String(rows) !== 'false'),
      tableStorage: tableStorageOf(settings, all),
      ...(workspace && { workspace }),
      alertRules: all
        .ofType(ALERT_RULE)
        .filter((rule) => rule.namedResources?.('criteria').includes(normalizer.address)).length,
    };
  }
  return undefined;
}

function normalizerSettings(resource: DeclaredResource): FunctionSettings | undefined {
  const settings = functionSettings(resource);
  return settings?.has(ENVIRONMENT.flowLogStorage) ? settings : undefined;
}

/** Whether a normalizer reads an account. A plan states for all settings together which resources they name. */
function reads(settings: FunctionSettings, account: DeclaredResource, all: DeclaredResources): boolean {
  const source = settings.resource(ENVIRONMENT.flowLogStorage, all);
  if (source) return source === account;
  return settings.namedResources.includes(account.address);
}

function tableStorageOf(settings: FunctionSettings, all: DeclaredResources): StorageFact {
  const table = settings.resource(ENVIRONMENT.tableStorage, all);
  if (table) {
    const container = settings.value(ENVIRONMENT.tableContainer);
    const name = container.known && container.value !== undefined ? String(container.value) : undefined;
    return azurermStorage(table, [name ?? DEFAULTS.tableContainer], all);
  }
  const reason = 'the artifact does not state the storage account of the table';
  return {
    retention: unknown(reason),
    moves: known(false),
    storageClass: unknown(reason),
    redundancy: unknown(reason),
  };
}

/** Returns the table in the workspace that a normalizer delivers rows to; `undefined` if it delivers none. */
function workspaceOf(settings: FunctionSettings, all: DeclaredResources): WorkspaceFact | undefined {
  if (!settings.has(DELIVERY_ENVIRONMENT.ruleId)) return undefined;
  const rule = settings.resource(DELIVERY_ENVIRONMENT.ruleId, all);
  const workspace =
    rule && nestedResource(rule, 'destinations', ['log_analytics', 'workspace_resource_id'], all);
  if (workspace) return customTable(workspace, all);
  const missing = unknown('the artifact does not state the workspace of the normalizer');
  return { plan: missing, retentionDays: missing };
}
