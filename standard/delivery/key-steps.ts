import {
  bucketKeyUse,
  type DeploymentHome,
  logGroupKeyUse,
  logsService,
} from '../../aws/policies/delivery-requests';
import { Access, decide, PolicyKind, type PolicyRequest } from '../../aws/policies/evaluation';
import { displayed } from '../../flows/partial-text';
import type { AwsFlowLog, DeliveryAccess, EncryptionKey } from '../facts';
import { Severity } from '../severity';
import {
  ALLOWED_STEP,
  type DeliveryStep,
  deniedStep,
  describeDecision,
  describeRequest,
  undecidedStep,
} from './delivery-step';
import { bucketKeyFix, exemptionFix, logGroupKeyFix } from './fixes';

/**
 * Whether log delivery can use the key of a bucket.
 *
 * Source: Amazon VPC User Guide, "Required key policy for use with SSE-KMS".
 */
export function bucketKeySteps({ home }: AwsFlowLog, { key }: DeliveryAccess): DeliveryStep[] {
  if (!key.known) return [undecidedStep(`the encryption of the bucket is unknown: ${key.reason}`, key)];
  if (key.value === undefined) return [];
  const { isAwsManaged, isNamedById, title, arn } = key.value;
  const request = bucketKeyUse(home, arn);
  if (isAwsManaged) {
    return [
      deniedStep(
        `${describeRequest(request)} is denied: the bucket is encrypted with the AWS managed key aws/s3, whose policy does ` +
          'not allow the service and cannot be changed',
        'encrypt the bucket with a customer managed key whose policy allows the service, or with SSE-S3 (AES256)',
      ),
    ];
  }
  return [
    keyStep(key.value, request, bucketKeyFix(home)),
    ...(isNamedById.known && isNamedById.value
      ? [
          deniedStep(
            `the encryption of the bucket names ${title} by its id or alias; EC2 can then report LogDestination undeliverable`,
            'set the ARN of the key in the encryption of the bucket',
            Severity.WARNING,
          ),
        ]
      : []),
  ];
}

/**
 * Whether CloudWatch Logs can use the key of a log group.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 */
export function logGroupKeySteps({ key, home, arn }: DeliveryAccess): DeliveryStep[] {
  if (!key.known) return [undecidedStep(`the encryption of the log group is unknown: ${key.reason}`, key)];
  if (key.value === undefined) return [];
  const request = logGroupKeyUse(home, arn, key.value.arn);
  const step = keyStep(key.value, request, logGroupKeyFix(home, arn));
  if (step.access !== Access.DENIED || !allowsGlobalService(key.value, request)) return [step];
  return [undecidedStep(globalServiceReason(home, key.value))];
}

/** Whether the policy allows CloudWatch Logs without the region in its name, which the guide does not document. */
function allowsGlobalService({ policy }: EncryptionKey, request: PolicyRequest): boolean {
  if (!policy.known) return false;
  const principal = 'logs.amazonaws.com';
  return (
    decide(PolicyKind.RESOURCE, policy.value.statements, { ...request, principal }).access !== Access.DENIED
  );
}

function globalServiceReason(home: DeploymentHome, { title }: EncryptionKey): string {
  return `the policy of ${title} allows logs.amazonaws.com; AWS documents only ${displayed(logsService(home))}`;
}

function keyStep({ policy, title }: EncryptionKey, request: PolicyRequest, fix: string): DeliveryStep {
  if (!policy.known)
    return undecidedStep(
      `${describeRequest(request)} depends on the policy of ${title}: ${policy.reason}`,
      policy,
    );
  const decision = decide(PolicyKind.RESOURCE, policy.value.statements, request);
  if (decision.access === Access.ALLOWED) return ALLOWED_STEP;
  const message = describeDecision(request, policy.value.title, decision);
  if (decision.access === Access.UNDECIDED) return undecidedStep(message);
  return deniedStep(message, decision.isExplicit ? exemptionFix(policy.value.title) : fix);
}
