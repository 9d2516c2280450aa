import { createHash } from 'node:crypto';
import { uuidOf } from './invented-ids';
import { type Behaviours, withDecided } from './type-behaviour';

/** Microsoft.Insights: data collection with its immutable ids and endpoints, workbooks with their titles. */
export const MONITOR: Behaviours = {
  'microsoft.insights/datacollectionrules': {
    complete: ({ id, body }) => withDecided(body, { immutableId: immutableId('dcr', id.id) }),
  },
  'microsoft.insights/datacollectionendpoints': {
    complete: ({ id, body }) =>
      withDecided(body, {
        immutableId: immutableId('dce', id.id),
        logsIngestion: { endpoint: `https://${id.name}.${body.location}-1.ingest.monitor.azure.com` },
        configurationAccess: {
          endpoint: `https://${id.name}.${body.location}-1.handler.control.monitor.azure.com`,
        },
      }),
  },
  'microsoft.insights/components': {
    complete: ({ id, body }) =>
      withDecided(body, {
        AppId: uuidOf(`${id.id}/app`),
        InstrumentationKey: uuidOf(id.id),
        ConnectionString: `InstrumentationKey=${uuidOf(id.id)}`,
      }),
    singles: {
      currentbillingfeatures: { CurrentBillingFeatures: ['Basic'], DataVolumeCap: { Cap: 100 } },
    },
  },
  'microsoft.insights/workbooks': {
    // the title is kept as a tag, too
    complete: ({ body }) => ({
      ...body,
      tags: {
        ...(body.tags as object),
        'hidden-title': (body.properties as { displayName: string }).displayName,
      },
    }),
  },
};

function immutableId(prefix: string, id: string): string {
  return `${prefix}-${createHash('md5').update(id.toLowerCase()).digest('hex')}`;
}
