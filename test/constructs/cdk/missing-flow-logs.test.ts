import {
  App,
  type AspectOptions,
  AspectPriority,
  Aspects,
  CfnOutput,
  CfnResource,
  Fn,
  type IAspect,
  NestedStack,
  Stack,
  Stage,
} from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  CentralFlowLake,
  FlowLogDestination,
  FlowLogTarget,
  MissingFlowLogs,
  VpcFlowLogs,
} from 'cloud-flow-logs/cdk';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../support/annotations';
import { ACCOUNT, newApp, newStack, newVpc } from '../../support/cdk-apps';

const ENV = { account: ACCOUNT, region: 'eu-west-1' };

/** Paths of the flow logs of an app after synthesis, without the names of their resources. */
function flowLogsOf(app: IConstruct): string[] {
  (app.node.root as App).synth();
  return app.node.root.node
    .findAll()
    .filter((node) => node instanceof ec2.CfnFlowLog)
    .map(({ node }) => node.scope?.node.path ?? '');
}

function central(stack: Stack): FlowLogDestination {
  return FlowLogDestination.toLake(new CentralFlowLake(stack, 'Central', { rawBucketName: 'central-raw' }));
}

describe.each<[string, AspectOptions, Record<string, boolean>]>(
  [AspectPriority.MUTATING, AspectPriority.DEFAULT, AspectPriority.READONLY].flatMap((priority) =>
    [false, true].map((stabilization): [string, AspectOptions, Record<string, boolean>] => [
      `priority ${priority}, stabilization: ${stabilization}`,
      { priority },
      { '@aws-cdk/core:aspectStabilization': stabilization },
    ]),
  ),
)('missing flow logs (%s)', (_, options, context) => {
  test('are added to the VPCs of stacks, nested stacks, and VPC resources without a construct', () => {
    const app = new App({ context });
    const stack = new Stack(app, 'Network');
    newVpc(stack);
    newVpc(new NestedStack(stack, 'Nested') as Stack);
    for (const id of ['One', 'Two']) new ec2.CfnVPC(stack, id, { cidrBlock: '10.0.0.0/16' });
    new CfnResource(stack, 'Three', { type: 'AWS::EC2::VPC', properties: { CidrBlock: '10.0.0.0/16' } });
    const aspect = new MissingFlowLogs({ destination: central(stack) });
    Aspects.of(app).add(aspect, options);
    expect(flowLogsOf(app)).toEqual([
      'Network/Vpc/MissingFlowLogs',
      'Network/Nested/Vpc/MissingFlowLogs',
      'Network/MissingFlowLogs',
      'Network/MissingFlowLogsTwo',
      'Network/MissingFlowLogsThree',
    ]);
  });

  test('are added in a Stage', () => {
    const app = new App({ context });
    const stage = new Stage(app, 'Prod');
    const stack = new Stack(stage, 'Network');
    newVpc(stack);
    Aspects.of(stage).add(new MissingFlowLogs(), options);
    expect(flowLogsOf(app)).toEqual(['Prod/Network/Vpc/MissingFlowLogs']);
  });

  test('are added once by two Aspects', () => {
    const app = new App({ context });
    const stack = new Stack(app, 'Network');
    newVpc(stack);
    new ec2.CfnVPC(stack, 'Other', { cidrBlock: '10.0.0.0/16' });
    for (let count = 0; count < 2; count++) Aspects.of(app).add(new MissingFlowLogs(), options);
    expect(flowLogsOf(app)).toEqual(['Network/Vpc/MissingFlowLogs', 'Network/MissingFlowLogs']);
  });
});

describe('an app with Stages', () => {
  const withStages = () => {
    const app = newApp();
    const stages = ['Dev', 'Prod'].map((id) => new Stage(app, id));
    for (const stage of stages) newVpc(new Stack(stage, 'Network'));
    newVpc(new Stack(app, 'Shared'));
    return app;
  };

  test('has flow logs in each of them with addTo', () => {
    const app = withStages();
    const inner = new Stage(app.node.findChild('Prod'), 'Inner');
    newVpc(new Stack(inner, 'Network'));
    MissingFlowLogs.addTo(app);
    expect(flowLogsOf(app)).toEqual([
      'Dev/Network/Vpc/MissingFlowLogs',
      'Prod/Network/Vpc/MissingFlowLogs',
      'Prod/Inner/Network/Vpc/MissingFlowLogs',
      'Shared/Vpc/MissingFlowLogs',
    ]);
  });

  test('is an error if the Aspect is added to the app only: CDK does not apply it to Stages', () => {
    const app = withStages();
    Aspects.of(app).add(new MissingFlowLogs());
    const text = (stage: string) =>
      `MissingFlowLogs adds no flow logs to ${stage}/Network/Vpc/Resource: CDK does not apply Aspects to the Stages ` +
      `in their scope (${stage}). Call MissingFlowLogs.addTo(app) after the Stages exist and before a pipeline adds ` +
      'them, or exclude the VPC';
    expect(() => app.synth()).toThrow(text('Dev'));
    expect(() => app.synth()).toThrow(text('Prod'));
  });

  test('is an error if a Stage is synthesized before addTo', () => {
    const app = withStages();
    (app.node.findChild('Dev') as Stage).synth();
    MissingFlowLogs.addTo(app);
    expect(() => app.synth()).toThrow('MissingFlowLogs adds no flow logs to Dev/Network/Vpc/Resource');
  });

  test('is no error if the Stages are excluded', () => {
    const app = withStages();
    Aspects.of(app).add(new MissingFlowLogs({ exclude: ['Dev', 'Prod/Network'] }));
    expect(flowLogsOf(app)).toEqual(['Shared/Vpc/MissingFlowLogs']);
  });
});

describe('missing flow logs are not added to a VPC', () => {
  const missing = (app: App) =>
    Aspects.of(app).add(new MissingFlowLogs(), { priority: AspectPriority.MUTATING });

  test('if each of its subnets has one', () => {
    const stack = newStack();
    const vpc = newVpc(stack);
    const all = [...vpc.publicSubnets, ...vpc.isolatedSubnets];
    expect(all).toHaveLength(2);
    for (const [index, subnet] of all.entries())
      new VpcFlowLogs(stack, `Of${index}`, { target: FlowLogTarget.subnet(subnet) });
    missing(stack.node.root as App);
    expect(flowLogsOf(stack)).toEqual(['Network/Of0', 'Network/Of1']);
  });

  test.each([undefined, 'weak', 'both'])(
    'that a flow log of another stack refers to (references: %s)',
    (strength) => {
      const app = new App({
        context: strength ? { '@aws-cdk/core:defaultCrossStackReferences': strength } : {},
      });
      const network = new Stack(app, 'Network', { env: ENV });
      const logs = new Stack(app, 'Logs', { env: ENV });
      const made = ['A', 'B', 'C', 'D', 'E'].map(
        (id) => new ec2.CfnVPC(network, id, { cidrBlock: '10.0.0.0/16' }),
      );
      const [direct, exported, attribute, sub, output] = made as [
        ec2.CfnVPC,
        ec2.CfnVPC,
        ec2.CfnVPC,
        ec2.CfnVPC,
        ec2.CfnVPC,
      ];
      new CfnOutput(network, 'Export', { value: exported.ref, exportName: Fn.join('-', ['shared', 'vpc']) });
      new CfnOutput(network, 'Weak', { value: output.attrVpcId });
      const destination = central(network);
      const ids = [
        direct.ref,
        Fn.importValue(Fn.join('-', ['shared', 'vpc'])),
        attribute.attrVpcId,
        Fn.getStackOutput('Network', 'Weak'),
      ];
      for (const [index, id] of ids.entries())
        new VpcFlowLogs(logs, `Of${index}`, { target: FlowLogTarget.vpcById(id), destination });
      // a reference by the logical id, as in an included template
      new ec2.CfnFlowLog(network, 'Plain', {
        resourceId: Fn.ref('D'),
        resourceType: 'VPC',
        trafficType: 'ALL',
        logDestinationType: 's3',
        logDestination: 'arn:aws:s3:::other',
      });
      expect(sub.node.id).toBe('D');
      missing(app);
      expect(flowLogsOf(app)).toEqual(['Network', 'Logs/Of0', 'Logs/Of1', 'Logs/Of2', 'Logs/Of3']);
    },
  );

  test('to which another Aspect has added one', () => {
    const stack = newStack();
    newVpc(stack);
    const second = new ec2.Vpc(stack, 'Second', { maxAzs: 1, natGateways: 0 });
    const theirs: IAspect = {
      visit: (node) => {
        if (node === second.node.defaultChild) second.addFlowLog('Theirs');
      },
    };
    const app = stack.node.root as App;
    Aspects.of(app).add(theirs, { priority: AspectPriority.MUTATING });
    missing(app);
    expect(flowLogsOf(stack)).toEqual(['Network/Vpc/MissingFlowLogs', 'Network/Second/Theirs']);
  });
});

test('a VPC of which one subnet has a flow log has one for the rest, and the overlap is reported', () => {
  const stack = newStack();
  const vpc = newVpc(stack);
  const [subnet] = vpc.publicSubnets as [ec2.ISubnet];
  const ofSubnet = new VpcFlowLogs(stack, 'OfSubnet', { target: FlowLogTarget.subnet(subnet) });
  Aspects.of(stack).add(new MissingFlowLogs());
  expect(flowLogsOf(stack)).toEqual(['Network/Vpc/MissingFlowLogs', 'Network/OfSubnet']);
  expect(warnings(ofSubnet)).toEqual([
    expect.stringContaining('records a Subnet, and Network/Vpc/MissingFlowLogs a VPC with the same traffic'),
  ]);
});
