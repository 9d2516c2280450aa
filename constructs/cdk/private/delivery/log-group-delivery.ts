import { RemovalPolicy } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct, IDependable } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import { logGroupTrust, logGroupWriteStatements } from '../../../../aws/policies';
import type { FlowLogContext, FlowLogDelivery, FlowLogDestinationConfig } from '../../flow-log-delivery';
import type { LogGroupDestinationOptions } from '../../flow-log-destination';
import { isElsewhere, isInOtherAccount } from '../elsewhere';
import { keyProblems } from '../key-problems';
import { homeOf } from '../log-delivery';
import { allowLogGroupKey } from '../log-group-key';
import { addStatements, described, exactRole } from '../statements';
import { LogGroupSubscription } from './log-group-subscription';
import { SavedInsightsQueries } from './saved-insights-queries';

/** Delivers to a log group. */
export class LogGroupDelivery implements FlowLogDelivery {
  constructor(private readonly options: LogGroupDestinationOptions) {}

  bind(scope: Construct, { format }: FlowLogContext): FlowLogDestinationConfig {
    const problems = this.problems(scope);
    const logGroup = this.options.logGroup ?? this.newGroup(scope);
    const { role, dependencies } = this.writer(scope, logGroup);
    const { lake, savedQueries = true } = this.options;
    if (savedQueries) new SavedInsightsQueries(scope, 'Insights', { logGroup, format });
    if (lake) {
      const refused = lake.acceptRecords(scope, format);
      problems.push(...refused);
      if (refused.length === 0)
        problems.push(...LogGroupSubscription.ensure(scope, { logGroup, lake, format }));
    }
    return {
      logDestinationType: DestinationType.CLOUD_WATCH_LOGS,
      logGroupName: logGroup.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
      lake,
      dependencies: [logGroup, ...dependencies],
      problems,
    };
  }

  private problems(scope: Construct): string[] {
    const { logGroup, role, retention, encryptionKey, removalPolicy } = this.options;
    const problems = role && isInOtherAccount(scope, role.env) ? [foreignRole(role)] : [];
    if (!logGroup) return [...problems, ...keyProblems('encryptionKey', encryptionKey)];
    const ofNewGroup = Object.entries({ retention, encryptionKey, removalPolicy });
    for (const [name, value] of ofNewGroup) {
      if (value === undefined) continue;
      problems.push(`${name} is for a new log group, but logGroup is given: set it there`);
    }
    const { env, logGroupName } = logGroup;
    if (isElsewhere(scope, env)) {
      const group = `log group ${described(logGroupName)} is in ${env.account}, ${env.region}`;
      problems.push(`${group}: flow logs write only to groups of their own account and region`);
    }
    return problems;
  }

  private newGroup(scope: Construct): logs.ILogGroup {
    const { encryptionKey } = this.options;
    if (encryptionKey) allowLogGroupKey(scope, encryptionKey);
    return new logs.LogGroup(scope, 'LogGroup', {
      encryptionKey,
      retention: this.options.retention ?? logs.RetentionDays.THREE_MONTHS,
      removalPolicy: this.options.removalPolicy ?? RemovalPolicy.RETAIN,
    });
  }

  /** The role that flow logs take, and what must be there before they do. */
  private writer(
    scope: Construct,
    logGroup: logs.ILogGroup,
  ): { role: iam.IRole; dependencies: IDependable[] } {
    const home = homeOf(scope);
    const role =
      this.options.role ??
      exactRole(scope, 'DeliveryRole', {
        description: 'Writes flow logs to their log group',
        trust: logGroupTrust(home),
      });
    addStatements(scope, (statement) => role.addToPrincipalPolicy(statement), {
      what: `role ${described(role.roleName)}`,
      id: 'role',
      // an imported group's ARN ends in :*, ours does too
      statements: logGroupWriteStatements(home, logGroup.logGroupArn),
    });
    // all of the role, with its policy
    return { role, dependencies: [role] };
  }
}

function foreignRole({ roleName, env }: iam.IRole): string {
  return `role ${described(roleName)} is in account ${env.account}: flow logs take roles of their own account alone`;
}
