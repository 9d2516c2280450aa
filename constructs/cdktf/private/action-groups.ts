import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import type { AlertReceivers, ItsmReceiver } from '../alert-receivers';
import { jsonArgument } from './hcl-safe-text';
import { extended } from './known';
import { uniqueName } from './names';
import { hasNewGroup, receiverWarnings } from './receiver-problems';

const MAX_NAME = 260;
const SHORT_NAME = 'flow-logs';

/** Returns the ids of the existing action groups, and of a new one for the other receivers. */
export function actionGroupIds(
  scope: Construct,
  props: AlertReceivers & {
    readonly resourceGroupName: string;
    readonly tags?: Readonly<Record<string, string>>;
  },
): string[] {
  const { actionGroupIds: given = [], resourceGroupName, tags } = props;
  for (const warning of receiverWarnings(props)) Annotations.of(scope).addWarning(warning);
  if (!hasNewGroup(props)) return given;
  const group = new MonitorActionGroup(scope, 'Receivers', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    shortName: SHORT_NAME,
    resourceGroupName,
    emailReceiver: (props.emails ?? []).map((emailAddress, index) => ({
      name: `email-${index + 1}`,
      emailAddress,
      useCommonAlertSchema: true,
    })),
    webhookReceiver: webhookReceivers(props),
    logicAppReceiver: props.logicApps?.map(({ workflowId, callbackUrl }, index) => ({
      name: `logic-app-${index + 1}`,
      resourceId: workflowId,
      callbackUrl,
      useCommonAlertSchema: true,
    })),
    itsmReceiver: props.itsm?.map(itsmReceiver),
    tags,
  });
  return extended(given, group.id);
}

function webhookReceivers(props: AlertReceivers) {
  const { webhooks = [], teamsWorkflows = [], secureWebhooks = [] } = props;
  const named = (prefix: string) => (serviceUri: string, index: number) => ({
    name: `${prefix}-${index + 1}`,
    serviceUri,
    useCommonAlertSchema: true,
  });
  return [
    ...webhooks.map(named('webhook')),
    ...teamsWorkflows.map(named('teams')),
    ...secureWebhooks.map(({ url, objectId, identifierUri, tenantId }, index) => ({
      ...named('secure-webhook')(url, index),
      aadAuth: { objectId, identifierUri, tenantId },
    })),
  ];
}

function itsmReceiver(
  { workspace, subscriptionId, connectionId, ticketConfiguration }: ItsmReceiver,
  index: number,
) {
  return {
    name: `itsm-${index + 1}`,
    workspaceId: `${subscriptionId}|${workspace.workspaceId}`,
    connectionId,
    ticketConfiguration: jsonArgument(ticketConfiguration),
    region: workspace.location,
  };
}
