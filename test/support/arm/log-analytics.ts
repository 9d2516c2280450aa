import { createHash } from 'node:crypto';
import { uuidOf } from './invented-ids';
import { type Behaviours, withDecided, withDefaults } from './type-behaviour';

/** Microsoft.OperationalInsights: workspaces with their ids and keys. */
export const LOG_ANALYTICS: Behaviours = {
  'microsoft.operationalinsights/workspaces': {
    complete: ({ id, body }) =>
      withDecided(withDefaults(body, { workspaceCapping: { dailyQuotaGb: -1 } }), {
        customerId: uuidOf(id.id),
      }),
    actions: {
      sharedkeys: ({ id }) => ({
        primarySharedKey: createHash('sha512').update(`${id}/primary`).digest('base64'),
        secondarySharedKey: createHash('sha512').update(`${id}/secondary`).digest('base64'),
      }),
    },
  },
  'microsoft.operationalinsights/workspaces/tables': {
    complete: ({ body }) =>
      withDecided(body, { retentionInDaysAsDefault: true, totalRetentionInDaysAsDefault: true }),
  },
  'microsoft.operationalinsights/querypacks': {
    complete: ({ id, body }) => withDecided(body, { queryPackId: uuidOf(id.id) }),
  },
};
