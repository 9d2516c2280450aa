import type { FlowLogHome } from '../../aws/policies';
import type { OneOrMore, PolicyRequest } from '../../aws/policies/evaluation';
import { ACCOUNT } from './aws-cloud';

export const OTHER_ACCOUNT = '210987654321';
export const ORGANIZATION = 'o-a1b2c3d4e5';

/** One region of each partition. */
export const HOMES: readonly FlowLogHome[] = [
  { partition: 'aws', region: 'us-east-1', account: ACCOUNT },
  { partition: 'aws-cn', region: 'cn-north-1', account: ACCOUNT },
  { partition: 'aws-us-gov', region: 'us-gov-west-1', account: ACCOUNT },
];

/** Another region of the same partition. */
export function elsewhere(home: FlowLogHome): FlowLogHome {
  return { ...home, region: home.region.replace(/-1$/, '-9') };
}

/** The same region in another account. */
export function foreignHome(home: FlowLogHome, account = OTHER_ACCOUNT): FlowLogHome {
  return { ...home, account };
}

/** Context of a request over TLS. Services always use TLS. */
const OVER_TLS = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };

/**
 * Context keys that log delivery sends for a flow log. The ARN has the prefix that the guide documents.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs".
 */
function fromLogDelivery({ partition, region, account }: FlowLogHome) {
  return {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:delivery:a1b2`,
    'aws:SourceOrgID': ORGANIZATION,
  };
}

/** Key of a delivered object: the folder is AWSLogs or ends with it. */
export function plainKey({ region, account }: FlowLogHome, folder = 'AWSLogs'): string {
  return `${folder}/${account}/vpcflowlogs/${region}/2026/11/22/${fileName({ region, account })}`;
}

/** The same, Hive-style. */
export function hiveKey({ region, account }: FlowLogHome, folder = 'AWSLogs'): string {
  const where = `aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}`;
  return `${folder}/${where}/year=2026/month=11/day=22/${fileName({ region, account })}`;
}

function fileName({ region, account }: Omit<FlowLogHome, 'partition'>): string {
  return `${account}_vpcflowlogs_${region}_fl-0123456789abcdef0_20261122T1005Z_1a2b3c4d.log.gz`;
}

/** Log delivery writes an object. */
export function delivery(home: FlowLogHome, bucketArn: string, key = plainKey(home)): PolicyRequest {
  return {
    principal: 'delivery.logs.amazonaws.com',
    action: 's3:PutObject',
    resource: `${bucketArn}/${key}`,
    context: { ...fromLogDelivery(home), 's3:x-amz-acl': 'bucket-owner-full-control', ...OVER_TLS },
  };
}

/** Log delivery looks at the bucket before it writes. */
export function bucketLook(home: FlowLogHome, bucketArn: string, action = 's3:GetBucketAcl'): PolicyRequest {
  return {
    principal: 'delivery.logs.amazonaws.com',
    action,
    resource: bucketArn,
    context: { ...fromLogDelivery(home), ...OVER_TLS },
  };
}

/** Log delivery uses the key of a bucket. */
export function keyUse(home: FlowLogHome, action = 'kms:GenerateDataKey'): PolicyRequest {
  return {
    principal: 'delivery.logs.amazonaws.com',
    action,
    resource: keyArn(home),
    context: fromLogDelivery(home),
  };
}

/** All that log delivery does with the key of a bucket. */
export function keyUses(home: FlowLogHome): Record<string, PolicyRequest> {
  return named(`a use for ${home.account}`, encrypting(keyUse(home)));
}

/** The request for all that is needed to write and read under a key. */
export function encrypting(request: PolicyRequest): Record<string, PolicyRequest> {
  const uses = ['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'DescribeKey'];
  return withActions(request, ...uses.map((use) => `kms:${use}`));
}

/** ARN of a key. */
export function keyArn({ partition, region, account }: FlowLogHome): string {
  return `arn:${partition}:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555`;
}

/** A principal assumes a role. */
export function assumption(principal: string, context: PolicyRequest['context'] = {}): PolicyRequest {
  return { principal, action: 'sts:AssumeRole', context };
}

/** Flow logs want to be the role that writes to a log group. */
export function flowLogAssumption({ partition, region, account }: FlowLogHome): PolicyRequest {
  return assumption('vpc-flow-logs.amazonaws.com', {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/fl-0123456789abcdef0`,
  });
}

/** What is different in a request; a key of the context that is undefined goes. */
export interface Difference extends Omit<Partial<PolicyRequest>, 'context'> {
  readonly context?: Readonly<Record<string, OneOrMore<string> | undefined>>;
}

/** The request with some changed parts. */
export function but(request: PolicyRequest, { context, ...rest }: Difference): PolicyRequest {
  const entries = Object.entries({ ...request.context, ...context });
  const known = entries.filter((entry): entry is [string, OneOrMore<string>] => entry[1] !== undefined);
  return { ...request, ...rest, context: Object.fromEntries(known) };
}

/** One request for each context key, without that key. */
export function withoutKeys(request: PolicyRequest, ...keys: string[]): Record<string, PolicyRequest> {
  return Object.fromEntries(
    keys.map((key) => {
      if (request.context?.[key] === undefined) throw new Error(`the request has no ${key}`);
      return [`without ${key}`, but(request, { context: { [key]: undefined } })];
    }),
  );
}

/** One request for each principal. */
export function byPrincipals(request: PolicyRequest, ...principals: string[]): Record<string, PolicyRequest> {
  return Object.fromEntries(principals.map((principal) => [`by ${principal}`, but(request, { principal })]));
}

/** One request for each action. */
export function withActions(request: PolicyRequest, ...actions: string[]): Record<string, PolicyRequest> {
  return Object.fromEntries(actions.map((action) => [`of ${action}`, but(request, { action })]));
}

/** Options for requests that a policy must deny. */
export interface WrongOptions {
  /**
   * Context key that identifies the sender.
   *
   * @default aws:SourceAccount
   */
  readonly owner?: string;
  /** A sender of another organization. */
  readonly otherSender?: FlowLogHome;
  /** A region that is not allowed. */
  readonly otherRegion?: FlowLogHome;
}

/** Deliveries that a policy must deny. Each differs from an allowed delivery in one part. */
export function wrongDeliveries(
  home: FlowLogHome,
  bucketArn: string,
  options: WrongOptions & {
    readonly key?: string;
    /** Key of an object that must not be written. */
    readonly outside?: string;
  } = {},
): Record<string, PolicyRequest> {
  const { owner = 'aws:SourceAccount', key = plainKey(home), outside = `other/${key}` } = options;
  const right = delivery(home, bucketArn, key);
  return named('a delivery', {
    ...ofOthers(right, home, options),
    'from another partition': but(right, { context: fromLogDelivery({ ...home, partition: 'aws-other' }) }),
    'outside of its folder': but(right, { resource: `${bucketArn}/${outside}` }),
    'to another bucket': but(right, { resource: `${bucketArn}-2/${key}` }),
    "that does not leave the object to the bucket's owner": but(right, {
      context: { 's3:x-amz-acl': 'private' },
    }),
    ...withoutKeys(right, owner, 'aws:SourceArn', 's3:x-amz-acl'),
    ...byPrincipals(
      right,
      'vpc-flow-logs.amazonaws.com',
      `arn:${home.partition}:iam::${home.account}:role/Admin`,
    ),
    ...withActions(right, 's3:DeleteObject', 's3:GetObject', 's3:PutObjectAcl'),
  });
}

/** Bucket checks that a policy must deny. */
export function wrongLooks(home: FlowLogHome, bucketArn: string, options: WrongOptions = {}) {
  const right = bucketLook(home, bucketArn);
  return named('a look', {
    ...ofOthers(right, home, options),
    'at another bucket': bucketLook(home, `${bucketArn}-2`),
    ...withoutKeys(right, options.owner ?? 'aws:SourceAccount', 'aws:SourceArn'),
    ...byPrincipals(right, 'vpc-flow-logs.amazonaws.com'),
    ...withActions(right, 's3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucket'),
  });
}

/** Key uses that a policy must deny. */
export function wrongKeyUses(home: FlowLogHome, options: WrongOptions = {}) {
  const right = keyUse(home);
  return named('a use of the key', {
    ...ofOthers(right, home, options),
    ...withoutKeys(right, options.owner ?? 'aws:SourceAccount', 'aws:SourceArn'),
    ...byPrincipals(right, 's3.amazonaws.com', 'vpc-flow-logs.amazonaws.com'),
    ...withActions(right, 'kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'),
  });
}

/** The request with the ARN of another account, for a policy with one sender. */
export function withForeignArn(request: PolicyRequest, home: FlowLogHome): Record<string, PolicyRequest> {
  const { 'aws:SourceArn': arn } = fromLogDelivery(foreignHome(home));
  return { 'with the ARN of another sender': but(request, { context: { 'aws:SourceArn': arn } }) };
}

/** The request over plain HTTP and over an old version of TLS. */
export function overInsecureTransport(request: PolicyRequest): Record<string, PolicyRequest> {
  return {
    'over plain HTTP': but(request, {
      context: { 'aws:SecureTransport': 'false', 's3:TlsVersion': undefined },
    }),
    'over TLS 1.1': but(request, { context: { 's3:TlsVersion': '1.1' } }),
  };
}

/** Adds a prefix to the names of requests. */
export function named(what: string, requests: Readonly<Record<string, PolicyRequest>>) {
  return Object.fromEntries(Object.entries(requests).map(([name, request]) => [`${what} ${name}`, request]));
}

function ofOthers(
  right: PolicyRequest,
  home: FlowLogHome,
  { otherSender = foreignHome(home), otherRegion = elsewhere(home) }: WrongOptions,
): Record<string, PolicyRequest> {
  const foreign = { 'aws:SourceAccount': otherSender.account, 'aws:SourceOrgID': 'o-somebodyelse' };
  return {
    'with the account of another sender': but(right, { context: foreign }),
    'for another sender': but(right, { context: { ...fromLogDelivery(otherSender), ...foreign } }),
    'from another region': but(right, { context: fromLogDelivery(otherRegion) }),
  };
}
