import { describe } from 'vitest';
import { logGroupTrust, logGroupWriteStatements } from '../../../aws/policies';
import { describePolicy } from '../../support/policy-cases';
import { PolicyKind, type PolicyRequest } from '../../support/policy-evaluator';
import {
  asked,
  but,
  doing,
  elsewhere,
  flowLogAssumption,
  HOMES,
  lacking,
  named,
  OTHER_ACCOUNT,
  stranger,
} from '../../support/policy-requests';

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const assumption = flowLogAssumption(home);

  describePolicy('who may take the role that writes to a log group', {
    kind: PolicyKind.TRUST,
    statements: [logGroupTrust(home)],
    allowed: { 'a flow log': assumption },
    denied: {
      'a flow log of another account': flowLogAssumption(stranger(home)),
      'a flow log in the name of another account': but(assumption, {
        context: { 'aws:SourceAccount': OTHER_ACCOUNT },
      }),
      'a flow log of another region': flowLogAssumption(elsewhere(home)),
      'something else than a flow log': but(assumption, {
        context: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:instance/i-1` },
      }),
      ...lacking(assumption, 'aws:SourceAccount', 'aws:SourceArn'),
      ...asked(assumption, 'ec2.amazonaws.com', 'delivery.logs.amazonaws.com', role(account)),
      ...doing(assumption, 'sts:TagSession'),
    },
  });

  function role(owner: string): string {
    return `arn:${partition}:iam::${owner}:role/Admin`;
  }

  const groups = `arn:${partition}:logs:${region}:${account}:log-group`;
  const stream = `${groups}:/vpc/flows:log-stream:eni-0123456789abcdef0-all`;
  const write: PolicyRequest = { action: 'logs:PutLogEvents', resource: stream };
  // this is how the service names what it looks at where no group is named
  const overview: PolicyRequest = { action: 'logs:DescribeLogGroups', resource: `${groups}::log-stream:` };

  describePolicy('what the role may do', {
    kind: PolicyKind.IDENTITY,
    statements: logGroupWriteStatements(home, `${groups}:/vpc/flows:*`),
    allowed: {
      ...doing(write, 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'),
      'an overview of the groups': overview,
    },
    denied: {
      'writing to another group': but(write, { resource: `${groups}:/vpc/flows-2:log-stream:a` }),
      ...named('a write', doing(write, 'logs:GetLogEvents', 'logs:DeleteLogStream', 'logs:DeleteLogGroup')),
      ...doing(overview, 'logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:PutRetentionPolicy'),
      'an overview of another account': but(overview, {
        resource: overview.resource?.replace(account, OTHER_ACCOUNT),
      }),
      'making its group again': {
        action: 'logs:CreateLogGroup',
        resource: `${groups}:/vpc/flows:log-stream:`,
      },
      'handing itself on': { action: 'iam:PassRole', resource: role(account) },
    },
  });
});
