import { Aws, Fn, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { FlowLake, FlowLogDestination, type LogGroupDestinationOptions } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { warnings } from '../../../../support/annotations';
import { ACCOUNT, APP_VARIANTS, newFlowLogs, newStack } from '../../../../support/cdk-apps';
import { environmentOf, PlainTemplate } from '../../../../support/plain-template';
import { OTHER_ACCOUNT } from '../../../../support/policy-requests';

const ENV = { account: ACCOUNT, region: 'us-east-1' };
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/flow-logs`;

/** Flow logs of a stack into a log group. */
function flowLogsTo(
  options: LogGroupDestinationOptions | ((stack: ReturnType<typeof newStack>) => LogGroupDestinationOptions),
  variant: Parameters<typeof newStack>[0] = {},
) {
  const stack = newStack(variant);
  const given = typeof options === 'function' ? options(stack) : options;
  const flowLogs = newFlowLogs(stack, { destination: FlowLogDestination.toCloudWatchLogs(given) });
  return { stack, flowLogs, template: PlainTemplate.of(stack) };
}

describe.each(APP_VARIANTS)('a log group ($title)', (variant) => {
  const { stack, flowLogs, template } = flowLogsTo({}, variant);
  const { partition, account, region } = environmentOf(stack);
  const group = template.id('AWS::Logs::LogGroup');
  const role = template.id('AWS::IAM::Role');

  test('is the destination of the flow log, which depends on the group and its permissions', () => {
    const { Properties, DependsOn } = template.the('AWS::EC2::FlowLog');
    expect(Properties).toMatchObject({
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: `<${group}>`,
      DeliverLogsPermissionArn: `<${role}.Arn>`,
    });
    for (const other of ['LogDestination', 'DestinationOptions', 'DeliverCrossAccountRole']) {
      expect(Properties).not.toHaveProperty(other);
    }
    expect(DependsOn).toEqual([group, role, template.id('AWS::IAM::Policy')].sort(byId));
  });

  test('has a retention of 90 days and the policy RETAIN_ON_UPDATE_OR_DELETE', () => {
    expect(template.the('AWS::Logs::LogGroup')).toEqual({
      Type: 'AWS::Logs::LogGroup',
      Properties: { RetentionInDays: 90 },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('has a role for flow logs of this account and region only', () => {
    expect(template.trust()).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/*` },
        },
      },
    ]);
  });

  test('is the only group that its role can write to, without creating groups or passing roles', () => {
    expect(template.statements('AWS::IAM::Policy')).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: [`<${group}.Arn>`],
      },
      {
        Effect: 'Allow',
        Action: ['logs:DescribeLogGroups'],
        Resource: [`arn:${partition}:logs:${region}:${account}:log-group:*`],
      },
    ]);
    const written = JSON.stringify(template.resources);
    for (const never of ['logs:CreateLogGroup', 'iam:PassRole', 'ManagedPolicyArns']) {
      expect(written).not.toContain(never);
    }
    expect(warnings(flowLogs)).toEqual([]);
  });

  test('creates no lake', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::KinesisFirehose::DeliveryStream']) {
      expect(template.all(type)).toEqual([]);
    }
  });
});

test('retention and removalPolicy apply to a new group', () => {
  const retention = logs.RetentionDays.TWO_WEEKS;
  const { template } = flowLogsTo({ retention, removalPolicy: RemovalPolicy.DESTROY });
  expect(template.the('AWS::Logs::LogGroup')).toMatchObject({
    Properties: { RetentionInDays: 14 },
    DeletionPolicy: 'Delete',
  });
});

test.each(APP_VARIANTS)('the key of a new group allows the groups of this stack only ($title)', (variant) => {
  const { stack, flowLogs, template } = flowLogsTo(
    (scope) => ({ encryptionKey: new kms.Key(scope, 'Key') }),
    variant,
  );
  const { partition, account, region } = environmentOf(stack);
  expect(template.the('AWS::Logs::LogGroup').Properties.KmsKeyId).toBe(
    `<${template.id('AWS::KMS::Key')}.Arn>`,
  );
  const [, ...added] = template.statements('AWS::KMS::Key');
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  expect(added).toEqual([
    {
      Effect: 'Allow',
      Principal: { Service: `logs.${region}.${variant.env ? suffix : '<AWS::URLSuffix>'}` },
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: ['*'],
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:Network-*`,
        },
      },
    },
  ]);
  expect(warnings(flowLogs)).toEqual([]);
});

test('an imported key of a new group gives a warning with the required statement', () => {
  const keyArn = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const { flowLogs } = flowLogsTo((scope) => ({ encryptionKey: kms.Key.fromKeyArn(scope, 'Key', keyArn) }), {
    env: ENV,
  });
  const [text, ...others] = warnings(flowLogs);
  expect(others).toEqual([]);
  expect(text).toContain(
    `this app does not manage the policy of key ${keyArn}, and CloudFormation cannot create the log groups of the stack`,
  );
  expect(text).toContain(`"arn:aws:logs:us-east-1:${ACCOUNT}:log-group:Network-*"`);
});

test('an existing group stays unchanged, whether the app manages it or not', () => {
  const own = flowLogsTo((stack) => ({ logGroup: new logs.LogGroup(stack, 'Own') }));
  expect(own.template.id('AWS::Logs::LogGroup')).toMatch(/^Own/);
  expect(own.template.the('AWS::EC2::FlowLog').Properties.LogGroupName).toMatch(/^<Own/);

  const imported = flowLogsTo(
    (stack) => ({ logGroup: logs.LogGroup.fromLogGroupName(stack, 'Own', '/vpc/flows') }),
    { env: ENV },
  );
  expect(imported.template.all('AWS::Logs::LogGroup')).toEqual([]);
  expect(imported.template.the('AWS::EC2::FlowLog').Properties.LogGroupName).toBe('/vpc/flows');
  expect(imported.template.statements('AWS::IAM::Policy')[0]?.Resource).toEqual([
    `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/vpc/flows:*`,
  ]);
});

describe('an existing role', () => {
  test('receives the required permissions, and the flow log depends on them', () => {
    const { template } = flowLogsTo((stack) => ({
      role: new iam.Role(stack, 'Own', {
        assumedBy: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com'),
      }),
    }));
    const role = template.id('AWS::IAM::Role');
    expect(role).toMatch(/^Own/);
    expect(template.statements('AWS::IAM::Policy', 'Own').flatMap(({ Action }) => Action)).toEqual([
      'logs:CreateLogStream',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      'logs:DescribeLogGroups',
    ]);
    const { Properties, DependsOn } = template.the('AWS::EC2::FlowLog');
    expect(Properties.DeliverLogsPermissionArn).toBe(`<${role}.Arn>`);
    expect(DependsOn).toContain(template.id('AWS::IAM::Policy', 'Own'));
  });
});

describe('invalid options', () => {
  test('are rejected: options of a new group together with logGroup', () => {
    const options = (stack: ReturnType<typeof newStack>) => ({
      logGroup: new logs.LogGroup(stack, 'Own'),
      retention: logs.RetentionDays.ONE_WEEK,
      encryptionKey: new kms.Key(stack, 'Key'),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    expect(() => flowLogsTo(options)).toThrow(
      new Error(
        'Network/FlowLogs: retention applies to a new log group, but logGroup is set: configure that log group instead; ' +
          'encryptionKey applies to a new log group, but logGroup is set: configure that log group instead; ' +
          'removalPolicy applies to a new log group, but logGroup is set: configure that log group instead',
      ),
    );
  });

  test('are rejected: a role of another account', () => {
    const arn = ROLE_ARN.replace(ACCOUNT, OTHER_ACCOUNT);
    const options = (stack: ReturnType<typeof newStack>) => ({
      role: iam.Role.fromRoleArn(stack, 'Own', arn),
    });
    expect(() => flowLogsTo(options, { env: ENV })).toThrow(
      new Error(
        `Network/FlowLogs: role flow-logs is in account ${OTHER_ACCOUNT}: use a role of the account of the flow log`,
      ),
    );
  });

  test('are valid: a role that CDK looks up after the first synthesis', () => {
    const role = (stack: ReturnType<typeof newStack>) =>
      iam.Role.fromLookup(stack, 'Own', { roleName: 'flow-logs' });
    expect(() => flowLogsTo((stack) => ({ role: role(stack) }), { env: ENV })).not.toThrow();
  });

  test('are rejected: an alias as encryptionKey', () => {
    const options = (stack: ReturnType<typeof newStack>) => ({
      encryptionKey: new kms.Alias(stack, 'Alias', {
        aliasName: 'logs',
        targetKey: new kms.Key(stack, 'Key'),
      }),
    });
    expect(() => flowLogsTo(options)).toThrow(
      new Error('Network/FlowLogs: encryptionKey is the alias Network/Alias: pass the key that it refers to'),
    );
  });

  test.each([
    [`arn:aws:logs:us-east-1:${OTHER_ACCOUNT}:log-group:flows`, `account ${OTHER_ACCOUNT}, region us-east-1`],
    [`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:flows`, `account ${ACCOUNT}, region eu-west-1`],
  ])('are rejected: the group %s', (arn, environment) => {
    const options = (stack: ReturnType<typeof newStack>) => ({
      logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Own', arn),
    });
    expect(() => flowLogsTo(options, { env: ENV })).toThrow(
      new Error(
        `Network/FlowLogs: log group flows is in ${environment}: use a log group of the account and region of the flow log`,
      ),
    );
  });
});

describe('the name and class of a new log group', () => {
  const { STANDARD, INFREQUENT_ACCESS, DELIVERY } = logs.LogGroupClass;

  test('are those of the options, and the key can be used for the name', () => {
    const { template } = flowLogsTo(
      (stack) => ({
        logGroupName: '/network/flow-logs',
        logGroupClass: INFREQUENT_ACCESS,
        encryptionKey: new kms.Key(stack, 'Key'),
      }),
      { env: ENV },
    );
    expect(template.the('AWS::Logs::LogGroup').Properties).toMatchObject({
      LogGroupName: '/network/flow-logs',
      LogGroupClass: 'INFREQUENT_ACCESS',
    });
    const groups = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/network/flow-logs`;
    expect(JSON.stringify(template.statements('AWS::KMS::Key'))).toContain(`"${groups}"`);
    expect(template.all('AWS::Logs::QueryDefinition').length).toBeGreaterThan(0);
  });

  test.each([
    ['', 'expected 1 to 512 letters, digits and characters of . - _ / #'],
    ['flow logs', 'expected 1 to 512 letters'],
    ['x'.repeat(513), 'expected 1 to 512 letters'],
    ['aws/flow-logs', 'a name cannot begin with aws/'],
  ])('are rejected: the name %j', (logGroupName, problem) => {
    expect(() => flowLogsTo({ logGroupName })).toThrow(
      `Network/FlowLogs: logGroupName is ${JSON.stringify(logGroupName)}: ${problem}`,
    );
  });

  test('are accepted: the longest name, the prefix /aws/ and a token', () => {
    const names = ['x'.repeat(512), '/aws/vendedlogs/a#b.c_d-e', Fn.join('-', ['logs', Aws.REGION])];
    for (const logGroupName of names) expect(() => flowLogsTo({ logGroupName })).not.toThrow();
  });

  test('are rejected: a name that another log group of the stack has', () => {
    const stack = newStack();
    const destination = FlowLogDestination.toCloudWatchLogs({ logGroupName: 'flows' });
    newFlowLogs(stack, { destination });
    expect(() => newFlowLogs(stack, { destination }, 'Other')).toThrow(
      'Network/Other: logGroupName is "flows": Network/FlowLogs/LogGroup/Resource has this name, too: create the log ' +
        'group once, and pass it as logGroup',
    );
  });

  test('are rejected: INFREQUENT_ACCESS with a lake, which needs a subscription', () => {
    const problem =
      'the class does not support the subscription that sends records to the lake: use STANDARD, or deliver to the lake ' +
      'with toLake';
    expect(() =>
      flowLogsTo((stack) => ({ logGroupClass: INFREQUENT_ACCESS, lake: FlowLake.ofStack(stack) })),
    ).toThrow(`Network/FlowLogs: logGroupClass is INFREQUENT_ACCESS: ${problem}`);
    expect(() =>
      flowLogsTo((stack) => ({
        logGroup: new logs.LogGroup(stack, 'Own', { logGroupClass: INFREQUENT_ACCESS }),
        lake: FlowLake.ofStack(stack),
      })),
    ).toThrow(`Network/FlowLogs: log group Network/Own has the class INFREQUENT_ACCESS: ${problem}`);
    expect(() =>
      flowLogsTo((stack) => ({ logGroupClass: STANDARD, lake: FlowLake.ofStack(stack) })),
    ).not.toThrow();
  });

  test('are rejected: DELIVERY', () => {
    expect(() => flowLogsTo({ logGroupClass: DELIVERY })).toThrow(
      'Network/FlowLogs: logGroupClass is DELIVERY: the class retains events for one day, has no queries, and is for Lambda ' +
        'logs only: use STANDARD or INFREQUENT_ACCESS',
    );
  });

  test('are rejected together with an existing group', () => {
    expect(() =>
      flowLogsTo((stack) => ({
        logGroup: new logs.LogGroup(stack, 'Own'),
        logGroupName: 'flows',
        logGroupClass: STANDARD,
      })),
    ).toThrow(
      'Network/FlowLogs: logGroupName applies to a new log group, but logGroup is set: configure that log group instead; ' +
        'logGroupClass applies to a new log group',
    );
  });
});

function byId(one: string, other: string): number {
  return one < other ? -1 : 1;
}
