import type { PolicyStatement } from './evaluation';

const EVERYTHING: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };
const ALL_LOGS: PolicyStatement = { Effect: 'Allow', Action: 'logs:*', Resource: '*' };
const WRITE_EVENTS: PolicyStatement = {
  Effect: 'Allow',
  Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
};

/**
 * Statements on logs of policies that AWS manages, by the path in their ARN. Statements on other services are omitted.
 *
 * Source: AWS Managed Policy Reference Guide.
 */
export const MANAGED_POLICIES: Readonly<Record<string, readonly PolicyStatement[]>> = {
  AdministratorAccess: [EVERYTHING],
  PowerUserAccess: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }],
  CloudWatchLogsFullAccess: [ALL_LOGS],
  CloudWatchFullAccess: [ALL_LOGS],
  CloudWatchFullAccessV2: [ALL_LOGS],
  CloudWatchAgentServerPolicy: [
    { ...WRITE_EVENTS, Action: [...(WRITE_EVENTS.Action as string[]), 'logs:DescribeLogStreams'] },
  ],
  'service-role/AWSLambdaBasicExecutionRole': [WRITE_EVENTS],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': [
    { ...WRITE_EVENTS, Action: [...(WRITE_EVENTS.Action as string[]), 'logs:DescribeLogStreams'] },
  ],
  CloudWatchLogsReadOnlyAccess: [
    { Effect: 'Allow', Action: ['logs:Describe*', 'logs:Get*', 'logs:List*'], Resource: '*' },
  ],
};

/** Returns the statements of a policy that AWS manages, by its ARN; `undefined` for any other policy. */
export function managedPolicy(arn: string): readonly PolicyStatement[] | undefined {
  const [, path = ''] = /^arn:[^:]*:iam::aws:policy\/(.+)$/.exec(arn) ?? [];
  return Object.hasOwn(MANAGED_POLICIES, path) ? MANAGED_POLICIES[path] : undefined;
}
