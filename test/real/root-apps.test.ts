import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeFlowLogsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { FreshCheckout } from '../support/fresh-checkout';
import { hasCommand, hasPart } from '../support/processes';

const CDKTF_CLI = 'cdktf-cli@0.21.0';

const hasMoto = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));
const hasCdktf = hasPart(
  CDKTF_CLI,
  `npx --yes ${CDKTF_CLI} --version`,
  hasCommand('npx', '--yes', CDKTF_CLI, '--version'),
);

let checkout: FreshCheckout;

beforeAll(() => {
  checkout = new FreshCheckout();
});

afterAll(() => checkout?.remove());

describe.skipIf(!hasMoto)('cdk at the root of a fresh checkout, with moto', () => {
  let cloud: AwsCloud;

  beforeAll(async () => {
    cloud = await AwsCloud.start();
    await cloud.cdkIn(checkout.directory, 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
  });

  afterAll(() => cloud?.stop());

  test('synth prints the template of the AWS example', async () => {
    const output = await cloud.cdkIn(checkout.directory, 'synth');
    expect(output).toContain('Type: AWS::EC2::FlowLog');
  });

  test('diff lists the resources to create', async () => {
    const output = await cloud.cdkIn(checkout.directory, 'diff', '--method', 'template');
    expect(output).toMatch(/\[\+\] AWS::EC2::FlowLog/);
  });

  test('deploy creates the flow log', async () => {
    await cloud.cdkIn(checkout.directory, 'deploy', '--require-approval', 'never');
    const { FlowLogs = [] } = await new EC2Client(cloud.client).send(new DescribeFlowLogsCommand({}));
    expect(FlowLogs).toMatchObject([{ TrafficType: 'ALL', LogDestinationType: 's3' }]);
  });
});

describe.skipIf(!hasCdktf)('cdktf at the root of a fresh checkout', () => {
  test('synth writes the Terraform configuration of the Azure example', async () => {
    const env = { ...process.env, CI: '1', CHECKPOINT_DISABLE: '1' };
    const options = { cwd: checkout.directory, env, maxBuffer: 64 * 1024 * 1024 };
    await promisify(execFile)('npx', ['--yes', CDKTF_CLI, 'synth'], options);
    const path = join(checkout.directory, 'cdktf.out/stacks/network/cdk.tf.json');
    const { resource } = JSON.parse(readFileSync(path, 'utf8'));
    expect(Object.keys(resource)).toContain('azurerm_network_watcher_flow_log');
  });
});
