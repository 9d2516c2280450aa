import { Construct } from 'constructs';
import { AlertDuration } from '../../../../azure/alerts';
import { type AlertReceivers, AlertSeverity } from '../../alert-receivers';
import type { FlowLake } from '../../flow-lake';
import { alertRule } from '../alert-rule';
import { POISON_QUEUE } from './event-delivery';

/**
 * Tells when messages were put aside. The metric of a queue's length is that of all queues of an account, once a day; the
 * Functions host writes a line for each message.
 *
 * Source: Azure Monitor documentation, "Supported metrics for Microsoft.Storage/storageAccounts/queueServices".
 */
export function poisonAlarm(
  scope: Construct,
  lake: FlowLake,
  receivers: AlertReceivers,
  functionName: string,
): string {
  return alertRule(new Construct(scope, 'PoisonAlarm'), {
    ...receivers,
    workspace: lake.workspace,
    resourceGroup: lake.resourceGroup,
    title: 'Flow logs could not be normalized',
    description: `Messages came to the queue ${POISON_QUEUE}: mend what the function's log says, and put them back.`,
    kql: `AppTraces
| where AppRoleName =~ "${functionName}" and Message has "${POISON_QUEUE}"`,
    dimensions: [],
    window: AlertDuration.ONE_HOUR,
    severity: AlertSeverity.ERROR,
    tags: lake.tags,
  });
}
