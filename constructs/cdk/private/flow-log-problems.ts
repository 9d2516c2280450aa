import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { isVpcOnly, ResourceKind } from '../../../aws/fields';
import type { LogFormat } from '../../../aws/format';
import type { FlowLogDestinationConfig } from '../flow-log-destination-config';
import type { FlowLogTargetConfig } from '../flow-log-target';
import type { VpcFlowLogsProps } from '../vpc-flow-logs-props';
import { targetEnvironmentProblems, targetIdProblems } from './target-problems';

/** All problems of a flow log: its props, its format for the target, its destinations. */
export function flowLogProblems(
  scope: Construct,
  props: VpcFlowLogsProps,
  target: FlowLogTargetConfig,
  format: LogFormat,
  destinations: readonly FlowLogDestinationConfig[],
): string[] {
  return [
    ...targetProblems(scope, props, target),
    ...nameProblems(props),
    ...transitGatewayProblems(props, target),
    ...formatProblems(format, target),
    ...destinationProblems(props, destinations),
    ...destinations.flatMap(({ problems }) => problems),
  ];
}

function targetProblems(
  scope: Construct,
  { vpc, target }: VpcFlowLogsProps,
  config: FlowLogTargetConfig,
): string[] {
  if (vpc && target) return ['vpc and target are both set: set one of them'];
  if (!vpc && !target) return ['neither vpc nor target is set: set one of them'];
  return [
    ...targetIdProblems(scope, config),
    ...targetEnvironmentProblems(scope, config),
    ...(config.problems ?? []),
  ];
}

/** Longest value of a tag. Source: Amazon EC2 User Guide, "Tag restrictions". */
export const MAX_NAME_LENGTH = 256;

function nameProblems({ flowLogName: name }: VpcFlowLogsProps): string[] {
  if (name === undefined || Token.isUnresolved(name)) return [];
  if (name.trim() === '') {
    return [
      `flowLogName is ${JSON.stringify(name)}: set a name, or remove the prop to use the path of the construct`,
    ];
  }
  if (name.length <= MAX_NAME_LENGTH) return [];
  return [`flowLogName has ${name.length} characters: expected at most ${MAX_NAME_LENGTH}`];
}

/** Source: Amazon VPC Transit Gateways guide, "Transit Gateway Flow Logs". */
function transitGatewayProblems(props: VpcFlowLogsProps, { kind }: FlowLogTargetConfig): string[] {
  if (kind !== ResourceKind.TRANSIT_GATEWAY) return [];
  const { trafficType, maxAggregationInterval: interval } = props;
  const problems: string[] = [];
  if (trafficType) {
    problems.push(`trafficType is ${trafficType}, but transit gateways always log all traffic: remove it`);
  }
  if (interval !== undefined && interval !== ec2.FlowLogMaxAggregationInterval.ONE_MINUTE) {
    problems.push(
      `maxAggregationInterval is ${interval} seconds, but transit gateways support 60 seconds only: remove it`,
    );
  }
  return problems;
}

function formatProblems(format: LogFormat, { kind, resourceType }: FlowLogTargetConfig): string[] {
  const problems: string[] = [];
  const ofTransitGateway = kind === ResourceKind.TRANSIT_GATEWAY;
  if (format.isTransitGateway && !ofTransitGateway) {
    problems.push(`format contains transit gateway fields, which VPC flow logs do not support: ${format}`);
  }
  const vpcFields = format.fields.filter(({ name }) => isVpcOnly(name));
  if (ofTransitGateway && vpcFields.length > 0) {
    problems.push(
      `format contains fields that flow logs of a ${resourceType} do not support: ${vpcFields.join(', ')}`,
    );
  }
  const tags = format.fieldsWithoutTag;
  if (tags.length > 0) {
    problems.push(
      `format contains ${tags.join(', ')} without a tag key: choose the keys with format.withTags(...) or remove the ` +
        'fields',
    );
  }
  return problems;
}

function destinationProblems(
  { destination, destinations }: VpcFlowLogsProps,
  bound: readonly FlowLogDestinationConfig[],
): string[] {
  if (destination && destinations) return ['destination and destinations are both set: set one of them'];
  if (destinations?.length === 0) return ['destinations is empty: add a destination or remove the prop'];
  const names = bound.map(({ logDestination, logGroupName }) => logDestination ?? logGroupName);
  // AWS rejects it: "There is an existing Flow Log with the same configuration and log destination"
  if (hasDuplicates(names)) return ['destinations contains the same destination twice: remove one'];
  const lakes = bound.flatMap(({ lake }) => (lake ? [lake.rawBucket.bucketArn] : []));
  if (!hasDuplicates(lakes)) return [];
  return [
    'destinations deliver every record to the same lake twice, which would create two rows for it: remove one',
  ];
}

function hasDuplicates(values: readonly unknown[]): boolean {
  return new Set(values).size < values.length;
}
