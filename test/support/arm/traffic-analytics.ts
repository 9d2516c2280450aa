import { groupOf, keyOf } from './arm-id';
import type { ArmResource, Json } from './resource-store';
import type { CloudOfType } from './type-behaviour';

/** The documents of what Traffic Analytics creates beside a workspace. */
export const TRAFFIC_ANALYTICS_DOCUMENTS = [
  'Manage virtual network flow logs: caution about NWTA resources',
  'AzureMonitorCommunity issue 254',
];

/** A configuration of Traffic Analytics in a flow log. */
export interface Analytics {
  readonly enabled: boolean;
  readonly workspaceResourceId: string;
}

/** The configuration of Traffic Analytics that a flow log's properties contain; undefined if there is none or it is off. */
export function analyticsOf(properties: Json): Analytics | undefined {
  const configuration = properties.flowAnalyticsConfiguration as Json | undefined;
  const inner = configuration?.networkWatcherFlowAnalyticsConfiguration as Analytics | undefined;
  return inner?.enabled === true ? inner : undefined;
}

/**
 * Traffic Analytics creates a data collection rule and endpoint in the workspace's group. If they were deleted once, it does
 * not create them again for a workspace of the same name.
 */
export function writeNwta({ workspaceResourceId }: Analytics, { store, memory, write }: CloudOfType): void {
  const workspace = store.get(workspaceResourceId);
  if (workspace === undefined || memory.silenced.has(keyOf(workspaceResourceId))) return;
  for (const id of nwtaIds(workspace))
    if (store.get(id) === undefined) write(id, { location: workspace.location, properties: {} });
}

/** After a deletion of a resource of Traffic Analytics: the workspace gets no rows again. */
export function forgetNwta({ id, name }: ArmResource, { memory }: CloudOfType): void {
  const workspace = /^NWTA-(.+)-(?:Rule|Endpoint)$/.exec(name)?.[1];
  if (workspace !== undefined)
    memory.silenced.add(
      keyOf(`${groupOf(id)}/providers/Microsoft.OperationalInsights/workspaces/${workspace}`),
    );
}

/** Returns whether Traffic Analytics writes rows to a workspace. */
export function receivesRows(workspaceId: string, { store, memory }: CloudOfType): boolean {
  const workspace = store.get(workspaceId);
  return (
    workspace !== undefined &&
    !memory.silenced.has(keyOf(workspaceId)) &&
    nwtaIds(workspace).every((id) => store.get(id) !== undefined)
  );
}

function nwtaIds({ id, name }: ArmResource): string[] {
  return [
    `${groupOf(id)}/providers/Microsoft.Insights/dataCollectionRules/NWTA-${name}-Rule`,
    `${groupOf(id)}/providers/Microsoft.Insights/dataCollectionEndpoints/NWTA-${name}-Endpoint`,
  ];
}
