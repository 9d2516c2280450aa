import { describe } from 'vitest';
import {
  deliveryStreamStatements,
  deliveryStreamTrust,
  subscriptionStatements,
  subscriptionTrust,
} from '../../../aws/policies';
import { PolicyKind, type PolicyRequest } from '../../../aws/policies/evaluation';
import { describePolicy } from '../../support/policy-cases';
import {
  assumption,
  but,
  byPrincipals,
  elsewhere,
  foreignHome,
  HOMES,
  OTHER_ACCOUNT,
  withActions,
  withoutKeys,
} from '../../support/policy-requests';

const { TRUST, IDENTITY } = PolicyKind;

describe.each(HOMES)('in $partition', (home) => {
  const { partition, region, account } = home;
  const admin = `arn:${partition}:iam::${account}:role/Admin`;
  const takeStream = assumption('firehose.amazonaws.com', { 'aws:SourceAccount': account });

  describePolicy('who may take the role of a delivery stream', {
    kind: TRUST,
    statements: [deliveryStreamTrust(account)],
    allowed: { 'a stream': takeStream, ...withoutKeys(takeStream, 'aws:SourceAccount') },
    denied: {
      'a stream of another account': but(takeStream, { context: { 'aws:SourceAccount': OTHER_ACCOUNT } }),
      ...byPrincipals(takeStream, 'delivery.logs.amazonaws.com', admin),
      ...withActions(takeStream, 'sts:TagSession'),
    },
  });

  const bucket = `arn:${partition}:s3:::raw-logs`;
  const write: PolicyRequest = { action: 's3:PutObject', resource: `${bucket}/firehose/2026/11/22/10/a.gz` };
  const look: PolicyRequest = { action: 's3:ListBucket', resource: bucket };

  describePolicy('what that role may do', {
    kind: IDENTITY,
    statements: deliveryStreamStatements(bucket, ['firehose']),
    allowed: {
      ...withActions(write, 's3:PutObject', 's3:AbortMultipartUpload'),
      ...withActions(look, 's3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'),
    },
    denied: {
      'writing to another folder': but(write, { resource: `${bucket}/AWSLogs/a.gz` }),
      'writing to another bucket': but(write, { resource: `${bucket}-2/firehose/a.gz` }),
      'reading another bucket': but(look, { resource: `${bucket}-2` }),
      ...withActions(write, 's3:GetObject', 's3:DeleteObject', 's3:PutObjectAcl'),
      ...withActions(look, 's3:DeleteBucket', 's3:PutBucketPolicy'),
    },
  });

  const subscriptionOf = (place: typeof home) =>
    assumption('logs.amazonaws.com', {
      'aws:SourceAccount': place.account,
      'aws:SourceArn': `arn:${place.partition}:logs:${place.region}:${place.account}:log-group:/vpc/flows:*`,
    });
  const subscription = subscriptionOf(home);

  describePolicy('who may take the role of a subscription', {
    kind: TRUST,
    statements: [subscriptionTrust(home)],
    allowed: { 'a subscription': subscription },
    denied: {
      'a subscription of another account': subscriptionOf(foreignHome(home)),
      'a subscription in the name of another account': but(subscription, {
        context: { 'aws:SourceAccount': OTHER_ACCOUNT },
      }),
      'a subscription of another region': subscriptionOf(elsewhere(home)),
      ...withoutKeys(subscription, 'aws:SourceAccount', 'aws:SourceArn'),
      ...byPrincipals(subscription, 'delivery.logs.amazonaws.com', admin),
      ...withActions(subscription, 'sts:TagSession'),
    },
  });

  const stream = `arn:${partition}:firehose:${region}:${account}:deliverystream/flows`;
  const put: PolicyRequest = { action: 'firehose:PutRecord', resource: stream };

  describePolicy('what that role may do with the stream', {
    kind: IDENTITY,
    statements: subscriptionStatements(stream),
    allowed: withActions(put, 'firehose:PutRecord', 'firehose:PutRecordBatch'),
    denied: {
      'writing to another stream': but(put, { resource: `${stream}-2` }),
      ...withActions(put, 'firehose:DeleteDeliveryStream', 'firehose:TagDeliveryStream'),
    },
  });
});
