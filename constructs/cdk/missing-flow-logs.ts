import { AspectPriority, Aspects, type CfnResource, type IAspect, Stage } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import type { FlowLogDestination } from './flow-log-destination';
import { FlowLogTarget } from './flow-log-target';
import { isVpc, VpcCoverage } from './private/vpc-coverage';
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
 * A VPC has flow logs if one of them records the VPC, or if each of its subnets has one. The Aspect finds flow logs in
 * all stacks of the app. Exclude VPCs whose flow logs are created outside the app.
 *
 * CDK does not apply the Aspects of an app to its Stages: use `addTo`.
 *
 * @example
 * Aspects.of(app).add(new MissingFlowLogs(), { priority: AspectPriority.MUTATING });
 */
export class MissingFlowLogs implements IAspect {
  /**
   * Adds the Aspect to an app, a Stage, a stack or another scope, and to all Stages in it. Call it after the Stages
   * exist, and before a pipeline of CDK Pipelines adds them.
   *
   * @example
   * MissingFlowLogs.addTo(app, { exclude: ['Sandbox'] });
   */
  static addTo(scope: IConstruct, props: MissingFlowLogsProps = {}): void {
    const aspect = new MissingFlowLogs(props);
    const stages = scope.node.findAll().filter((node) => Stage.isStage(node));
    for (const each of new Set([scope, ...stages]))
      Aspects.of(each).add(aspect, { priority: AspectPriority.MUTATING });
  }

  private readonly coverage = new WeakMap<IConstruct, VpcCoverage>();
  private readonly parentsOfStages = new WeakSet<IConstruct>();

  constructor(private readonly props: MissingFlowLogsProps = {}) {}

  visit(node: IConstruct): void {
    if (node.node.children.some((child) => Stage.isStage(child))) this.validateStagesIn(node);
    if (!isVpc(node) || this.isExcluded(node) || this.hasFlowLogs(node)) return;
    const { standard, destination } = this.props;
    new VpcFlowLogs(scopeFor(node), idFor(node), {
      target: FlowLogTarget.vpcById(node.ref),
      ...(standard && { standard }),
      ...(destination && { destination }),
    });
  }

  /** Whether a VPC has flow logs, including those that Aspects have added beside it since the first visit. */
  private hasFlowLogs(vpc: CfnResource): boolean {
    const { root } = vpc.node;
    const coverage = this.coverage.get(root) ?? new VpcCoverage(root);
    this.coverage.set(root, coverage);
    return coverage.has(vpc) || new VpcCoverage(scopeFor(vpc)).has(vpc);
  }

  /** Reports VPCs in Stages, which CDK has synthesized before it invokes the Aspects of the scope around them. */
  private validateStagesIn(scope: IConstruct): void {
    if (this.parentsOfStages.has(scope)) return;
    this.parentsOfStages.add(scope);
    scope.node.addValidation({ validate: () => this.stageProblems(scope) });
  }

  private stageProblems({ node }: IConstruct): string[] {
    const coverage = new VpcCoverage(node.root);
    return node.children
      .filter((child) => Stage.isStage(child))
      .flatMap((stage) => stage.node.findAll().filter(isVpc))
      .filter((vpc) => !this.isExcluded(vpc) && !coverage.has(vpc))
      .map(
        (vpc) =>
          `MissingFlowLogs adds no flow logs to ${vpc.node.path}: CDK does not apply Aspects to the Stages in their ` +
          `scope (${Stage.of(vpc)?.node.path}). Call MissingFlowLogs.addTo(app) after the Stages exist and before a ` +
          'pipeline adds them, or exclude the VPC',
      );
  }

  private isExcluded({ node: { path } }: IConstruct): boolean {
    return (this.props.exclude ?? []).some((each) => path === each || path.startsWith(`${each}/`));
  }
}

function scopeFor(vpc: CfnResource): Construct {
  return (vpc.node.scope ?? vpc) as Construct;
}

/** The id of the added construct. A scope can contain several VPC resources: the first one has the plain id. */
function idFor(vpc: CfnResource): string {
  const first = scopeFor(vpc).node.children.find(isVpc);
  return first === undefined || first === vpc ? ID : `${ID}${vpc.node.id}`;
}
