/** Titles of the Microsoft Learn pages that state which permissions an operation requires. */
export const PAGES = {
  NETWORK_WATCHER: 'Azure RBAC permissions required to use Network Watcher capabilities',
  NETWORKING: 'Azure permissions for Networking',
  STORAGE: 'Azure permissions for Storage',
  WEB: 'Azure permissions for Web and Mobile',
  IDENTITY: 'Azure permissions for Identity',
  APP_INSIGHTS: 'Create and configure Application Insights resources',
  ALERTS: 'What are Azure Monitor alerts?: Azure role-based access control for alerts',
  COLLECTION_RULES: 'Create data collection rules in Azure Monitor: permissions',
  KUDU: 'Kudu service overview: RBAC permissions required to access Kudu',
  SITE_NETWORK: 'Integrate your app with an Azure virtual network: permissions',
  EVENT_GRID: 'Authorizing access to Event Grid resources: permissions for event subscriptions',
  ROLE_CONDITIONS: 'Delegate Azure role assignment management to others with conditions',
  DEPLOYMENTS: 'Deploy resources with ARM templates: required permissions',
  REGISTRATION: 'Azure resource providers and types: register resource provider',
} as const;

/** Joins the operations of a type: `operations('Microsoft.Web/sites', 'read', 'write')`. */
export function operations(type: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${type}/${name}`);
}

/** The operations that create, read, update and delete resources of a type. */
export function managed(type: string): string[] {
  return operations(type, 'read', 'write', 'delete');
}
