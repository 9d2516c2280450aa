import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  FlowLake,
  FlowLogDestination,
  MaliciousTrafficAlert,
  ThreatSource,
  VpcFlowLogs,
} from 'cloud-flow-logs/cdk';

const app = new App();
const stack = new Stack(app, 'ThreatsStack');
const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

// The normalizer compares each address with the lists below this prefix, and reads a list again when it changes.
const lake = new FlowLake(stack, 'Lake', { enrichment: { refreshInterval: Duration.minutes(5) } });
new VpcFlowLogs(stack, 'FlowLogs', { vpc, destination: FlowLogDestination.toLake(lake) });

// One mail with all new addresses, their types, directions, counts and times, and a query to look further.
new MaliciousTrafficAlert(stack, 'MaliciousTraffic', {
  source: ThreatSource.lake(lake),
  emails: ['security@example.com'],
});

// aws s3 cp feodo.txt s3://BUCKET/enrichment/
new CfnOutput(stack, 'ThreatLists', {
  value: `s3://${lake.tableBucket.bucketName}/${lake.enrichmentPrefix}`,
});
