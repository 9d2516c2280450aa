import { LOG_DELIVERY_SERVICE } from './service-principals';
import type { PolicyStatementJson } from './statement';

/** Names of roles in the account of a delivery stream begin so: log delivery takes no other. */
export const DESTINATION_ROLE_PREFIX = 'AWSLogDeliveryFirehoseCrossAccountRole';

/** Names of our roles in the accounts of flow logs begin so, which is how the other side knows them. */
export const SOURCE_ROLE_PREFIX = 'FlowLogDeliverySource';

/** What a delivery stream must be tagged with before log delivery writes to it. */
export const DELIVERY_TAG = { key: 'LogDeliveryEnabled', value: 'true' } as const;

/** Both ends of a delivery to a stream in another account. */
export interface CrossAccountDelivery {
  readonly account: string;
  readonly sourceRoleArn: string;
  readonly destinationRoleArn: string;
  /** What is logged. */
  readonly targetArn: string;
}

/**
 * Who may take the role in the account of the flow log. The guide shows no condition here; where the service says
 * for whom it acts, it must be this account.
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

/** What the role in the account of the flow log may do: be handed on for this target alone, and go over. */
export function sourceRoleStatements(delivery: CrossAccountDelivery): PolicyStatementJson[] {
  return [
    {
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [delivery.sourceRoleArn],
      Condition: {
        StringEquals: { 'iam:PassedToService': LOG_DELIVERY_SERVICE },
        StringLike: { 'iam:AssociatedResourceARN': delivery.targetArn },
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
      // log deliveries can not be named in a policy
      Resource: ['*'],
    },
    { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: [delivery.destinationRoleArn] },
  ];
}

/**
 * Who may take the role in the account of the stream: the roles of the sending accounts. Accounts are trusted, and
 * the role's name is a condition, so that this side can be deployed before the other is there.
 */
export function destinationRoleTrust(
  partition: string,
  sourceAccounts: readonly string[],
): PolicyStatementJson {
  return {
    Effect: 'Allow',
    Principal: { AWS: sourceAccounts.map((account) => `arn:${partition}:iam::${account}:root`) },
    Action: ['sts:AssumeRole'],
    Condition: {
      ArnLike: {
        'aws:PrincipalArn': sourceAccounts.map(
          (account) => `arn:${partition}:iam::${account}:role/${SOURCE_ROLE_PREFIX}*`,
        ),
      },
    },
  };
}

/** What that role may do: open the stream for log delivery. */
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
