import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { LogFormat, TaggedResource, VpcFlowLogs } from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'NetworkStack');

const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// All fields, and the values of three tags in the fields instance-tag, instance-tag-2 and asg-tag.
new VpcFlowLogs(stack, 'FlowLogs', {
  vpc,
  format: LogFormat.EVERYTHING.withTags(
    { resource: TaggedResource.INSTANCE, keys: ['Team', 'Service'] },
    { resource: TaggedResource.AUTO_SCALING_GROUP, keys: ['Environment'] },
  ),
});
