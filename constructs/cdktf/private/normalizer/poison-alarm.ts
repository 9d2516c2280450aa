import { Construct } from 'constructs';
import { AlertDuration } from '../../../../azure/alerts';
import { type AlertReceivers, AlertSeverity } from '../../alert-receivers';
import type { NormalizedLake } from '../../normalized-lake';
import { alertRule } from '../alert-rule';
import { POISON_QUEUE } from './event-delivery';

/**
 * Creates an alarm on messages in the poison queue. It queries the log of the Functions host, because the metric of queue
 * length covers all queues of an account and is updated once a day.
 *
 * Source: Azure Monitor documentation, "Supported metrics for Microsoft.Storage/storageAccounts/queueServices".
 */
export function poisonAlarm(
  scope: Construct,
  lake: NormalizedLake,
  receivers: AlertReceivers,
  functionName: string,
): string {
  return alertRule(new Construct(scope, 'PoisonAlarm'), {
    ...receivers,
    workspace: lake.workspace,
    resourceGroup: lake.resourceGroup,
    title: 'Flow logs could not be normalized',
    description: `The queue ${POISON_QUEUE} received messages: fix the error in the function's log, then move the messages back.`,
    kql: `AppTraces
| where AppRoleName =~ "${functionName}" and Message has "${POISON_QUEUE}"`,
    dimensions: [],
    window: AlertDuration.ONE_HOUR,
    severity: AlertSeverity.ERROR,
    tags: lake.tags,
  });
}
