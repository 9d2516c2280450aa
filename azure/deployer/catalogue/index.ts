import type { CoveredType } from '../covered-type';
import { ACCESS } from './access';
import { FLOW_LOGS } from './flow-logs';
import { FUNCTIONS } from './functions';
import { MONITORING } from './monitoring';
import { NETWORKS } from './networks';
import { STORAGE } from './storage';
import { WORKSPACES } from './workspaces';

/** All resource types that the deployer roles cover. */
export const COVERED_TYPES: readonly CoveredType[] = [
  ...FLOW_LOGS,
  ...STORAGE,
  ...WORKSPACES,
  ...MONITORING,
  ...FUNCTIONS,
  ...ACCESS,
  ...NETWORKS,
];

const BY_TYPE = new Map(COVERED_TYPES.map((each) => [each.type, each]));

/** Returns the entry of a type; `undefined` if the type is not covered. */
export function entryOf({ type, isData }: { readonly type: string; readonly isData: boolean }) {
  return BY_TYPE.get(isData ? `data.${type}` : type);
}

/** Returns the type of the azurerm provider for a type of Azure Resource Manager; `undefined` if it is not covered. */
export function azurermType(restType: string): string | undefined {
  const wanted = restType.toLowerCase();
  return COVERED_TYPES.find((each) => each.restType?.toLowerCase() === wanted)?.type;
}

/** Types of the azapi provider that stand for a type of Azure Resource Manager. */
const AZAPI: readonly string[] = ['azapi_resource', 'azapi_update_resource'];

/** Whether resources of a type have the type that their argument `type` states. */
export function isAzapi(type: string): boolean {
  return AZAPI.includes(type);
}

/** Returns the type of an azapi resource: `Microsoft.Network/networkWatchers/flowLogs@2024-05-01`. */
export function typeOfAzapi(type: string): string {
  const [restType = type] = type.split('@');
  return azurermType(restType) ?? restType;
}
