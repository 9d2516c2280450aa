import { displayed, isSameText, unknownText } from '../../flows/partial-text';
import { unknownAt, type Value } from '../../flows/value';
import { type AwsFlowLog, type DeliveryAccess, type Destination, DestinationKind } from '../facts';
import { bucketSteps } from './bucket-steps';
import { ALLOWED_STEP, type DeliveryStep, deniedStep, stepUndecidedBy, undecidedStep } from './delivery-step';
import { bucketKeySteps, logGroupKeySteps } from './key-steps';
import { logGroupRoleSteps, streamRoleSteps } from './role-steps';

/**
 * Evaluates the requests of a delivery to a destination. The policies and the key of a destination of another type than the
 * flow log states are not evaluated: AWS rejects such a flow log, which FLS305 reports.
 */
export function deliverySteps(
  flowLog: AwsFlowLog,
  kind: string,
  destination: Value<Destination>,
): DeliveryStep[] {
  if (kind === DestinationKind.LOG_GROUP) return logGroupSteps(flowLog, destination);
  if (kind === DestinationKind.S3) {
    if (destination.known && (destination.value.isDeliveryAttested || isOfOtherKind(destination, kind)))
      return [];
    const access = accessOf(destination);
    if (!access.known) return [stepUndecidedBy(access)];
    return [...bucketSteps(flowLog, access.value), ...bucketKeySteps(flowLog, access.value)];
  }
  if (kind === DestinationKind.FIREHOSE) return streamSteps(flowLog, destination);
  return [];
}

function isOfOtherKind(destination: Value<Destination>, kind: string): boolean {
  return destination.known && destination.value.kind !== kind;
}

function accessOf(destination: Value<Destination>): Value<DeliveryAccess> {
  return destination.known ? destination.value.access : unknownAt(destination);
}

function logGroupSteps(flowLog: AwsFlowLog, destination: Value<Destination>): DeliveryStep[] {
  const { own } = flowLog.roles;
  const access = isOfOtherKind(destination, DestinationKind.LOG_GROUP) ? undefined : accessOf(destination);
  const opened = access?.known ? access.value : undefined;
  const keySteps =
    access === undefined ? [] : access.known ? logGroupKeySteps(access.value) : [stepUndecidedBy(access)];
  if (!own.known) return [stepUndecidedBy(own), ...keySteps];
  if (own.value === undefined) {
    return [
      deniedStep(
        'no delivery role is set; delivery to CloudWatch Logs requires one',
        roleAdvice(destination),
      ),
      ...keySteps,
    ];
  }
  return [...logGroupRoleSteps(flowLog, own.value, opened), ...keySteps];
}

/** A destination of another type needs no role, but its type. */
function roleAdvice(destination: Value<Destination>): string {
  return destination.known && isOfOtherKind(destination, DestinationKind.LOG_GROUP)
    ? `set the destination type to ${destination.value.kind}`
    : 'set a role that vpc-flow-logs.amazonaws.com can assume and that can write log events';
}

/**
 * In the account of a stream, log delivery uses its service-linked role. For a stream in another account, it uses two
 * roles.
 *
 * Source: Amazon VPC User Guide, "Publish flow logs to Amazon Data Firehose".
 */
function streamSteps({ home, roles }: AwsFlowLog, destination: Value<Destination>): DeliveryStep[] {
  const { own, crossAccount } = roles;
  if (!own.known) return [stepUndecidedBy(own)];
  if (own.value) {
    if (!crossAccount.known) return [...streamRoleSteps(own.value, undefined), stepUndecidedBy(crossAccount)];
    return streamRoleSteps(own.value, crossAccount.value);
  }
  if (!destination.known) return [stepUndecidedBy(destination)];
  if (isOfOtherKind(destination, DestinationKind.FIREHOSE)) return [];
  const { access, account } = destination.value;
  const streamAccount = access.known
    ? access.value.home.account
    : account.known
      ? account.value
      : unknownText(account.reason);
  const isOwner = isSameText(home.account, streamAccount);
  if (isOwner === true) return [ALLOWED_STEP];
  if (isOwner === undefined)
    return [undecidedStep('it is unknown whether the stream is in the account of the flow log')];
  return [
    deniedStep(
      `the stream is in the account ${displayed(streamAccount)}, and no delivery role is set`,
      'set a delivery role, and a cross-account role in the account of the stream (DeliverCrossAccountRole)',
    ),
  ];
}
