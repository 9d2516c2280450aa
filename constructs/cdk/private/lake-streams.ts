import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { LogFormat } from '../../../aws/format';
import { isInOtherAccount } from './environment';
import { addAlarm, normalizerMetric } from './normalizer-alarms';
import { streamAccountProblem } from './stream-account-problem';

/** The delivery streams that write to a lake. */
export class LakeStreams {
  /** Format strings of their records, which have no header line, by format id. */
  readonly formats = new Map<string, string>();
  private alarm?: cloudwatch.Alarm;

  constructor(private readonly lake: Construct & { readonly normalizer: lambda.IFunction }) {}

  /** Alarm on records that a stream could not process; undefined until a stream is accepted. */
  get errorAlarm(): cloudwatch.Alarm | undefined {
    return this.alarm;
  }

  /**
   * Prepares the lake for the records of a stream.
   *
   * @returns the problems; empty if the lake accepts the records
   */
  accept(scope: Construct, format: LogFormat, topic: sns.ITopic | undefined): string[] {
    const { lake } = this;
    if (isInOtherAccount(scope, Stack.of(lake))) return [streamAccountProblem(lake, scope)];
    this.formats.set(format.id, format.toString());
    this.alarm ??= addAlarm(lake, 'StreamErrorAlarm', topic, {
      alarmDescription:
        'A delivery stream could not process records, so the table has no rows for them. The objects in stream-errors/ of the raw bucket contain the records and the reason.',
      metric: normalizerMetric(lake.normalizer, {
        name: 'StreamErrorObjects',
        period: Duration.minutes(5),
        statistic: cloudwatch.Stats.SUM,
      }),
      threshold: 1,
    });
    return [];
  }
}
