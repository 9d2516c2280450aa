import { describe } from 'vitest';
import { logGroupTrust, logGroupWriteStatements } from '../../../aws/policies';
import { PolicyKind, type PolicyRequest } from '../../../aws/policies/evaluation';
import { describePolicy } from '../../support/policy-cases';
import {
  but,
  byPrincipals,
  elsewhere,
  flowLogAssumption,
  foreignHome,
  HOMES,
  named,
  OTHER_ACCOUNT,
  withActions,
  withoutKeys,
} from '../../support/policy-requests';

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const assumption = flowLogAssumption(home);

  describePolicy('who may take the role that writes to a log group', {
    kind: PolicyKind.TRUST,
    statements: [logGroupTrust(home)],
    allowed: { 'a flow log': assumption },
    denied: {
      'a flow log of another account': flowLogAssumption(foreignHome(home)),
      'a flow log in the name of another account': but(assumption, {
        context: { 'aws:SourceAccount': OTHER_ACCOUNT },
      }),
      'a flow log of another region': flowLogAssumption(elsewhere(home)),
      'a resource that is not a flow log': but(assumption, {
        context: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:instance/i-1` },
      }),
      ...withoutKeys(assumption, 'aws:SourceAccount', 'aws:SourceArn'),
      ...byPrincipals(assumption, 'ec2.amazonaws.com', 'delivery.logs.amazonaws.com', role(account)),
      ...withActions(assumption, 'sts:TagSession'),
    },
  });

  function role(owner: string): string {
    return `arn:${partition}:iam::${owner}:role/Admin`;
  }

  const groups = `arn:${partition}:logs:${region}:${account}:log-group`;
  const stream = `${groups}:/vpc/flows:log-stream:eni-0123456789abcdef0-all`;
  const write: PolicyRequest = { action: 'logs:PutLogEvents', resource: stream };
  // the resource that the service checks if no group is given
  const overview: PolicyRequest = { action: 'logs:DescribeLogGroups', resource: `${groups}::log-stream:` };

  describePolicy('what the role may do', {
    kind: PolicyKind.IDENTITY,
    statements: logGroupWriteStatements(home, `${groups}:/vpc/flows:*`),
    allowed: {
      ...withActions(write, 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'),
      'a list of the groups': overview,
    },
    denied: {
      'writing to another group': but(write, { resource: `${groups}:/vpc/flows-2:log-stream:a` }),
      ...named(
        'a write',
        withActions(write, 'logs:GetLogEvents', 'logs:DeleteLogStream', 'logs:DeleteLogGroup'),
      ),
      ...withActions(overview, 'logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy'),
      'a list of another account': but(overview, {
        resource: String(overview.resource).replace(account, OTHER_ACCOUNT),
      }),
      'creating its group again': {
        action: 'logs:CreateLogGroup',
        resource: `${groups}:/vpc/flows:log-stream:`,
      },
      'passing itself': { action: 'iam:PassRole', resource: role(account) },
    },
  });
});
