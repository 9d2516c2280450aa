import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { COVERED_TYPES } from '../../../aws/deployer/catalogue';
import { deployerPolicies } from '../../../aws/deployer/deployer-policies';
import type { DeployerStatement } from '../../../aws/deployer/policy-documents';
import { VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { deployedFlowLogs } from '../../../standard/adapters/cloudformation/deployed-flow-logs';
import { APP_VARIANTS, newApp, newVpc } from '../../support/cdk-apps';
import { allowed, policiesOf } from '../../support/deployer-policies';
import { policyFaults } from '../../support/iam-data';
import { flowLog, PLACE, type Resources, stackOf, synthesised } from '../../support/template-stacks';

const ARN = (service: string) => `arn:aws:${service}:${PLACE.region}:${PLACE.account}`;
const ROLE = `arn:aws:iam::${PLACE.account}:role`;

function ofFlowLog(properties: object, more: Resources = {}) {
  return policiesOf([stackOf({ FlowLog: flowLog(properties), ...more })]);
}

describe('a flow log', () => {
  test('can be created for its target with tags, and changed only in its own stack', () => {
    const { statements } = ofFlowLog({});
    const flowLogs = `${ARN('ec2')}:vpc-flow-log/*`;
    const ofStack = { StringEquals: { 'aws:ResourceTag/aws:cloudformation:stack-name': 'Network' } };
    expect(allowed(statements, 'ec2:CreateFlowLogs')).toEqual([
      [[flowLogs, `${ARN('ec2')}:vpc/vpc-0a1b2c3d`]],
    ]);
    expect(allowed(statements, 'ec2:CreateTags')).toEqual([
      [[flowLogs], { StringEquals: { 'ec2:CreateAction': 'CreateFlowLogs' } }],
      [[flowLogs], ofStack],
    ]);
    expect(allowed(statements, 'ec2:DeleteFlowLogs')).toEqual([[[flowLogs], ofStack]]);
    expect(allowed(statements, 'ec2:DescribeFlowLogs')).toEqual([[['*']]]);
  });

  test.each([
    ['Subnet', 'subnet/subnet-1'],
    ['NetworkInterface', 'network-interface/eni-1'],
    ['TransitGateway', 'transit-gateway/tgw-1'],
    ['TransitGatewayAttachment', 'transit-gateway-attachment/tgw-attach-1'],
    ['RegionalNatGateway', 'natgateway/nat-1'],
  ])('can be created for a %s', (ResourceType, target) => {
    const { statements } = ofFlowLog({ ResourceType, ResourceId: target.split('/')[1] });
    expect(allowed(statements, 'ec2:CreateFlowLogs')[0]?.[0]).toContain(`${ARN('ec2')}:${target}`);
  });

  test('to S3 needs log deliveries, and no permission for the policy of a bucket of another app', () => {
    const { statements, notes } = ofFlowLog({});
    expect(allowed(statements, 'logs:CreateLogDelivery')).toEqual([[['*']]]);
    expect(allowed(statements, 'logs:DeleteLogDelivery')).toEqual([[['*']]]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.startsWith('s3:'))).toEqual(
      [],
    );
    expect(notes).toEqual([expect.stringContaining('Network/FlowLog: its bucket belongs to another app')]);
  });

  test('to CloudWatch Logs passes its role to VPC Flow Logs only', () => {
    const role = { 'Fn::GetAtt': ['Role', 'Arn'] };
    const properties = {
      LogDestinationType: undefined,
      LogGroupName: 'flows',
      DeliverLogsPermissionArn: role,
    };
    const { statements } = ofFlowLog(properties, { Role: ['AWS::IAM::Role'], Other: ['AWS::IAM::Role'] });
    expect(allowed(statements, 'iam:PassRole')).toEqual([
      [
        [`${ROLE}/Network-Role-*`],
        { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
      ],
    ]);
    expect(allowed(statements, 'logs:CreateLogDelivery')).toEqual([]);
  });

  test('with a role that is unknown before deployment reports it, and passes it to one service only', () => {
    const role = { 'Fn::ImportValue': 'Elsewhere' };
    const { statements, notes } = ofFlowLog({
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: 'flows',
      DeliverLogsPermissionArn: role,
    });
    expect(allowed(statements, 'iam:PassRole')).toEqual([
      [[`${ROLE}/*`], { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } }],
    ]);
    expect(notes).toEqual([
      "Network/FlowLog: the name of its role is unknown before deployment; replace role/* with the role's ARN",
    ]);
  });

  test('to Firehose in the same account tags the stream and creates the service-linked role of log delivery', () => {
    const { statements } = ofFlowLog(
      { LogDestinationType: 'kinesis-data-firehose', LogDestination: { 'Fn::GetAtt': ['Stream', 'Arn'] } },
      { Stream: ['AWS::KinesisFirehose::DeliveryStream', { DeliveryStreamName: 'flows' }] },
    );
    expect(allowed(statements, 'logs:CreateLogDelivery')).toEqual([[['*']]]);
    expect(allowed(statements, 'firehose:TagDeliveryStream')).toContainEqual([
      [`${ARN('firehose')}:deliverystream/flows`],
    ]);
    expect(allowed(statements, 'iam:CreateServiceLinkedRole')).toEqual([
      [
        [`${ROLE}/aws-service-role/delivery.logs.amazonaws.com/AWSServiceRoleForLogDelivery`],
        { StringEquals: { 'iam:AWSServiceName': 'delivery.logs.amazonaws.com' } },
      ],
    ]);
    expect(allowed(statements, 'iam:PassRole')).toEqual([]);
  });

  test('to Firehose in another account passes its role to log delivery only', () => {
    const { statements } = ofFlowLog({
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: 'arn:aws:firehose:eu-central-1:444455556666:deliverystream/flows',
      DeliverLogsPermissionArn: `${ROLE}/source`,
      DeliverCrossAccountRole: 'arn:aws:iam::444455556666:role/AWSLogDeliveryFirehoseCrossAccountRole',
    });
    expect(allowed(statements, 'iam:PassRole')).toEqual([
      [[`${ROLE}/source`], { StringEquals: { 'iam:PassedToService': 'delivery.logs.amazonaws.com' } }],
    ]);
    expect(allowed(statements, 'firehose:TagDeliveryStream')).toEqual([]);
    expect(allowed(statements, 'iam:CreateServiceLinkedRole')).toEqual([]);
  });

  test('with ECS and tag fields needs the permissions for these fields', () => {
    const format = LogFormat.of(VpcField.ECS_TASK_ARN, VpcField.ECS_SERVICE_NAME, VpcField.INSTANCE_TAG);
    const { statements } = ofFlowLog({ LogFormat: `${format}` });
    for (const action of ['ecs:ListClusters', 'ecs:ListServices', 'ec2:DescribeTags']) {
      expect([action, allowed(statements, action)]).toEqual([action, [[['*']]]]);
    }
    expect(allowed(statements, 'ecs:ListTasks')).toEqual([[[`${ARN('ecs')}:container-instance/*`]]]);
    expect(allowed(statements, 'iam:CreateServiceLinkedRole')).toEqual([
      [
        [`${ROLE}/aws-service-role/vpc-flow-logs.amazonaws.com/AWSServiceRoleForVPCFlowLogs`],
        { StringEquals: { 'iam:AWSServiceName': 'vpc-flow-logs.amazonaws.com' } },
      ],
    ]);
  });

  test('with an invalid format reports its problem', () => {
    const { notes } = ofFlowLog({ LogFormat: '${srcadr}' });
    expect(notes).toContainEqual(expect.stringContaining('Did you mean "srcaddr"?'));
  });

  test.each([
    [
      { LogDestinationType: 's4' },
      'AWS rejects the destination type "s4": use s3, cloud-watch-logs, kinesis-data-firehose',
    ],
    [{ ResourceType: 'Vpc' }, 'AWS rejects the kind of target "Vpc": use VPC, '],
  ])('with an invalid property throws: %j', (properties, message) => {
    expect(() => ofFlowLog(properties)).toThrow(message);
  });
});

describe('a flow log with values of parameters', () => {
  const withParameter = (properties: object, parameter: object = {}) =>
    policiesOf([
      stackOf({ FlowLog: flowLog(properties) }, {}, { Parameters: { P: { Type: 'String', ...parameter } } }),
    ]);

  test('with an unknown destination type states that its delivery lacks permissions', () => {
    const { statements, notes } = withParameter({ LogDestinationType: { Ref: 'P' } });
    expect(allowed(statements, 'ec2:CreateFlowLogs')).toHaveLength(1);
    expect(allowed(statements, 'logs:CreateLogDelivery')).toEqual([]);
    expect(notes).toContainEqual(
      expect.stringMatching(/FlowLog: permissions for its delivery depend on its destination type: .*\bP\b/),
    );
  });

  test('with an unknown kind of target may be created for each kind', () => {
    const { statements } = withParameter({ ResourceType: { Ref: 'P' } });
    const [resources] = allowed(statements, 'ec2:CreateFlowLogs')[0] as [string[]];
    expect(resources).toContain(`${ARN('ec2')}:subnet/vpc-0a1b2c3d`);
    expect(resources).toContain(`${ARN('ec2')}:transit-gateway/vpc-0a1b2c3d`);
  });

  test('with an unknown format states that its fields lack permissions', () => {
    const { notes } = withParameter({ LogFormat: { Ref: 'P' } });
    expect(notes).toContainEqual(expect.stringContaining('permissions for its fields are unknown'));
  });
});

describe('the resources related to flow logs', () => {
  const bucketOf = (statements: readonly DeployerStatement[]) =>
    allowed(statements, 's3:CreateBucket')[0]?.[0];

  test('include resources that are connected in either direction, and no others', () => {
    const stack = stackOf({
      FlowLog: flowLog({ LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] }, ResourceId: { Ref: 'Vpc' } }),
      Raw: ['AWS::S3::Bucket'],
      RawPolicy: ['AWS::S3::BucketPolicy', { Bucket: { Ref: 'Raw' } }],
      Vpc: ['AWS::EC2::VPC'],
      Address: ['AWS::EC2::EIP'],
      // connected through the VPC only
      Assets: ['AWS::S3::Bucket', { Tags: [{ Key: 'vpc', Value: { Ref: 'Vpc' } }] }],
    });
    const { statements, notes } = policiesOf([stack]);
    expect(bucketOf(statements)).toEqual(['arn:aws:s3:::network-raw-*']);
    expect(allowed(statements, 's3:PutBucketPolicy')).toEqual([[['arn:aws:s3:::network-raw-*']]]);
    expect(notes).toEqual([
      'Network: types that are not covered; add their permissions yourself: AWS::EC2::EIP (1)',
      'Network: omitted, because they are not related to flow logs (include them with --all): AWS::EC2::VPC (1), AWS::S3::Bucket (1)',
    ]);
    const all = policiesOf([stack], { everything: true });
    expect(bucketOf(all.statements)).toEqual(['arn:aws:s3:::network-assets-*', 'arn:aws:s3:::network-raw-*']);
    expect(all.notes).toHaveLength(1);
  });

  test('include resources of other stacks, with separate policies for each account', () => {
    const lake = stackOf(
      { Raw: ['AWS::S3::Bucket'] },
      { name: 'Lake', account: '444455556666' },
      {
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Raw', 'Arn'] } } },
      },
    );
    const role = 'arn:aws:iam::444455556666:role/reader';
    const output = { StackName: 'Lake', OutputName: 'Arn', RoleArn: role };
    const network = stackOf({ FlowLog: flowLog({ LogDestination: { 'Fn::GetStackOutput': output } }) });
    const other = stackOf({ Bucket: ['AWS::S3::Bucket'] }, { name: 'Other' });
    const stacks = [lake, network, other];
    expect(
      deployerPolicies(stacks, deployedFlowLogs(stacks)).map(({ account, stacks }) => [account, stacks]),
    ).toEqual([
      ['444455556666', ['Lake']],
      [PLACE.account, ['Network']],
    ]);
  });

  test('are empty without flow logs and lakes', () => {
    const stacks = [stackOf({ Bucket: ['AWS::S3::Bucket'] })];
    expect(deployerPolicies(stacks, deployedFlowLogs(stacks))).toEqual([]);
  });

  test('need only the permissions for their properties', () => {
    const role = { ManagedPolicyArns: ['arn:aws:iam::aws:policy/One'], Policies: [] };
    const { statements } = ofFlowLog(
      { DeliverLogsPermissionArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
      { Role: ['AWS::IAM::Role', role] },
    );
    const on = [`${ROLE}/Network-Role-*`];
    expect(allowed(statements, 'iam:AttachRolePolicy')).toEqual([
      [on, { ArnLike: { 'iam:PolicyARN': ['arn:aws:iam::aws:policy/One'] } }],
    ]);
    expect(allowed(statements, 'iam:PutRolePolicy')).toEqual([[on]]);
    expect(allowed(statements, 'iam:PutRolePermissionsBoundary')).toEqual([]);
  });

  test('contain wildcards for an unknown account and region, with a note', () => {
    const open = stackOf({ FlowLog: flowLog() }, { account: undefined, region: undefined });
    const { statements, notes } = policiesOf([open]);
    expect(allowed(statements, 'ec2:DeleteFlowLogs')[0]?.[0]).toEqual(['arn:aws:ec2:*:*:vpc-flow-log/*']);
    expect(notes).toContainEqual(expect.stringMatching(/^Network: unknown account .* and region/));
  });
});

describe('the policies of real apps', () => {
  async function expectValid(stacks: readonly TemplateStack[]) {
    const { documents, statements } = policiesOf(stacks, { everything: true });
    for (const { policy } of documents) expect(await policyFaults(policy)).toEqual([]);
    for (const { Action, Resource, Condition, Sid } of statements) {
      if (Action.includes('iam:PassRole')) {
        expect(Condition).toHaveProperty(['StringEquals', 'iam:PassedToService']);
      }
      if (Resource.includes('*')) expect(Sid).toMatch(/^NoResourceLevel/);
    }
    return statements;
  }

  test.each(APP_VARIANTS)('are valid for a lake with a key: $title', async ({ env, flags }) => {
    const app = newApp({ flags });
    const stack = new Stack(app, 'Network', { env });
    const lake = new FlowLake(stack, 'Lake', { encryptionKey: new kms.Key(stack, 'Key') });
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination: FlowLogDestination.toLake(lake) });
    const stacks = synthesised(app);
    const statements = await expectValid(stacks);
    expect(allowed(statements, 'kms:PutKeyPolicy')).toHaveLength(1);
    expect(allowed(statements, 'lambda:InvokeFunction')).toHaveLength(1);
    // all resources of the lake are related to the flow log; the flags add a function for the VPC
    const omitted = policiesOf(stacks).notes.filter((note) => note.includes('omitted'));
    const types = omitted.flatMap((note) => note.match(/[\w:]+ \(\d\)/g) ?? []);
    expect(types.filter((type) => !type.startsWith('AWS::EC2::'))).toEqual(
      flags ? ['AWS::IAM::Role (1)', 'AWS::Lambda::Function (1)', 'Custom::VpcRestrictDefaultSG (1)'] : [],
    );
  });

  test('are valid for the flow logs of aws-cdk-lib', async () => {
    const app = newApp({ flags: true });
    const stack = new Stack(app, 'Network', { env: PLACE });
    const vpc = newVpc(stack);
    const resourceType = ec2.FlowLogResourceType.fromVpc(vpc);
    const bucket = new s3.Bucket(stack, 'Bucket');
    const stream = new firehose.DeliveryStream(stack, 'Stream', {
      destination: new firehose.S3Bucket(bucket),
    });
    const destinations = {
      Logs: ec2.FlowLogDestination.toCloudWatchLogs(new logs.LogGroup(stack, 'Group')),
      S3: ec2.FlowLogDestination.toS3(bucket, 'flows', { fileFormat: ec2.FlowLogFileFormat.PARQUET }),
      Firehose: ec2.FlowLogDestination.toFirehose(stream),
    };
    for (const [id, destination] of Object.entries(destinations)) {
      new ec2.FlowLog(stack, id, { resourceType, destination });
    }
    const statements = await expectValid(synthesised(app));
    const services = allowed(statements, 'iam:PassRole').map(([, condition]) => condition);
    expect(services).toEqual(
      expect.arrayContaining([{ StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } }]),
    );
  });

  test('are valid for every covered type with every property that needs more permissions', async () => {
    const target = { Ref: 'AWSIAMRole' };
    const resources = Object.fromEntries(
      COVERED_TYPES.map(({ type, whenGiven = [], on, passes, name, arns }) => {
        const given = Object.fromEntries([
          ...whenGiven.map(({ property }) => [
            property,
            `arn:aws:lambda:${PLACE.region}:${PLACE.account}:given:1`,
          ]),
          ...(on ? [[on.property, on.property === 'Roles' ? [target] : 'named']] : []),
          ...(passes ? passes.properties.map((property) => [property, `${ROLE}/passed`]) : []),
          ...(name || arns.length === 0 ? [] : [['AliasName', 'alias/flows']]),
        ]);
        return [type.replace(/\W/g, ''), [type.replace(/::$/, '::Thing'), given] as const];
      }),
    );
    const { documents } = policiesOf([stackOf({ FlowLog: flowLog(), ...resources })], { everything: true });
    const faults = (await Promise.all(documents.map(({ policy }) => policyFaults(policy)))).flat();
    // the given ARNs are not those of a key, a layer or a code signing configuration
    expect(faults.filter((fault) => !fault.includes(':given:1'))).toEqual([]);
  });

  test('are invalid with unknown actions, resources or condition keys', async () => {
    const statement = { Sid: 'Bad', Effect: 'Allow' as const };
    const faultsOf = (more: Partial<DeployerStatement>) =>
      policyFaults({
        Version: '2012-10-17',
        Statement: [{ ...statement, Action: [], Resource: ['*'], ...more }],
      });
    expect(await faultsOf({ Action: ['logs:DescribeQueryDefinition'] })).toEqual([
      'Bad: logs:DescribeQueryDefinition does not exist',
    ]);
    expect(await faultsOf({ Action: ['sqs:CreateQueue'] })).toEqual([
      'Bad: sqs:CreateQueue can be held to a resource',
    ]);
    expect(await faultsOf({ Action: ['sqs:CreateQueue'], Resource: ['arn:aws:s3:::b'] })).toEqual([
      'Bad: no action takes arn:aws:s3:::b',
      'Bad: sqs:CreateQueue takes none of arn:aws:s3:::b',
    ]);
    const condition = { StringEquals: { 'iam:PassedToService': 'x' } };
    expect(await faultsOf({ Action: ['ec2:DescribeFlowLogs'], Condition: condition })).toEqual([
      'Bad: ec2:DescribeFlowLogs does not know iam:PassedToService',
    ]);
  });
});
