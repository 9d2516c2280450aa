import { Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogFormat } from '../../../../aws/format';
import { subscriptionStatements, subscriptionTrust } from '../../../../aws/policies';
import { StreamSource } from '../../../../aws/stream-key';
import type { IFlowLake } from '../../i-flow-lake';
import { isElsewhere } from '../elsewhere';
import { homeOf } from '../log-delivery';
import { RawStream } from '../raw-stream';
import { cdkStatements, described, exactRole } from '../statements';

export interface LogGroupSubscriptionProps {
  readonly logGroup: logs.ILogGroup;
  readonly lake: IFlowLake;
  readonly format: LogFormat;
}

/**
 * Sends what arrives in a log group to a lake, through a delivery stream. A group has one, however many flow logs
 * write to it: each sends all records of the group.
 */
export class LogGroupSubscription extends Construct {
  /**
   * Makes sure that the group has one.
   *
   * @returns what is wrong
   */
  static ensure(scope: Construct, props: LogGroupSubscriptionProps): string[] {
    const found = scope.node.root.node
      .findAll()
      .find((other) => other instanceof LogGroupSubscription && other.isOf(props.logGroup, scope));
    if (found instanceof LogGroupSubscription) return found.problems(props);
    new LogGroupSubscription(scope, 'ToLake', props);
    return [];
  }

  private constructor(
    scope: Construct,
    id: string,
    private readonly props: LogGroupSubscriptionProps,
  ) {
    super(scope, id);
    const { logGroup, lake, format } = props;
    const { resource } = new RawStream(this, 'Stream', { lake, format, source: StreamSource.CLOUD_WATCH });
    const role = exactRole(this, 'Role', {
      description: 'Hands flow log records on to a delivery stream',
      trust: subscriptionTrust(homeOf(this)),
    });
    for (const statement of cdkStatements(subscriptionStatements(resource.attrArn))) {
      role.addToPolicy(statement);
    }
    const filter = new logs.CfnSubscriptionFilter(this, 'Filter', {
      logGroupName: logGroup.logGroupName,
      destinationArn: resource.attrArn,
      roleArn: role.roleArn,
      filterPattern: '',
    });
    // CloudWatch Logs tries the role with a test record at once
    const policy = role.node.tryFindChild('DefaultPolicy');
    if (policy) filter.node.addDependency(policy);
  }

  private isOf({ logGroupName }: logs.ILogGroup, scope: Construct): boolean {
    return this.props.logGroup.logGroupName === logGroupName && !isElsewhere(scope, Stack.of(this));
  }

  private problems({ logGroup, lake, format }: LogGroupSubscriptionProps): string[] {
    const name = described(logGroup.logGroupName);
    if (lake !== this.props.lake) {
      return [`log group ${name} already goes to another lake (${this.node.path}): one is enough`];
    }
    if (format.id === this.props.format.id) return [];
    return [
      `log group ${name} goes to the lake with records of another format (${this.node.path}), and records in a ` +
        'group do not say their fields: take another group',
    ];
  }
}
