import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { FlowLogStandard, FlowLogStandardPlugin } from 'cloud-flow-logs/standard/cdk';

const app = new App();
const standard = FlowLogStandard.fromFile(join(__dirname, 'flow-log-standard.yaml'));

// Every synthesis checks the whole app against the standard and fails if the app violates it.
Validations.of(app).addPlugins(new FlowLogStandardPlugin({ standard }));

const stack = new Stack(app, 'NetworkStack');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// Format, traffic type, interval and retention are set by the standard.
new VpcFlowLogs(stack, 'FlowLogs', { vpc, standard });

// A suppression with its reason and expiry date.
const sandbox = new ec2.Vpc(stack, 'Sandbox', { maxAzs: 1, natGateways: 0 });
Validations.of(sandbox).acknowledge({
  id: 'cloud-flow-logs::FLS101',
  reason: 'nothing runs in it yet; until 2099-12-31',
});
