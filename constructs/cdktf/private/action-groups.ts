import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import type { Construct } from 'constructs';
import { ResourceType } from '../../../azure/resource-type';
import type { AlertReceivers } from '../alert-receivers';
import { idProblems } from './id-problems';
import { extended, knownElements, referenceProblems, SynthValue } from './known';
import { uniqueName } from './names';

const MAX_NAME = 260;
const SHORT_NAME = 'flow-logs';

/** Problems of the receivers of an alert. */
export function receiverProblems(receivers: AlertReceivers): string[] {
  const { emails = [], webhooks = [], actionGroupIds = [] } = receivers;
  const references = referenceProblems(receivers, { emails: SynthValue.LIST, webhooks: SynthValue.LIST });
  if (references.length > 0) return references;
  if (emails.length + webhooks.length + actionGroupIds.length === 0) {
    return ['the alert has no receivers: set emails, webhooks or actionGroupIds'];
  }
  return [
    ...knownElements(emails)
      .filter((email) => !/^[^@\s]+@[^@\s]+$/.test(email))
      .map((email) => `emails contains ${JSON.stringify(email)}: expected an email address`),
    ...knownElements(webhooks)
      .filter((webhook) => !webhook.startsWith('https://'))
      .map(
        (webhook) => `webhooks contains ${JSON.stringify(webhook)}: expected a URL that starts with https://`,
      ),
    ...idProblems('actionGroupIds', actionGroupIds, ResourceType.ACTION_GROUP),
  ];
}

/** Returns the ids of the existing action groups, and of a new one for email addresses and webhooks. */
export function actionGroupIds(
  scope: Construct,
  props: AlertReceivers & {
    readonly resourceGroupName: string;
    readonly tags?: Readonly<Record<string, string>>;
  },
): string[] {
  const { emails = [], webhooks = [], actionGroupIds: given = [], resourceGroupName, tags } = props;
  if (emails.length + webhooks.length === 0) return given;
  const group = new MonitorActionGroup(scope, 'Receivers', {
    name: uniqueName(scope, 'flow-logs', MAX_NAME),
    shortName: SHORT_NAME,
    resourceGroupName,
    emailReceiver: emails.map((emailAddress, index) => ({
      name: `email-${index + 1}`,
      emailAddress,
      useCommonAlertSchema: true,
    })),
    webhookReceiver: webhooks.map((serviceUri, index) => ({
      name: `webhook-${index + 1}`,
      serviceUri,
      useCommonAlertSchema: true,
    })),
    tags,
  });
  return extended(given, group.id);
}
