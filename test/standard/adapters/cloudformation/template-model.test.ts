import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTemplate } from '../../../../aws/template/read-template';
import { templateModel } from '../../../../standard/adapters/cloudformation/template-model';
import { readArtifact } from '../../../../standard/adapters/read-artifact';
import { type AwsFlowLog, FOREVER } from '../../../../standard/facts';

const directory = mkdtempSync(join(tmpdir(), 'cloud-flow-logs-template-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const ENV = { account: '111122223333', region: 'eu-west-1' };

function flowLogOf(properties: object, more: object = {}, sections: object = {}): AwsFlowLog {
  const template = {
    ...sections,
    Resources: {
      FlowLog: {
        Type: 'AWS::EC2::FlowLog',
        Properties: { ResourceType: 'VPC', ResourceId: 'vpc-1', ...properties },
      },
      ...more,
    },
  };
  return templateModel([readTemplate(template, { name: 'Stack', ...ENV })]).flowLogs[0] as AwsFlowLog;
}

describe('a template value', () => {
  const sections = {
    Parameters: {
      Free: { Type: 'String' },
      Default: { Type: 'String', Default: 'ALL' },
      Fixed: { Type: 'String', AllowedValues: ['ALL'] },
    },
    Mappings: { Kinds: { dev: { traffic: 'REJECT' } } },
  };
  test.each([
    ['ALL', 'ALL'],
    [{ Ref: 'Fixed' }, 'ALL'],
    [{ Ref: 'Default' }, 'ALL'],
    [{ 'Fn::Join': ['', ['A', { 'Fn::Sub': 'L${Tail}' }]] }, undefined],
    [{ 'Fn::Join': ['', ['A', 'LL']] }, 'ALL'],
    [{ 'Fn::Sub': ['A${X}', { X: 'LL' }] }, 'ALL'],
    [{ 'Fn::Select': [1, ['A', 'ALL']] }, 'ALL'],
    [{ 'Fn::Select': [0, { 'Fn::Split': [',', 'ALL,B'] }] }, 'ALL'],
    [{ 'Fn::If': ['C', 'ALL', 'ALL'] }, 'ALL'],
    [{ 'Fn::FindInMap': ['Kinds', 'dev', 'traffic'] }, 'REJECT'],
    [{ 'Fn::Sub': '${AWS::Region}' }, 'eu-west-1'],
  ])('%j resolves to %s', (json, value) => {
    const { traffic } = flowLogOf({ TrafficType: json }, {}, sections);
    if (value !== undefined) expect(traffic).toMatchObject({ known: true, value });
  });

  test.each([
    [{ Ref: 'Free' }, 'it is the parameter Free, which accepts any value'],
    [{ 'Fn::If': ['C', 'ALL', 'REJECT'] }, 'it depends on the condition C'],
    [{ 'Fn::ImportValue': 'elsewhere' }, 'it is imported as elsewhere, which no stack of this app exports'],
    [
      { 'Fn::GetAtt': ['FlowLog', 'Id'] },
      'it is the attribute Id of FlowLog, which is known only after deployment',
    ],
    [{ 'Fn::GetAtt': ['Other', 'Name'] }, 'it refers to Other, which is not a resource of the template'],
    [{ 'Fn::Transform': { Name: 'Macro' } }, 'Fn::Transform computes it during deployment'],
  ])('%j is unknown, with the reason', (json, reason) => {
    const { traffic } = flowLogOf({ TrafficType: json }, {}, sections);
    expect(traffic.known).toBe(false);
    expect((traffic as { reason: string }).reason).toContain(reason);
  });

  test('is undefined for AWS::NoValue', () => {
    expect(flowLogOf({ LogFormat: { Ref: 'AWS::NoValue' } }).format).toMatchObject({
      known: true,
      value: undefined,
    });
  });

  test('marks placeholders that Fn::Sub interpolated', () => {
    const { format } = flowLogOf({ LogFormat: { 'Fn::Sub': '${version} ${!srcaddr}' } });
    expect(format).toMatchObject({ known: true, value: 'Fn::Sub(version) ${srcaddr}' });
  });
});

describe('destination options', () => {
  test.each([
    { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: 'true' },
    { fileFormat: 'parquet', hiveCompatiblePartitions: true, perHourPartition: true },
  ])('are read in both casings: %j', (DestinationOptions) => {
    expect(flowLogOf({ DestinationOptions })).toMatchObject({
      fileFormat: { value: 'parquet' },
      hivePartitions: { value: true },
      hourlyPartitions: { value: true },
    });
  });
});

describe('the retention of records', () => {
  const bucket = (rules: object[], folder = '') => {
    const { destination } = flowLogOf(
      {
        LogDestinationType: 's3',
        LogDestination: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, folder]] },
      },
      { Logs: { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration: { Rules: rules } } } },
    );
    return destination.known ? destination.value : undefined;
  };
  const rule = (more: object) => ({ Status: 'Enabled', ...more });

  test.each([
    [[], '', FOREVER],
    [[rule({ ExpirationInDays: 30 })], '', 30],
    [[rule({ ExpirationInDays: 30, Status: 'Disabled' })], '', FOREVER],
    [[rule({ ExpirationInDays: 30, Prefix: 'other/' })], '', FOREVER],
    [[rule({ ExpirationInDays: 30, Prefix: 'vpc/' })], '/vpc/', 30],
    [[rule({ ExpirationInDays: 30, Prefix: 'AWSLogs/' })], '/vpc', FOREVER],
    [[rule({ ExpirationInDays: 30, Prefix: 'AWSLogs/111122223333/CloudTrail/' })], '', FOREVER],
    [[rule({ ExpirationInDays: 30, Prefix: 'AWSLogs/111122223333/vpcflowlogs/' })], '', 30],
    [[rule({ ExpirationInDays: 30, TagFilters: [{ Key: 'a', Value: 'b' }] })], '', FOREVER],
    [[rule({ ExpirationInDays: 90 }), rule({ ExpirationInDays: 400 })], '', 90],
  ])('for the lifecycle rules %j and the key prefix %j is %s days', (rules, folder, days) => {
    expect(bucket(rules, folder)?.retention).toMatchObject({ known: true, value: days });
  });

  test('is hot until the transition to an archive, but not until the transition to another class', () => {
    const move = (StorageClass: string) => rule({ Transitions: [{ StorageClass, TransitionInDays: 10 }] });
    expect(bucket([move('GLACIER')])?.hotRetention).toMatchObject({ value: 10 });
    expect(bucket([move('GLACIER_IR')])?.hotRetention).toMatchObject({ value: FOREVER });
  });

  test('is unlimited in a log group without a retention setting', () => {
    const { destination } = flowLogOf(
      { LogGroupName: { Ref: 'Group' } },
      { Group: { Type: 'AWS::Logs::LogGroup' } },
    );
    expect(destination).toMatchObject({ value: { retention: { value: FOREVER }, title: 'Stack/Group' } });
  });

  test('is unknown for a bucket of another app', () => {
    const { destination } = flowLogOf({
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::central/vpc/',
    });
    expect(destination).toMatchObject({ value: { name: { value: 'central' }, retention: { known: false } } });
  });
});

describe('a reference between stacks', () => {
  test('resolves an imported VPC through the export of its stack', () => {
    const network = {
      Resources: { Vpc: { Type: 'AWS::EC2::VPC', Properties: {} } },
      Outputs: { Id: { Value: { Ref: 'Vpc' }, Export: { Name: 'vpc' } } },
    };
    const logs = {
      Resources: {
        L: {
          Type: 'AWS::EC2::FlowLog',
          Properties: { ResourceType: 'VPC', ResourceId: { 'Fn::ImportValue': 'vpc' } },
        },
      },
    };
    const model = templateModel([
      readTemplate(network, { name: 'Net' }),
      readTemplate(logs, { name: 'Logs' }),
    ]);
    expect(model.flowLogs[0]?.target).toMatchObject({ known: true, value: 'Net/Vpc' });
  });

  test('states the condition of the flow log', () => {
    const template = {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC' },
        L: {
          Type: 'AWS::EC2::FlowLog',
          Condition: 'Prod',
          Properties: { ResourceType: 'VPC', ResourceId: { Ref: 'Vpc' } },
        },
      },
    };
    expect(templateModel([readTemplate(template, { name: 'S' })]).flowLogs[0]).toMatchObject({
      target: { known: true, value: 'S/Vpc' },
      existsIf: { text: 'the condition Prod is true' },
    });
  });
});

describe('a template in YAML', () => {
  test('supports the short forms of functions', () => {
    const path = join(directory, 'network.yaml');
    writeFileSync(
      path,
      `Resources:
  Vpc: { Type: 'AWS::EC2::VPC' }
  Logs: { Type: 'AWS::S3::Bucket' }
  FlowLog:
    Type: AWS::EC2::FlowLog
    Metadata:
      cloud-flow-logs: { FLS401: until 2027-01-31 for a test }
    Properties:
      ResourceType: VPC
      ResourceId: !Ref Vpc
      TrafficType: !If [Prod, ALL, ALL]
      LogDestinationType: s3
      LogDestination: !Join ['', [!GetAtt Logs.Arn, /vpc]]
      LogFormat: !Sub '\${!version} \${!srcaddr}'
`,
    );
    const { flowLogs, acknowledgements } = readArtifact(path);
    expect(flowLogs[0]).toMatchObject({
      target: { value: 'network.yaml/Vpc' },
      traffic: { value: 'ALL' },
      format: { value: '${version} ${srcaddr}' },
      destination: { value: { address: 'network.yaml/Logs' } },
    });
    expect(acknowledgements).toMatchObject([
      { rule: 'FLS401', until: '2027-01-31', addresses: ['network.yaml/FlowLog'] },
    ]);
  });

  test.each([
    ['a: [', 'is not a valid YAML template'],
    ['a: 1', 'is not a supported artifact'],
  ])('is rejected if it contains %j', (text, message) => {
    const path = join(directory, 'broken.yaml');
    writeFileSync(path, text);
    expect(() => readArtifact(path)).toThrow(message);
  });

  test.each([
    ['missing.json', 'does not exist'],
    ['main.tf', 'is in the Terraform language: use readArtifacts'],
  ])('is rejected if the file is %s', (name, message) => {
    if (name === 'main.tf') writeFileSync(join(directory, name), '');
    expect(() => readArtifact(join(directory, name))).toThrow(message);
  });
});
