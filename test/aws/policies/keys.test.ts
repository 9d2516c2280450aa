import { describe } from 'vitest';
import { keyStatements, logGroupKeyStatement, queueKeyStatement } from '../../../aws/policies';
import { PolicyKind, type PolicyRequest } from '../../../aws/policies/evaluation';
import { describePolicy } from '../../support/policy-cases';
import {
  but,
  byPrincipals,
  elsewhere,
  encrypting,
  foreignHome,
  HOMES,
  keyArn,
  keyUse,
  keyUses,
  named,
  ORGANIZATION,
  OTHER_ACCOUNT,
  withActions,
  withForeignArn,
  withoutKeys,
  wrongKeyUses,
} from '../../support/policy-requests';

const { RESOURCE } = PolicyKind;

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const other = foreignHome(home);
  const third = foreignHome(home, '333333333333');

  const one = { partition, regions: [region], accounts: [account] };
  const two = { ...one, accounts: [account, OTHER_ACCOUNT] };
  const organization = { ...one, accounts: [], organizationId: ORGANIZATION };

  describePolicy("a bucket's key", {
    kind: RESOURCE,
    statements: keyStatements(one),
    allowed: keyUses(home),
    denied: { ...wrongKeyUses(home), ...withForeignArn(keyUse(home), home) },
  });

  describePolicy("a bucket's key for two accounts", {
    kind: RESOURCE,
    statements: keyStatements(two),
    allowed: { ...keyUses(home), ...keyUses(other) },
    denied: wrongKeyUses(home, { otherSender: third }),
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
      ...withoutKeys(groupUse, 'kms:EncryptionContext:aws:logs:arn'),
      ...byPrincipals(groupUse, logs.replace(region, elsewhere(home).region), 'delivery.logs.amazonaws.com'),
      ...withActions(groupUse, 'kms:CreateGrant', 'kms:ScheduleKeyDeletion'),
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
    allowed: named('a message', withActions(message, 'kms:GenerateDataKey', 'kms:Decrypt')),
    denied: named('a message', {
      'of a bucket that another account owns now': but(message, {
        context: { 'aws:SourceAccount': OTHER_ACCOUNT },
      }),
      'of another bucket': but(message, { context: { 'aws:SourceArn': `${arn}-2` } }),
      ...withoutKeys(message, 'aws:SourceAccount', 'aws:SourceArn'),
      ...byPrincipals(message, 'sns.amazonaws.com'),
      ...withActions(message, 'kms:Encrypt', 'kms:ScheduleKeyDeletion'),
    }),
  });
});
