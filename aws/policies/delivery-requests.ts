import { joined, type PartialText, unknownText } from '../../flows/partial-text';
import type { OneOf, PolicyRequest, RequestContext } from './evaluation';
import { FLOW_LOGS_SERVICE, LOG_DELIVERY_SERVICE } from './service-principals';

/** The partition, account and region of a resource. Parts can be unknown before deployment. */
export interface DeploymentHome {
  readonly partition: PartialText;
  readonly account: PartialText;
  readonly region: PartialText;
}

/** A bucket and the settings of the flow log that determine the keys of objects. */
export interface DeliveredObjects {
  readonly bucketArn: PartialText;
  /** Account of the bucket. */
  readonly bucketAccount: PartialText;
  /** Folder with a slash at the end; empty for the root. */
  readonly keyPrefix: PartialText;
  /** Whether the keys have Hive-compatible partitions; `undefined` if unknown. */
  readonly isHive: boolean | undefined;
}

const LATER = unknownText('AWS chooses it during the delivery');

/**
 * Condition keys that no request of a service principal has: properties of users and roles, of VPC endpoints, and of
 * headers that log delivery does not send.
 *
 * Source: IAM User Guide, "AWS global condition context keys"; Amazon S3 User Guide, "Policy keys for Amazon S3".
 */
const ABSENT_KEYS: readonly RegExp[] = [
  /^aws:principal(orgid|orgpaths|tag\/.*)$/,
  /^aws:(username|federatedprovider|multifactorauth(present|age)|sourceidentity|assumedroot)$/,
  /^aws:(sourcevpc|sourcevpce|sourcevpcarn|vpcsourceip|vpce(account|orgid|orgpaths))$/,
  /^aws:(calledvia|calledviafirst|calledvialast|ec2instancesource.*|chatbotsourcearn)$/,
  /^aws:(requesttag\/.*|tagkeys)$/,
  /^s3:x-amz-(server-side-encryption.*|grant-.*|copy-source|metadata-directive|website-redirect-location)$/,
  /^s3:(requestobjecttag.*|existingobjecttag\/.*|object-lock-.*|dataaccesspoint.*|accessgrants.*)$/,
  /^kms:(granttype|grantoperations|granteeprincipal|retiringprincipal|grantisforawsresource|requestalias)$/,
  /^sts:(externalid|rolesessionname|sourceidentity|transitivetagkeys)$/,
];

function canHave(key: string): boolean {
  return !ABSENT_KEYS.some((absent) => absent.test(key));
}

/** A value that is not documented, and that no policy can name. The request can also lack the key. */
const UNNAMED: OneOf = { oneOf: [undefined, '⟨value of the service⟩'] };

/** Condition keys of every request of a service. Services use TLS. */
function ofService(service: string): RequestContext {
  return {
    'aws:SecureTransport': 'true',
    's3:TlsVersion': { oneOf: ['1.2', '1.3'] },
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    'aws:PrincipalArn': UNNAMED,
    'aws:PrincipalAccount': UNNAMED,
    'aws:userid': UNNAMED,
    'aws:ViaAWSService': 'false',
  };
}

/**
 * Condition keys of every request that log delivery sends for a flow log. The guide documents only the start of the ARN.
 *
 * Source: Amazon VPC User Guide, "Amazon S3 bucket permissions for flow logs".
 */
function ofLogDelivery({ partition, region, account }: DeploymentHome): RequestContext {
  return {
    ...ofService(LOG_DELIVERY_SERVICE),
    'aws:SourceAccount': account,
    'aws:SourceArn': joined('arn:', partition, ':logs:', region, ':', account, ':', LATER),
    'aws:SourceOrgID': unknownText('the organization of the account is unknown'),
    'aws:SourceOrgPaths': [unknownText('the organization of the account is unknown')],
  };
}

/**
 * Log delivery writes an object.
 *
 * Source: Amazon VPC User Guide, "Flow log files".
 */
export function objectWrite(home: DeploymentHome, objects: DeliveredObjects): PolicyRequest {
  const { bucketArn, bucketAccount, keyPrefix, isHive } = objects;
  const { account, region } = home;
  const plain = [account, '/vpcflowlogs/', region, '/', LATER];
  const hive = ['aws-account-id=', account, '/aws-service=vpcflowlogs/aws-region=', region, '/year=', LATER];
  const unknownLayout = [unknownText('the partition layout is unknown'), account, '/', LATER];
  const key = isHive === undefined ? unknownLayout : isHive ? hive : plain;
  return {
    principal: LOG_DELIVERY_SERVICE,
    action: 's3:PutObject',
    resource: joined(bucketArn, '/', keyPrefix, 'AWSLogs/', ...key),
    context: {
      ...ofLogDelivery(home),
      's3:x-amz-acl': 'bucket-owner-full-control',
      's3:signatureversion': 'AWS4-HMAC-SHA256',
      's3:authType': 'REST-HEADER',
      'aws:ResourceAccount': bucketAccount,
      's3:ResourceAccount': bucketAccount,
    },
    canHave,
  };
}

/** Log delivery reads the access control list of the bucket before it writes. */
export function bucketAclRead(home: DeploymentHome, objects: DeliveredObjects): PolicyRequest {
  return {
    principal: LOG_DELIVERY_SERVICE,
    action: 's3:GetBucketAcl',
    resource: objects.bucketArn,
    context: {
      ...ofLogDelivery(home),
      'aws:ResourceAccount': objects.bucketAccount,
      's3:ResourceAccount': objects.bucketAccount,
    },
    canHave,
  };
}

/**
 * Log delivery encrypts an object with the key of the bucket.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Amazon S3 bucket server-side encryption".
 */
export function bucketKeyUse(home: DeploymentHome, keyArn: PartialText): PolicyRequest {
  return {
    principal: LOG_DELIVERY_SERVICE,
    action: 'kms:GenerateDataKey',
    resource: keyArn,
    context: ofLogDelivery(home),
    canHave,
  };
}

/**
 * CloudWatch Logs encrypts log events with the key of a log group.
 *
 * Source: Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
 *
 * @param groupArn ARN of the log group, without `:*`
 */
export function logGroupKeyUse(
  home: DeploymentHome,
  groupArn: PartialText,
  keyArn: PartialText,
): PolicyRequest {
  const service = logsService(home);
  return {
    principal: service,
    action: 'kms:GenerateDataKey',
    resource: keyArn,
    context: {
      ...ofService('logs.amazonaws.com'),
      'aws:PrincipalServiceName': unknownText('AWS does not document the value'),
      'kms:EncryptionContext:aws:logs:arn': groupArn,
      'kms:EncryptionContextKeys': ['aws:logs:arn'],
    },
    canHave,
  };
}

/** Name of CloudWatch Logs in a region. */
export function logsService({ region, partition }: DeploymentHome): PartialText {
  return joined('logs.', region, partition === 'aws-cn' ? '.amazonaws.com.cn' : '.amazonaws.com');
}

/**
 * Flow logs assume the role that writes log events.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export function flowLogsAssumption({ partition, region, account }: DeploymentHome): PolicyRequest {
  return {
    principal: FLOW_LOGS_SERVICE,
    action: 'sts:AssumeRole',
    context: {
      ...ofService(FLOW_LOGS_SERVICE),
      'aws:SourceAccount': account,
      'aws:SourceArn': joined('arn:', partition, ':ec2:', region, ':', account, ':vpc-flow-log/', LATER),
      'aws:SourceOrgID': unknownText('the organization of the account is unknown'),
    },
    canHave,
  };
}

/** Log delivery assumes the role for a delivery stream in another account. The guide documents no conditions. */
export function logDeliveryAssumption(): PolicyRequest {
  return {
    principal: LOG_DELIVERY_SERVICE,
    action: 'sts:AssumeRole',
    context: ofService(LOG_DELIVERY_SERVICE),
    canHave,
  };
}

/** A role performs an action on a resource. */
export function roleAction(action: string, resource: PartialText): PolicyRequest {
  return { action, resource, context: { 'aws:SecureTransport': 'true' }, canHave: () => true };
}

/**
 * Actions on the log streams of a group that the role for flow logs must be allowed. The guide lists more actions; flow
 * logs of the CDK are delivered without them. CloudTrail reports the ARN of the stream for both.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 */
export const LOG_STREAM_ACTIONS = ['logs:CreateLogStream', 'logs:PutLogEvents'] as const;

/** ARN of the log streams of a group. */
export function logStreamArn(groupArn: PartialText): PartialText {
  return joined(groupArn, ':log-stream:', LATER);
}
