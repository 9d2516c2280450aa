import { CfnParameter, Size, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { FlowLake, type FlowLakeProps, type NormalizerOptions, TablePartitions } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newApp, newStack } from '../../../support/cdk-apps';
import { lakeOf } from '../../../support/lake-template';
import { PlainTemplate } from '../../../support/plain-template';

const FUNCTION = 'LakeNormalizerFunction';

const natted = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });

const isolated = (stack: Stack) =>
  new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      { name: 'Public', subnetType: ec2.SubnetType.PUBLIC },
    ],
  });

const lakeWith = (options: (stack: Stack) => NormalizerOptions, normalizerMaxConcurrency?: number) =>
  lakeOf((stack) => ({ normalizer: options(stack), normalizerMaxConcurrency }));

describe.each(APP_VARIANTS)('a normalizer in a VPC ($title)', (variant) => {
  const { lake, template } = lakeOf((stack) => ({ normalizer: { vpc: natted(stack) } }), variant);

  test('runs in the private subnets, with a security group of its own', () => {
    expect(template.the('AWS::Lambda::Function', FUNCTION).Properties.VpcConfig).toEqual({
      SubnetIds: template
        .all('AWS::EC2::Subnet')
        .filter(([id]) => id.startsWith('VpcPrivate'))
        .map(([id]) => `<${id}>`),
      SecurityGroupIds: [`<${template.id('AWS::EC2::SecurityGroup', FUNCTION)}.GroupId>`],
    });
  });

  test('has a role with the actions for its network interfaces, before the function is created', () => {
    const policy = template.id('AWS::IAM::Policy', 'LakeNormalizerRole');
    expect(template.statements('AWS::IAM::Policy', 'LakeNormalizerRole')).toContainEqual({
      Effect: 'Allow',
      Action: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:UnassignPrivateIpAddresses',
      ],
      Resource: ['*'],
    });
    expect(template.the('AWS::Lambda::Function', FUNCTION).DependsOn).toContain(policy);
  });

  test('has no warning, because it reaches the services through a NAT gateway', () => {
    expect(warnings(lake.node.findChild('Normalizer')).join()).toBe('');
  });
});

test('a normalizer without a VPC has no action on network interfaces', () => {
  const { template } = lakeOf();
  expect(template.the('AWS::Lambda::Function', FUNCTION).Properties).not.toHaveProperty('VpcConfig');
  expect(JSON.stringify(template.statements('AWS::IAM::Policy', 'LakeNormalizerRole'))).not.toContain('ec2:');
});

test('isolated subnets: a warning names the endpoints', () => {
  const { lake } = lakeWith((stack) => ({ vpc: isolated(stack) }));
  expect(warnings(lake.node.findChild('Normalizer'))).toEqual([
    expect.stringContaining(
      'the normalizer runs in isolated subnets of Network/Vpc, from which it reaches no service without a VPC endpoint. ' +
        'Add a gateway endpoint for S3, without which it reads no object. Add an interface endpoint for SQS (sqs)',
    ),
  ]);
});

describe('isolated subnets with endpoints', () => {
  const { S3 } = ec2.GatewayVpcEndpointAwsService;
  const { SQS, GLUE } = ec2.InterfaceVpcEndpointAwsService;

  function warningsWith(add: (vpc: ec2.Vpc, stack: Stack) => void, props: FlowLakeProps = {}): string {
    const stack = newStack();
    const vpc = isolated(stack);
    const lake = new FlowLake(stack, 'Lake', { ...props, normalizer: { vpc } });
    add(vpc, stack);
    PlainTemplate.of(stack);
    return warnings(lake.node.findChild('Normalizer')).join();
  }

  const WARNING = 'the normalizer runs in isolated subnets of Network/Vpc';

  test('of the VPC for S3 and SQS: no warning', () => {
    const add = (vpc: ec2.Vpc) => {
      vpc.addGatewayEndpoint('S3', { service: S3 });
      vpc.addInterfaceEndpoint('Sqs', { service: SQS });
    };
    expect(warningsWith(add)).toBe('');
    expect(warningsWith(add, { partitions: TablePartitions.REGISTERED })).toContain(WARNING);
  });

  test('outside the VPC construct, and for AWS Glue if the lake registers partitions: no warning', () => {
    const add = (vpc: ec2.Vpc, stack: Stack) => {
      new ec2.GatewayVpcEndpoint(stack, 'S3', { vpc, service: S3 });
      for (const service of [SQS, GLUE]) {
        new ec2.InterfaceVpcEndpoint(stack, service.shortName, { vpc, service });
      }
    };
    expect(warningsWith(add, { partitions: TablePartitions.REGISTERED })).toBe('');
  });

  test.each<[string, (vpc: ec2.Vpc, stack: Stack) => void]>([
    ['one of them only', (vpc) => vpc.addGatewayEndpoint('S3', { service: S3 })],
    [
      'another VPC',
      (_, stack) => {
        const vpc = new ec2.Vpc(stack, 'Other');
        vpc.addGatewayEndpoint('S3', { service: S3 });
        vpc.addInterfaceEndpoint('Sqs', { service: SQS });
      },
    ],
  ])('of %s: the warning', (_, add) => {
    expect(warningsWith(add)).toContain(WARNING);
  });
});

test.each<[string, (stack: Stack) => NormalizerOptions]>([
  [
    'a VPC with public subnets only',
    (stack) => ({
      vpc: new ec2.Vpc(stack, 'Vpc', {
        maxAzs: 1,
        natGateways: 0,
        subnetConfiguration: [{ name: 'Public', subnetType: ec2.SubnetType.PUBLIC }],
      }),
    }),
  ],
  [
    'the public subnets of a VPC',
    (stack) => ({
      vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 }),
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    }),
  ],
])('%s: an error that names the props of the lake, together with all others', (_, options) => {
  const stack = newStack();
  const normalizer = options(stack);
  expect(() => new FlowLake(stack, 'Lake', { normalizer, normalizerMaxConcurrency: 1 })).toThrow(
    /normalizerMaxConcurrency is 1[\s\S]*normalizer\.vpc: the function would run in public subnets \(Network\/Vpc\/PublicSubnet1\), from which it reaches no service, because its network interfaces have no public IP address\. Select private or isolated subnets with normalizer\.vpcSubnets\. If the VPC has none, add them, or remove normalizer\.vpc/,
  );
});

test('subnets and security groups can be chosen', () => {
  const { template } = lakeWith((stack) => ({
    vpc: isolated(stack),
    vpcSubnets: { availabilityZones: [stack.availabilityZones[0] as string] },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0a1b2c3d')],
  }));
  const { SubnetIds, SecurityGroupIds } = template.the('AWS::Lambda::Function', FUNCTION).Properties
    .VpcConfig as Record<string, string[]>;
  expect(SubnetIds).toHaveLength(1);
  expect(SecurityGroupIds).toEqual(['sg-0a1b2c3d']);
});

test.each([
  [
    'subnets without a VPC',
    () => ({ vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }),
    'normalizer.vpcSubnets is set, but normalizer.vpc is not: set the VPC, or remove vpcSubnets',
  ],
  [
    'security groups without a VPC',
    () => ({ securityGroups: [] }),
    'normalizer.securityGroups is set, but normalizer.vpc is not: set the VPC, or remove securityGroups',
  ],
  [
    'less memory than the function needs',
    () => ({ memory: Size.mebibytes(128) }),
    'normalizer.memory in MiB is 128: expected a whole number from 512 to 10240',
  ],
  [
    'a reserved concurrency below the default of the queue',
    () => ({ reservedConcurrency: 5 }),
    'normalizer.reservedConcurrency is 5, and normalizerMaxConcurrency is 10: Lambda would throttle the function, and ' +
      'messages would use up their deliveries. Reserve a whole number that is at least normalizerMaxConcurrency',
  ],
])('%s: an error', (_, options, message) => {
  expect(() => lakeWith(options)).toThrow(message);
});

test.each([
  ['region', ACCOUNT, 'eu-central-1'],
  ['account', '210987654321', 'eu-west-1'],
])('a VPC of another %s: an error with its place', (_, account, region) => {
  const app = newApp();
  const elsewhere = new Stack(app, 'Elsewhere', { env: { account, region } });
  const here = new Stack(app, 'Here', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  const vpc = natted(elsewhere);
  expect(() => new FlowLake(here, 'Lake', { normalizer: { vpc } })).toThrow(
    `normalizer.vpc is Elsewhere/Vpc in ${account}/${region}: a function can only run in a VPC of its own account and ` +
      'region. Use a VPC in the environment of the lake',
  );
});

test('a VPC of another Stage: an error', () => {
  const app = newApp();
  const vpc = natted(new Stack(new Stage(app, 'Base'), 'Elsewhere'));
  expect(() => new FlowLake(new Stack(app, 'Here'), 'Lake', { normalizer: { vpc } })).toThrow(
    'normalizer.vpc is Base/Elsewhere/Vpc, which another Stage creates. CDK cannot refer from one Stage to another: use a ' +
      'VPC of the Stage of the lake, or import it with Vpc.fromVpcAttributes',
  );
});

test('a reserved concurrency of the concurrency of the queue', () => {
  const { template } = lakeWith(() => ({ reservedConcurrency: 5, memory: Size.gibibytes(2) }), 5);
  expect(template.the('AWS::Lambda::Function', FUNCTION).Properties).toMatchObject({
    ReservedConcurrentExecutions: 5,
    MemorySize: 2048,
  });
});

test('tokens are passed on', () => {
  const { template } = lakeWith((stack) => ({
    reservedConcurrency: new CfnParameter(stack, 'Reserved', { type: 'Number' }).valueAsNumber,
  }));
  expect(template.the('AWS::Lambda::Function', FUNCTION).Properties.ReservedConcurrentExecutions).toBe(
    '<Reserved>',
  );
});
