import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { FlowLogStandard, FlowLogStandardPlugin } from 'cloud-flow-logs/standard/cdk';

const app = new App();
const standard = FlowLogStandard.fromFile(join(__dirname, 'flow-log-standard.yaml'));

// every synth holds the whole app against the standard, and stops where it is broken
Validations.of(app).addPlugins(new FlowLogStandardPlugin({ standard }));

const stack = new Stack(app, 'NetworkStack');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// format, traffic, interval and retention come from the same file
new VpcFlowLogs(stack, 'FlowLogs', { vpc, standard });

// what is let pass, why, and until when
const sandbox = new ec2.Vpc(stack, 'Sandbox', { maxAzs: 1, natGateways: 0 });
Validations.of(sandbox).acknowledge({
  id: 'cloud-flow-logs::FLS101',
  reason: 'nothing runs in it yet; until 2099-12-31',
});
