import { Access, type Decision, type PolicyRequest } from '../../aws/policies/evaluation';
import { displayed, type PartialText, partsOf } from '../../flows/partial-text';
import type { Unknown } from '../../flows/value';
import type { Severity } from '../severity';

/** A request of a delivery, and whether the policies allow it. */
export interface DeliveryStep {
  readonly access: Access;
  /** For a denied request, which policy denies it and why. For an undecided request, why it is undecided. */
  readonly message?: string;
  /**
   * The unknown value on which an undecided request depends.
   *
   * @default - the message states the cause
   */
  readonly unknown?: Unknown;
  /** How to allow a denied request. */
  readonly fix?: string;
  /**
   * Severity of a denied request.
   *
   * @default - the severity of the rule
   */
  readonly severity?: Severity;
}

/** A step that succeeds. */
export const ALLOWED_STEP: DeliveryStep = { access: Access.ALLOWED };

/** Creates a step that is undecided for a reason. */
export function undecidedStep(message: string, value?: Unknown): DeliveryStep {
  return { access: Access.UNDECIDED, message, ...(value && { unknown: value }) };
}

/** Creates a step that depends on an unknown value. */
export function stepUndecidedBy(value: Unknown): DeliveryStep {
  return undecidedStep(value.reason, value);
}

/** Creates a step that fails. */
export function deniedStep(message: string, fix: string, severity?: Severity): DeliveryStep {
  return { access: Access.DENIED, message, fix, ...(severity !== undefined && { severity }) };
}

/** Describes a request: `s3:PutObject on arn:aws:s3:::logs/AWSLogs/* by delivery.logs.amazonaws.com`. */
export function describeRequest({ action, resource, principal }: PolicyRequest): string {
  const on = resource === undefined ? '' : ` on ${displayed(resource)}`;
  return `${action}${on}${principal === undefined ? '' : ` by ${displayed(principal)}`}`;
}

/** Describes the result of an evaluation of one policy. */
export function describeDecision(
  request: PolicyRequest,
  policy: string,
  { access, reason }: Decision,
): string {
  const verb = access === Access.DENIED ? 'is denied by' : 'depends on';
  return `${describeRequest(request)} ${verb} ${policy}: ${reason}`;
}

/** Text to paste, with a placeholder for each unknown part. */
export function pasteable(text: PartialText, placeholder: string): string {
  return partsOf(text)
    .map((part) => (typeof part === 'string' ? part : placeholder))
    .join('');
}
