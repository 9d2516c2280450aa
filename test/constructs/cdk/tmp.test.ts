import { App, Stack, NestedStack, Stage, Names } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FlowLake, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as cxapi from 'aws-cdk-lib/cx-api';
import { expect, test } from 'vitest';
for (const flags of [false, true]) for (const region of ['us-east-1', 'cn-north-1', undefined])
test(`x ${flags} ${region}`, () => {
  const t0 = Date.now();
  const app = new App({ context: flags ? cxapi.CURRENTLY_RECOMMENDED_FLAGS : {} });
  const stack = new Stack(app, 'S', { env: region ? { account: '123456789012', region } : undefined });
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });
  new VpcFlowLogs(stack, 'FlowLogs', { vpc });
  Template.fromStack(stack);
  console.log(flags, region, Date.now() - t0, stack.partition);
  expect(1).toBe(1);
});
test('nested', () => {
  const app = new App();
  const names = ['A', 'B'].map((id) => {
    const s = new Stack(app, id);
    const n = new NestedStack(s, 'Net');
    return FlowLake.ofStack(n).databaseName;
  });
  const st = ['A', 'B'].map((id) => {
    const stage = new Stage(app, `Stage${id}`);
    return FlowLake.ofStack(new Stack(stage, 'Net')).databaseName;
  });
  console.log(names, st);
  console.log(Object.keys(cxapi.CURRENTLY_RECOMMENDED_FLAGS).length, Object.keys(cxapi.NEW_PROJECT_DEFAULT_CONTEXT ?? {}).length);
});
