import { Resource, Stack } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import type { LogFormat } from '../../../../aws/format';
import { subscriptionStatements, subscriptionTrust } from '../../../../aws/policies';
import { StreamSource } from '../../../../aws/stream-key';
import type { IFlowLake } from '../../i-flow-lake';
import { cdkStatements } from '../add-statements';
import { isInOtherEnvironment } from '../environment';
import { homeOf } from '../flow-log-home';
import { displayName } from '../printable';
import { RawStream } from '../raw-stream';
import { roleWithTrust } from '../role-with-trust';

export interface LogGroupSubscriptionProps {
  readonly logGroup: logs.ILogGroup;
  readonly lake: IFlowLake;
  readonly format: LogFormat;
}

/** What `ensure` found or created. */
export interface EnsuredSubscription {
  /** Empty if the subscription sends the records to the lake. */
  readonly problems: string[];
  /** What CloudFormation must create before the flow log: CloudWatch Logs sends only records that arrive later. */
  readonly dependencies: IDependable[];
}

/**
 * A subscription that sends the records of a log group to a lake, through a delivery stream. It sends the records of all
 * flow logs that write to the group, so a group has only one.
 */
export class LogGroupSubscription extends Construct {
  /** Creates the subscription of a log group, unless the app has one. */
  static ensure(scope: Construct, props: LogGroupSubscriptionProps): EnsuredSubscription {
    const found = scope.node.root.node
      .findAll()
      .find((other) => other instanceof LogGroupSubscription && other.subscribesTo(props.logGroup, scope));
    if (found instanceof LogGroupSubscription) {
      return { problems: found.problems(props), dependencies: found.isBefore(scope) ? [found.filter] : [] };
    }
    const { filter } = new LogGroupSubscription(scope, 'ToLake', props);
    return { problems: [], dependencies: [filter] };
  }

  private readonly filter: logs.CfnSubscriptionFilter;

  private constructor(
    scope: Construct,
    id: string,
    private readonly props: LogGroupSubscriptionProps,
  ) {
    super(scope, id);
    const { logGroup, lake, format } = props;
    const { resource } = new RawStream(this, 'Stream', { lake, format, source: StreamSource.CLOUD_WATCH });
    const role = roleWithTrust(this, 'Role', {
      description: 'Sends flow log records to a delivery stream',
      trust: subscriptionTrust(homeOf(this)),
    });
    for (const statement of cdkStatements(subscriptionStatements(resource.attrArn))) {
      role.addToPolicy(statement);
    }
    this.filter = new logs.CfnSubscriptionFilter(this, 'Filter', {
      logGroupName: logGroup.logGroupName,
      destinationArn: resource.attrArn,
      roleArn: role.roleArn,
      filterPattern: '',
    });
    // CloudWatch Logs sends a test record when the filter is created, which needs the policy
    const policy = role.node.tryFindChild('DefaultPolicy');
    if (policy) this.filter.node.addDependency(policy);
  }

  private subscribesTo({ logGroupName }: logs.ILogGroup, scope: Construct): boolean {
    return this.props.logGroup.logGroupName === logGroupName && !isInOtherEnvironment(scope, Stack.of(this));
  }

  /**
   * Whether a flow log can depend on this subscription. It depends on the stack of its log group. Any other stack may
   * depend on that of the flow log.
   */
  private isBefore(scope: Construct): boolean {
    const stack = Stack.of(this);
    const { logGroup } = this.props;
    return stack === Stack.of(scope) || (Resource.isOwnedResource(logGroup) && Stack.of(logGroup) === stack);
  }

  private problems({ logGroup, lake, format }: LogGroupSubscriptionProps): string[] {
    const name = displayName(logGroup, logGroup.logGroupName);
    if (lake !== this.props.lake) {
      return [
        `log group ${name} already has a subscription to another lake (${this.node.path}): use that lake`,
      ];
    }
    if (format.id === this.props.format.id) return [];
    return [
      `log group ${name} already receives records of another format (${this.node.path}), and its records have no ` +
        'header line: use another log group',
    ];
  }
}
