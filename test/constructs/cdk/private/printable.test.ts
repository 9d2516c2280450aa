import { Aws, CfnMapping } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLogDestination } from 'cloud-flow-logs/cdk';
import { expect, test } from 'vitest';
import { warnings } from '../../../support/annotations';
import { ACCOUNT, newFlowLogs, newStack } from '../../../support/cdk-apps';

test.each<[string, string, (stack: ReturnType<typeof newStack>) => string]>([
  [
    'of a mapping of the stack',
    '<value of mapping Buckets for us-east-1 and central>',
    (stack) => {
      const mapping = { 'us-east-1': { central: 'example-logs' } };
      return new CfnMapping(stack, 'Buckets', { mapping }).findInMap(Aws.REGION, 'central');
    },
  ],
  ['with pseudo parameters', `logs-${ACCOUNT}-us-east-1`, () => `logs-${Aws.ACCOUNT_ID}-${Aws.REGION}`],
])('a warning names a bucket %s: %s', (_, name, bucketName) => {
  const stack = newStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
  const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', bucketName(stack));
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toS3(bucket) });
  const [warning] = warnings(flowLogs);
  expect(warning).toContain(
    `this app does not manage the policy of bucket ${name}, and no flow log is delivered`,
  );
});
