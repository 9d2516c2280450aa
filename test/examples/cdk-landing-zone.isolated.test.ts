import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POLICY_LIMITS, policyBytes, SizedPolicy } from '../../aws/policies';
import { PolicyKind, type PolicyRequest, type PolicyStatement } from '../../aws/policies/evaluation';
import { readableValue } from '../../aws/template/readable-value';
import { synthesizeExample } from '../support/cdk-example';
import { isAllowed } from '../support/is-allowed';
import {
  bucketLook,
  delivery,
  foreignHome,
  keyUse,
  OTHER_ACCOUNT,
  plainKey,
} from '../support/policy-requests';

const BUCKET_ARN = 'arn:aws:s3:::example-flow-logs-111111111111';
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'];
const SENDERS = Array.from({ length: 40 }, (_, index) => String(200_000_000_000 + index)).flatMap((account) =>
  REGIONS.map((region) => ({ partition: 'aws', account, region })),
);

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-landing-zone-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let bucketPolicy: PolicyStatement[];
let keyPolicy: PolicyStatement[];
let metadata: string;

beforeAll(async () => {
  await synthesizeExample('cdk-landing-zone', directory);
  metadata = readFileSync(join(directory, 'Security.metadata.json'), 'utf8');
  const { Resources } = JSON.parse(readFileSync(join(directory, 'Security.template.json'), 'utf8'));
  const plain = readableValue(Resources, (name, attribute) => {
    if (name === 'AWS::Partition') return 'aws';
    return attribute === 'Arn' && name.startsWith('LakeRaw') ? BUCKET_ARN : name;
  }) as Record<string, { Type: string; Properties: Record<string, { Statement: PolicyStatement[] }> }>;
  const statementsOf = (prefix: string, type: string, property: string) => {
    const [resource] = Object.entries(plain).filter(
      ([id, { Type }]) => id.startsWith(prefix) && Type === type,
    );
    return resource?.[1].Properties[property]?.Statement ?? [];
  };
  bucketPolicy = statementsOf('LakeRaw', 'AWS::S3::BucketPolicy', 'PolicyDocument');
  keyPolicy = statementsOf('Key', 'AWS::KMS::Key', 'KeyPolicy');
}, 120_000);

const mayDeliver = (home: (typeof SENDERS)[number]) => [
  isAllowed(PolicyKind.RESOURCE, bucketPolicy, delivery(home, BUCKET_ARN, plainKey(home))),
  isAllowed(PolicyKind.RESOURCE, bucketPolicy, bucketLook(home, BUCKET_ARN)),
  isAllowed(PolicyKind.RESOURCE, keyPolicy, keyUse(home)),
];

test('both policies are far below their limits, and the app prints the sizes', () => {
  const size = (statements: PolicyStatement[]) =>
    policyBytes({ Statement: statements, Version: '2012-10-17' });
  expect(size(bucketPolicy)).toBeLessThan(POLICY_LIMITS[SizedPolicy.BUCKET].maxBytes / 3);
  expect(size(keyPolicy)).toBeLessThan(POLICY_LIMITS[SizedPolicy.KEY].maxBytes / 10);
  expect(metadata).toContain(
    `the policy of bucket Security/Lake/Raw has up to ${size(bucketPolicy)} of 20480 bytes`,
  );
  expect(metadata).toMatch(/the policy of key Security\/Key has up to \d+ of 32768 bytes/);
});

test('the policies have one statement of each kind for all senders', () => {
  const toLogDelivery = (statements: PolicyStatement[]) =>
    statements.filter(({ Principal }) => JSON.stringify(Principal)?.includes('delivery.logs'));
  expect(toLogDelivery(bucketPolicy).map(({ Sid }) => Sid)).toEqual([
    'AWSLogDeliveryWrite',
    'AWSLogDeliveryAclCheck',
  ]);
  expect(toLogDelivery(keyPolicy).map(({ Sid }) => Sid)).toEqual(['AWSLogDeliveryKey']);
});

test('each of the 120 senders may deliver', () => {
  expect(SENDERS).toHaveLength(120);
  for (const home of SENDERS) expect([home, mayDeliver(home)]).toEqual([home, [true, true, true]]);
});

test('another account, another region and another folder are denied', () => {
  const [home] = SENDERS as [(typeof SENDERS)[number]];
  const other = foreignHome(home);
  expect(mayDeliver(other)).toEqual([false, false, false]);
  expect(mayDeliver({ ...home, region: 'ap-south-1' })).toEqual([false, false, false]);
  const into = (key: string): PolicyRequest => delivery(home, BUCKET_ARN, key);
  for (const key of [plainKey(other), plainKey(home, 'other/AWSLogs'), `AWSLogs/${OTHER_ACCOUNT}/x`]) {
    expect(isAllowed(PolicyKind.RESOURCE, bucketPolicy, into(key))).toBe(false);
  }
});
