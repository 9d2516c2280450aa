import { Annotations, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { ResourceKind } from '../../aws/fields';
import { DEFAULT_FILE_FORMAT, FLOW_LOG_TYPE } from '../../aws/flow-log';
import { LogFormat } from '../../aws/format';
import { type AwsSettings, awsContradictions, awsSettings } from '../../standard/apply/aws-settings';
import { throwProblems } from '../throw-problems';
import { FlowLake } from './flow-lake';
import type { FlowLogContext } from './flow-log-context';
import { FlowLogDestination } from './flow-log-destination';
import type { FlowLogDestinationConfig } from './flow-log-destination-config';
import { type FlowLogResource, FlowLogTarget, type FlowLogTargetConfig } from './flow-log-target';
import { annotateFormat } from './private/annotate-format';
import { registerFlowLog } from './private/app-flow-logs';
import { flowLogProblems, MAX_NAME_LENGTH } from './private/flow-log-problems';
import { overlapProblems } from './private/overlaps';
import type { S3FlowLogOptions } from './s3-destination-options';
import type { VpcFlowLogsProps } from './vpc-flow-logs-props';

/**
 * Flow logs of a VPC, or of another target, with the permissions that their delivery needs.
 *
 * By default they deliver to the lake of the stack, which the construct creates if it does not exist.
 *
 * @throws Error with every problem of the props
 *
 * @example
 * new VpcFlowLogs(this, 'FlowLogs', { vpc });
 */
export class VpcFlowLogs extends Construct {
  /** Id of the flow log (`fl-...`). With several destinations or subnets, the id of the first one's flow log. */
  readonly flowLogId: string;

  /** Ids of the flow logs, in the order of the destinations; for each destination, in the order of the target's subnets. */
  readonly flowLogIds: string[];

  /** Fields of the records. */
  readonly format: LogFormat;

  constructor(scope: Construct, id: string, props: VpcFlowLogsProps) {
    super(scope, id);
    const target = targetOf(props);
    const settings = props.standard && awsSettings(props.standard.resolved, target.kind);
    this.format = props.format ?? settings?.format ?? LogFormat.recommendedFor(target.kind);
    const context: FlowLogContext = {
      format: this.format,
      target,
      standard: props.standard,
    };
    const bound = this.destinationsOf(props).map((destination, index) =>
      destination.bind(this.scopeOf(index), context),
    );
    throwProblems(this, [
      ...flowLogProblems(this, props, target, this.format, bound),
      ...(props.standard ? awsContradictions(props.standard.resolved, given(props), target.kind) : []),
    ]);
    if (props.format) annotateFormat(Annotations.of(this), props.format, target.kind);
    const { resourceId, resources = [{ resourceId }] } = target;
    const name = props.flowLogName ?? this.node.path.slice(-MAX_NAME_LENGTH);
    this.flowLogIds = bound.flatMap((destination, index) =>
      resources.map((resource) => {
        const common = { ...settings, ...given(props), name };
        return this.flowLog(index, common, { ...target, ...resource }, destination).attrId;
      }),
    );
    this.flowLogId = this.flowLogIds[0] ?? '';
    if (resources.length === 0) {
      // not thrown: the first synthesis of an app that looks up its VPC can have no subnets
      Annotations.of(this).addError('target has no subnets: select at least one');
    }
    // tags of the app on this construct override it, and tags on its scopes do not
    Tags.of(this).add('Name', name, { includeResourceTypes: [FLOW_LOG_TYPE] });
    this.node.addValidation({ validate: () => overlapProblems(this) });
  }

  private destinationsOf({ destination, destinations }: VpcFlowLogsProps): FlowLogDestination[] {
    const given = [...(destination ? [destination] : []), ...(destinations ?? [])];
    return given.length > 0 ? given : [FlowLogDestination.toLake(FlowLake.ofStack(this))];
  }

  /** Scope of a destination's constructs: those of the first are siblings of the flow log, so ids stay as they are. */
  private scopeOf(index: number): Construct {
    return index === 0 ? this : new Construct(this, `Destination${index + 1}`);
  }

  private flowLog(
    index: number,
    { traffic, interval, name }: Partial<AwsSettings> & { readonly name: string },
    { resourceType, resourceId, id, kind }: FlowLogTargetConfig & Partial<FlowLogResource>,
    { dependencies, problems: _, lake, destinationOptions, ...delivery }: FlowLogDestinationConfig,
  ): ec2.CfnFlowLog {
    const { format } = this;
    const prefix = index === 0 ? 'Resource' : `Resource${index + 1}`;
    const flowLog = new ec2.CfnFlowLog(this, id === undefined ? prefix : `${prefix}-${id}`, {
      resourceType,
      resourceId,
      ...delivery,
      destinationOptions: destinationOptions && cfnDestinationOptions(destinationOptions),
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
      // without feature flags, CDK does not apply tags to what an Aspect adds
      tags: [{ key: 'Name', value: name }],
    });
    registerFlowLog(flowLog, lake);
    flowLog.node.addDependency(...dependencies);
    return flowLog;
  }
}

/** Returns the options with the property names of CloudFormation. */
function cfnDestinationOptions(options: S3FlowLogOptions): Record<string, unknown> {
  return {
    FileFormat: options.fileFormat ?? DEFAULT_FILE_FORMAT,
    HiveCompatiblePartitions: options.hiveCompatiblePartitions ?? false,
    PerHourPartition: options.perHourPartition ?? false,
  };
}

/** The settings of the props that a standard can set, too. */
function given({ format, trafficType, maxAggregationInterval }: VpcFlowLogsProps): Partial<AwsSettings> {
  return {
    ...(format !== undefined && { format }),
    ...(trafficType !== undefined && { traffic: trafficType }),
    ...(maxAggregationInterval !== undefined && { interval: maxAggregationInterval }),
  };
}

/** Stands for a missing target, so that the error lists all other problems, too. */
const NO_TARGET: FlowLogTargetConfig = {
  resourceType: 'VPC',
  resourceId: '',
  kind: ResourceKind.VPC,
  arnType: 'vpc',
};

function targetOf({ vpc, target }: VpcFlowLogsProps): FlowLogTargetConfig {
  return (target ?? (vpc && FlowLogTarget.vpc(vpc)))?.bind() ?? NO_TARGET;
}
