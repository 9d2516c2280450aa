import { Construct } from 'constructs';
import { AlertDuration } from '../../../../azure/alerts';
import { AlertSeverity } from '../../../alert-severity';
import type { FlowNormalizerOptions } from '../../flow-normalizer-props';
import type { NormalizedLake } from '../../normalized-lake';
import { actionGroupIds } from '../action-groups';
import { type AlertRuleProps, alertRule } from '../alert-rule';
import { POISON_QUEUE } from './event-delivery';

/** Delay of rows from which the alarm fires, in seconds. Rows arrive within minutes. */
const MAX_DELAY_SECONDS = 3600;

/** Failures of one blob within an hour from which the alarm fires. Storage fails at times, and the next attempt succeeds. */
const MAX_FAILURES = 3;

/** What distinguishes one alarm from the others. */
interface Alarm extends Pick<AlertRuleProps, 'title' | 'description' | 'kql' | 'severity'> {
  readonly id: string;
  /** @default AlertDuration.ONE_HOUR */
  readonly window?: AlertDuration;
  /** @default AlertDuration.FIFTEEN_MINUTES */
  readonly frequency?: AlertDuration;
  /** @default 1 */
  readonly failingPeriods?: number;
}

/** The alarm that exists without receivers. */
const POISON_ALARM = 'PoisonAlarm';

/** The alarm that exists with threat lists only. */
const ENRICHMENT_ALARM = 'EnrichmentAlarm';

/**
 * Creates the alarms of a normalizer: without receivers, only that of the poison queue. They query the logs of the function and of its host: the metric of queue length
 * covers all queues of an account and is updated once a day.
 *
 * Source: Azure Monitor documentation, "Supported metrics for Microsoft.Storage/storageAccounts/queueServices".
 */
export function normalizerAlarms(
  scope: Construct,
  lake: NormalizedLake,
  {
    alarm: receivers,
    poisonAlarm = true,
    enrichment,
  }: Pick<FlowNormalizerOptions, 'alarm' | 'poisonAlarm' | 'enrichment'>,
  functionName: string,
): void {
  const alarms = alarmsOf(functionName).filter(({ id }) => {
    if (id === ENRICHMENT_ALARM) return enrichment !== undefined && receivers;
    return id === POISON_ALARM ? poisonAlarm : receivers;
  });
  if (alarms.length === 0) return;
  const { workspace, resourceGroup, tags } = lake;
  const common = {
    workspace,
    resourceGroup,
    tags,
    dimensions: [],
    actionGroupIds:
      receivers &&
      actionGroupIds(new Construct(scope, 'Alarms'), {
        ...receivers,
        resourceGroupName: resourceGroup.name,
        tags,
      }),
  };
  for (const { id, window = AlertDuration.ONE_HOUR, ...alarm } of alarms) {
    alertRule(new Construct(scope, id), { ...common, ...alarm, window });
  }
}

function alarmsOf(functionName: string): readonly Alarm[] {
  const ofFunction = `AppRoleName =~ "${functionName}"`;
  /** Log lines of the function that have a number above 0. */
  const lines = (name: string) => `AppTraces
| where ${ofFunction} and Message has "${name}"
| extend line = parse_json(Message)
| where tolong(line.${name}) > 0`;
  return [
    {
      id: POISON_ALARM,
      title: 'Flow logs could not be normalized',
      description: `The queue ${POISON_QUEUE} received messages: fix the error in the function's log, then move the messages back.`,
      kql: `AppTraces
| where ${ofFunction} and Message has "${POISON_QUEUE}"`,
      severity: AlertSeverity.ERROR,
    },
    {
      id: 'FailureAlarm',
      title: 'The normalizer of flow logs fails repeatedly',
      description:
        'A blob failed several times, or invocations ended with an exception: the log of the function contains the error. ' +
        'Throttling by storage is among the errors.',
      kql: `union
  (${lines('failedIncrements')}
  | project What = tostring(line.blob)),
  (AppExceptions
  | where ${ofFunction}
  | project What = "invocation")
| summarize Failures = count() by What
| where Failures >= ${MAX_FAILURES}`,
      severity: AlertSeverity.ERROR,
    },
    {
      id: 'DelayAlarm',
      title: 'Rows of flow logs arrive late',
      description: `Rows were older than ${MAX_DELAY_SECONDS / 60} minutes when they were written: messages wait in the queue, or events were lost and the sweep read the blobs.`,
      kql: `${lines('delaySeconds')}
| where todouble(line.delaySeconds) > ${MAX_DELAY_SECONDS}`,
      severity: AlertSeverity.WARNING,
    },
    {
      id: 'SilenceAlarm',
      title: 'The normalizer of flow logs does not run',
      description:
        'The hourly sweep did not run: the function does not start, or has no access to its storage.',
      kql: `${lines('sweeps')}
| summarize Sweeps = count()
| where Sweeps == 0`,
      severity: AlertSeverity.ERROR,
      window: AlertDuration.TWO_HOURS,
      frequency: AlertDuration.ONE_HOUR,
      // a new function has not run its first sweep yet
      failingPeriods: 2,
    },
    {
      id: 'RejectAlarm',
      title: 'Flow logs contain unreadable records',
      description: 'The table rejects contains new records, each with its problem and its text.',
      kql: lines('rejects'),
      severity: AlertSeverity.WARNING,
    },
    {
      id: ENRICHMENT_ALARM,
      title: 'Threat lists of flow logs cannot be used',
      description:
        'A threat list or database cannot be read. An earlier version stays in use if there is one, and rows are written: the ' +
        "function's log contains the reason.",
      kql: lines('failedEnrichmentFiles'),
      severity: AlertSeverity.WARNING,
    },
    {
      id: 'LostRecordsAlarm',
      title: 'The normalizer of flow logs would have lost records',
      description:
        'The records that the function counted are not those that it would have written. It wrote nothing, and the ' +
        'message waits in the poison queue: report the defect with the blob in the log line.',
      kql: lines('lostRecords'),
      severity: AlertSeverity.CRITICAL,
    },
  ];
}
