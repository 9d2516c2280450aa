import { oneOrMany } from './senders';
import { LOG_DELIVERY_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/** Required prefix for the name of a role in the account of a delivery stream. Log delivery assumes no other role. */
export const DESTINATION_ROLE_PREFIX = 'AWSLogDeliveryFirehoseCrossAccountRole';

/** Prefix for the names of the source roles that the constructs create. The trust policy of the destination role checks it. */
export const SOURCE_ROLE_PREFIX = 'FlowLogDeliverySource';

/** Tag that a delivery stream must have before log delivery writes to it. */
export const DELIVERY_TAG = { key: 'LogDeliveryEnabled', value: 'true' } as const;

/** A delivery to a stream in another account. */
export interface CrossAccountDelivery {
  /** Account of the flow log. */
  readonly account: string;
  /** Role in the account of the flow log. */
  readonly sourceRoleArn: string;
  /** Role in the account of the stream. */
  readonly destinationRoleArn: string;
  /** ARNs of the resources whose traffic the flow logs record. */
  readonly targetArns: readonly string[];
}

/**
 * Trust policy statement of the role in the account of the flow log. The guide has no condition here. If the service
 * sends the source account, the condition requires this account.
 *
 * Source: Amazon VPC User Guide, "IAM roles for cross account delivery".
 */
export function sourceRoleTrust(account: string): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { Service: LOG_DELIVERY_SERVICE },
    Action: ['sts:AssumeRole'],
    Condition: { StringEqualsIfExists: { 'aws:SourceAccount': account } },
  };
}

/**
 * Permissions of the role in the account of the flow log: pass itself to log delivery for these targets only, and assume
 * the role in the account of the stream.
 *
 * Source: Amazon VPC User Guide, "IAM roles for cross account delivery".
 */
export function sourceRoleStatements(delivery: CrossAccountDelivery): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [delivery.sourceRoleArn],
      Condition: {
        StringEquals: { 'iam:PassedToService': LOG_DELIVERY_SERVICE },
        StringLike: { 'iam:AssociatedResourceARN': oneOrMany(delivery.targetArns) },
      },
    },
    {
      Effect: 'Allow',
      Action: [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:GetLogDelivery',
      ],
      // log deliveries have no ARN
      Resource: ['*'],
    },
    { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [delivery.destinationRoleArn] },
  ];
}

/**
 * Trust policy statement of the role in the account of the stream. Only source roles of the given accounts can assume
 * it. The statement trusts the accounts and checks the name of the role in a condition, so that the stream can be
 * deployed before the source roles exist. For several accounts, the condition does not repeat the accounts: the principals
 * limit them, and a trust policy is short.
 */
export function destinationRoleTrust(
  partition: string,
  sourceAccounts: readonly string[],
): PolicyStatementJson {
  const accounts = [...new Set(sourceAccounts)];
  const owner = accounts.length === 1 ? accounts[0] : '*';
  return {
    Effect: 'Allow',
    Principal: { AWS: accounts.map((account) => `arn:${partition}:iam::${account}:root`) },
    Action: ['sts:AssumeRole'],
    Condition: {
      ArnLike: { 'aws:PrincipalArn': [`arn:${partition}:iam::${owner}:role/${SOURCE_ROLE_PREFIX}*`] },
    },
  };
}

/** Permissions of that role: tag the stream for log delivery, and create the service-linked role of log delivery. */
export function destinationRoleStatements(
  { partition, account }: { readonly partition: string; readonly account: string },
  deliveryStreamArn: string,
): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['iam:CreateServiceLinkedRole'],
      Resource: [
        `arn:${partition}:iam::${account}:role/aws-service-role/${LOG_DELIVERY_SERVICE}/AWSServiceRoleForLogDelivery`,
      ],
      Condition: { StringEquals: { 'iam:AWSServiceName': LOG_DELIVERY_SERVICE } },
    },
    { Effect: 'Allow', Action: ['firehose:TagDeliveryStream'], Resource: [deliveryStreamArn] },
  ];
}
