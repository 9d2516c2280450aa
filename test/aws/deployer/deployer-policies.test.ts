import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLake, FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { COVERED_TYPES } from '../../../aws/deployer/catalogue';
import { type DeployerOptions, deployerPolicies } from '../../../aws/deployer/deployer-policies';
import type { DeployerStatement } from '../../../aws/deployer/policy-documents';
import { VpcField } from '../../../aws/fields';
import { LogFormat } from '../../../aws/format';
import type { TemplateStack } from '../../../aws/template/template-stack';
import { APP_VARIANTS, newApp, newVpc } from '../../support/cdk-apps';
import { policyFaults } from '../../support/iam-data';
import { flowLog, PLACE, type Resources, stackOf, synthesised } from '../../support/template-stacks';

const ARN = (service: string) => `arn:aws:${service}:${PLACE.region}:${PLACE.account}`;
const ROLE = `arn:aws:iam::${PLACE.account}:role`;

/** The one set of policies of an app in one account. */
function policiesOf(stacks: readonly TemplateStack[], options?: DeployerOptions) {
  const found = deployerPolicies(stacks, options);
  expect(found).toHaveLength(1);
  const [{ documents, notes }] = found as [(typeof found)[number]];
  return { documents, notes, statements: documents.flatMap(({ policy }) => policy.Statement) };
}

/** Where an action is allowed, and under which conditions. */
function allowed(statements: readonly DeployerStatement[], action: string) {
  return statements
    .filter(({ Action }) => Action.includes(action))
    .map(({ Resource, Condition }) => (Condition ? [Resource, Condition] : [Resource]));
}

function ofFlowLog(properties: object, more: Resources = {}) {
  return policiesOf([stackOf({ FlowLog: flowLog(properties), ...more })]);
}

describe('a flow log', () => {
  test('can be made on its target, tagged at that, and changed by its own stack alone', () => {
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
  ])('can be put on a %s', (ResourceType, target) => {
    const { statements } = ofFlowLog({ ResourceType, ResourceId: target.split('/')[1] });
    expect(allowed(statements, 'ec2:CreateFlowLogs')[0]?.[0]).toContain(`${ARN('ec2')}:${target}`);
  });

  test('to S3 needs log deliveries, and no right to a bucket policy where the app does not own it', () => {
    const { statements, notes } = ofFlowLog({});
    expect(allowed(statements, 'logs:CreateLogDelivery')).toEqual([[['*']]]);
    expect(allowed(statements, 'logs:DeleteLogDelivery')).toEqual([[['*']]]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.startsWith('s3:'))).toEqual(
      [],
    );
    expect(notes).toEqual([expect.stringContaining('Network/FlowLog: its bucket has no policy in this app')]);
  });

  test('to CloudWatch Logs passes its role to VPC flow logs alone', () => {
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

  test('with a role that is known only when deployed says so, and still passes it to one service', () => {
    const role = { 'Fn::ImportValue': 'Elsewhere' };
    const { statements, notes } = ofFlowLog({
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: 'flows',
      DeliverLogsPermissionArn: role,
    });
    expect(allowed(statements, 'iam:PassRole')).toEqual([
      [[`${ROLE}/*`], { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } }],
    ]);
    expect(notes).toEqual(['Network/FlowLog: its role is known only when deployed: put its name for role/*']);
  });

  test('to Firehose in the same account marks the stream and makes the role of log delivery', () => {
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

  test('to Firehose of another account passes its role to log delivery alone', () => {
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

  test('with fields of ECS and tags needs what these ask for', () => {
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

  test('with a format that can not be read says so', () => {
    const { notes } = ofFlowLog({ LogFormat: '${srcadr}' });
    expect(notes).toContainEqual(expect.stringContaining('Did you mean "srcaddr"?'));
  });

  test.each([
    [{ LogDestinationType: 's4' }, 'Network/FlowLog: LogDestinationType is "s4"'],
    [{ ResourceType: 'Vpc' }, 'Network/FlowLog: ResourceType is "Vpc"'],
  ])('that can not be is told: %j', (properties, message) => {
    expect(() => ofFlowLog(properties)).toThrow(message);
  });
});

describe('what comes with flow logs', () => {
  const bucketOf = (statements: readonly DeployerStatement[]) =>
    allowed(statements, 's3:CreateBucket')[0]?.[0];

  test('is what is connected with them, in either direction, and nothing else', () => {
    const stack = stackOf({
      FlowLog: flowLog({ LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] }, ResourceId: { Ref: 'Vpc' } }),
      Raw: ['AWS::S3::Bucket'],
      RawPolicy: ['AWS::S3::BucketPolicy', { Bucket: { Ref: 'Raw' } }],
      Vpc: ['AWS::EC2::VPC'],
      // connected by the VPC alone, which is no bridge
      Assets: ['AWS::S3::Bucket', { Tags: [{ Key: 'vpc', Value: { Ref: 'Vpc' } }] }],
    });
    const { statements, notes } = policiesOf([stack]);
    expect(bucketOf(statements)).toEqual(['arn:aws:s3:::network-raw-*']);
    expect(allowed(statements, 's3:PutBucketPolicy')).toEqual([[['arn:aws:s3:::network-raw-*']]]);
    expect(notes).toEqual([
      'Network: not covered, allow what they need beside this: AWS::EC2::VPC (1)',
      'Network: left out, as they do not come with flow logs (--all takes them in): AWS::S3::Bucket (1)',
    ]);
    const all = policiesOf([stack], { everything: true });
    expect(bucketOf(all.statements)).toEqual(['arn:aws:s3:::network-assets-*', 'arn:aws:s3:::network-raw-*']);
    expect(all.notes).toHaveLength(1);
  });

  test('is found in other stacks, and each account has policies of its own', () => {
    const lake = stackOf(
      { Raw: ['AWS::S3::Bucket'] },
      { name: 'Lake', account: '444455556666' },
      {
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Raw', 'Arn'] }, Export: { Name: 'Raw' } } },
      },
    );
    const network = stackOf({ FlowLog: flowLog({ LogDestination: { 'Fn::ImportValue': 'Raw' } }) });
    const other = stackOf({ Bucket: ['AWS::S3::Bucket'] }, { name: 'Other' });
    expect(deployerPolicies([lake, network, other]).map(({ account, stacks }) => [account, stacks])).toEqual([
      ['444455556666', ['Lake']],
      [PLACE.account, ['Network']],
    ]);
  });

  test('is nothing where there are neither flow logs nor lakes', () => {
    expect(deployerPolicies([stackOf({ Bucket: ['AWS::S3::Bucket'] })])).toEqual([]);
  });

  test('has the rights of nothing but what its properties ask for', () => {
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

  test('says where names and places are left open', () => {
    const open = stackOf({ FlowLog: flowLog() }, { account: undefined, region: undefined });
    const { statements, notes } = policiesOf([open]);
    expect(allowed(statements, 'ec2:DeleteFlowLogs')[0]?.[0]).toEqual(['arn:aws:ec2:*:*:vpc-flow-log/*']);
    expect(notes).toContainEqual(expect.stringMatching(/^Network: leaves open its account .* and region/));
  });
});

describe('the policies of real apps', () => {
  async function expectSound(stacks: readonly TemplateStack[]) {
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

  test.each(APP_VARIANTS)('are sound for a lake with a key: $title', async ({ env, flags }) => {
    const app = newApp({ flags });
    const stack = new Stack(app, 'Network', { env });
    const lake = new FlowLake(stack, 'Lake', { encryptionKey: new kms.Key(stack, 'Key') });
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination: FlowLogDestination.toLake(lake) });
    const stacks = synthesised(app);
    const statements = await expectSound(stacks);
    expect(allowed(statements, 'kms:PutKeyPolicy')).toHaveLength(1);
    expect(allowed(statements, 'lambda:InvokeFunction')).toHaveLength(1);
    // all of the lake is connected with the flow log; the flags give the VPC a function of its own
    const left = policiesOf(stacks).notes.filter((note) => note.includes('left out'));
    const ofVpc = 'AWS::IAM::Role (1), AWS::Lambda::Function (1), Custom::VpcRestrictDefaultSG (1)';
    expect(left).toEqual(
      flags ? [expect.stringMatching(new RegExp(`: ${ofVpc.replace(/[()]/g, '.')}$`))] : [],
    );
  });

  test('are sound for the flow logs of aws-cdk-lib', async () => {
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
    const statements = await expectSound(synthesised(app));
    const services = allowed(statements, 'iam:PassRole').map(([, condition]) => condition);
    expect(services).toEqual(
      expect.arrayContaining([{ StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } }]),
    );
  });

  test('are sound for every type that is covered, with every property that asks for more', async () => {
    const target = { Ref: 'AWSIAMRole' };
    const resources = Object.fromEntries(
      COVERED_TYPES.map(({ type, whenGiven = [], on, passes, name, arns }) => {
        const given = Object.fromEntries([
          ...whenGiven.map(({ property }) => [
            property,
            `arn:aws:lambda:${PLACE.region}:${PLACE.account}:given:1`,
          ]),
          ...(on ? [[on.property, on.property === 'Roles' ? [target] : 'named']] : []),
          ...(passes ? [[passes.property, `${ROLE}/passed`]] : []),
          ...(name || arns.length === 0 ? [] : [['AliasName', 'alias/flows']]),
        ]);
        return [type.replace(/\W/g, ''), [type.replace(/::$/, '::Thing'), given] as const];
      }),
    );
    const { documents } = policiesOf([stackOf({ FlowLog: flowLog(), ...resources })], { everything: true });
    const faults = (await Promise.all(documents.map(({ policy }) => policyFaults(policy)))).flat();
    // what is given here is no key, no layer and no code signing configuration
    expect(faults.filter((fault) => !fault.includes(':given:1'))).toEqual([]);
  });

  test('would be found unsound', async () => {
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
