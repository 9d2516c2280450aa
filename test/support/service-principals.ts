import { statementsOf } from './plain-template';

/** Types with a resource policy, and the property that contains it. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
};

/** Exemptions: services that are restricted by other means than account and ARN, with the reason. */
interface Exemption {
  readonly type: string;
  readonly service: RegExp;
  /** The condition operator and key that are required instead, if any. */
  readonly instead?: readonly [operator: string, key: string];
}

const EXEMPTIONS: readonly Exemption[] = [
  // only a principal of the same account with iam:PassRole can pass a function's role to Lambda, and Lambda
  // documents no source keys for its trust policy
  { type: 'AWS::IAM::Role', service: /^lambda\.amazonaws\.com$/ },
  // CloudWatch Logs sends the log group only in the encryption context (CloudWatch Logs User
  // Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service")
  {
    type: 'AWS::KMS::Key',
    service: /^logs\.[^.]+\.(amazonaws\.com(\.cn)?|<AWS::URLSuffix>)$/,
    instead: ['ArnLike', 'kms:EncryptionContext:aws:logs:arn'],
  },
  // the guides document no condition for these roles, so the services possibly send no source keys; if
  // they do, the account must match. Only a principal of the same account can pass both roles
  {
    type: 'AWS::IAM::Role',
    service: /^(firehose|delivery\.logs)\.amazonaws\.com$/,
    instead: ['StringEqualsIfExists', 'aws:SourceAccount'],
  },
  // SNS and EventBridge send no account; the ARN contains it (Amazon SQS Developer Guide, "Key management"; Amazon
  // EventBridge User Guide, "Troubleshooting Amazon EventBridge")
  ...['AWS::SQS::QueuePolicy', 'AWS::KMS::Key'].map((type) => ({
    type,
    service: /^(sns|events)\.amazonaws\.com$/,
    instead: ['ArnLike', 'aws:SourceArn'] as const,
  })),
];

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Describes a statement that allows a service to act on behalf of any account, as `resource: service, and what is missing`. */
export function confusedDeputies(resources: Readonly<Record<string, Resource>>): string[] {
  return serviceStatements(resources).flatMap(({ id, service, type, conditions }) => {
    const exemption = EXEMPTIONS.find((known) => known.type === type && known.service.test(service));
    if (exemption) {
      const [operator, key] = exemption.instead ?? [];
      const bound = operator === undefined || key === undefined || hasKey(conditions, [operator], key);
      return bound ? [] : [`${id}: ${service} without ${operator} ${key}`];
    }
    const missing = [
      ...(hasKey(conditions, ['StringEquals'], 'aws:SourceAccount') ? [] : ['aws:SourceAccount']),
      ...(hasKey(conditions, ['ArnLike', 'ArnEquals'], 'aws:SourceArn') ? [] : ['aws:SourceArn']),
    ];
    return missing.length === 0 ? [] : [`${id}: ${service} without ${missing.join(' and ')}`];
  });
}

/** Every statement of a resource policy with a service principal. */
export function serviceStatements(resources: Readonly<Record<string, Resource>>) {
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const document = Properties?.[RESOURCE_POLICIES[Type] ?? ''];
    if (document === undefined) return [];
    return statementsOf(document)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Principal, Condition }) =>
        [Principal?.Service ?? []]
          .flat()
          .map((service) => ({ id, type: Type, service, conditions: Condition })),
      );
  });
}

function hasKey(conditions: unknown, operators: readonly string[], key: string): boolean {
  const byOperator = (conditions ?? {}) as Record<string, Record<string, unknown>>;
  return operators.some((operator) => byOperator[operator]?.[key] !== undefined);
}
