import { Annotations, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { ResourceKind } from '../../aws/fields';
import { LogFormat } from '../../aws/format';
import { type AwsSettings, awsContradictions, awsSettings } from '../../standard/apply/aws-settings';
import type { FlowLogStandard } from '../../standard/flow-log-standard';
import { throwProblems } from '../throw-problems';
import { FlowLake } from './flow-lake';
import type { FlowLogDestinationConfig } from './flow-log-delivery';
import { FlowLogDestination } from './flow-log-destination';
import { FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
import { flowLogProblems } from './private/flow-log-problems';
import { noteFormat } from './private/format-notes';

/** Props of `VpcFlowLogs`. */
export interface VpcFlowLogsProps {
  /**
   * The VPC to log.
   *
   * @default - what `target` says
   */
  readonly vpc?: ec2.IVpc;

  /**
   * What to log, if it is not a whole VPC.
   *
   * @default - the VPC in `vpc`
   */
  readonly target?: FlowLogTarget;

  /**
   * Where to deliver to.
   *
   * @default - the lake of the stack, which is made if there is none
   */
  readonly destination?: FlowLogDestination;

  /**
   * Where to deliver to, if it is to several places: a flow log is made for each. Add new ones at the end: by their
   * place in the list CloudFormation knows them.
   *
   * @default - the place in `destination`
   */
  readonly destinations?: FlowLogDestination[];

  /**
   * What the team wants of its flow logs: its format, traffic and interval are taken where nothing else is said, and a
   * prop that it does not allow is an error.
   *
   * @default - no standard
   */
  readonly standard?: FlowLogStandard;

  /**
   * Which fields to write. A flow log can not be changed: another format means another flow log.
   *
   * @default - that of the standard, else LogFormat.RECOMMENDED, or the format recommended for the kind of target
   */
  readonly format?: LogFormat;

  /**
   * Which traffic to log. Transit gateways log all, and take no choice.
   *
   * @default - that of the standard, else ec2.FlowLogTrafficType.ALL
   */
  readonly trafficType?: ec2.FlowLogTrafficType;

  /**
   * The longest time for which packets are summed up in one record. Interfaces of Nitro instances never take more
   * than a minute, whatever is said here; transit gateways take a minute only.
   *
   * @default - that of the standard, else ten minutes; one minute for transit gateways
   */
  readonly maxAggregationInterval?: ec2.FlowLogMaxAggregationInterval;
}

/**
 * Switches flow logs on, with all the permissions that their delivery needs.
 *
 * @throws Error with every problem of the props
 */
export class VpcFlowLogs extends Construct {
  /** Id of the flow log (`fl-...`); of the first, where there are several destinations. */
  readonly flowLogId: string;

  /** Ids of all flow logs, in the order of the destinations. */
  readonly flowLogIds: string[];

  /** Fields of the flow log. */
  readonly format: LogFormat;

  constructor(scope: Construct, id: string, props: VpcFlowLogsProps) {
    super(scope, id);
    const target = targetOf(props);
    const settings = props.standard && awsSettings(props.standard.resolved, target.kind);
    this.format = props.format ?? settings?.format ?? LogFormat.recommendedFor(target.kind);
    const bound = this.destinationsOf(props).map((destination, index) =>
      destination.bind(this.scopeOf(index), { format: this.format, target }),
    );
    throwProblems(this, [
      ...flowLogProblems(props, target, this.format, bound),
      ...(props.standard ? awsContradictions(props.standard.resolved, given(props), target.kind) : []),
    ]);
    if (props.format) noteFormat(Annotations.of(this), props.format, target.kind);
    this.flowLogIds = bound.map(
      (destination, index) =>
        this.flowLog(index, { ...settings, ...given(props) }, target, destination).attrId,
    );
    this.flowLogId = this.flowLogIds[0] as string;
  }

  private destinationsOf({ destination, destinations, standard }: VpcFlowLogsProps): FlowLogDestination[] {
    const given = [...(destination ? [destination] : []), ...(destinations ?? [])];
    return given.length > 0 ? given : [FlowLogDestination.toLake(FlowLake.ofStack(this, { standard }))];
  }

  /** What belongs to the first destination stands beside the flow log, what belongs to others below them. */
  private scopeOf(index: number): Construct {
    return index === 0 ? this : new Construct(this, `Destination${index + 1}`);
  }

  private flowLog(
    index: number,
    { traffic, interval }: Partial<AwsSettings>,
    { resourceType, resourceId, kind }: FlowLogTargetConfig,
    { dependencies, problems: _, lake: __, ...delivery }: FlowLogDestinationConfig,
  ): ec2.CfnFlowLog {
    const { format } = this;
    const flowLog = new ec2.CfnFlowLog(this, index === 0 ? 'Resource' : `Resource${index + 1}`, {
      resourceType,
      resourceId,
      ...delivery,
      logFormat: format.toString(),
      ...(kind === ResourceKind.TRANSIT_GATEWAY
        ? { maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE }
        : {
            trafficType: traffic ?? ec2.FlowLogTrafficType.ALL,
            maxAggregationInterval: interval ?? ec2.FlowLogMaxAggregationInterval.TEN_MINUTES,
          }),
      tagFieldSpecifications:
        format.tags.length === 0
          ? undefined
          : format.tags.map(({ resource, keys }) => ({ resourceType: resource, tagKeys: keys })),
    });
    flowLog.node.addDependency(...dependencies);
    Tags.of(flowLog).add('Name', this.node.path);
    return flowLog;
  }
}

/** What the props say of what a standard can say too. */
function given({ format, trafficType, maxAggregationInterval }: VpcFlowLogsProps): Partial<AwsSettings> {
  return {
    ...(format !== undefined && { format }),
    ...(trafficType !== undefined && { traffic: trafficType }),
    ...(maxAggregationInterval !== undefined && { interval: maxAggregationInterval }),
  };
}

/** Something to go on with where no target is given, so that all problems can be told together. */
const NO_TARGET: FlowLogTargetConfig = {
  resourceType: 'VPC',
  resourceId: '',
  kind: ResourceKind.VPC,
  arnType: 'vpc',
};

function targetOf({ vpc, target }: VpcFlowLogsProps): FlowLogTargetConfig {
  return (target ?? (vpc && FlowLogTarget.vpc(vpc)))?.bind() ?? NO_TARGET;
}
