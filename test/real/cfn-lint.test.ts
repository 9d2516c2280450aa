import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import {
  CentralFlowLake,
  FileFormat,
  FirehoseReceiverRole,
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  LogFormat,
  TablePartitions,
  TaggedResource,
  type VpcFlowLogsProps,
} from 'cloud-flow-logs/cdk';
import { afterAll, describe, expect, test } from 'vitest';
import { ACCOUNT, newFlowLogs } from '../support/cdk-apps';
import { OTHER_ACCOUNT } from '../support/policy-requests';
import { hasCommand, hasPart } from '../support/processes';
import { ROOT } from '../support/source-files';

const REGIONS = ['us-east-1', 'cn-north-1', 'us-gov-west-1'];

/** The examples that are CDK apps. */
const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) =>
  existsSync(join(ROOT, 'examples', name, 'cdk.json')),
);

type Variant = (stack: Stack) => Omit<VpcFlowLogsProps, 'vpc'>;

/** Every destination and every target, with all options. */
const VARIANTS: Readonly<Record<string, Variant>> = {
  'a lake with all its props': (stack) => ({
    destination: FlowLogDestination.toLake(
      new FlowLake(stack, 'Lake', {
        encryptionKey: new kms.Key(stack, 'Key'),
        rawRetention: Duration.days(365),
        tableRetention: Duration.days(365),
        rawTransitions: [atAge(30, s3.StorageClass.INFREQUENT_ACCESS), atAge(90, s3.StorageClass.GLACIER)],
        tableTransitions: [atAge(90, s3.StorageClass.GLACIER_INSTANT_RETRIEVAL)],
        rawObjectLock: s3.ObjectLockRetention.governance(Duration.days(30)),
        rawBucketName: `example-raw-${stack.stackName.toLowerCase()}`,
        senders: { accounts: [OTHER_ACCOUNT], regions: [stack.region] },
        questionWindow: Duration.days(30),
        tablePrefix: 'security/network',
        scanLimit: Size.gibibytes(1),
        normalizerMaxConcurrency: 50,
        alarmTopic: new sns.Topic(stack, 'Topic'),
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      { fileFormat: FileFormat.PARQUET, hiveCompatiblePartitions: true, perHourPartition: true },
    ),
  }),
  'a lake for an organization': (stack) => ({
    destination: FlowLogDestination.toLake(
      new FlowLake(stack, 'Lake', {
        senders: { organizationId: 'o-a1b2c3d4e5', regions: [stack.region] },
      }),
    ),
  }),
  'a lake for all readers': (stack) => ({
    destination: FlowLogDestination.toLake(
      new FlowLake(stack, 'Lake', {
        senders: { organizationId: 'o-a1b2c3d4e5', regions: [stack.region] },
        partitions: TablePartitions.REGISTERED,
        compatibleFiles: true,
        lakeFormation: { readers: [`arn:aws:iam::${OTHER_ACCOUNT}:role/Analyst`], iamAccess: false },
      }),
    ),
  }),
  'a lake with a table bucket of your own': (stack) => ({
    destination: FlowLogDestination.toLake(
      new FlowLake(stack, 'Lake', { tableBucket: new s3.Bucket(stack, 'Warehouse') }),
    ),
  }),
  "another account's lake": (stack) => ({
    destination: FlowLogDestination.toLake(
      new CentralFlowLake(stack, 'Lake', { rawBucketName: 'example-raw' }),
    ),
  }),
  'a lake through a stream': (stack) => ({
    destination: FlowLogDestination.toLakeThroughFirehose(FlowLake.ofStack(stack)),
  }),
  'a bucket of your own': (stack) => ({
    destination: FlowLogDestination.toS3(new s3.Bucket(stack, 'Logs'), {
      prefix: 'network',
      fileFormat: FileFormat.PARQUET,
      hiveCompatiblePartitions: true,
    }),
  }),
  'a log group': () => ({ destination: FlowLogDestination.toCloudWatchLogs() }),
  'a log group with a key, and a lake': (stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const lake = new FlowLake(stack, 'Lake', { encryptionKey });
    return { destination: FlowLogDestination.toCloudWatchLogs({ encryptionKey, lake }) };
  },
  'a stream of your own, open to another account': (stack) => {
    const deliveryStream = newStream(stack);
    new FirehoseReceiverRole(stack, 'Receiver', { deliveryStream, sourceAccounts: [OTHER_ACCOUNT, ACCOUNT] });
    return { destination: FlowLogDestination.toFirehose(deliveryStream) };
  },
  'a stream in another account': ({ region }) => {
    const { partition } = RegionInfo.get(region);
    return {
      destination: FlowLogDestination.toFirehoseInAccount({
        deliveryStreamArn: `arn:${partition}:firehose:${region}:${OTHER_ACCOUNT}:deliverystream/flow-logs`,
        receiverRoleArn: `arn:${partition}:iam::${OTHER_ACCOUNT}:role/AWSLogDeliveryFirehoseCrossAccountRole`,
      }),
    };
  },
  'several destinations': (stack) => ({
    destinations: [
      FlowLogDestination.toLake(FlowLake.ofStack(stack)),
      FlowLogDestination.toCloudWatchLogs(),
      FlowLogDestination.toFirehose(newStream(stack)),
    ],
  }),
  'a transit gateway': () => ({ target: FlowLogTarget.transitGateway('tgw-0123456789abcdef0') }),
  'an attachment': () => ({
    target: FlowLogTarget.transitGatewayAttachment('tgw-attach-0123456789abcdef0'),
    destination: FlowLogDestination.toCloudWatchLogs(),
  }),
  'a regional NAT gateway': () => ({ target: FlowLogTarget.regionalNatGateway('nat-0123456789abcdef0') }),
  // imported, because the CDK invents zones for a new VPC
  'a VPC': (stack) => ({
    target: FlowLogTarget.vpc(
      ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-0123456789abcdef0',
        availabilityZones: [`${stack.region}a`],
      }),
    ),
  }),
  'a subnet': (stack) => ({
    target: FlowLogTarget.subnet(ec2.Subnet.fromSubnetId(stack, 'Subnet', 'subnet-0123456789abcdef0')),
  }),
  'all fields': () => ({ format: LogFormat.EVERYTHING }),
};

/** Tags are a separate variant, because cfn-lint does not support them yet. */
const WITH_TAGS: Variant = () => ({
  format: LogFormat.AWS_DEFAULT.withTags({ resource: TaggedResource.INSTANCE, keys: ['Team', 'Service'] }),
});

/** False positives of cfn-lint, and findings about the CDK. */
const NOT_A_FAULT: readonly RegExp[] = [
  // AWS::EC2::FlowLog has it since June 2026, the schema of cfn-lint 1.51.0 does not
  /E3002:Additional properties are not allowed \('TagFieldSpecifications' was unexpected\)$/,
  // aws-cdk-lib creates this mapping for each stream, for streams in a VPC
  /W7001:Mapping 'awscdkawskinesisfirehoseCidrBlocks' is defined but not used$/,
];

const present = hasPart('cfn-lint', 'pip install cfn-lint', hasCommand('cfn-lint', '--version'));

describe.skipIf(!present)('cfn-lint', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-cfn-lint-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('reports an invalid template', async () => {
    const path = join(directory, 'planted.template.json');
    const Properties = { ResourceId: 'vpc-1', ResourceType: 'Vpc' };
    writeFileSync(
      path,
      JSON.stringify({ Resources: { FlowLog: { Type: 'AWS::EC2::FlowLog', Properties } } }),
    );
    expect(await lint(REGIONS, path)).toContain("'Vpc' is not one of");
  });

  test('reports findings outside the list of false positives', async () => {
    const path = join(directory, 'passed.template.json');
    const stack = new Stack(new App(), 'Planted');
    newFlowLogs(stack, { ...WITH_TAGS(stack), destination: FlowLogDestination.toCloudWatchLogs() });
    const template = JSON.stringify(Template.fromStack(stack).toJSON());
    writeFileSync(path, template.replace('TagFieldSpecifications', 'TagFieldSpecification'));
    expect(await lint(REGIONS, path)).toContain("'TagFieldSpecification' was unexpected");
  });

  test.each(EXAMPLES)('finds nothing in the example %s, for any partition', async (example) => {
    const assembly = join(directory, example);
    const env = { ...process.env, CDK_OUTDIR: assembly };
    const cwd = join(ROOT, 'examples', example);
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'app.ts'], { cwd, env });
    expect(await lint(REGIONS, ...templatesIn(assembly))).toBe('');
  });

  test.each([false, true])('finds nothing in variants of each region (feature flags: %s)', async (flags) => {
    const app = new App({
      outdir: join(directory, `flags-${flags}`),
      context: flags ? CURRENTLY_RECOMMENDED_FLAGS : {},
    });
    const variants = [...Object.values(VARIANTS), WITH_TAGS];
    for (const region of REGIONS) {
      for (const [index, variant] of variants.entries()) {
        const stack = new Stack(app, `${region}-${index}`, { env: { account: ACCOUNT, region } });
        newFlowLogs(stack, variant(stack));
      }
    }
    const templates = templatesIn(app.synth().directory);
    expect(templates).toHaveLength(REGIONS.length * variants.length);
    for (const region of REGIONS) {
      expect(await lint([region], ...templates.filter((path) => path.includes(`/${region}-`)))).toBe('');
    }
  });
});

/** Returns the findings of cfn-lint. */
async function lint(regions: readonly string[], ...templates: string[]): Promise<string> {
  expect(templates.length).toBeGreaterThan(0);
  const args = ['--regions', ...regions, '--format', 'parseable'];
  // .cfnlintrc lists the ignored checks with reasons
  const { stdout, stderr } = await promisify(execFile)('cfn-lint', [...args, '--template', ...templates], {
    cwd: ROOT,
  }).catch((error: { code: unknown; stdout: string; stderr: string }) => {
    // 2 errors, 4 warnings, 8 informational, or their sums
    if (typeof error.code !== 'number') throw error;
    return error;
  });
  const faults = stdout.split('\n').filter((line) => !NOT_A_FAULT.some((known) => known.test(line)));
  return faults.join('\n').trim() + stderr;
}

function atAge(days: number, storageClass: s3.StorageClass): s3.Transition {
  return { storageClass, transitionAfter: Duration.days(days) };
}

function newStream(stack: Stack): firehose.DeliveryStream {
  return new firehose.DeliveryStream(stack, 'Stream', {
    destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Archive')),
  });
}

function templatesIn(assembly: string): string[] {
  return readdirSync(assembly)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => join(assembly, name));
}
