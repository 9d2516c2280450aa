import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { LogFormat } from '../../aws/format';
import { FlowLake } from './flow-lake';
import { FlowLogDestination } from './flow-log-destination';
import { FlowLogTarget } from './flow-log-target';
import { throwProblems } from './private/problems';

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
   * Which fields to write. A flow log can not be changed: another format means another flow log.
   *
   * @default LogFormat.RECOMMENDED
   */
  readonly format?: LogFormat;

  /**
   * Which traffic to log.
   *
   * @default ec2.FlowLogTrafficType.ALL
   */
  readonly trafficType?: ec2.FlowLogTrafficType;

  /**
   * The longest time for which packets are summed up in one record. Interfaces of Nitro instances never take more
   * than a minute, whatever is said here.
   *
   * @default ec2.FlowLogMaxAggregationInterval.TEN_MINUTES
   */
  readonly maxAggregationInterval?: ec2.FlowLogMaxAggregationInterval;
}

/**
 * Switches flow logs on, with all the permissions that their delivery needs.
 *
 * @throws Error with every problem of the props
 */
export class VpcFlowLogs extends Construct {
  /** Id of the flow log (`fl-...`). */
  readonly flowLogId: string;

  /** Fields of the flow log. */
  readonly format: LogFormat;

  constructor(scope: Construct, id: string, props: VpcFlowLogsProps) {
    super(scope, id);
    this.format = props.format ?? LogFormat.RECOMMENDED;
    const target = targetOf(props);
    const destination = props.destination ?? FlowLogDestination.toLake(FlowLake.ofStack(this));
    const { dependencies, problems, ...delivery } = destination.bind(this);
    throwProblems(this, [...targetProblems(props), ...formatProblems(this.format), ...problems]);

    const flowLog = new ec2.CfnFlowLog(this, 'Resource', {
      ...(target as FlowLogTarget).bind(),
      ...delivery,
      logFormat: this.format.toString(),
      trafficType: props.trafficType ?? ec2.FlowLogTrafficType.ALL,
      maxAggregationInterval: props.maxAggregationInterval ?? ec2.FlowLogMaxAggregationInterval.TEN_MINUTES,
    });
    flowLog.node.addDependency(...dependencies);
    Tags.of(flowLog).add('Name', this.node.path);
    this.flowLogId = flowLog.attrId;
  }
}

function targetOf({ vpc, target }: VpcFlowLogsProps): FlowLogTarget | undefined {
  return target ?? (vpc && FlowLogTarget.vpc(vpc));
}

function targetProblems({ vpc, target }: VpcFlowLogsProps): string[] {
  if (vpc && target) return ['both vpc and target are given: give one of them'];
  if (!vpc && !target) return ['neither vpc nor target is given: say what to log'];
  return [];
}

function formatProblems(format: LogFormat): string[] {
  const problems: string[] = [];
  if (format.isTransitGateway) {
    problems.push(`format has fields of transit gateways, which no VPC flow log writes: ${format}`);
  }
  const tags = format.fields.filter((field) => field.holdsTag);
  if (tags.length > 0) {
    problems.push(
      `${tags.join(', ')} need TagFieldSpecifications, which this version can not set: leave them out of the format`,
    );
  }
  return problems;
}
