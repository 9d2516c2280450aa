import { createHash } from 'node:crypto';
import { groupOf } from './arm-id';
import { uuidOf } from './invented-ids';
import type { ArmResource } from './resource-store';
import { forgetNwta } from './traffic-analytics';
import { type Behaviours, type CloudOfType, withDecided } from './type-behaviour';

/** Microsoft.Insights: data collection with its immutable ids and endpoints, workbooks with their titles. */
export const MONITOR: Behaviours = {
  'Microsoft.Insights/dataCollectionRules': {
    versions: ['2023-03-11'],
    complete: ({ id, body }) => withDecided(body, { immutableId: immutableId('dcr', id.id) }),
    afterDelete: forgetNwta,
  },
  'Microsoft.Insights/dataCollectionEndpoints': {
    versions: ['2023-03-11'],
    complete: ({ id, body }) =>
      withDecided(body, {
        immutableId: immutableId('dce', id.id),
        logsIngestion: { endpoint: `https://${id.name}.${body.location}-1.ingest.monitor.azure.com` },
        configurationAccess: {
          endpoint: `https://${id.name}.${body.location}-1.handler.control.monitor.azure.com`,
        },
      }),
    afterDelete: forgetNwta,
  },
  'Microsoft.Insights/dataCollectionRuleAssociations': { versions: ['2023-03-11'] },
  'Microsoft.Insights/actionGroups': { versions: ['2023-01-01'] },
  'Microsoft.Insights/metricAlerts': { versions: ['2018-03-01'] },
  'Microsoft.AlertsManagement/smartDetectorAlertRules': { versions: ['2019-06-01'] },
  'Microsoft.Insights/components': {
    versions: ['2020-02-02'],
    documents: ['azurerm issue 10563', 'azurerm issue 18026', 'azurerm, application_insights_resource.go'],
    complete: ({ id, body }) =>
      withDecided(body, {
        AppId: uuidOf(`${id.id}/app`),
        InstrumentationKey: uuidOf(id.id),
        ConnectionString: `InstrumentationKey=${uuidOf(id.id)}`,
      }),
    afterWrite: writeSmartDetection,
    // the generated rule is deleted with the component, the action group is not
    afterDelete: ({ id, name }, { remove }) => remove(failureAnomalies(id, name)),
    singles: {
      currentbillingfeatures: {
        versions: ['2015-05-01'],
        body: { CurrentBillingFeatures: ['Basic'], DataVolumeCap: { Cap: 100 } },
      },
    },
  },
  'Microsoft.Insights/workbooks': {
    versions: ['2022-04-01'],
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

/** Application Insights adds an action group and an alert rule to the group of a component. */
function writeSmartDetection({ id, name }: ArmResource, { store, write }: CloudOfType): void {
  const actionGroup = `${groupOf(id)}/providers/microsoft.insights/actionGroups/Application Insights Smart Detection`;
  if (store.get(actionGroup) === undefined)
    write(actionGroup, { location: 'Global', properties: { groupShortName: 'SmartDetect', enabled: true } });
  if (store.get(failureAnomalies(id, name)) !== undefined) return;
  write(failureAnomalies(id, name), {
    location: 'global',
    properties: { state: 'Enabled', severity: 'Sev3', frequency: 'PT1M', scope: [id] },
  });
}

function failureAnomalies(componentId: string, name: string): string {
  return `${groupOf(componentId)}/providers/microsoft.alertsmanagement/smartDetectorAlertRules/Failure Anomalies - ${name}`;
}

function immutableId(prefix: string, id: string): string {
  return `${prefix}-${createHash('md5').update(id.toLowerCase()).digest('hex')}`;
}
