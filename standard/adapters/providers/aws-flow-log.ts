import { TargetKind } from '../../../aws/flow-log';
import { unknownText } from '../../../flows/partial-text';
import {
  type AwsFlowLog,
  Cloud,
  type Destination,
  type DestinationKind,
  known,
  mapValue,
  type Unknown,
  UnknownCause,
  unknown,
  unknownAt,
  type Value,
} from '../../facts';
import { DEFAULTS } from '../../facts/allowed-values';
import { externalDestination } from '../../facts/external-destination';
import { invalidDestination } from '../../facts/invalid-destination';
import { folderIn } from '../../facts/key-folder';
import { awsDestination } from './aws-destination';
import { roleFact } from './aws-policies';
import {
  accountOf,
  blocksOf,
  blockValue,
  type DeclaredResource,
  type DeclaredResources,
  factOf,
  numberOf,
  textOf,
} from './declared-resource';
import { replaceable } from './immutable-arguments';
import { homeOf } from './provider-texts';
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
  const refusedTarget = targetProblem(resource, targets);
  const destinationType = textOf(resource, 'log_destination_type');
  const region = textOf(resource, 'region');
  return {
    ...factOf(resource, Cloud.AWS),
    ...replaceable(resource, all),
    target: refusedTarget ?? referencedAddress(resource, argument as string, all),
    targetKind: refusedTarget ?? known(TARGETS[argument as string] as string, argument),
    account: accountOf(resource, 'account'),
    ...(isText(region) && { region }),
    format: textOf(resource, 'log_format'),
    traffic: textOf(resource, 'traffic_type'),
    // the provider sends its default, also for transit gateways
    interval: mapValue(
      numberOf(resource, 'max_aggregation_interval'),
      (seconds) => seconds ?? DEFAULTS.interval,
    ),
    destinationType,
    ...optionsOf(resource),
    deliveryRole: isGiven(resource, 'iam_role_arn'),
    crossAccountRole: isGiven(resource, 'deliver_cross_account_role'),
    hasTagKeys: isGiven(resource, 'tag_field_specifications'),
    roles: {
      own: roleFact(resource, 'iam_role_arn', all),
      crossAccount: roleFact(resource, 'deliver_cross_account_role', all),
    },
    home: homeOf(resource),
    destination: destinationOf(resource, all, destinationType),
  };
}

/** Why the target is unknown: the provider accepts exactly one target argument. */
function targetProblem(resource: DeclaredResource, targets: readonly string[]): Unknown<never> | undefined {
  if (targets.length === 1) return undefined;
  if (targets.length === 0)
    return unknown(`none of ${Object.keys(TARGETS).join(', ')} is set`, undefined, UnknownCause.NOT_SET);
  // an expression can be null
  const isSure = targets.filter((argument) => resource.value(argument).known).length > 1;
  const reason = `${targets.join(' and ')} are set`;
  return unknown(reason, targets[1], isSure ? UnknownCause.CONFLICT : undefined);
}

function isSet(value: Value<unknown>): boolean {
  return !value.known || (value.value !== undefined && value.value !== null && value.value !== '');
}

/** Whether a value is a text or unknown. Since version 6 of the provider, resources can state their region. */
function isText(value: Value<string | undefined>): value is Value<string> {
  return !value.known || value.value !== undefined;
}

/** Whether an argument is set. An expression without a known target can be null. */
function isGiven(resource: DeclaredResource, argument: string): Value<boolean> {
  const value = resource.value(argument);
  if (value.known) return known(isSet(value), argument);
  const reference = resource.reference(argument);
  return reference.known && reference.value ? known(true, argument) : unknownAt(value, argument);
}

function optionsOf(resource: DeclaredResource) {
  const at = 'destination_options';
  const blocks = blocksOf(resource.value(at));
  if (!blocks.known) {
    const value = unknownAt(blocks, at);
    return { fileFormat: value, hivePartitions: value, hourlyPartitions: value, hasOptions: value };
  }
  const {
    file_format: format,
    hive_compatible_partitions: hive,
    per_hour_partition: hourly,
  } = blocks.value[0] ?? {};
  return {
    fileFormat: optionOf(format, at, (value) => (value === undefined ? undefined : String(value))),
    hivePartitions: optionOf(hive, at, (value) => String(value) === 'true'),
    hourlyPartitions: optionOf(hourly, at, (value) => String(value) === 'true'),
    hasOptions: known(blocks.value.length > 0, at),
  };
}

/** Returns an option, which an expression can make unknown. */
function optionOf<T>(option: unknown, at: string, change: (value: unknown) => T): Value<T> {
  const value = blockValue(option);
  return value.known ? known(change(value.value), at) : unknownAt(value, at);
}

function destinationOf(
  resource: DeclaredResource,
  all: DeclaredResources,
  destinationType: Value<string | undefined>,
): Value<Destination> {
  const conflict = ['log_destination', 'log_group_name'].every((argument) => {
    const value = resource.value(argument);
    return value.known && isSet(value);
  });
  if (conflict)
    return unknown('log_destination and log_group_name are set', 'log_group_name', UnknownCause.CONFLICT);
  // log_group_name is the deprecated argument for a log group
  const at = isSet(resource.value('log_destination')) ? 'log_destination' : 'log_group_name';
  const reference = resource.reference(at);
  const isExternal = reference.known && reference.value !== undefined && !all.at(reference.value.target);
  // a rule checks the texts of external destinations
  const invalid = at === 'log_destination' && !isExternal && withoutArn(resource, at);
  if (invalid) return invalid;
  if (!reference.known) return unknownAt(reference, at);
  if (reference.value === undefined) return unknown('no destination is set', at, UnknownCause.NOT_SET);
  const { target, suffix, isOpen } = reference.value;
  const destination = all.at(target) ?? bucketByArn(all, target);
  const folder = isOpen ? unknownText('the folder is known only after the apply') : folderIn(`arn${suffix}`);
  if (destination) return awsDestination(destination, folder, all, at);
  if (!destinationType.known) return unknownAt(destinationType, at);
  const kind = destinationType.value ?? DEFAULTS.destinationType;
  return known(
    externalDestination(kind as DestinationKind, `${target}${suffix}`, factOf(resource, Cloud.AWS)),
    at,
  );
}

/** Returns an invalid destination for a text that starts like no ARN. */
function withoutArn(resource: DeclaredResource, at: string): Value<Destination> | undefined {
  const value = textOf(resource, at);
  const text = value.known ? value.value : resource.partialText?.(at);
  return text === undefined ? undefined : invalidDestination(text, at);
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
