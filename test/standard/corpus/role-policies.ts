/** Returns the policy of a key. It allows the account, and a service if one is given. */
export function keyPolicy(root: unknown, service?: string): object {
  const all = { Effect: 'Allow', Action: 'kms:*', Resource: '*' };
  return {
    Version: '2012-10-17',
    Statement: [
      { ...all, Principal: { AWS: root } },
      ...(service === undefined
        ? []
        : [
            {
              ...all,
              Principal: { Service: service },
              Action: [
                'kms:Encrypt',
                'kms:Decrypt',
                'kms:ReEncrypt*',
                'kms:GenerateDataKey*',
                'kms:Describe*',
              ],
            },
          ]),
    ],
  };
}

/** Returns the trust policy of the role of a flow log. */
export function trustPolicy(service = 'vpc-flow-logs.amazonaws.com'): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
}

/** Returns the permissions policy of the role of a flow log. */
export function writePolicy(logStreams: unknown): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
        Resource: logStreams,
      },
    ],
  };
}
