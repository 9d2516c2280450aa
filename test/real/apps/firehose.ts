import { App, Stack } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { FlowLogDestination, FlowLogTarget } from 'cloud-flow-logs/cdk';
import { newFlowLogs, newVpc } from '../../support/cdk-apps';

/** An existing delivery stream. The CloudFormation of moto creates none, its API does. */
const stack = new Stack(new App(), 'NetworkStack');
const place = `${process.env.CDK_DEFAULT_REGION}:${process.env.CDK_DEFAULT_ACCOUNT}`;
const deliveryStream = firehose.DeliveryStream.fromDeliveryStreamArn(
  stack,
  'Stream',
  `arn:aws:firehose:${place}:deliverystream/flow-logs`,
);
newFlowLogs(stack, {
  target: FlowLogTarget.vpc(newVpc(stack)),
  destination: FlowLogDestination.toFirehose(deliveryStream),
});
