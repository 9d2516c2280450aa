import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { isVpcOnly, ResourceKind } from '../../../aws/fields';
import type { LogFormat } from '../../../aws/format';
import type { FlowLogDestinationConfig } from '../flow-log-delivery';
import type { FlowLogTargetConfig } from '../flow-log-target';
import type { VpcFlowLogsProps } from '../vpc-flow-logs';

/** Everything that is wrong with a flow log. */
export function flowLogProblems(
  props: VpcFlowLogsProps,
  target: FlowLogTargetConfig,
  format: LogFormat,
  destinations: readonly FlowLogDestinationConfig[],
): string[] {
  return [
    ...targetProblems(props),
    ...transitGatewayProblems(props, target),
    ...formatProblems(format, target),
    ...destinationProblems(props, destinations),
    ...destinations.flatMap(({ problems }) => problems),
  ];
}

function targetProblems({ vpc, target }: VpcFlowLogsProps): string[] {
  if (vpc && target) return ['both vpc and target are given: give one of them'];
  if (!vpc && !target) return ['neither vpc nor target is given: say what to log'];
  return [];
}

/** Source: Amazon VPC Transit Gateways guide, "Transit Gateway Flow Logs". */
function transitGatewayProblems(props: VpcFlowLogsProps, { kind }: FlowLogTargetConfig): string[] {
  if (kind !== ResourceKind.TRANSIT_GATEWAY) return [];
  const { trafficType, maxAggregationInterval: interval } = props;
  const problems: string[] = [];
  if (trafficType) {
    problems.push(`trafficType is ${trafficType}, but transit gateways log all traffic: leave it out`);
  }
  if (interval !== undefined && interval !== ec2.FlowLogMaxAggregationInterval.ONE_MINUTE) {
    problems.push(
      `maxAggregationInterval is ${interval} seconds, but transit gateways take 60 alone: leave it out`,
    );
  }
  return problems;
}

function formatProblems(format: LogFormat, { kind, resourceType }: FlowLogTargetConfig): string[] {
  const problems: string[] = [];
  const ofTransitGateway = kind === ResourceKind.TRANSIT_GATEWAY;
  if (format.isTransitGateway && !ofTransitGateway) {
    problems.push(`format has fields of transit gateways, which no VPC flow log writes: ${format}`);
  }
  const vpcFields = format.fields.filter(({ name }) => isVpcOnly(name));
  if (ofTransitGateway && vpcFields.length > 0) {
    problems.push(`format has fields that no flow log of a ${resourceType} writes: ${vpcFields.join(', ')}`);
  }
  const tags = format.fieldsWithoutTag;
  if (tags.length > 0) {
    problems.push(
      `format has ${tags.join(', ')}, but no tag key is chosen for them: say which with format.withTags(...), ` +
        'or leave them out',
    );
  }
  return problems;
}

function destinationProblems(
  { destination, destinations }: VpcFlowLogsProps,
  bound: readonly FlowLogDestinationConfig[],
): string[] {
  if (destination && destinations) return ['both destination and destinations are given: give one of them'];
  if (destinations?.length === 0) return ['destinations is empty: name one, or leave it out'];
  const places = bound.map(({ logDestination, logGroupName }) => logDestination ?? logGroupName);
  // AWS: there is an existing flow log with the same configuration and log destination
  if (hasTwice(places)) return ['destinations name one place twice: name it once'];
  const lakes = bound.flatMap(({ lake }) => (lake ? [lake.rawBucket.bucketArn] : []));
  if (!hasTwice(lakes)) return [];
  return [
    'destinations bring every record to one lake twice, where it would be two rows: let one of them do it',
  ];
}

function hasTwice(values: readonly unknown[]): boolean {
  return new Set(values).size < values.length;
}
