import { known, type Value, type WorkspaceFact } from '../../facts';
import { type DeclaredResource, type DeclaredResources, numberOf, textOf } from './declared-resource';

const TABLE = 'azurerm_log_analytics_workspace_table_custom_log';

/** Returns the days for which a workspace retains rows; `undefined` if it sets none. */
export function workspaceRetention(workspace: DeclaredResource): Value<number | undefined> {
  return numberOf(workspace, 'retention_in_days');
}

/** Returns the custom table of a workspace. It has the retention of the workspace, if it sets none. */
export function customTable(workspace: DeclaredResource, all: DeclaredResources): WorkspaceFact {
  const inherited = workspaceRetention(workspace);
  const [table] = all.referencing(TABLE, 'workspace_id', workspace, known(workspace.address));
  if (!table) return { plan: known(undefined), retentionDays: inherited };
  const own = numberOf(table, 'retention_in_days');
  return {
    plan: textOf(table, 'plan'),
    retentionDays: own.known && own.value === undefined ? inherited : own,
  };
}
