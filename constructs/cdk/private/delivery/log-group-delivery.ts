import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct, IDependable } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import { LogClass } from '../../../../aws/log-group-settings';
import { logGroupRetentionOf } from '../../../../aws/retention';
import type { FlowLogContext } from '../../flow-log-context';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import type { LogGroupDestinationOptions } from '../../log-group-destination-options';
import { DATA_REMOVAL } from '../data-removal';
import { streamLakeReferenceProblems } from '../elsewhere';
import { allowLogGroupKey } from '../log-group-key';
import type { IFlowLogDelivery } from './i-flow-log-delivery';
import { logClassOf, logGroupProblems } from './log-group-problems';
import { LogGroupSubscription } from './log-group-subscription';
import { writerOf } from './log-group-writer';
import { SavedInsightsQueries } from './saved-insights-queries';

/** Delivers to a log group. */
export class LogGroupDelivery implements IFlowLogDelivery {
  constructor(private readonly options: LogGroupDestinationOptions) {}

  bind(scope: Construct, { format, standard }: FlowLogContext): FlowLogDestinationConfig {
    const problems = logGroupProblems(scope, this.options, standard);
    const logGroup = this.options.logGroup ?? this.newGroup(scope, standard?.resolved.aws.retention.minDays);
    const writer = writerOf(scope, logGroup, this.options.role);
    problems.push(...writer.problems);
    const { lake, savedQueries = true } = this.options;
    if (savedQueries) {
      const logClass = Object.values(LogClass).find((each) => each === logClassOf(logGroup));
      new SavedInsightsQueries(scope, 'Insights', { logGroup, format, logClass });
    }
    const dependencies: IDependable[] = [logGroup, ...writer.dependencies];
    if (lake) {
      const lakeProblems = streamLakeReferenceProblems(scope, lake);
      if (lakeProblems.length === 0) lakeProblems.push(...lake.acceptRecords(scope, format, standard));
      problems.push(...lakeProblems);
      if (lakeProblems.length === 0) {
        const subscription = LogGroupSubscription.ensure(scope, { logGroup, lake, format });
        problems.push(...subscription.problems);
        dependencies.push(...subscription.dependencies);
      }
    }
    return {
      logDestinationType: DestinationType.CLOUD_WATCH_LOGS,
      logGroupName: logGroup.logGroupName,
      deliverLogsPermissionArn: writer.role.roleArn,
      lake,
      dependencies,
      problems,
    };
  }

  private newGroup(scope: Construct, minDays = 0): logs.ILogGroup {
    const { encryptionKey, logGroupName, logGroupClass } = this.options;
    // the enumeration contains the days of each period
    const atLeast = (days: number): logs.RetentionDays =>
      logGroupRetentionOf(Math.max(days, minDays)) ?? logs.RetentionDays.INFINITE;
    if (encryptionKey) allowLogGroupKey(scope, encryptionKey, logGroupName);
    return new logs.LogGroup(scope, 'LogGroup', {
      logGroupName,
      // the problem of this class is in the list; CDK would throw its own
      logGroupClass: logGroupClass === logs.LogGroupClass.DELIVERY ? undefined : logGroupClass,
      encryptionKey,
      retention: this.options.retention ?? atLeast(logs.RetentionDays.THREE_MONTHS),
      removalPolicy: this.options.removalPolicy ?? DATA_REMOVAL,
    });
  }
}
