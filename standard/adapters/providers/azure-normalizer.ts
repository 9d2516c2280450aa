import { objectOf } from '../../../aws/template/read-template';
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
import { blockValue, type DeclaredResource, type DeclaredResources, numberOf } from './declared-resource';
import { customTable } from './log-analytics-workspace';
import { nestedResource } from './nested-resource';

/** Types of functions that can run the normalizer. */
const FUNCTIONS = [
  'azurerm_function_app_flex_consumption',
  'azurerm_linux_function_app',
  'azurerm_windows_function_app',
];

const ALERT_RULE = 'azurerm_monitor_scheduled_query_rules_alert_v2';

const SETTINGS = 'app_settings';

/** Whether a resource is a function that runs the normalizer of this package, by the settings that it requires. */
export function isAzureNormalizer(resource: DeclaredResource): boolean {
  return FUNCTIONS.includes(resource.type) && ENVIRONMENT.flowLogStorage in settingsOf(resource);
}

/** Finds the normalizer that reads the flow logs in a storage account. */
export function azureNormalizerOf(
  account: DeclaredResource,
  all: DeclaredResources,
): AzureNormalizerFact | undefined {
  const normalizer = FUNCTIONS.flatMap((type) => all.ofType(type)).find(
    (each) => isAzureNormalizer(each) && reads(each, account, all),
  );
  if (!normalizer) return undefined;
  const workspace = workspaceOf(normalizer, all);
  return {
    address: normalizer.fact.address,
    memoryMegabytes: numberOf(normalizer, 'instance_memory_in_mb'),
    writesRows: mapValue(
      blockValue(settingsOf(normalizer)[ENVIRONMENT.tableRows]),
      (rows) => String(rows) !== 'false',
    ),
    tableStorage: tableStorageOf(normalizer, all),
    ...(workspace && { workspace }),
    alertRules: all
      .ofType(ALERT_RULE)
      .filter((rule) => rule.namedResources?.('criteria').includes(normalizer.address)).length,
  };
}

/** Whether a normalizer reads an account. A plan states for all settings together which resources they name. */
function reads(normalizer: DeclaredResource, account: DeclaredResource, all: DeclaredResources): boolean {
  const source = settingResource(normalizer, ENVIRONMENT.flowLogStorage, all);
  if (source) return source === account;
  return normalizer.namedResources?.(SETTINGS).includes(account.address) ?? false;
}

function tableStorageOf(normalizer: DeclaredResource, all: DeclaredResources): StorageFact {
  const table = settingResource(normalizer, ENVIRONMENT.tableStorage, all);
  if (table) {
    const container = blockValue(settingsOf(normalizer)[ENVIRONMENT.tableContainer]);
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
function workspaceOf(normalizer: DeclaredResource, all: DeclaredResources): WorkspaceFact | undefined {
  if (!(DELIVERY_ENVIRONMENT.ruleId in settingsOf(normalizer))) return undefined;
  const rule = settingResource(normalizer, DELIVERY_ENVIRONMENT.ruleId, all);
  const workspace =
    rule && nestedResource(rule, 'destinations', ['log_analytics', 'workspace_resource_id'], all);
  if (workspace) return customTable(workspace, all);
  const missing = unknown('the artifact does not state the workspace of the normalizer');
  return { plan: missing, retentionDays: missing };
}

function settingResource(
  normalizer: DeclaredResource,
  name: string,
  all: DeclaredResources,
): DeclaredResource | undefined {
  return nestedResource(normalizer, SETTINGS, [name], all);
}

function settingsOf(resource: DeclaredResource): Readonly<Record<string, unknown>> {
  const settings = resource.value(SETTINGS);
  return settings.known ? objectOf(settings.value) : {};
}
