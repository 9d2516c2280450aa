import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct, IDependable } from 'constructs';
import { DestinationType } from '../../../../aws/flow-log';
import { logGroupTrust, logGroupWriteStatements } from '../../../../aws/policies';
import { logGroupRetentionOf } from '../../../../aws/retention';
import { retentionContradictions } from '../../../../standard/apply/aws-settings';
import type { FlowLogStandard } from '../../../../standard/flow-log-standard';
import type { FlowLogContext } from '../../flow-log-context';
import type { FlowLogDestinationConfig } from '../../flow-log-destination-config';
import type { LogGroupDestinationOptions } from '../../log-group-destination-options';
import { addStatements } from '../add-statements';
import { DATA_REMOVAL } from '../data-removal';
import { isInOtherAccount, isInOtherEnvironment } from '../environment';
import { homeOf } from '../flow-log-home';
import { keyProblems } from '../key-problems';
import { allowLogGroupKey } from '../log-group-key';
import { displayName } from '../printable';
import { roleWithTrust } from '../role-with-trust';
import type { IFlowLogDelivery } from './i-flow-log-delivery';
import { LogGroupSubscription } from './log-group-subscription';
import { SavedInsightsQueries } from './saved-insights-queries';

/** Delivers to a log group. */
export class LogGroupDelivery implements IFlowLogDelivery {
  constructor(private readonly options: LogGroupDestinationOptions) {}

  bind(scope: Construct, { format, standard }: FlowLogContext): FlowLogDestinationConfig {
    const problems = [...this.problems(scope), ...(standard ? this.contradictions(standard) : [])];
    const logGroup = this.options.logGroup ?? this.newGroup(scope, standard?.resolved.aws.retention.minDays);
    const { role, dependencies } = this.writer(scope, logGroup);
    const { lake, savedQueries = true } = this.options;
    if (savedQueries) new SavedInsightsQueries(scope, 'Insights', { logGroup, format });
    if (lake) {
      const lakeProblems = lake.acceptRecords(scope, format, standard);
      problems.push(...lakeProblems);
      if (lakeProblems.length === 0) {
        problems.push(...LogGroupSubscription.ensure(scope, { logGroup, lake, format }));
      }
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
    const problems = role && isInOtherAccount(scope, role.env) ? [foreignRoleProblem(role)] : [];
    if (!logGroup) return [...problems, ...keyProblems('encryptionKey', encryptionKey)];
    const newGroupOptions = Object.entries({ retention, encryptionKey, removalPolicy });
    for (const [name, value] of newGroupOptions) {
      if (value === undefined) continue;
      problems.push(
        `${name} applies to a new log group, but logGroup is set: configure that log group instead`,
      );
    }
    const { env, logGroupName } = logGroup;
    if (isInOtherEnvironment(scope, env)) {
      const group = `log group ${displayName(logGroupName)} is in account ${env.account}, region ${env.region}`;
      problems.push(`${group}: use a log group of the account and region of the flow log`);
    }
    return problems;
  }

  /** A retention that is shorter than the standard requires: of the option, or of a log group of the app. */
  private contradictions({ resolved }: FlowLogStandard): string[] {
    const { logGroup, retention } = this.options;
    const resource = logGroup?.node.defaultChild;
    const own = resource instanceof logs.CfnLogGroup ? resource.retentionInDays : undefined;
    const [name, days] = logGroup
      ? [`retention of log group ${displayName(logGroup.logGroupName)}`, own]
      : ['retention', retention];
    // without a number, events never expire
    if (days === undefined || Token.isUnresolved(days)) return [];
    return retentionContradictions(resolved, name, days);
  }

  private newGroup(scope: Construct, minDays = 0): logs.ILogGroup {
    const { encryptionKey } = this.options;
    // the enumeration contains the days of each period
    const atLeast = (days: number): logs.RetentionDays =>
      logGroupRetentionOf(Math.max(days, minDays)) ?? logs.RetentionDays.INFINITE;
    if (encryptionKey) allowLogGroupKey(scope, encryptionKey);
    return new logs.LogGroup(scope, 'LogGroup', {
      encryptionKey,
      retention: this.options.retention ?? atLeast(logs.RetentionDays.THREE_MONTHS),
      removalPolicy: this.options.removalPolicy ?? DATA_REMOVAL,
    });
  }

  /** The role of the flow log, and what CloudFormation must create before the flow log. */
  private writer(
    scope: Construct,
    logGroup: logs.ILogGroup,
  ): { role: iam.IRole; dependencies: IDependable[] } {
    const home = homeOf(scope);
    const role =
      this.options.role ??
      roleWithTrust(scope, 'DeliveryRole', {
        description: 'Writes flow logs to their log group',
        trust: logGroupTrust(home),
      });
    addStatements(scope, (statement) => role.addToPrincipalPolicy(statement), {
      policy: `role ${displayName(role.roleName)}`,
      id: 'role',
      // the ARN of a log group ends in :*, whether it is new or imported
      statements: logGroupWriteStatements(home, logGroup.logGroupArn),
    });
    // the role construct includes its policy
    return { role, dependencies: [role] };
  }
}

function foreignRoleProblem({ roleName, env }: iam.IRole): string {
  return `role ${displayName(roleName)} is in account ${env.account}: use a role of the account of the flow log`;
}
