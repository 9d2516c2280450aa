import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { FlowLake, FlowLogDestination, RawNotifications, VpcFlowLogs } from 'cloud-flow-logs/cdk';

/** The account of the SIEM, and the external id that its operator shows. */
const SIEM_ACCOUNT = '222222222222';
const SIEM_EXTERNAL_ID = 'example-external-id';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

// S3 publishes the events of new raw objects to a topic. The normalizer is one subscriber, the SIEM another one.
const lake = new FlowLake(stack, 'Lake', {
  encryptionKey: new kms.Key(stack, 'Key', { enableKeyRotation: true }),
  rawNotifications: RawNotifications.throughTopic(),
});
new VpcFlowLogs(stack, 'FlowLogs', {
  vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 }),
  destination: FlowLogDestination.toLake(lake),
});

const events = new sqs.Queue(stack, 'SiemEvents', {
  encryption: sqs.QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
  deadLetterQueue: {
    queue: new sqs.Queue(stack, 'SiemDeadLetters', { enforceSSL: true, retentionPeriod: Duration.days(14) }),
    maxReceiveCount: 5,
  },
});
lake.rawTopic?.addSubscription(new subscriptions.SqsSubscription(events, { rawMessageDelivery: true }));

// The SIEM assumes this role, reads the queue and the raw objects, and decrypts them.
const siem = new iam.Role(stack, 'SiemRole', {
  assumedBy: new iam.AccountPrincipal(SIEM_ACCOUNT),
  externalIds: [SIEM_EXTERNAL_ID],
  description: 'Reads raw flow logs for the SIEM',
});
events.grantConsumeMessages(siem);
lake.grantReadRaw(siem);

new CfnOutput(stack, 'SiemQueueUrl', { value: events.queueUrl });
new CfnOutput(stack, 'SiemRoleArn', { value: siem.roleArn });
