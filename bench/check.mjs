// How long a check of 1,000 stacks takes, as a process: node bench/check.mjs [stacks]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const count = Number(process.argv[2] ?? 1000);
const OTHERS = 150;
const ROUNDS = 5;

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-bench-'));
try {
  const bytes = write(directory);
  const seconds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const main = join(root, 'dist/cli/main.js');
    const args = [main, 'check', directory, '--report', 'json'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    // the last VPC is the one that nobody logs
    if (status !== 1) throw new Error(`the check ended with ${status}`);
    seconds.push((performance.now() - began) / 1000);
    const { summary } = JSON.parse(stdout);
    if (summary.flowLogs !== count) throw new Error(`${summary.flowLogs} flow logs were found`);
  }
  seconds.sort((one, other) => one - other);
  process.stdout.write(
    `${count} stacks of ${OTHERS + 7} resources, ${Math.round(bytes / 1e6)} MB: ` +
      `median ${seconds[2].toFixed(2)} s, ${seconds[0].toFixed(2)} to ${seconds[4].toFixed(2)}\n`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** A cloud assembly as the CDK writes it: each stack imports its VPC from the one before. */
function write(target) {
  const artifacts = {};
  let bytes = 0;
  mkdirSync(target, { recursive: true });
  for (let index = 0; index < count; index++) {
    const name = `Stack${index}`;
    const text = JSON.stringify(template(index));
    bytes += text.length;
    writeFileSync(join(target, `${name}.template.json`), text);
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/eu-west-1',
      properties: { templateFile: `${name}.template.json` },
    };
  }
  writeFileSync(join(target, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
  return bytes;
}

function template(index) {
  const others = Array.from({ length: OTHERS }, (_, number) => [
    `Role${number}`,
    {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] },
        Description: { 'Fn::Join': ['', ['role ', { Ref: 'AWS::StackName' }, ` ${number}`]] },
      },
    },
  ]);
  const subnets = ['A', 'B', 'C'].map((zone) => [
    `Subnet${zone}`,
    { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' } } },
  ]);
  return {
    Resources: {
      ...Object.fromEntries([...others, ...subnets]),
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
      Bucket: {
        Type: 'AWS::S3::Bucket',
        Properties: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 400 }] } },
      },
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: [] } },
      },
      FlowLog: {
        Type: 'AWS::EC2::FlowLog',
        Properties: {
          ResourceType: 'VPC',
          ResourceId: index === 0 ? { Ref: 'Vpc' } : { 'Fn::ImportValue': `vpc-${index - 1}` },
          TrafficType: 'ALL',
          LogDestinationType: 's3',
          LogDestination: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
        },
      },
    },
    Outputs: { Vpc: { Value: { Ref: 'Vpc' }, Export: { Name: `vpc-${index}` } } },
  };
}
