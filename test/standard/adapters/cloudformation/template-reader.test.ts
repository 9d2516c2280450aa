import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readParameterFiles } from '../../../../standard/adapters/parameter-file';
import { readArtifact, readArtifacts } from '../../../../standard/adapters/read-artifact';
import { Workspace } from '../../../support/flow-logs';
import { thrownBy } from '../../../support/thrown';

/** Writes files into a workspace. @returns a function from relative to absolute paths */
function filesOf(files: Readonly<Record<string, unknown>>): (path: string) => string {
  const workspace = Workspace.ofTest();
  for (const [path, content] of Object.entries(files))
    workspace.write(path, typeof content === 'string' ? content : JSON.stringify(content));
  return (path) => join(workspace.directory, path);
}

const VPC = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const flowLogOn = (ResourceId: unknown, more: object = {}) => ({
  Type: 'AWS::EC2::FlowLog',
  Properties: { ResourceType: 'VPC', ResourceId, TrafficType: 'ALL', ...more },
});
const nested = (TemplateURL: unknown, Parameters?: object) => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL, ...(Parameters && { Parameters }) },
});

describe('a nested stack', () => {
  test.each<[string, unknown, RegExp]>([
    ['at a URL', 'https://s3.amazonaws.com/templates/vpc.yaml', /s3\.amazonaws\.com.+ is not a local file/],
    ['in an expression', { 'Fn::Sub': 'https://${Bucket}/vpc.yaml' }, /is not a local file/],
    ['that does not exist', './missing.yaml', /missing\.yaml does not exist/],
    ['that is a directory', '.', /does not exist/],
    ['that is no template', './notes.txt', /notes\.txt is not a CloudFormation template/],
    ['that is outside of the project', '../../../../../../../../etc/passwd', /passwd/],
    ['that contains itself', './root.json', /contains itself/],
    ['that is a device', '/dev/zero', /does not exist/],
  ])('%s is not read, and reported', (_, url, cause) => {
    const at = filesOf({ 'root.json': { Resources: { Part: nested(url) } }, 'notes.txt': 'a: 1' });
    const { unread, networks } = readArtifact(at('root.json'));
    expect(networks).toEqual([]);
    expect(unread).toMatchObject([{ cause: expect.stringMatching(cause), subject: { localName: 'Part' } }]);
  });

  test('that multiplies itself is limited', () => {
    const files = Object.fromEntries(
      Array.from({ length: 14 }, (_, index) => [
        `${index}.json`,
        { Resources: { A: nested(`${index + 1}.json`), B: nested(`${index + 1}.json`) } },
      ]),
    );
    const at = filesOf({ ...files, '14.json': { Resources: { Vpc: VPC } } });
    const { unread } = readArtifact(at('0.json'));
    expect(unread.some(({ cause }) => cause.includes('more than 2000 nested stacks'))).toBe(true);
  });

  test('under a condition exists under it', () => {
    const at = filesOf({
      'root.json': {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Vpc: VPC,
          Logs: { ...nested('logs.json', { Id: { Ref: 'Vpc' } }), Condition: 'IsProd' },
        },
      },
      'logs.json': { Parameters: { Id: { Type: 'String' } }, Resources: { Log: flowLogOn({ Ref: 'Id' }) } },
    });
    expect(readArtifact(at('root.json')).flowLogs).toMatchObject([
      {
        target: { known: true, value: 'root.json/Vpc' },
        existsIf: { text: 'the condition IsProd is true' },
      },
    ]);
  });
});

describe('a directory of templates', () => {
  test('contains each template once, and no other files', () => {
    const at = filesOf({
      'templates/root.json': { Resources: { Part: nested('./parts/vpc.yaml') } },
      'templates/parts/vpc.yaml': 'Resources:\n  Vpc: { Type: "AWS::EC2::VPC" }\n',
      'templates/other.template': 'Resources:\n  Vpc: { Type: "AWS::EC2::VPC" }\n',
      'templates/package.json': { name: 'x', Resources: 1 },
      'templates/node_modules/x/vpc.json': { Resources: { Vpc: VPC } },
      'templates/notes.yaml': 'Resources: [',
    });
    expect(readArtifact(at('templates')).networks.map(({ address }) => address)).toEqual([
      'other.template/Vpc',
      'root.json/Part/Vpc',
    ]);
  });

  test('with a broken template is rejected', () => {
    const at = filesOf({ 'templates/a.yaml': 'AWSTemplateFormatVersion: 2010-09-09\nResources: [' });
    expect(thrownBy(() => readArtifact(at('templates')))).toMatch(/a\.yaml is not a valid YAML template/);
  });
});

describe('the text of a template', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['a.json', '', /is empty/],
    ['a.json', '{ "Resources": ', /is not JSON \(/],
    ['a.json', `${'['.repeat(2000)}${']'.repeat(2000)}`, /nested more than 500 levels/],
    ['a.template', `${'['.repeat(20000)}`, /nested|neither JSON nor/],
    ['plan.json', '{"@level":"info","type":"version"}\n{"@level":"info"}', /terraform show -json/],
    ['plan.json', 'Error: no plan', /is not JSON, it starts with "Error: no plan"/],
  ])('in %s is rejected: %j', (name, text, message) => {
    const at = filesOf({ [name]: text });
    expect(thrownBy(() => readArtifact(at(name)))).toMatch(message);
  });

  test('keeps the leading zero of an account', () => {
    const at = filesOf({
      'a.yaml':
        'Mappings: { Accounts: { prod: { id: 012345678901 } } }\nResources:\n  Log: { Type: "AWS::EC2::FlowLog", Properties: { ResourceType: VPC, ResourceId: !FindInMap [Accounts, prod, id] } }\n',
    });
    expect(readArtifact(at('a.yaml')).flowLogs[0]?.target).toMatchObject({ value: '012345678901' });
  });

  test('includes local snippets', () => {
    const at = filesOf({
      'a.yaml':
        'Resources:\n  Vpc: { Type: "AWS::EC2::VPC" }\n  Fn::Transform: { Name: "AWS::Include", Parameters: { Location: logs.yaml } }\n',
      'logs.yaml':
        'Log: { Type: "AWS::EC2::FlowLog", Properties: { ResourceType: VPC, ResourceId: !Ref Vpc } }\n',
    });
    const { flowLogs, unread } = readArtifact(at('a.yaml'));
    expect(flowLogs).toMatchObject([{ target: { value: 'a.yaml/Vpc' } }]);
    expect(unread).toEqual([]);
  });
});

test('an attribute of a network that is not its id is no target', () => {
  const at = filesOf({
    'a.json': {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC' },
        ...Object.fromEntries(
          ['CidrBlock', 'VpcId'].map((attribute) => [
            attribute,
            {
              Type: 'AWS::EC2::FlowLog',
              Properties: { ResourceType: 'VPC', ResourceId: { 'Fn::GetAtt': ['Vpc', attribute] } },
            },
          ]),
        ),
      },
    },
  });
  expect(readArtifact(at('a.json')).flowLogs.map(({ target }) => target)).toMatchObject([
    { known: false, cause: 'invalid' },
    { known: true, value: 'a.json/Vpc' },
  ]);
});

describe('a parameter file', () => {
  test.each<[string, unknown]>([
    ['cli.json', [{ ParameterKey: 'Days', ParameterValue: '30' }]],
    ['deploy.json', ['Days=30']],
    ['codepipeline.json', { Parameters: { Days: '30' }, StackPolicy: {} }],
    ['arm.json', { $schema: 'x#', parameters: { Days: { value: '30' } } }],
    ['arm-without-schema.json', { parameters: { Days: { value: '30' } } }],
    ['terraform.tfvars.json', { Days: '30' }],
    ['parameters.yaml', 'Parameters: { Days: "30" }'],
    ['terraform.tfvars', 'Days = "30"'],
  ])('%s is read', async (name, content) => {
    const at = filesOf({ [name]: content });
    expect(await readParameterFiles([at(name)])).toEqual({ Days: '30' });
  });

  test.each<[string, unknown]>([
    ['the previous value of a stack', [{ ParameterKey: 'Days', UsePreviousValue: true }]],
    ['a secret of a key vault', { parameters: { Days: { reference: {} } } }],
  ])('%s overrides a default, and is unknown', async (_, content) => {
    const at = filesOf({
      'p.json': content,
      'a.json': {
        Parameters: { Days: { Type: 'Number', Default: 400 } },
        Resources: {
          Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'logs-${Days}' } } },
          FlowLog: {
            Type: 'AWS::EC2::FlowLog',
            Properties: {
              ResourceType: 'VPC',
              ResourceId: 'vpc-0a1b2c3d',
              MaxAggregationInterval: { Ref: 'Days' },
            },
          },
        },
      },
    });
    const parameters = await readParameterFiles([at('p.json')]);
    const { current } = await readArtifacts([at('a.json')], { parameters });
    expect(current.flowLogs).toMatchObject([{ interval: { known: false } }]);
  });

  test.each<[string, unknown, RegExp]>([
    ['a list of numbers', [1], /is not a parameter file: give a parameter file/],
    ['an empty object', {}, /is not a parameter file/],
  ])('with %s is rejected', async (_, content, message) => {
    const at = filesOf({ 'p.json': content });
    await expect(readParameterFiles([at('p.json')])).rejects.toThrow(message);
  });

  test('overrides an earlier one, and must name declared parameters', async () => {
    const at = filesOf({
      'a.json': {
        Parameters: { Traffic: { Type: 'String', Default: 'ALL' } },
        Resources: { Log: flowLogOn('vpc-1', { TrafficType: { Ref: 'Traffic' } }) },
      },
      'one.json': ['Traffic=ACCEPT'],
      'two.json': ['Traffic=REJECT'],
      'typo.json': ['Trafic=REJECT'],
    });
    const parameters = await readParameterFiles([at('one.json'), at('two.json')]);
    const { current } = await readArtifacts([at('a.json')], { parameters });
    expect(current.flowLogs).toMatchObject([{ traffic: { value: 'REJECT' } }]);
    await expect(
      readArtifacts([at('a.json')], { parameters: await readParameterFiles([at('typo.json')]) }),
    ).rejects.toThrow('no artifact declares the parameter Trafic: did you mean Traffic?');
  });

  test.each<[string, string, unknown, string]>([
    [
      'no parameter of a template',
      'a.json',
      { Resources: { Log: flowLogOn('vpc-1') } },
      'no artifact declares the parameter Trafic: remove it from the file',
    ],
    [
      'a variable of Terraform',
      'main.tf',
      'variable "traffic" {}\n',
      'no artifact declares the variable Trafic: did you mean traffic?',
    ],
    [
      'other variables of Terraform',
      'main.tf.json',
      { variable: { days: {} } },
      'no artifact declares the variable Trafic: the declared variables are days',
    ],
  ])('that names a parameter that is not declared is rejected: %s', async (_, name, content, message) => {
    const at = filesOf({ [name]: content, 'p/typo.json': ['Trafic=REJECT'] });
    const parameters = await readParameterFiles([at('p/typo.json')]);
    await expect(readArtifacts([at(name)], { parameters })).rejects.toThrow(message);
  });

  test('can name a parameter that the previous version does not declare', async () => {
    const at = filesOf({ 'a.json': { Resources: { Log: flowLogOn('vpc-1') } } });
    const parameters = { Traffic: 'ALL' };
    const { current } = await readArtifacts([at('a.json')], { parameters, currentLabels: ['a.json'] });
    expect(current.flowLogs).toHaveLength(1);
  });
});

describe('the retention of a bucket', () => {
  test.each<[string, string, unknown]>([
    ['a rule with an empty tag filter', 'TagFilters: [], ExpirationInDays: 30', { value: 30 }],
    ['removed tag filters', 'TagFilters: [!Ref AWS::NoValue], ExpirationInDays: 30', { value: 30 }],
    ['a rule for a tag', 'TagFilters: [{ Key: a, Value: b }], ExpirationInDays: 30', { value: 'forever' }],
    ['days of an open condition', 'ExpirationInDays: !If [Open, 30, 60]', { candidates: [30, 60] }],
    ['days of allowed values', 'ExpirationInDays: !Ref Days', { candidates: [30, 60] }],
  ])('comes from %s', (_, rule, retention) => {
    const at = filesOf({
      't.yaml': `Parameters: { P: { Type: String }, Days: { Type: Number, AllowedValues: [30, 60] } }
Conditions: { Open: !Equals [!Ref P, x] }
Resources:
  Vpc: { Type: AWS::EC2::VPC }
  Log: { Type: AWS::EC2::FlowLog, Properties: { ResourceType: VPC, ResourceId: !Ref Vpc, LogDestinationType: s3, LogDestination: !GetAtt B.Arn } }
  B: { Type: AWS::S3::Bucket, Properties: { LifecycleConfiguration: { Rules: [{ Status: Enabled, ${rule} }] } } }
`,
    });
    const [log] = readArtifact(at('t.yaml')).flowLogs;
    expect(log?.destination).toMatchObject({ value: { retention } });
  });
});
