import { MonitorActionGroup } from '@cdktf/provider-azurerm/lib/monitor-action-group';
import type { Construct } from 'constructs';
import { ResourceType } from '../../../azure/resource-type';
import type { AlertReceivers } from '../alert-receivers';
import { isLiteral } from './expressions';
import { idProblems } from './id-problems';
import { uniqueName } from './names';

const MAX_NAME = 260;
const SHORT_NAME = 'flow-logs';

/** What is wrong with the receivers of an alert. */
export function receiverProblems({
  emails = [],
  webhooks = [],
  actionGroupIds = [],
}: AlertReceivers): string[] {
  if (emails.length + webhooks.length + actionGroupIds.length === 0) {
    return ['nobody would be told: give emails, webhooks or actionGroupIds'];
  }
  return [
    ...emails
      .filter((email) => isLiteral(email) && !/^[^@\s]+@[^@\s]+$/.test(email))
      .map((email) => `emails has ${JSON.stringify(email)}, which is no mail address`),
    ...webhooks
      .filter((webhook) => isLiteral(webhook) && !webhook.startsWith('https://'))
      .map((webhook) => `webhooks has ${JSON.stringify(webhook)}: it must begin with https://`),
    ...idProblems('actionGroupIds', actionGroupIds, ResourceType.ACTION_GROUP),
  ];
}

/** The action groups that tell the receivers: those that are there, and a new one for the others. */
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
  return [...given, group.id];
}
