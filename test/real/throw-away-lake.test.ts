import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ListBucketsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, AwsCloud, REGION } from '../support/aws-cloud';
import { DeployedStack } from '../support/deployed-stack';
import { hasCommand, hasPart } from '../support/processes';
import { ROOT } from '../support/source-files';

const present = hasPart('moto', 'pip install "moto[server]"', hasCommand('moto_server', '--help'));

/** Calls the handler of CDK that empties a bucket, from the deployed asset, with the AWS SDK of this project. */
const EMPTY_BUCKET =
  "require(process.argv[1]).autoDeleteHandler({ RequestType: 'Delete', ResourceProperties: { BucketName: process.argv[2] } })";

/**
 * moto runs no custom resources: the test runs their code in the order that the template requires. The order itself is
 * tested with the template.
 */
describe.skipIf(!present)('a lake with autoDeleteObjects and objects, deleted by the real cdk', () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-throw-away-'));
  const output = join(directory, 'cdk.out');
  let app = ['--app', `node --import tsx ${join(__dirname, 'apps/throw-away-lake.ts')}`, '--output', output];
  let cloud: AwsCloud;
  let s3: S3Client;
  let buckets: string[];

  beforeAll(async () => {
    cloud = await AwsCloud.start();
    s3 = new S3Client({ ...cloud.client, forcePathStyle: true });
    const { Vpcs = [] } = await new EC2Client(cloud.client).send(new DescribeVpcsCommand({}));
    app = [...app, '--context', `vpcId=${Vpcs[0]?.VpcId}`];
    await cloud.cdk('cdk-vpc', 'bootstrap', `aws://${ACCOUNT}/${REGION}`);
    await cloud.cdk('cdk-vpc', 'deploy', '--require-approval', 'never', ...app);
    const stack = await DeployedStack.read(cloud, 'NetworkStack');
    const emptiers = stack.ofType('Custom::S3AutoDeleteObjects');
    buckets = emptiers.map((id) => stack.properties<{ BucketName: string }>(id).BucketName);
    for (const Bucket of buckets) {
      for (const Key of ['AWSLogs/a', 'flows/b', 'athena-results/c']) {
        await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
      }
    }
  });

  afterAll(() => {
    cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const keysIn = async (Bucket: string) => (await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount;

  test('has a custom resource for each of its two buckets', async () => {
    expect(new Set(buckets).size).toBe(2);
    for (const bucket of buckets) expect(await keysIn(bucket)).toBe(3);
  });

  test('is emptied by the code of the custom resource, which finds its tag on both buckets', async () => {
    const asset = readdirSync(output)
      .map((name) => join(output, name, 'index.js'))
      .find((path) => hasCommand('grep', '-q', 'autoDeleteHandler', path)) as string;
    const env = { ...cloud.environment(), NODE_PATH: join(ROOT, 'node_modules') };
    for (const bucket of buckets) {
      await promisify(execFile)(process.execPath, ['-e', EMPTY_BUCKET, asset, bucket], { env });
      expect(await keysIn(bucket)).toBe(0);
    }
  });

  // moto does not delete the flow logs of a stack
  test('leaves no bucket behind', async () => {
    await cloud.cdk('cdk-vpc', 'destroy', '--force', ...app);
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name).filter((name) => buckets.includes(name as string))).toEqual([]);
  });
});
