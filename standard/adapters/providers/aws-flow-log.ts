import { TargetKind } from '../../../aws/flow-log';
import {
  type AwsFlowLog,
  Cloud,
  type Destination,
  type DestinationKind,
  known,
  unknown,
  type Value,
} from '../../facts';
import { DEFAULTS } from '../../facts/allowed-values';
import { externalDestination } from '../../facts/external-destination';
import { awsDestination } from './aws-destination';
import {
  blocksOf,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  numberOf,
  textOf,
} from './declared-resource';
import { referencedAddress } from './referenced-address';

/** Arguments for the target, with the target kind of each. */
const TARGETS: Readonly<Record<string, string>> = {
  vpc_id: TargetKind.VPC,
  subnet_id: TargetKind.SUBNET,
  eni_id: TargetKind.NETWORK_INTERFACE,
  transit_gateway_id: TargetKind.TRANSIT_GATEWAY,
  transit_gateway_attachment_id: TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
  regional_nat_gateway_id: TargetKind.REGIONAL_NAT_GATEWAY,
};

/** Returns the facts of an `aws_flow_log`. Source: Terraform provider of AWS, `aws_flow_log`. */
export function awsFlowLog(resource: DeclaredResource, all: DeclaredResources): AwsFlowLog {
  const targets = Object.keys(TARGETS).filter((argument) => isSet(resource.value(argument)));
  const [argument] = targets;
  const destinationType = textOf(resource, 'log_destination_type');
  return {
    ...factOf(resource, Cloud.AWS),
    target:
      argument === undefined || targets.length > 1
        ? unknown(argument === undefined ? 'it is not set' : `${targets.join(' and ')} are both set`)
        : referencedAddress(resource, argument, all),
    targetKind:
      argument === undefined || targets.length > 1
        ? unknown('the flow log does not have exactly one target argument')
        : known(TARGETS[argument] as string, argument),
    account: unknown('the provider configuration determines the account'),
    format: textOf(resource, 'log_format'),
    traffic: textOf(resource, 'traffic_type'),
    interval: numberOf(resource, 'max_aggregation_interval'),
    destinationType,
    ...optionsOf(resource),
    deliveryRole: roleOf(resource),
    destination: destinationOf(resource, all, destinationType),
  };
}

function isSet(value: Value<unknown>): boolean {
  return !value.known || (value.value !== undefined && value.value !== null && value.value !== '');
}

function roleOf(resource: DeclaredResource): Value<boolean> {
  return known(isSet(resource.value('iam_role_arn')), 'iam_role_arn');
}

function optionsOf(resource: DeclaredResource) {
  const at = 'destination_options';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) {
    const value = unknown(blocks.reason, at);
    return { fileFormat: value, hivePartitions: value, hourlyPartitions: value };
  }
  const {
    file_format: format,
    hive_compatible_partitions: hive,
    per_hour_partition: hourly,
  } = blocks.value[0] ?? {};
  return {
    fileFormat: known(format === undefined || format === null ? undefined : String(format), at),
    hivePartitions: known(String(hive) === 'true', at),
    hourlyPartitions: known(String(hourly) === 'true', at),
  };
}

function destinationOf(
  resource: DeclaredResource,
  all: DeclaredResources,
  destinationType: Value<string | undefined>,
): Value<Destination> {
  // log_group_name is the deprecated argument for a log group
  const at = isSet(resource.value('log_destination')) ? 'log_destination' : 'log_group_name';
  const reference = resource.reference(at);
  if (!reference.known) return unknown(reference.reason, at);
  if (reference.value === undefined) return unknown('no destination is set', at);
  const { target, suffix } = reference.value;
  const destination = all.at(target) ?? bucketByArn(all, target);
  if (destination) return awsDestination(destination, suffix, all, at);
  if (!destinationType.known) return unknown(destinationType.reason, at);
  const kind = destinationType.value ?? DEFAULTS.destinationType;
  return known(
    externalDestination(kind as DestinationKind, `${target}${suffix}`, factOf(resource, Cloud.AWS)),
    at,
  );
}

/** Finds a bucket of the app by a literal ARN. */
function bucketByArn(all: DeclaredResources, arn: string): DeclaredResource | undefined {
  const [, name] = /^arn:[^:]*:s3:::([^/]+)/.exec(arn) ?? [];
  if (name === undefined) return undefined;
  return all.ofType('aws_s3_bucket').find((bucket) => {
    const bucketName = textOf(bucket, 'bucket');
    return bucketName.known && bucketName.value === name;
  });
}
