import { statementsOf } from './plain-template';

/** Resources that hold a resource policy, and the property it stands in. */
const RESOURCE_POLICIES: Readonly<Record<string, string>> = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument',
};

/**
 * Services that may assume a role without conditions. A function's role can only be passed to Lambda by someone
 * of the same account who has iam:PassRole, and Lambda documents no source keys for its trust policy.
 */
const WITHOUT_SOURCE = new Set(['AWS::IAM::Role lambda.amazonaws.com']);

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A statement that lets a service act in anybody's name, as `resource: service, and what is missing`. */
export function confusedDeputies(resources: Readonly<Record<string, Resource>>): string[] {
  return serviceStatements(resources).flatMap(({ id, service, type, conditions }) => {
    if (WITHOUT_SOURCE.has(`${type} ${service}`)) return [];
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
