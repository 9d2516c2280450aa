// Measures `flow-logs check` on 1,000 stacks and on a plan with many findings, each run in a process of its own:
//   node bench/check.mjs [stacks]
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
  const assembly = join(directory, 'cdk.out');
  const size = write(assembly);
  // the last VPC has no flow log
  measure(`${count} stacks of ${OTHERS + 7} resources, ${megabytes(size)}`, assembly, count, 1);
  const plan = join(directory, 'plan.json');
  const text = JSON.stringify(planOf(count * 20), null, 2);
  writeFileSync(plan, text);
  measure(`a plan of ${count * 20} resources, ${megabytes(text.length)}`, plan, count * 5, 0);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Checks an artifact several times, each in a process of its own, and prints the times. */
function measure(title, artifact, flowLogs, code) {
  const seconds = [];
  let findings = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const main = join(root, 'dist/cli/main.js');
    const args = [main, 'check', artifact, '--report', 'json'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== code) throw new Error(`Expected the check to exit with ${code}, it exited with ${status}`);
    seconds.push((performance.now() - began) / 1000);
    const { summary } = JSON.parse(stdout);
    if (summary.flowLogs !== flowLogs)
      throw new Error(`Expected ${flowLogs} flow logs, found ${summary.flowLogs}`);
    findings = summary.findings;
  }
  seconds.sort((one, other) => one - other);
  process.stdout.write(
    `${title}, ${findings} findings: ` +
      `median ${seconds[2].toFixed(2)} s, ${seconds[0].toFixed(2)} to ${seconds[4].toFixed(2)}\n`,
  );
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/** A plan in which each network has a flow log whose format, bucket and traffic type violate the standard. */
function planOf(resources) {
  const types = ['aws_vpc', 'aws_flow_log', 'aws_s3_bucket', 'aws_iam_role'];
  const changes = Array.from({ length: resources }, (_, index) => {
    const type = types[index % types.length];
    const isFlowLog = type === 'aws_flow_log';
    const address = `${type}.r${index}`;
    const after = isFlowLog ? { traffic_type: 'REJECT', log_destination_type: 's3' } : { tags: null };
    const after_unknown = isFlowLog
      ? { log_format: true, vpc_id: true, log_destination: true }
      : { arn: true };
    const refersTo = (other) => ({ references: [`${other}.id`, other] });
    const expressions = isFlowLog
      ? {
          vpc_id: refersTo(`aws_vpc.r${index - 1}`),
          log_destination: refersTo(`aws_s3_bucket.r${index + 1}`),
        }
      : {};
    const change = { actions: ['create'], before: null, after, after_unknown };
    return { address, mode: 'managed', type, name: `r${index}`, change, expressions };
  });
  return {
    format_version: '1.2',
    planned_values: {},
    resource_changes: changes.map(({ expressions: _, ...change }) => change),
    configuration: {
      root_module: {
        resources: changes.map(({ address, type, expressions }) => ({ address, type, expressions })),
      },
    },
  };
}

/** A cloud assembly as the CDK writes it. Each stack imports its VPC from the previous one. */
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
