import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeFlowLogsCommand, EC2Client, type FlowLog } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogFormat } from '../../aws/format';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { hasCommand, hasPart } from '../support/processes';

const present =
  hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help')) &&
  hasPart('moto for python3', 'pip install "moto[server]"', hasCommand('python3', '-c', 'import moto'));

/**
 * What moto's flow logs say once an example is deployed. moto knows neither delivery streams nor
 * transit gateways in templates, nor options of files, tags' keys or receiving roles: those are held property by
 * property in the tests of the constructs.
 */
const EXAMPLES: readonly [example: string, flowLog: Partial<Record<keyof FlowLog, unknown>>][] = [
  [
    'cdk-cloudwatch',
    {
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: expect.any(String),
      DeliverLogsPermissionArn: expect.stringMatching(`^arn:aws:iam::${ACCOUNT}:role/`),
      DeliverLogsStatus: 'SUCCESS',
      TrafficType: 'ALL',
      LogFormat: LogFormat.RECOMMENDED.toString(),
    },
  ],
  [
    'cdk-s3',
    { LogDestinationType: 's3', LogDestination: expect.stringMatching(/^arn:aws:s3:::[^/]+\/network\/$/) },
  ],
  ['cdk-tags', { LogFormat: expect.stringContaining('${instance-tag} ${instance-tag-2} ${asg-tag}') }],
];

describe.skipIf(!present)('examples of destinations and targets, deployed by the real cdk to moto', () => {
  describe.each(EXAMPLES)('%s', (example, expected) => {
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-destinations-'));
    let cloud: AwsCloud;

    beforeAll(async () => {
      cloud = await AwsCloud.startWithFolders();
      await cloud.cdk(example, 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
      const output = join(directory, 'cdk.out');
      await cloud.cdk(example, 'deploy', '--require-approval', 'never', '--output', output);
    });

    afterAll(() => {
      cloud?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    test('has its flow log on', async () => {
      const { FlowLogs } = await new EC2Client(cloud.client).send(new DescribeFlowLogsCommand({}));
      expect(FlowLogs).toEqual([expect.objectContaining({ FlowLogStatus: 'ACTIVE', ...expected })]);
    });
  });
});
