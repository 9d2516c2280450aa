import { createHash } from 'node:crypto';
import { keyOf } from './arm-id';
import { uuidOf } from './invented-ids';
import type { ArmResource, Json } from './resource-store';
import { type Behaviours, type CloudOfType, type Write, withDecided, withDefaults } from './type-behaviour';

/** The document of workspaces that are recovered. */
const RECOVERY = 'Delete and recover Azure Log Analytics workspace';

/** Microsoft.OperationalInsights: workspaces with their ids and keys, tables, queries. */
export const LOG_ANALYTICS: Behaviours = {
  'Microsoft.OperationalInsights/workspaces': {
    versions: ['2020-08-01', '2025-07-01'],
    documents: [RECOVERY],
    complete: completeWorkspace,
    afterWrite: ({ id }, { memory }) => memory.softDeleted.delete(keyOf(id)),
    afterDelete: keepWorkspace,
    actions: {
      sharedkeys: ({ id }) => ({
        primarySharedKey: createHash('sha512').update(`${id}/primary`).digest('base64'),
        secondarySharedKey: createHash('sha512').update(`${id}/secondary`).digest('base64'),
      }),
    },
  },
  'Microsoft.OperationalInsights/workspaces/tables': {
    versions: ['2022-10-01'],
    complete: ({ body }) =>
      withDecided(body, { retentionInDaysAsDefault: true, totalRetentionInDaysAsDefault: true }),
  },
  'Microsoft.OperationalInsights/workspaces/savedSearches': { versions: ['2020-08-01'] },
  'Microsoft.OperationalInsights/queryPacks': {
    versions: ['2019-09-01'],
    complete: ({ id, body }) => withDecided(body, { queryPackId: uuidOf(id.id) }),
  },
  'Microsoft.OperationalInsights/queryPacks/queries': { versions: ['2019-09-01'] },
};

/** The deleted workspaces of a subscription that can be recovered. */
export function deletedWorkspaces(subscription: string, { memory }: CloudOfType): ArmResource[] {
  const prefix = `${keyOf(`/subscriptions/${subscription}`)}/`;
  return [...memory.softDeleted].filter(([key]) => key.startsWith(prefix)).map(([, each]) => each);
}

/** A workspace with the name, group and subscription of a deleted one recovers that one, with its id. */
function completeWorkspace({ id, body, before, cloud }: Write): Json {
  const recovered = before ?? cloud.memory.softDeleted.get(keyOf(id.id));
  return withDecided(withDefaults(body, { workspaceCapping: { dailyQuotaGb: -1 } }), {
    customerId: recovered?.properties.customerId ?? uuidOf(`${id.id}/${cloud.memory.nextNumber()}`),
  });
}

/** A deleted workspace can be recovered, unless the deletion was forced. */
function keepWorkspace(workspace: ArmResource, { memory }: CloudOfType, query: URLSearchParams): void {
  if (query.get('force') !== 'true') memory.softDeleted.set(keyOf(workspace.id), workspace);
}
