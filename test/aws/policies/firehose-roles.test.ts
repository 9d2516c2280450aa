import { describe } from 'vitest';
import {
  DESTINATION_ROLE_PREFIX,
  destinationRoleStatements,
  destinationRoleTrust,
  SOURCE_ROLE_PREFIX,
  sourceRoleStatements,
  sourceRoleTrust,
} from '../../../aws/policies';
import { PolicyKind, type PolicyRequest } from '../../../aws/policies/evaluation';
import { describePolicy } from '../../support/policy-cases';
import {
  assumption,
  but,
  byPrincipals,
  foreignHome,
  HOMES,
  OTHER_ACCOUNT,
  withActions,
  withoutKeys,
} from '../../support/policy-requests';

const { TRUST, IDENTITY } = PolicyKind;
const LOG_DELIVERY = 'delivery.logs.amazonaws.com';

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const roleArn = (name: string, owner = account) => `arn:${partition}:iam::${owner}:role/${name}`;
  const sourceRoleArn = roleArn(`${SOURCE_ROLE_PREFIX}-1`);
  const destinationRoleArn = roleArn(`${DESTINATION_ROLE_PREFIX}-1`, OTHER_ACCOUNT);
  const targetArn = `arn:${partition}:ec2:${region}:${account}:vpc/vpc-0123456789abcdef0`;
  const takeSource = assumption(LOG_DELIVERY, { 'aws:SourceAccount': account });

  describePolicy('who may take the role of the sending account', {
    kind: TRUST,
    statements: [sourceRoleTrust(account)],
    allowed: { 'log delivery': takeSource, ...withoutKeys(takeSource, 'aws:SourceAccount') },
    denied: {
      'log delivery for another account': assumption(LOG_DELIVERY, { 'aws:SourceAccount': OTHER_ACCOUNT }),
      ...byPrincipals(takeSource, 'firehose.amazonaws.com', 'vpc-flow-logs.amazonaws.com', roleArn('Admin')),
      ...withActions(takeSource, 'sts:TagSession'),
    },
  });

  const passing: PolicyRequest = {
    action: 'iam:PassRole',
    resource: sourceRoleArn,
    context: { 'iam:PassedToService': LOG_DELIVERY, 'iam:AssociatedResourceARN': targetArn },
  };
  const making: PolicyRequest = { action: 'logs:CreateLogDelivery', resource: '*' };
  const assumingDestination: PolicyRequest = { action: 'sts:AssumeRole', resource: destinationRoleArn };

  describePolicy('what that role may do', {
    kind: IDENTITY,
    statements: sourceRoleStatements({ account, sourceRoleArn, destinationRoleArn, targetArns: [targetArn] }),
    allowed: {
      passing,
      'assuming the destination role': assumingDestination,
      ...withActions(
        making,
        ...['Create', 'Delete', 'Get'].map((verb) => `logs:${verb}LogDelivery`),
        'logs:ListLogDeliveries',
      ),
    },
    denied: {
      'passing another role': but(passing, { resource: roleArn('Admin') }),
      'passing to another service': but(passing, { context: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
      'passing for another target': but(passing, {
        context: { 'iam:AssociatedResourceARN': `${targetArn}1` },
      }),
      ...withoutKeys(passing, 'iam:PassedToService', 'iam:AssociatedResourceARN'),
      'assuming another role': but(assumingDestination, { resource: roleArn('Admin', OTHER_ACCOUNT) }),
      ...withActions(passing, 'iam:DeleteRole'),
      ...withActions(making, 'logs:PutResourcePolicy', 'logs:PutLogEvents'),
      ...withActions(assumingDestination, 'sts:TagSession'),
    },
  });

  const third = foreignHome(home, '333333333333').account;
  const takeDestination = assumption(sourceRoleArn);

  describePolicy("who may take the role of the stream's account", {
    kind: TRUST,
    statements: [destinationRoleTrust(partition, [account, third])],
    allowed: {
      'the role of the sender': takeDestination,
      'the role of the other sender': assumption(roleArn(`${SOURCE_ROLE_PREFIX}-2`, third)),
    },
    denied: {
      'another role of the sender': assumption(roleArn('Admin')),
      'a user of the sender': assumption(`arn:${partition}:iam::${account}:user/${SOURCE_ROLE_PREFIX}`),
      'a role with such a name in another account': assumption(
        roleArn(`${SOURCE_ROLE_PREFIX}-1`, OTHER_ACCOUNT),
      ),
      ...byPrincipals(takeDestination, LOG_DELIVERY, 'firehose.amazonaws.com'),
      ...withActions(takeDestination, 'sts:TagSession'),
    },
  });

  const stream = `arn:${partition}:firehose:${region}:${OTHER_ACCOUNT}:deliverystream/flows`;
  const tagging: PolicyRequest = { action: 'firehose:TagDeliveryStream', resource: stream };
  const opening: PolicyRequest = {
    action: 'iam:CreateServiceLinkedRole',
    resource: roleArn(`aws-service-role/${LOG_DELIVERY}/AWSServiceRoleForLogDelivery`, OTHER_ACCOUNT),
    context: { 'iam:AWSServiceName': LOG_DELIVERY },
  };

  describePolicy('what that role may do', {
    kind: IDENTITY,
    statements: destinationRoleStatements({ partition, account: OTHER_ACCOUNT }, stream),
    allowed: { tagging, opening },
    denied: {
      'tagging another stream': but(tagging, { resource: `${stream}-2` }),
      'creating the role of another service': but(opening, {
        context: { 'iam:AWSServiceName': 'ecs.amazonaws.com' },
      }),
      'another role with the name': but(opening, {
        resource: roleArn('aws-service-role/ecs', OTHER_ACCOUNT),
      }),
      ...withoutKeys(opening, 'iam:AWSServiceName'),
      ...withActions(tagging, 'firehose:PutRecord', 'firehose:DeleteDeliveryStream'),
      ...withActions(opening, 'iam:DeleteServiceLinkedRole', 'iam:AttachRolePolicy'),
    },
  });
});
