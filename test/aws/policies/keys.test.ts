import { describe } from 'vitest';
import { keyStatements, logGroupKeyStatement, queueKeyStatement } from '../../../aws/policies';
import { describePolicy } from '../../support/policy-cases';
import { PolicyKind, type PolicyRequest } from '../../support/policy-evaluator';
import {
  asked,
  but,
  doing,
  elsewhere,
  encrypting,
  HOMES,
  keyArn,
  keyUse,
  keyUses,
  lacking,
  mixedUp,
  named,
  ORGANIZATION,
  OTHER_ACCOUNT,
  stranger,
  wrongKeyUses,
} from '../../support/policy-requests';

const { RESOURCE } = PolicyKind;

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const other = stranger(home);
  const third = stranger(home, '333333333333');

  const one = { partition, regions: [region], accounts: [account] };
  const two = { ...one, accounts: [account, OTHER_ACCOUNT] };
  const organization = { ...one, accounts: [], organizationId: ORGANIZATION };

  describePolicy("a bucket's key", {
    kind: RESOURCE,
    statements: keyStatements(one),
    allowed: keyUses(home),
    denied: { ...wrongKeyUses(home), ...mixedUp(keyUse(home), home) },
  });

  describePolicy("a bucket's key for two accounts", {
    kind: RESOURCE,
    statements: keyStatements(two),
    allowed: { ...keyUses(home), ...keyUses(other) },
    denied: wrongKeyUses(home, { somebody: third }),
  });

  describePolicy("a bucket's key for an organization", {
    kind: RESOURCE,
    statements: keyStatements(organization),
    allowed: { ...keyUses(home), ...keyUses(third) },
    denied: wrongKeyUses(home, { owner: 'aws:SourceOrgID' }),
  });

  const logs = `logs.${region}.${partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
  const group = `arn:${partition}:logs:${region}:${account}:log-group:/vpc/flows`;
  const ofGroup = (name: string) => ({ context: { 'kms:EncryptionContext:aws:logs:arn': name } });
  const groupUse = but(
    { principal: logs, action: 'kms:GenerateDataKey', resource: keyArn(home) },
    ofGroup(group),
  );

  describePolicy("a log group's key", {
    kind: RESOURCE,
    statements: [logGroupKeyStatement(logs, group)],
    allowed: named('a use', encrypting(groupUse)),
    denied: named('a use', {
      'by another group': but(groupUse, ofGroup(`${group}-2`)),
      'in another account': but(groupUse, ofGroup(group.replace(account, OTHER_ACCOUNT))),
      ...lacking(groupUse, 'kms:EncryptionContext:aws:logs:arn'),
      ...asked(groupUse, logs.replace(region, elsewhere(home).region), 'delivery.logs.amazonaws.com'),
      ...doing(groupUse, 'kms:CreateGrant', 'kms:ScheduleKeyDeletion'),
    }),
  });

  const arn = `arn:${partition}:s3:::raw-logs`;
  const message: PolicyRequest = {
    principal: 's3.amazonaws.com',
    action: 'kms:GenerateDataKey',
    resource: keyArn(home),
    context: { 'aws:SourceAccount': account, 'aws:SourceArn': arn },
  };

  describePolicy("a queue's key", {
    kind: RESOURCE,
    statements: [queueKeyStatement(account, arn)],
    allowed: named('a message', doing(message, 'kms:GenerateDataKey', 'kms:Decrypt')),
    denied: named('a message', {
      'of a bucket that another account took over': but(message, {
        context: { 'aws:SourceAccount': OTHER_ACCOUNT },
      }),
      'of another bucket': but(message, { context: { 'aws:SourceArn': `${arn}-2` } }),
      ...lacking(message, 'aws:SourceAccount', 'aws:SourceArn'),
      ...asked(message, 'sns.amazonaws.com'),
      ...doing(message, 'kms:Encrypt', 'kms:ScheduleKeyDeletion'),
    }),
  });
});
