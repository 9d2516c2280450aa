import { statementsOf } from './plain-template';

/** Resources that hold a resource policy, and the property it stands in. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
};

/** Where a service is bound by something else than account and ARN: which, and why. */
interface Exemption {
  readonly type: string;
  readonly service: RegExp;
  /** The operator and key that must be there instead, if any. */
  readonly instead?: readonly [operator: string, key: string];
}

const EXEMPTIONS: readonly Exemption[] = [
  // a function's role can only be passed to Lambda by someone of the same account who has iam:PassRole, and Lambda
  // documents no source keys for its trust policy
  { type: 'AWS::IAM::Role', service: /^lambda\.amazonaws\.com$/ },
  // CloudWatch Logs says which group it acts for in the encryption context, and nothing else (CloudWatch Logs User
  // Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service")
  {
    type: 'AWS::KMS::Key',
    service: /^logs\.[^.]+\.(amazonaws\.com(\.cn)?|<AWS::URLSuffix>)$/,
    instead: ['ArnLike', 'kms:EncryptionContext:aws:logs:arn'],
  },
  // the guides show no condition for these roles, so it is not known that the services say for whom they act; where
  // they do, it must be this account. Both roles can only be passed by someone of the same account
  {
    type: 'AWS::IAM::Role',
    service: /^(firehose|delivery\.logs)\.amazonaws\.com$/,
    instead: ['StringEqualsIfExists', 'aws:SourceAccount'],
  },
];

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A statement that lets a service act in anybody's name, as `resource: service, and what is missing`. */
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

/** Every statement of a resource policy that lets a service in. */
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
