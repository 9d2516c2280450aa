import { refusal } from './arm-answer';
import { TENANT, uuidOf } from './invented-ids';
import { type Behaviours, propertiesOf } from './type-behaviour';

/** Microsoft.EventGrid: topics with identities of their own; of a source there is one. */
export const EVENT_GRID: Behaviours = {
  'microsoft.eventgrid/systemtopics': {
    refuse: ({ id, body, store }) => {
      const { source } = propertiesOf(body);
      const others = store
        .list('microsoft.eventgrid/systemtopics', id.parent)
        .filter(
          (other) => other.id.toLowerCase() !== id.id.toLowerCase() && other.properties.source === source,
        );
      return others.length === 0
        ? undefined
        : refusal(400, 'InvalidRequest', `Only one system topic is allowed per source: ${source}`);
    },
    complete: ({ id, body }) =>
      body.identity === undefined
        ? body
        : {
            ...body,
            identity: {
              ...(body.identity as object),
              principalId: uuidOf(`${id.id}/principal`),
              tenantId: TENANT,
            },
          },
  },
  'microsoft.eventgrid/systemtopics/eventsubscriptions': {
    writtenStatus: 201,
    actions: { getfullurl: () => ({}) },
  },
};
