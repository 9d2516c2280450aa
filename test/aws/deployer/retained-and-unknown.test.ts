import { describe, expect, test } from 'vitest';
import { deployerPolicies } from '../../../aws/deployer/deployer-policies';
import { readTemplate } from '../../../aws/template/read-template';
import { deployedFlowLogs } from '../../../standard/adapters/cloudformation/deployed-flow-logs';
import { allowed, policiesOf } from '../../support/deployer-policies';
import { flowLog, PLACE, type Resources, stackOf } from '../../support/template-stacks';

const ARN = (service: string) => `arn:aws:${service}:${PLACE.region}:${PLACE.account}`;
const TO_BUCKET = flowLog({ LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] } });

const actionsOf = ({ statements }: ReturnType<typeof policiesOf>) =>
  statements.flatMap(({ Action }) => Action);

describe('the deletion of resources', () => {
  const withPolicies = (policies: object) => {
    const [Type, Properties] = TO_BUCKET;
    const Resources = {
      FlowLog: { Type, Properties, ...policies },
      Raw: { Type: 'AWS::S3::Bucket', ...policies },
    };
    return actionsOf(policiesOf([readTemplate({ Resources }, { name: 'Network', ...PLACE })]));
  };
  const DELETIONS = ['ec2:DeleteFlowLogs', 'logs:DeleteLogDelivery', 's3:DeleteBucket'];

  test('is allowed for resources that the template does not retain', () => {
    expect(withPolicies({})).toEqual(expect.arrayContaining(DELETIONS));
  });

  test('is not allowed if both policies retain a resource', () => {
    const actions = withPolicies({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(actions).toContain('s3:CreateBucket');
    for (const action of DELETIONS) expect(actions).not.toContain(action);
  });

  test.each([
    { DeletionPolicy: 'Retain' },
    { UpdateReplacePolicy: 'Retain' },
    { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
  ])('is allowed if a replacement or a rollback deletes the resource: %j', (policies) => {
    expect(withPolicies(policies)).toEqual(expect.arrayContaining(DELETIONS));
  });
});

describe('the reason of a statement', () => {
  const RETAIN = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
  const reasonsOf = (resources: object) => {
    const [Type, Properties] = TO_BUCKET;
    const template = { Resources: { FlowLog: { Type, Properties }, ...resources } };
    const stack = readTemplate(template, { name: 'Network', ...PLACE });
    const [{ documents = [] } = {}] = deployerPolicies([stack], deployedFlowLogs([stack]), {
      everything: true,
    });
    return documents
      .flatMap(({ notes }) => notes.flatMap(({ reasons }) => reasons))
      .map(({ why, neededBy }) => `${why}: ${neededBy.join(', ')}`);
  };

  test('states the deletion only for resources that the template does not retain', () => {
    const reasons = reasonsOf({
      Raw: { Type: 'AWS::S3::Bucket', ...RETAIN },
      Logs: { Type: 'AWS::S3::Bucket', ...RETAIN },
      Scratch: { Type: 'AWS::S3::Bucket' },
      Group: { Type: 'AWS::Logs::LogGroup', ...RETAIN },
    });
    expect(reasons).toContain(
      'creates, reads, updates and tags AWS::S3::Bucket, which the template retains: Network/Logs, Network/Raw',
    );
    expect(reasons).toContain('creates, reads, updates, tags and deletes AWS::S3::Bucket: Network/Scratch');
    expect(reasons).toContain(
      'creates, reads and tags AWS::Logs::LogGroup, which the template retains: Network/Group',
    );
  });

  test('does not mistake the deletion of a part for that of the resource', () => {
    const website = { Properties: { WebsiteConfiguration: {} } };
    const reasons = reasonsOf({ Raw: { Type: 'AWS::S3::Bucket', ...website, ...RETAIN } });
    expect(reasons).toContain(
      'creates, reads, updates and tags AWS::S3::Bucket, which the template retains: Network/Raw',
    );
  });

  test('names the property whose values limit the actions', () => {
    const ManagedPolicyArns = ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'];
    const reasons = reasonsOf({ Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns } } });
    expect(reasons).toContain('attaches and detaches ManagedPolicyArns of AWS::IAM::Role: Network/Role');
    expect(reasons).toContain('creates, reads, updates, tags and deletes AWS::IAM::Role: Network/Role');
  });

  test('describes actions whose names do not begin with Create or Delete', () => {
    const reasons = reasonsOf({
      Raw: { Type: 'AWS::S3::Bucket' },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Raw' } } },
      Permission: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: 'normalizer' } },
    });
    expect(reasons).toContain('creates, reads, updates and deletes AWS::S3::BucketPolicy: Network/Policy');
    expect(reasons).toContain('creates, reads and deletes AWS::Lambda::Permission: Network/Permission');
  });
});

describe('a log stream', () => {
  const streamOf = (properties: object) => {
    const logs = {
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: { Ref: 'Group' },
      LogDestination: undefined,
    };
    return policiesOf([
      stackOf({
        FlowLog: flowLog(logs),
        Group: ['AWS::Logs::LogGroup'],
        Stream: ['AWS::Logs::LogStream', { LogGroupName: { Ref: 'Group' }, ...properties }],
      }),
    ]).statements;
  };

  test('can be created and deleted in its log group', () => {
    const group = `${ARN('logs')}:log-group:Network-Group-*`;
    const statements = streamOf({});
    expect(allowed(statements, 'logs:CreateLogStream')).toEqual([[[`${group}:log-stream:*`]]]);
    expect(allowed(statements, 'logs:DeleteLogStream')).toEqual([[[`${group}:log-stream:*`]]]);
    expect(allowed(statements, 'logs:DescribeLogStreams')).toEqual([[[group]]]);
  });

  test('with a name can be created under this name only', () => {
    const stream = `${ARN('logs')}:log-group:Network-Group-*:log-stream:s3`;
    expect(allowed(streamOf({ LogStreamName: 's3' }), 'logs:CreateLogStream')).toEqual([[[stream]]]);
  });
});

describe('the bucket of a flow log', () => {
  const POLICY = ['s3:GetBucketPolicy', 's3:PutBucketPolicy'];

  test('without a policy in the app gets one with the permissions of the deployer', () => {
    const { statements, notes } = policiesOf([stackOf({ FlowLog: TO_BUCKET, Raw: ['AWS::S3::Bucket'] })]);
    for (const action of POLICY)
      expect(allowed(statements, action)).toEqual([[['arn:aws:s3:::network-raw-*']]]);
    expect(notes).toEqual([]);
  });

  test('with a policy in another stack of the app does not need the permissions in its own', () => {
    const store = stackOf(
      {
        Raw: ['AWS::S3::Bucket', { BucketName: 'raw' }],
        Policy: ['AWS::S3::BucketPolicy', { Bucket: { Ref: 'Raw' } }],
      },
      { name: 'Store', account: '444455556666' },
    );
    const network = stackOf({ FlowLog: flowLog({ LogDestination: 'arn:aws:s3:::raw/prefix' }) });
    const stacks = [store, network];
    const [ofStore, ofNetwork] = deployerPolicies(stacks, deployedFlowLogs(stacks));
    expect(ofStore?.stacks).toEqual(['Store']);
    expect(ofNetwork?.notes).toEqual([]);
    expect(JSON.stringify(ofNetwork?.documents)).not.toContain('s3:PutBucketPolicy');
  });
});

describe('stacks of other accounts', () => {
  const stream = (account: string) =>
    stackOf(
      { Stream: ['AWS::KinesisFirehose::DeliveryStream', { DeliveryStreamName: 'flows' }] },
      { name: 'Security', account },
    );
  const sender = stackOf({
    FlowLog: flowLog({
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: 'arn:aws:firehose:eu-central-1:444455556666:deliverystream/flows',
    }),
  });
  const accountsOf = (...stacks: Parameters<typeof deployedFlowLogs>[0]) =>
    deployerPolicies(stacks, deployedFlowLogs(stacks));

  test('are included if a stack refers to one of their resources by its ARN', () => {
    const [receiver, own] = accountsOf(stream('444455556666'), sender);
    expect(receiver?.account).toBe('444455556666');
    expect(JSON.stringify(receiver?.documents)).toContain('firehose:CreateDeliveryStream');
    expect(own?.notes).toEqual([]);
  });

  test('are reported if they are omitted', () => {
    const [own, ...others] = accountsOf(stream('777788889999'), sender);
    expect(others).toEqual([]);
    expect(own?.notes).toContain('stacks without resources of flow logs are omitted: Security');
  });

  test('are included if a stack names their log group', () => {
    const group = stackOf({ Group: ['AWS::Logs::LogGroup', { LogGroupName: 'flows' }] }, { name: 'Logs' });
    const logs = { LogDestinationType: 'cloud-watch-logs', LogGroupName: 'flows', LogDestination: undefined };
    expect(accountsOf(group, stackOf({ FlowLog: flowLog(logs) }))[0]?.stacks).toEqual(['Logs', 'Network']);
  });
});

describe('a KMS key', () => {
  const keyOf = (properties: object, more: Resources = {}) =>
    policiesOf([
      stackOf({
        FlowLog: TO_BUCKET,
        Raw: ['AWS::S3::Bucket', { Key: { Ref: 'Key' } }],
        Key: ['AWS::KMS::Key', { KeyPolicy: {}, ...properties }],
        ...more,
      }),
    ]);

  test('whose id is unknown causes a warning with the actions that apply to every key', () => {
    const [warning, ...others] = keyOf({ EnableKeyRotation: true }).warnings;
    expect(warning).toMatch(
      /^Network\/Key: the id of a key is unknown.* kms:PutKeyPolicy, kms:ScheduleKeyDeletion apply to/,
    );
    expect(warning).not.toContain('kms:DescribeKey');
    expect(others).toEqual([]);
  });

  test('needs only the permissions of its properties, and cannot lock the account out', () => {
    const { statements } = keyOf({});
    expect(allowed(statements, 'kms:PutKeyPolicy')).toEqual([
      [[`${ARN('kms')}:key/*`], { BoolIfExists: { 'kms:BypassPolicyLockoutSafetyCheck': 'false' } }],
    ]);
    for (const action of [
      'kms:TagResource',
      'kms:EnableKeyRotation',
      'kms:DisableKey',
      'kms:UpdateKeyDescription',
    ])
      expect([action, allowed(statements, action)]).toEqual([action, []]);
  });

  test('without tags in the template has a note on the tags of the command line', () => {
    expect(keyOf({}).notes).toEqual([expect.stringMatching(/^Network\/Key: .*kms:TagResource/)]);
    const { notes, statements } = keyOf({ Tags: [{ Key: 'a', Value: 'b' }] });
    expect(notes).toEqual([]);
    expect(allowed(statements, 'kms:TagResource')).toEqual([[[`${ARN('kms')}:key/*`]]]);
  });

  test('of a delivery stream is used by Firehose only, and causes no warning of its own', () => {
    const encryption = { KeyType: 'CUSTOMER_MANAGED_CMK', KeyARN: { 'Fn::GetAtt': ['Key', 'Arn'] } };
    const { statements, warnings } = keyOf(
      {},
      {
        Stream: [
          'AWS::KinesisFirehose::DeliveryStream',
          { DeliveryStreamEncryptionConfigurationInput: encryption },
        ],
      },
    );
    const viaService = { StringLike: { 'kms:ViaService': 'firehose.eu-central-1.*' } };
    expect(allowed(statements, 'kms:CreateGrant')).toEqual([
      [[`${ARN('kms')}:key/*`], { Bool: { 'kms:GrantIsForAWSResource': 'true' }, ...viaService }],
    ]);
    expect(allowed(statements, 'kms:DescribeKey')).toContainEqual([[`${ARN('kms')}:key/*`], viaService]);
    expect(warnings).toHaveLength(1);
  });
});

describe('a name that is unknown before deployment', () => {
  const warningsOf = (resources: Resources) =>
    policiesOf(
      [
        stackOf(
          { FlowLog: flowLog(), ...resources },
          {},
          { Parameters: { P: { Type: 'String' }, Q: { Type: 'String', Default: 'known' } } },
        ),
      ],
      { everything: true },
    ).warnings;

  test.each([
    ['AWS::S3::BucketPolicy', 'Bucket', 's3:PutBucketPolicy apply to arn:aws:s3:::*.'],
    ['AWS::SQS::QueuePolicy', 'Queues', `sqs:SetQueueAttributes apply to ${ARN('sqs')}:*.`],
    [
      'AWS::Lambda::Permission',
      'FunctionName',
      `lambda:RemovePermission apply to ${ARN('lambda')}:function:*.`,
    ],
    ['AWS::Lambda::Function', 'Layers', 'lambda:GetLayerVersion apply to arn:*:*:*:*:*.'],
  ])('causes a warning for %s', (type, property, text) => {
    const value = (name: string) => (property === 'Layers' ? [{ Ref: name }] : { Ref: name });
    expect(warningsOf({ Thing: [type, { [property]: value('P') }] })).toEqual([
      expect.stringContaining(text),
    ]);
    expect(warningsOf({ Thing: [type, { [property]: value('Q') }] })).toEqual([]);
  });

  test('causes no warning if CloudFormation generates it', () => {
    expect(warningsOf({ Bucket: ['AWS::S3::Bucket'], Function: ['AWS::Lambda::Function'] })).toEqual([]);
  });
});

test('a database has a note on the permission of Lake Formation, which no policy can contain', () => {
  const Database = ['AWS::Glue::Database', { DatabaseInput: { Name: 'network' } }] as const;
  const { notes } = policiesOf([stackOf({ FlowLog: TO_BUCKET, Database })], { everything: true });
  expect(notes).toContainEqual(
    expect.stringMatching(
      /^Network\/Database: if the account uses AWS Lake Formation, the deployer also needs its permission CREATE_DATABASE on the catalog/,
    ),
  );
});

test('properties whose permissions the policies lack are notes', () => {
  const { notes } = policiesOf([
    stackOf({ FlowLog: TO_BUCKET, Raw: ['AWS::S3::Bucket', { MetadataConfiguration: {} }] }),
  ]);
  expect(notes).toEqual([expect.stringContaining('Network/Raw: its property MetadataConfiguration needs ')]);
});
