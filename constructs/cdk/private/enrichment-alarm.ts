import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { addAlarm, normalizerMetric } from './normalizer-alarms';

const MIN_PERIOD = Duration.minutes(15);

/** Adds the alarm on threat lists and databases that cannot be loaded. */
export function enrichmentAlarm(
  scope: Construct,
  normalizer: lambda.IFunction,
  refreshInterval: Duration,
  topic: sns.ITopic | undefined,
): cloudwatch.Alarm {
  return addAlarm(scope, 'EnrichmentAlarm', topic, {
    alarmDescription:
      'A threat list or database cannot be loaded. Its last content stays in use. The log of the normalizer contains the reason.',
    metric: normalizerMetric(normalizer, {
      name: 'FailedEnrichmentFiles',
      // the normalizer reports each check of the files
      period: Duration.seconds(Math.max(refreshInterval.toSeconds(), MIN_PERIOD.toSeconds())),
      statistic: cloudwatch.Stats.MAXIMUM,
    }),
    threshold: 1,
  });
}
