import { App, CfnCondition, CfnOutput, CfnParameter, Fn, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  CentralFlowLake,
  FileFormat,
  FlowLake,
  FlowLogDestination,
  FlowLogTarget,
  LogFormat,
  VpcFlowLogs,
  type VpcFlowLogsProps,
} from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { notes, warnings } from '../../../support/annotations';
import { ACCOUNT, INTERFACE, newApp, newStack, newVpc } from '../../../support/cdk-apps';

const DUPLICATE = (other: string) =>
  `has the same target, settings and destination as ${other}: AWS rejects the second flow log ` +
  '(FlowLogAlreadyExists). Remove one of them';
const FIX = 'Remove one of them, or deliver them to different destinations';
const TWO_ROWS = 'the table of the lake has two rows for each packet, so that all sums are too large';
const MAY_REJECT = ', and AWS may reject the second flow log (FlowLogAlreadyExists)';

/** The warnings of a construct about overlaps, after its app is synthesized. */
function overlaps(flowLogs: VpcFlowLogs): string[] {
  synth(flowLogs);
  const end = ' [ack: cloud-flow-logs:overlap]';
  return warnings(flowLogs).flatMap((text) => (text.endsWith(end) ? [text.slice(0, -end.length)] : []));
}

function synth({ node }: VpcFlowLogs): void {
  (node.root as App).synth();
}

const VPC_ID = 'vpc-0123456789abcdef0';
const SUBNET_IDS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];

function fromAttributes(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
    vpcId: VPC_ID,
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: SUBNET_IDS,
  });
}

/** A VPC that the context of the app contains, as after the first synthesis with the CDK CLI. */
function lookedUp(stack: Stack): ec2.IVpc {
  const subnets = SUBNET_IDS.map((subnetId, index) => ({
    subnetId,
    availabilityZone: `eu-west-1${'ab'.charAt(index)}`,
    routeTableId: 'rtb-0123456789abcdef0',
  }));
  const key = `vpc-provider:account=${ACCOUNT}:filter.vpc-id=${VPC_ID}:region=eu-west-1:returnAsymmetricSubnets=true`;
  stack.node.setContext(key, {
    vpcId: VPC_ID,
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: [],
    subnetGroups: [{ name: 'Private', type: 'Private', subnets }],
  });
  return ec2.Vpc.fromLookup(stack, 'LookedUp', { vpcId: VPC_ID });
}

/** A bucket, and a destination in it. */
function toBucket(stack: Stack): FlowLogDestination {
  return FlowLogDestination.toS3(new s3.Bucket(stack, 'Own'));
}

describe('two flow logs with the same target, settings and destination are an error', () => {
  const ENV = { account: ACCOUNT, region: 'eu-west-1' };

  test('of one stack', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const first = new VpcFlowLogs(stack, 'First', { vpc });
    new VpcFlowLogs(stack, 'Second', { vpc });
    expect(() => synth(first)).toThrow(`[Network/Second] ${DUPLICATE('Network/First')}`);
  });

  test.each([
    ['strong', undefined],
    ['weak', 'weak'],
  ])('of two stacks that refer to the VPC in different ways (references: %s)', (_, strength) => {
    const context = strength ? { '@aws-cdk/core:defaultCrossStackReferences': strength } : {};
    const app = new App({ context });
    const network = new Stack(app, 'Network', { env: ENV });
    const vpc = newVpc(network);
    new CfnOutput(network, 'VpcId', { value: vpc.vpcId, exportName: 'shared-vpc' });
    const destination = FlowLogDestination.toLake(
      new CentralFlowLake(network, 'Lake', { rawBucketName: 'central-raw' }),
    );
    const first = new VpcFlowLogs(network, 'First', { vpc, destination });
    const other = new Stack(app, 'Other', { env: ENV });
    new VpcFlowLogs(other, 'ByVpc', { vpc, destination });
    const imported = FlowLogTarget.vpcById(Fn.importValue('shared-vpc'));
    new VpcFlowLogs(other, 'ByImport', { target: imported, destination });
    const attribute = (vpc.node.defaultChild as ec2.CfnVPC).attrVpcId;
    new VpcFlowLogs(other, 'ByAttribute', { target: FlowLogTarget.vpcById(attribute), destination });
    const read = () => synth(first);
    for (const id of ['ByVpc', 'ByImport', 'ByAttribute'])
      expect(read).toThrow(`[Other/${id}] ${DUPLICATE('Network/First')}`);
  });

  test('of a parent and its nested stack', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const destination = FlowLogDestination.toLake(
      new CentralFlowLake(stack, 'Lake', { rawBucketName: 'central-raw' }),
    );
    const first = new VpcFlowLogs(stack, 'First', { vpc, destination });
    const nested = new NestedStack(stack, 'Nested', { parameters: { Id: vpc.vpcId } });
    const id = new CfnParameter(nested, 'Id').valueAsString;
    new VpcFlowLogs(nested, 'Second', { target: FlowLogTarget.vpcById(id), destination });
    expect(() => synth(first)).toThrow(`[Network/Nested/Second] ${DUPLICATE('Network/First')}`);
  });

  test('of a VPC that an output of a nested stack names', () => {
    const stack = newStack();
    const destination = toBucket(stack);
    const nested = new NestedStack(stack, 'Nested');
    const vpc = newVpc(nested as Stack);
    const output = new CfnOutput(nested, 'Id', { value: vpc.vpcId });
    const name = `Outputs.${String(stack.resolve(output.logicalId))}`;
    const id = String(nested.nestedStackResource?.getAtt(name));
    const first = new VpcFlowLogs(stack, 'First', { vpc, destination });
    new VpcFlowLogs(stack, 'Second', { target: FlowLogTarget.vpcById(id), destination });
    expect(() => synth(first)).toThrow(`[Network/Second] ${DUPLICATE('Network/First')}`);
  });

  test('of two stages', () => {
    const app = newApp();
    const made = ['Blue', 'Green'].map((id) => {
      const stack = new Stack(new Stage(app, id, { env: ENV }), 'Network');
      const destination = FlowLogDestination.toLake(
        new CentralFlowLake(stack, 'Lake', { rawBucketName: 'central-raw' }),
      );
      return new VpcFlowLogs(stack, 'Logs', { target: INTERFACE, destination });
    });
    expect(() => synth(made[0] as VpcFlowLogs)).toThrow(
      `[Green/Network/Logs] ${DUPLICATE('Blue/Network/Logs')}`,
    );
  });

  test('beside a flow log of aws-cdk-lib', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const bucket = new s3.Bucket(stack, 'Own');
    const ours = new VpcFlowLogs(stack, 'Ours', { vpc, destination: FlowLogDestination.toS3(bucket) });
    const format = ours.format.toString();
    new ec2.CfnFlowLog(stack, 'Theirs', {
      resourceId: vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucket.bucketArn,
      logFormat: format,
      maxAggregationInterval: 600,
      destinationOptions: {
        fileFormat: 'plain-text',
        hiveCompatiblePartitions: false,
        perHourPartition: false,
      },
    });
    expect(() => synth(ours)).toThrow(`[Network/Ours] ${DUPLICATE('Network/Theirs')}`);
  });
});

describe('flow logs of one target', () => {
  const two = (first: Partial<VpcFlowLogsProps>, second: Partial<VpcFlowLogsProps>) => {
    const stack = newStack();
    const destination = toBucket(stack);
    new VpcFlowLogs(stack, 'First', { target: INTERFACE, destination, ...first });
    return overlaps(new VpcFlowLogs(stack, 'Second', { target: INTERFACE, destination, ...second }));
  };
  const { ACCEPT, REJECT } = ec2.FlowLogTrafficType;
  const TWICE = 'the destination receives each packet twice';

  test.each<[string, Partial<VpcFlowLogsProps>]>([
    ['format', { format: LogFormat.AWS_DEFAULT }],
    ['interval', { maxAggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE }],
    ['traffic', { trafficType: REJECT }],
  ])('with another %s and the same destination are a warning', (_, second) => {
    expect(two({}, second)).toEqual([
      `has the same target as Network/First, and ${TWICE}${MAY_REJECT}. ${FIX}`,
    ]);
  });

  test('with accepted and with rejected traffic are none', () => {
    expect(two({ trafficType: ACCEPT }, { trafficType: REJECT })).toEqual([]);
  });

  test('with two destinations are none', () => {
    expect(two({}, { destination: FlowLogDestination.toCloudWatchLogs() })).toEqual([]);
  });

  test('that two conditions create are none', () => {
    const stack = newStack();
    const destination = toBucket(stack);
    const stage = new CfnParameter(stack, 'Stage').valueAsString;
    const made = ['Dev', 'Prod'].map((id) => {
      const flowLogs = new VpcFlowLogs(stack, id, { target: INTERFACE, destination });
      const resource = flowLogs.node.findChild('Resource') as ec2.CfnFlowLog;
      resource.cfnOptions.condition = new CfnCondition(stack, `Is${id}`, {
        expression: Fn.conditionEquals(stage, id),
      });
      return flowLogs;
    });
    expect(made.flatMap(overlaps)).toEqual([]);
  });

  test('in two accounts are none', () => {
    const app = newApp();
    const made = ['1', '2'].map((digit) => {
      const env = { account: digit.repeat(12), region: 'eu-west-1' };
      const stack = new Stack(app, `Network${digit}`, { env });
      const destination = FlowLogDestination.toLake(
        new CentralFlowLake(stack, 'Lake', { rawBucketName: 'central-raw' }),
      );
      return new VpcFlowLogs(stack, 'Logs', { target: INTERFACE, destination });
    });
    expect(made.flatMap(overlaps)).toEqual([]);
  });

  test('whose ids CDK has not looked up yet are none', () => {
    const env = { account: ACCOUNT, region: 'eu-west-1' };
    const stack = new Stack(newApp(), 'Network', { env });
    const made = ['One', 'Two'].map((vpcName) => {
      const vpc = ec2.Vpc.fromLookup(stack, vpcName, { vpcName });
      return new VpcFlowLogs(stack, `${vpcName}Logs`, { vpc });
    });
    expect(made.flatMap(overlaps)).toEqual([]);
  });
});

describe('the same traffic twice in one lake is a warning', () => {
  const otherTarget = (inner: string, outer: string, other: string) =>
    `records a ${inner}, and ${other} a ${outer} with the same traffic: ${TWO_ROWS}. ${FIX}`;

  test('of a VPC, its subnet and an interface in it', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const [subnet] = vpc.publicSubnets as [ec2.ISubnet];
    const { ref } = new ec2.CfnNetworkInterface(stack, 'Interface', { subnetId: subnet.subnetId });
    const ofInterface = new VpcFlowLogs(stack, 'OfInterface', {
      target: FlowLogTarget.networkInterface(ref),
    });
    const ofVpc = new VpcFlowLogs(stack, 'OfVpc', { vpc });
    const ofSubnet = new VpcFlowLogs(stack, 'OfSubnet', { target: FlowLogTarget.subnet(subnet) });
    expect(overlaps(ofVpc)).toEqual([]);
    expect(overlaps(ofSubnet)).toEqual([otherTarget('Subnet', 'VPC', 'Network/OfVpc')]);
    expect(overlaps(ofInterface)).toEqual([
      otherTarget('NetworkInterface', 'Subnet', 'Network/OfSubnet'),
      otherTarget('NetworkInterface', 'VPC', 'Network/OfVpc'),
    ]);
  });

  test('of a transit gateway and its attachments', () => {
    const stack = newStack();
    const gateway = new ec2.CfnTransitGateway(stack, 'Gateway');
    const ofGateway = new VpcFlowLogs(stack, 'OfGateway', {
      target: FlowLogTarget.transitGateway(gateway.ref),
    });
    const settings = { transitGatewayId: gateway.ref, vpcId: 'vpc-0123456789abcdef0', subnetIds: [] };
    const attachments = [
      new ec2.CfnTransitGatewayAttachment(stack, 'Attachment', settings).ref,
      new ec2.CfnTransitGatewayVpcAttachment(stack, 'VpcAttachment', settings).attrId,
    ].map(
      (id, index) =>
        new VpcFlowLogs(stack, `Of${index}`, { target: FlowLogTarget.transitGatewayAttachment(id) }),
    );
    expect(overlaps(ofGateway)).toEqual([]);
    for (const each of attachments) {
      expect(overlaps(each)).toEqual([
        otherTarget('TransitGatewayAttachment', 'TransitGateway', 'Network/OfGateway'),
      ]);
    }
  });

  test('through a log group, a stream and other folders', () => {
    const stack = newStack();
    const lake = FlowLake.ofStack(stack);
    const target = INTERFACE;
    new VpcFlowLogs(stack, 'First', { target });
    const destinations = [
      FlowLogDestination.toLake(lake, { fileFormat: FileFormat.PARQUET }),
      FlowLogDestination.toLakeThroughFirehose(lake),
      FlowLogDestination.toCloudWatchLogs({ lake }),
    ];
    const all = destinations.map(
      (destination, index) => new VpcFlowLogs(stack, `Second${index}`, { target, destination }),
    );
    const expected = `has the same target as Network/First, and ${TWO_ROWS}. ${FIX}`;
    for (const each of all) expect(overlaps(each)[0]).toBe(expected);
  });

  test('and the flow log of another construct on the subnet is reported by ours', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const logGroup = new logs.LogGroup(stack, 'Own');
    const ours = new VpcFlowLogs(stack, 'Ours', {
      vpc,
      destination: FlowLogDestination.toCloudWatchLogs({ logGroup }),
    });
    const [subnet] = vpc.publicSubnets as [ec2.ISubnet];
    new ec2.FlowLog(stack, 'Theirs', {
      resourceType: ec2.FlowLogResourceType.fromSubnet(subnet),
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup),
    });
    expect(overlaps(ours)).toEqual([
      'records a VPC, and Network/Theirs/FlowLog a Subnet with the same traffic: the destination receives each packet ' +
        `twice. ${FIX}`,
    ]);
  });

  describe.each([
    ['by attributes', fromAttributes],
    ['by lookup', lookedUp],
  ])('of an imported VPC %s', (_, imported) => {
    test('and one of its subnets', () => {
      const stack = newStack({ env: { account: ACCOUNT, region: 'eu-west-1' } });
      const vpc = imported(stack);
      const [one, other] = vpc.privateSubnets as [ec2.ISubnet, ec2.ISubnet];
      const byId = ec2.Subnet.fromSubnetId(stack, 'ById', other.subnetId);
      const { ref } = new ec2.CfnNetworkInterface(stack, 'Interface', { subnetId: one.subnetId });
      const ofVpc = new VpcFlowLogs(stack, 'OfVpc', { vpc });
      const inner = [
        FlowLogTarget.subnet(one),
        FlowLogTarget.subnets([byId]),
        FlowLogTarget.networkInterface(ref),
      ].map((target, index) => new VpcFlowLogs(stack, `Of${index}`, { target }));
      expect(overlaps(ofVpc)).toEqual([]);
      expect(inner.map(overlaps)).toEqual([
        [otherTarget('Subnet', 'VPC', 'Network/OfVpc')],
        [otherTarget('Subnet', 'VPC', 'Network/OfVpc')],
        [
          otherTarget('NetworkInterface', 'Subnet', 'Network/Of0'),
          otherTarget('NetworkInterface', 'VPC', 'Network/OfVpc'),
        ],
      ]);
    });

    test('and the flow log of another construct on its subnet', () => {
      const stack = newStack({ env: { account: ACCOUNT, region: 'eu-west-1' } });
      const vpc = imported(stack);
      const destination = toBucket(stack);
      const ours = new VpcFlowLogs(stack, 'Ours', { vpc, destination });
      new ec2.FlowLog(stack, 'Theirs', {
        resourceType: ec2.FlowLogResourceType.fromSubnet(vpc.privateSubnets[0] as ec2.ISubnet),
        destination: ec2.FlowLogDestination.toS3(stack.node.findChild('Own') as s3.Bucket),
      });
      expect(overlaps(ours)).toEqual([
        'records a VPC, and Network/Theirs/FlowLog a Subnet with the same traffic: the destination receives each packet ' +
          `twice. ${FIX}`,
      ]);
    });
  });

  test('but not of a VPC that CDK has not looked up yet, or of the subnet of another imported VPC', () => {
    const stack = newStack({ env: { account: ACCOUNT, region: 'eu-west-1' } });
    const unknown = ec2.Vpc.fromLookup(stack, 'Unknown', { isDefault: true });
    const other = ec2.Vpc.fromVpcAttributes(stack, 'Other', {
      vpcId: 'vpc-0fedcba9876543210',
      availabilityZones: ['eu-west-1a'],
      privateSubnetIds: ['subnet-0fedcba9876543210'],
    });
    const made = [
      ...[unknown, fromAttributes(stack)].map(
        (vpc, index) => new VpcFlowLogs(stack, `OfVpc${index}`, { vpc }),
      ),
      ...[unknown, other].map(
        ({ privateSubnets: [subnet] }, index) =>
          new VpcFlowLogs(stack, `Of${index}`, { target: FlowLogTarget.subnet(subnet as ec2.ISubnet) }),
      ),
    ];
    expect(made.flatMap(overlaps)).toEqual([]);
  });

  test('but not of two subnets, or of a VPC and the subnet of another one', () => {
    const stack = newStack();
    const [one, other] = ['One', 'Other'].map((id) => new ec2.Vpc(stack, id, { maxAzs: 2, natGateways: 0 }));
    const made = [
      new VpcFlowLogs(stack, 'OfVpc', { vpc: one }),
      ...(other as ec2.Vpc).publicSubnets.map(
        (subnet, index) => new VpcFlowLogs(stack, `Of${index}`, { target: FlowLogTarget.subnet(subnet) }),
      ),
    ];
    expect(made).toHaveLength(3);
    expect(made.flatMap(overlaps)).toEqual([]);
  });
});

test('more than two flow logs of a resource are a note', () => {
  const stack = newStack();
  const toGroup = () => FlowLogDestination.toCloudWatchLogs();
  const make = (id: string) => new VpcFlowLogs(stack, id, { target: INTERFACE, destination: toGroup() });
  const made = ['One', 'Two', 'Three'].map(make);
  synth(made[0] as VpcFlowLogs);
  const texts = made.map((each) => notes(each).filter((text) => text.includes('flow logs of this resource')));
  expect(texts).toEqual([
    [],
    [],
    [
      'the app creates 3 flow logs of this resource: Network/One, Network/Two, Network/Three. AWS accepts 250 flow logs ' +
        'of a resource in an account, accounts with an older quota 2. If a deployment fails with FlowLogsLimitExceeded, ' +
        'remove one [ack: cloud-flow-logs:flowLogQuota]',
    ],
  ]);
});

test('two flow logs of a resource are no note', () => {
  const stack = newStack();
  const destinations = [FlowLogDestination.toCloudWatchLogs(), FlowLogDestination.toCloudWatchLogs()];
  const flowLogs = new VpcFlowLogs(stack, 'Logs', { target: INTERFACE, destinations });
  synth(flowLogs);
  expect(notes(flowLogs).filter((text) => text.includes('flowLogQuota'))).toEqual([]);
});
