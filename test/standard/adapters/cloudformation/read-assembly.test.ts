import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { deployerPolicies } from '../../../../aws/deployer/deployer-policies';
import { readAssembly } from '../../../../standard/adapters/cloudformation/read-assembly';
import { newVpc } from '../../../support/cdk-apps';
import { Workspace } from '../../../support/flow-logs';
import { flowLog, PLACE, synthesised, templateOf } from '../../../support/template-stacks';
import { thrownBy } from '../../../support/thrown';

/** A workspace with files of JSON, and the path to one of them. */
function written(files: Readonly<Record<string, unknown>>): (path: string) => string {
  const workspace = Workspace.ofTest();
  for (const [path, content] of Object.entries(files)) {
    workspace.write(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return (path) => join(workspace.directory, path);
}

const TEMPLATE = templateOf({ FlowLog: flowLog() });

describe('an assembly', () => {
  test('has the stacks of the app and of its stages, with their places', () => {
    const app = new App();
    newVpc(new Stack(app, 'Open'));
    const stage = new Stage(app, 'Prod', { env: PLACE });
    newVpc(new Stack(stage, 'Network', { stackName: 'network-prod' }));
    const found = readAssembly(app.synth().directory).map(({ name, account, region }) => [
      name,
      account,
      region,
    ]);
    expect(found).toEqual([
      ['network-prod', PLACE.account, PLACE.region],
      ['Open', undefined, undefined],
    ]);
  });

  test('lets the caller say what stacks leave open, and no more', () => {
    const app = new App();
    newVpc(new Stack(app, 'Open'));
    newVpc(new Stack(app, 'Closed', { env: PLACE }));
    const directory = app.synth().directory;
    const found = readAssembly(directory, { account: '444455556666', region: 'us-east-1' });
    expect(found.map(({ account, region }) => [account, region])).toEqual([
      ['444455556666', 'us-east-1'],
      [PLACE.account, PLACE.region],
    ]);
  });

  test('knows the paths of constructs', () => {
    const app = new App();
    const stack = new Stack(app, 'Network');
    new s3.Bucket(stack, 'Raw');
    const [{ resources = [] } = {}] = synthesised(app);
    expect(resources.map(({ type, path }) => [type, path])).toContainEqual([
      'AWS::S3::Bucket',
      'Network/Raw/Resource',
    ]);
  });

  test('has nested stacks, whose bucket comes with the flow log of their parent', () => {
    const app = new App();
    const stack = new Stack(app, 'Network', { env: PLACE });
    const bucket = new s3.Bucket(new NestedStack(stack, 'Store'), 'Raw');
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination: FlowLogDestination.toS3(bucket) });
    const stacks = synthesised(app);
    expect(stacks.map(({ name }) => name)).toEqual([
      'Network',
      expect.stringMatching(/^Network-Store\w+-\*$/),
    ]);
    const [{ documents } = { documents: [] }] = deployerPolicies(stacks);
    const statements = documents.flatMap(({ policy }) => policy.Statement);
    const on = (action: string) =>
      statements.filter(({ Action }) => Action.includes(action)).map(({ Resource }) => Resource);
    expect(on('s3:CreateBucket')).toEqual([[expect.stringMatching(/^arn:aws:s3:::network-store\w+\*$/)]]);
    expect(on('cloudformation:CreateStack')).toHaveLength(1);
  });
});

describe('a lone template', () => {
  test('is a stack of the name that its file has from the CDK', () => {
    const at = written({ 'Network.template.json': TEMPLATE });
    expect(readAssembly(at('Network.template.json'), PLACE)).toMatchObject([{ name: 'Network', ...PLACE }]);
  });

  test('is a stack of the name that the caller gives', () => {
    const at = written({ 'template.json': TEMPLATE });
    expect(readAssembly(at('template.json'), { stack: 'Other' })).toMatchObject([{ name: 'Other' }]);
    expect(thrownBy(() => readAssembly(at('template.json')))).toMatch(/has no stack name: set --stack/);
  });
});

describe('what is neither', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['nothing at all', {}, 'cdk.out', 'there is no '],
    [
      'a directory of something else',
      { 'cdk.out/a.txt': 'x' },
      'cdk.out',
      'manifest.json: give the directory',
    ],
    ['a file that is not JSON', { 'a.template.json': 'Resources:' }, 'a.template.json', 'is not JSON'],
    [
      'JSON of something else',
      { 'a.template.json': { Resources: {} } },
      'a.template.json',
      'is no CloudFormation template',
    ],
    ['a broken manifest', { 'cdk.out/manifest.json': '{' }, 'cdk.out', 'manifest.json is not JSON'],
  ])('is refused: %s', (_, files, path, message) => {
    const at = written(files);
    expect(thrownBy(() => readAssembly(at(path)))).toContain(message);
  });
});
