import { CfnResource, type IAspect } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { FLOW_LOG_TYPE } from '../../aws/flow-log';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { FlowLogDestination } from './flow-log-destination';
import { FlowLogTarget } from './flow-log-target';
import { VpcFlowLogs } from './vpc-flow-logs';

/** Props of `MissingFlowLogs`. */
export interface MissingFlowLogsProps {
  /**
   * What the team wants of its flow logs.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * Where flow logs are delivered that are added.
   *
   * @default - the lake of each VPC's stack, which is made if there is none
   */
  readonly destination?: FlowLogDestination;

  /**
   * Paths of constructs whose VPCs are left as they are.
   *
   * @default - none
   */
  readonly exclude?: string[];
}

/** Id of the construct that is added beside a VPC. */
const ID = 'MissingFlowLogs';

/**
 * Adds flow logs to every VPC of an app that has none:
 * `Aspects.of(app).add(new MissingFlowLogs({ standard }), { priority: AspectPriority.MUTATING })`. A flow log counts in
 * whichever stack it is. VPCs whose flow logs are made outside of the app are to be excluded.
 */
export class MissingFlowLogs implements IAspect {
  private logged: ReadonlySet<string> | undefined;

  constructor(private readonly props: MissingFlowLogsProps = {}) {}

  visit(node: IConstruct): void {
    if (!(node instanceof ec2.CfnVPC) || this.isExcluded(node)) return;
    this.logged ??= loggedIn(node.node.root);
    const { scope = node } = node.node;
    if (this.logged.has(node.ref) || scope.node.tryFindChild(ID)) return;
    const { standard, destination } = this.props;
    new VpcFlowLogs(scope, ID, {
      target: FlowLogTarget.vpcById(node.ref),
      ...(standard && { standard }),
      ...(destination && { destination }),
    });
  }

  private isExcluded({ node: { path } }: IConstruct): boolean {
    return (this.props.exclude ?? []).some((each) => path === each || path.startsWith(`${each}/`));
  }
}

/** What the flow logs of an app are put on: a reference to a VPC is the same token wherever it is used. */
function loggedIn(root: IConstruct): Set<string> {
  const flowLogs = root.node
    .findAll()
    .filter(
      (node): node is ec2.CfnFlowLog =>
        CfnResource.isCfnResource(node) && node.cfnResourceType === FLOW_LOG_TYPE,
    );
  return new Set(flowLogs.map(({ resourceId }) => resourceId));
}
