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
   * The team's standard: see `VpcFlowLogsProps.standard`.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * The destination of the added flow logs.
   *
   * @default - the lake of each VPC's stack (`FlowLake.ofStack`)
   */
  readonly destination?: FlowLogDestination;

  /**
   * Construct paths to skip, with everything below them.
   *
   * @example
   * Aspects.of(app).add(new MissingFlowLogs({ exclude: ['SandboxStack', 'NetworkStack/Test'] }), {
   *   priority: AspectPriority.MUTATING,
   * });
   *
   * @default - no VPC is skipped
   */
  readonly exclude?: string[];
}

/** Id of the added construct, a sibling of the VPC resource. */
const ID = 'MissingFlowLogs';

/**
 * An Aspect that adds flow logs to every VPC of the app that has none.
 *
 * The Aspect finds flow logs in all stacks of the app. Exclude VPCs whose flow logs are created outside the app.
 *
 * @example
 * Aspects.of(app).add(new MissingFlowLogs(), { priority: AspectPriority.MUTATING });
 */
export class MissingFlowLogs implements IAspect {
  private loggedIds: ReadonlySet<string> | undefined;

  constructor(private readonly props: MissingFlowLogsProps = {}) {}

  visit(node: IConstruct): void {
    if (!(node instanceof ec2.CfnVPC) || this.isExcluded(node)) return;
    this.loggedIds ??= loggedResourceIds(node.node.root);
    const { scope = node } = node.node;
    if (this.loggedIds.has(node.ref) || scope.node.tryFindChild(ID)) return;
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

/** Resource ids of all flow logs of the app. A reference to a VPC is the same token wherever it is used. */
function loggedResourceIds(root: IConstruct): Set<string> {
  const flowLogs = root.node
    .findAll()
    .filter(
      (node): node is ec2.CfnFlowLog =>
        CfnResource.isCfnResource(node) && node.cfnResourceType === FLOW_LOG_TYPE,
    );
  return new Set(flowLogs.map(({ resourceId }) => resourceId));
}
