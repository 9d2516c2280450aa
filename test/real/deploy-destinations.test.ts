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

type Expected = Partial<Record<keyof FlowLog, unknown>>;

interface DeployedApp {
  /** Its example. */
  readonly example: string;
  /**
   * A test app that replaces the example's own.
   *
   * @default - the example's own
   */
  readonly app?: string;
  /** Expected flow logs of moto, in the order of their names. */
  readonly flowLogs: readonly Expected[];
}

const TO_S3 = { LogDestinationType: 's3', LogDestination: expect.stringMatching(/^arn:aws:s3:::[^/]+$/) };
const INTERFACES = { TrafficType: 'ALL', MaxAggregationInterval: 600 };
const TRANSIT_GATEWAY = {
  LogDestinationType: 's3',
  LogDestination: expect.stringMatching(/^arn:aws:s3:::[^/]+\/tgw-text-[0-9a-f]+\/$/),
  MaxAggregationInterval: 60,
  LogFormat: LogFormat.TRANSIT_GATEWAY.toString(),
};

/**
 * moto's CloudFormation creates no delivery streams, and its flow logs keep neither file options nor tag keys nor
 * receiving roles: the construct tests check these.
 */
const APPS: readonly DeployedApp[] = [
  {
    example: 'cdk-targets',
    flowLogs: [
      { ResourceId: expect.stringMatching(/^tgw-attach-/), ...TRANSIT_GATEWAY },
      { ResourceId: expect.stringMatching(/^tgw-(?!attach-)/), ...TRANSIT_GATEWAY },
      { ResourceId: expect.stringMatching(/^eni-/), ...TO_S3, ...INTERFACES },
      {
        ResourceId: expect.stringMatching(/^nat-/),
        LogDestinationType: 's3',
        LogFormat: expect.stringContaining('${resource-id}'),
        ...INTERFACES,
      },
      { ResourceId: expect.stringMatching(/^subnet-/), ...TO_S3, ...INTERFACES },
    ],
  },
  {
    example: 'cdk-cloudwatch',
    flowLogs: [
      {
        ResourceId: expect.stringMatching(/^vpc-/),
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: expect.any(String),
        DeliverLogsPermissionArn: expect.stringMatching(`^arn:aws:iam::${ACCOUNT}:role/`),
        DeliverLogsStatus: 'SUCCESS',
        LogFormat: LogFormat.RECOMMENDED.toString(),
        ...INTERFACES,
      },
    ],
  },
  {
    example: 'cdk-s3',
    flowLogs: [
      { LogDestinationType: 's3', LogDestination: expect.stringMatching(/^arn:aws:s3:::[^/]+\/network\/$/) },
    ],
  },
  {
    example: 'cdk-firehose',
    app: 'firehose.ts',
    flowLogs: [
      {
        LogDestinationType: 'kinesis-data-firehose',
        LogDestination: `arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/flow-logs`,
        ...INTERFACES,
      },
    ],
  },
  {
    example: 'cdk-tags',
    flowLogs: [{ LogFormat: expect.stringContaining('${instance-tag} ${instance-tag-2} ${asg-tag}') }],
  },
];

describe.skipIf(!present)('destinations and targets, deployed by the real cdk to moto', () => {
  describe.each(APPS)('$example', ({ example, app, flowLogs }) => {
    const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-destinations-'));
    let cloud: AwsCloud;

    beforeAll(async () => {
      cloud = await AwsCloud.startWithFolders();
      await cloud.cdk(example, 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
      const output = join(directory, 'cdk.out');
      const own = app ? ['--app', `node --import tsx ${join(__dirname, 'apps', app)}`] : [];
      await cloud.cdk(example, 'deploy', '--require-approval', 'never', '--output', output, ...own);
    });

    afterAll(() => {
      cloud?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    test('has active flow logs', async () => {
      const { FlowLogs = [] } = await new EC2Client(cloud.client).send(new DescribeFlowLogsCommand({}));
      const byName = FlowLogs.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
      expect(byName).toEqual(
        flowLogs.map((flowLog) => expect.objectContaining({ FlowLogStatus: 'ACTIVE', ...flowLog })),
      );
    });
  });
});

function nameOf({ Tags = [] }: FlowLog): string {
  return Tags.find(({ Key }) => Key === 'Name')?.Value ?? '';
}
