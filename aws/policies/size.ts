/** Kinds of policies that have a size limit and that constructs add statements to. */
export enum SizedPolicy {
  BUCKET = 'bucket',
  KEY = 'key',
  TRUST = 'trust',
}

interface PolicyLimit {
  readonly maxBytes: number;
  /** Service that checks the size. */
  readonly service: string;
  /** How to make a policy smaller. */
  readonly fix: string;
}

const ORGANIZATION_FIX =
  'allow an organization instead of single accounts (organizationId in the options of toS3; or in the senders of the ' +
  'lake, to which other accounts refer with CentralFlowLake), or shorten other statements of the policy';

/**
 * Size limits of policies, in bytes without white space.
 *
 * Source: Amazon S3 User Guide, "Bucket policies for Amazon S3"; AWS KMS Developer Guide, "Resource quotas"; IAM User Guide,
 * "IAM and AWS STS quotas" (the default, which can be increased to 8,192).
 */
export const POLICY_LIMITS: Readonly<Record<SizedPolicy, PolicyLimit>> = {
  [SizedPolicy.BUCKET]: {
    maxBytes: 20_480,
    service: 'S3',
    // each folder has a statement of its own
    fix: `${ORGANIZATION_FIX}, or deliver to fewer folders (prefix in the options of toS3)`,
  },
  [SizedPolicy.KEY]: { maxBytes: 32_768, service: 'KMS', fix: ORGANIZATION_FIX },
  [SizedPolicy.TRUST]: {
    maxBytes: 2_048,
    service: 'IAM',
    fix: 'divide the accounts among several roles, or shorten other statements of the trust policy',
  },
};

/** Size of a policy as its limit counts it: without white space. */
export function policyBytes(document: unknown): number {
  return Buffer.byteLength(JSON.stringify(document) ?? '');
}

/** Returns a note on the size of a policy: `the policy of bucket example has up to 8000 of 20480 bytes`. */
export function policySizeNote(kind: SizedPolicy, name: string, document: unknown): string {
  return `${name} has up to ${policyBytes(document)} of ${POLICY_LIMITS[kind].maxBytes} bytes`;
}

/**
 * Returns the problem of a policy that is too large; `undefined` if the service accepts it.
 *
 * @param name `the policy of bucket example`
 * @param document the document, in which values that are known only after deployment have their maximum length
 */
export function policySizeProblem(kind: SizedPolicy, name: string, document: unknown): string | undefined {
  const { maxBytes, service, fix } = POLICY_LIMITS[kind];
  const bytes = policyBytes(document);
  if (bytes <= maxBytes) return undefined;
  return `${name} has up to ${bytes} bytes, but ${service} accepts at most ${maxBytes}: ${fix}`;
}
