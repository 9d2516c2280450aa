import { App, Duration, NestedStack, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

interface NetworkProps extends StackProps {
  readonly stage: string;
}

/** The network of a stage. Its stacks have equal names in all stages. */
class NetworkStack extends Stack {
  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id, { ...props, stackName: 'network' });
    const logs = new s3.Bucket(this, 'Logs', { lifecycleRules: [{ expiration: Duration.days(400) }] });
    const hub = new ec2.Vpc(this, 'Hub', { maxAzs: 1, natGateways: 0 });
    const logging = new NestedStack(this, 'Logging');
    new ec2.FlowLog(logging, 'HubLog', {
      resourceType: ec2.FlowLogResourceType.fromVpc(hub),
      destination: ec2.FlowLogDestination.toS3(logs),
      trafficType: props.stage === 'Test' ? ec2.FlowLogTrafficType.REJECT : ec2.FlowLogTrafficType.ALL,
    });
    if (props.stage === 'Prod') {
      new ec2.Vpc(this, 'Spoke', { maxAzs: 1, natGateways: 0 });
    }
  }
}

const app = new App();
for (const [stage, account] of [
  ['Dev', '111111111111'],
  ['Test', '222222222222'],
  ['Prod', '333333333333'],
] as const) {
  new NetworkStack(new Stage(app, stage), 'Network', { stage, env: { account, region: 'eu-west-1' } });
}
app.synth();
