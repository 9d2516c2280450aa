import { ALERT_RULES } from './alert-rules';
import { AUTHORIZATION } from './authorization';
import { COMPUTE } from './compute';
import { EVENT_GRID } from './event-grid';
import { KEY_VAULT } from './key-vault';
import { LOG_ANALYTICS } from './log-analytics';
import { MONITOR } from './monitor';
import { NETWORK } from './network';
import { STORAGE } from './storage';
import type { Behaviours, TypeBehaviour } from './type-behaviour';
import { WEB } from './web';

/** Microsoft.Resources: groups and template deployments. */
const RESOURCES: Behaviours = {
  'Microsoft.Resources/resourceGroups': { versions: ['2023-07-01'] },
  'Microsoft.Resources/deployments': {
    versions: ['2020-06-01', '2023-07-01'],
    documents: [
      'ARM template functions',
      'Syntax and expressions in ARM templates',
      'Understand the structure and syntax of ARM templates',
      'Troubleshoot common Azure deployment errors',
      'azurerm, template_deployment_common.go',
      'azurerm issues 5706 and 12520',
    ],
    deletedStatus: 204,
  },
};

/** The declared types. All others are refused. */
const TYPES: Behaviours = {
  ...RESOURCES,
  ...NETWORK,
  ...STORAGE,
  ...LOG_ANALYTICS,
  ...MONITOR,
  ...ALERT_RULES,
  ...AUTHORIZATION,
  ...KEY_VAULT,
  ...COMPUTE,
  ...EVENT_GRID,
  ...WEB,
};

const BY_KEY = new Map(Object.entries(TYPES).map(([type, behaviour]) => [type.toLowerCase(), behaviour]));

/** The behaviour of a type in any spelling; undefined if the stand-in was not taught the type. */
export function behaviourOf(type: string): TypeBehaviour | undefined {
  return BY_KEY.get(type.toLowerCase());
}

/** The declared types, as ARM spells them. */
export function taughtTypes(): string[] {
  return Object.keys(TYPES);
}

/** Titles of the documents of a declared type, its template reference first. */
export function documentsOf(type: string): string[] {
  const written = taughtTypes().find((each) => each.toLowerCase() === type.toLowerCase());
  if (written === undefined) return [];
  const reference = `${written} - Bicep, ARM template & Terraform AzAPI reference`;
  return [reference, ...(TYPES[written]?.documents ?? [])];
}

/** The declared types of a namespace with their API versions, newest first, as a provider lists them. */
export function resourceTypesOf(namespace: string): { resourceType: string; apiVersions: string[] }[] {
  const prefix = `${namespace.toLowerCase()}/`;
  return Object.entries(TYPES)
    .filter(([type]) => type.toLowerCase().startsWith(prefix))
    .map(([type, { versions }]) => ({
      resourceType: type.slice(prefix.length),
      apiVersions: [...versions].sort().reverse(),
    }));
}
