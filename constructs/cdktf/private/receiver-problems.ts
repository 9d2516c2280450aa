import {
  connectorFinding,
  emailProblem,
  guidProblem,
  RECEIVER_LIMITS,
  ticketProblem,
  webhookProblem,
} from '../../../azure/alerts/receivers';
import { ResourceType } from '../../../azure/resource-type';
import type { AlertReceivers } from '../alert-receivers';
import { idProblems, problemsOf } from './id-problems';
import { knownElements, referenceProblems, SynthValue } from './known';

/** Receivers of a new action group. */
const OF_NEW_GROUP = ['emails', 'webhooks', 'teamsWorkflows', 'secureWebhooks', 'logicApps', 'itsm'] as const;

/** Whether an alert needs a new action group. */
export function hasNewGroup(receivers: AlertReceivers): boolean {
  return OF_NEW_GROUP.some((name) => (receivers[name] ?? []).length > 0);
}

/** Problems of the receivers of an alert. */
export function receiverProblems(receivers: AlertReceivers): string[] {
  const references = referenceProblems(
    receivers,
    Object.fromEntries(OF_NEW_GROUP.map((name) => [name, SynthValue.LIST])),
  );
  if (references.length > 0) return references;
  const { actionGroupIds = [] } = receivers;
  if (!hasNewGroup(receivers) && actionGroupIds.length === 0) {
    return [`the alert has no receivers: set ${OF_NEW_GROUP.join(', ')} or actionGroupIds`];
  }
  return [
    ...countProblems(receivers),
    ...problemsOf(knownElements(receivers.emails), (email) => emailProblem('emails', email)),
    ...webhookProblems(receivers),
    ...logicAppProblems(receivers),
    ...itsmProblems(receivers),
    ...idProblems('actionGroupIds', actionGroupIds, ResourceType.ACTION_GROUP),
  ];
}

/** Warnings about receivers that no longer receive. */
export function receiverWarnings({ webhooks }: AlertReceivers): string[] {
  return problemsOf(knownElements(webhooks), (url) => connectorFinding('webhooks', url));
}

function webhookProblems({ webhooks, teamsWorkflows, secureWebhooks = [] }: AlertReceivers): string[] {
  return [
    ...problemsOf(knownElements(webhooks), (url) => webhookProblem('webhooks', url)),
    ...problemsOf(
      knownElements(teamsWorkflows),
      (url) => webhookProblem('teamsWorkflows', url) ?? connectorFinding('teamsWorkflows', url),
    ),
    ...secureWebhooks.flatMap(({ url, objectId, identifierUri, tenantId }) => [
      ...problemsOf([url], (each) => webhookProblem('secureWebhooks', each)),
      ...problemsOf([objectId], (id) => guidProblem('secureWebhooks.objectId', id)),
      ...problemsOf([tenantId], (id) => guidProblem('secureWebhooks.tenantId', id)),
      ...problemsOf([identifierUri], (uri) =>
        /^(api|https):\/\//.test(uri)
          ? undefined
          : `secureWebhooks.identifierUri is ${JSON.stringify(uri)}: expected a URI that starts with api:// or https://`,
      ),
    ]),
  ];
}

function logicAppProblems({ logicApps = [] }: AlertReceivers): string[] {
  return logicApps.flatMap(({ workflowId, callbackUrl }) => [
    ...idProblems('logicApps.workflowId', [workflowId], ResourceType.LOGIC_APP),
    ...problemsOf([callbackUrl], (url) => webhookProblem('logicApps.callbackUrl', url)),
  ]);
}

function itsmProblems({ itsm = [] }: AlertReceivers): string[] {
  return itsm.flatMap(({ workspace, subscriptionId, connectionId, ticketConfiguration }) => [
    ...problemsOf([workspace.workspaceId], (id) => guidProblem('itsm.workspace.workspaceId', id)),
    ...problemsOf([subscriptionId], (id) => guidProblem('itsm.subscriptionId', id)),
    ...problemsOf([connectionId], (id) => guidProblem('itsm.connectionId', id)),
    ...problemsOf([ticketConfiguration], (json) => ticketProblem('itsm.ticketConfiguration', json)),
  ]);
}

function countProblems(receivers: AlertReceivers): string[] {
  const { webhooks = [], teamsWorkflows = [], actionGroupIds = [] } = receivers;
  const counts: [string, number, number][] = [
    ['emails has', receivers.emails?.length ?? 0, RECEIVER_LIMITS.emails],
    ['webhooks and teamsWorkflows have', webhooks.length + teamsWorkflows.length, RECEIVER_LIMITS.webhooks],
    ['secureWebhooks has', receivers.secureWebhooks?.length ?? 0, RECEIVER_LIMITS.secureWebhooks],
    ['logicApps has', receivers.logicApps?.length ?? 0, RECEIVER_LIMITS.logicApps],
    ['itsm has', receivers.itsm?.length ?? 0, RECEIVER_LIMITS.itsm],
  ];
  const most = RECEIVER_LIMITS.actionGroups - (hasNewGroup(receivers) ? 1 : 0);
  const groups =
    actionGroupIds.length > most
      ? [
          `actionGroupIds has ${actionGroupIds.length} elements: Azure allows ${RECEIVER_LIMITS.actionGroups} action groups in ` +
            'a rule, including the new one',
        ]
      : [];
  return [
    ...counts
      .filter(([, count, limit]) => count > limit)
      .map(([what, count, limit]) => `${what} ${count} elements: Azure allows ${limit} in an action group`),
    ...groups,
  ];
}
