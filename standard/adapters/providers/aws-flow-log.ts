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
import { pointedAddress } from './pointed-address';

/** Arguments for the target, with the target kind of each. */
const TARGETS: Readonly<Record<string, string>> = {
  vpc_id: TargetKind.VPC,
  subnet_id: TargetKind.SUBNET,
  eni_id: TargetKind.NETWORK_INTERFACE,
  transit_gateway_id: TargetKind.TRANSIT_GATEWAY,
  transit_gateway_attachment_id: TargetKind.TRANSIT_GATEWAY_ATTACHMENT,
  regional_nat_gateway_id: TargetKind.REGIONAL_NAT_GATEWAY,
};

/** `aws_flow_log`. Source: Terraform provider of AWS, `aws_flow_log`. */
export function awsFlowLog(resource: DeclaredResource, all: DeclaredResources): AwsFlowLog {
  const targets = Object.keys(TARGETS).filter((argument) => isSaid(resource.value(argument)));
  const [argument] = targets;
  const destinationType = textOf(resource, 'log_destination_type');
  return {
    ...factOf(resource, Cloud.AWS),
    target:
      argument === undefined || targets.length > 1
        ? unknown(argument === undefined ? 'it is not set' : `${targets.join(' and ')} are both set`)
        : pointedAddress(resource, argument, all),
    targetKind:
      argument === undefined || targets.length > 1
        ? unknown('what it is put on is known when it is applied')
        : known(TARGETS[argument] as string, argument),
    account: unknown('the account is that of the provider'),
    format: textOf(resource, 'log_format'),
    traffic: textOf(resource, 'traffic_type'),
    interval: numberOf(resource, 'max_aggregation_interval'),
    destinationType,
    ...optionsOf(resource),
    deliveryRole: roleOf(resource),
    destination: destinationOf(resource, all, destinationType),
  };
}

function isSaid(value: Value<unknown>): boolean {
  return !value.known || (value.value !== undefined && value.value !== null && value.value !== '');
}

function roleOf(resource: DeclaredResource): Value<boolean> {
  return known(isSaid(resource.value('iam_role_arn')), 'iam_role_arn');
}

function optionsOf(resource: DeclaredResource) {
  const at = 'destination_options';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) {
    const open = unknown(blocks.reason, at);
    return { fileFormat: open, hivePartitions: open, hourlyPartitions: open };
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
  // the older argument named a log group
  const at = isSaid(resource.value('log_destination')) ? 'log_destination' : 'log_group_name';
  const pointed = resource.pointed(at);
  if (!pointed.known) return unknown(pointed.reason, at);
  if (pointed.value === undefined) return unknown('no destination is given', at);
  const { to, rest } = pointed.value;
  const place = all.at(to) ?? namedBucket(all, to);
  if (place) return awsDestination(place, rest, all, at);
  if (!destinationType.known) return unknown(destinationType.reason, at);
  const kind = destinationType.value ?? DEFAULTS.destinationType;
  return known(externalDestination(kind as DestinationKind, `${to}${rest}`, factOf(resource, Cloud.AWS)), at);
}

/** A bucket of the app whose ARN was written out. */
function namedBucket(all: DeclaredResources, arn: string): DeclaredResource | undefined {
  const [, name] = /^arn:[^:]*:s3:::([^/]+)/.exec(arn) ?? [];
  if (name === undefined) return undefined;
  return all.ofType('aws_s3_bucket').find((bucket) => {
    const given = textOf(bucket, 'bucket');
    return given.known && given.value === name;
  });
}
