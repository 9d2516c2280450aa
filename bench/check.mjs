// Measures `flow-logs check` on 1,000 stacks, on 400 networks with 400 flow logs, and on a plan with many findings. Each
// run is a process of its own; the time over start-up is that of a check minus that of `flow-logs --version`:
//   node bench/check.mjs [stacks]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const count = Number(process.argv[2] ?? 1000);
const OTHERS = 150;
const NETWORKS = 400;
const ROUNDS = 5;
const TYPES = ['aws_vpc', 'aws_flow_log', 'aws_s3_bucket', 'aws_iam_role'];
const main = join(root, 'dist/cli/main.js');

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-bench-'));
try {
  const startUp = measureStartUp();
  const networks = join(directory, 'networks.json');
  const pairs = Array.from({ length: NETWORKS }, () => ['aws_vpc', 'aws_flow_log']);
  const logged = planOf(['aws_s3_bucket', ...pairs.flat()], () => 'aws_s3_bucket.r0');
  writeFileSync(networks, JSON.stringify(logged, null, 2));
  measure(`${NETWORKS} networks with ${NETWORKS} flow logs`, networks, NETWORKS, 0, startUp);
  const assembly = join(directory, 'cdk.out');
  const size = write(assembly);
  // the last VPC has no flow log
  measure(`${count} stacks of ${OTHERS + 7} resources, ${megabytes(size)}`, assembly, count, 1, startUp);
  const plan = join(directory, 'plan.json');
  const types = Array.from({ length: count * 20 }, (_, index) => TYPES[index % TYPES.length]);
  const text = JSON.stringify(
    planOf(types, (index) => `aws_s3_bucket.r${index + 1}`),
    null,
    2,
  );
  writeFileSync(plan, text);
  measure(`a plan of ${count * 20} resources, ${megabytes(text.length)}`, plan, count * 5, 0, startUp);
} finally {
  rmSync(directory, { recursive: true, force: true });
}

/** Prints and returns the median time of `flow-logs --version` in seconds. */
function measureStartUp() {
  const seconds = rounds(() => spawnSync(process.execPath, [main, '--version']));
  process.stdout.write(`start-up: ${range(seconds)}\n`);
  return median(seconds);
}

/** Checks an artifact several times, each in a process of its own, and prints the times. */
function measure(title, artifact, flowLogs, code, startUp) {
  let findings = 0;
  const seconds = rounds(() => {
    const args = [main, 'check', artifact, '--report', 'json'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== code) throw new Error(`Expected the check to exit with ${code}, it exited with ${status}`);
    const { summary } = JSON.parse(stdout);
    if (summary.flowLogs !== flowLogs)
      throw new Error(`Expected ${flowLogs} flow logs, found ${summary.flowLogs}`);
    findings = summary.findings;
  });
  const over = (median(seconds) - startUp).toFixed(2);
  process.stdout.write(`${title}, ${findings} findings: ${range(seconds)}; ${over} s over start-up\n`);
}

/** The sorted times of several runs in seconds. */
function rounds(run) {
  return Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    run();
    return (performance.now() - began) / 1000;
  }).sort((one, other) => one - other);
}

function median(sorted) {
  return sorted[(ROUNDS - 1) / 2];
}

function range(sorted) {
  return `median ${median(sorted).toFixed(2)} s, ${sorted[0].toFixed(2)} to ${sorted[ROUNDS - 1].toFixed(2)}`;
}

function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

/**
 * A plan of resources of these types. Each flow log is on the network before it; its format, bucket and traffic type
 * violate the standard.
 */
function planOf(types, bucketOf) {
  const changes = types.map((type, index) => {
    const isFlowLog = type === 'aws_flow_log';
    const address = `${type}.r${index}`;
    const after = isFlowLog ? { traffic_type: 'REJECT', log_destination_type: 's3' } : { tags: null };
    const after_unknown = isFlowLog
      ? { log_format: true, vpc_id: true, log_destination: true }
      : { arn: true };
    const refersTo = (other, attribute) => ({ references: [`${other}.${attribute}`, other] });
    const expressions = isFlowLog
      ? {
          vpc_id: refersTo(`aws_vpc.r${index - 1}`, 'id'),
          log_destination: refersTo(bucketOf(index), 'arn'),
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
