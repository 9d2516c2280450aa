import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { FlowLogDestination, VpcFlowLogs } from 'cloud-flow-logs/cdk';
import { describe, expect, test } from 'vitest';
import { deployerPolicies } from '../../../../aws/deployer/deployer-policies';
import { deployedFlowLogs } from '../../../../standard/adapters/cloudformation/deployed-flow-logs';
import { readAssembly } from '../../../../standard/adapters/cloudformation/read-assembly';
import { newVpc } from '../../../support/cdk-apps';
import { Workspace } from '../../../support/flow-logs';
import { flowLog, PLACE, synthesised, templateOf } from '../../../support/template-stacks';
import { thrownBy } from '../../../support/thrown';

/** Writes files into a workspace. @returns a function from relative to absolute paths */
function workspaceOf(files: Readonly<Record<string, unknown>>): (path: string) => string {
  const workspace = Workspace.ofTest();
  for (const [path, content] of Object.entries(files)) {
    workspace.write(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return (path) => join(workspace.directory, path);
}

const TEMPLATE = templateOf({ FlowLog: flowLog() });

describe('a cloud assembly', () => {
  test('includes the stacks of the app and of its stages, with account and region', () => {
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

  test('uses the given account and region only for stacks that have none', () => {
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

  test('maps resources to construct paths', () => {
    const app = new App();
    const stack = new Stack(app, 'Network');
    new s3.Bucket(stack, 'Raw');
    const [{ resources = [] } = {}] = synthesised(app);
    expect(resources.map(({ type, path }) => [type, path])).toContainEqual([
      'AWS::S3::Bucket',
      'Network/Raw/Resource',
    ]);
  });

  test('includes nested stacks, and grants the deployer of the parent the creation of their resources', () => {
    const app = new App();
    const stack = new Stack(app, 'Network', { env: PLACE });
    const bucket = new s3.Bucket(new NestedStack(stack, 'Store'), 'Raw');
    new VpcFlowLogs(stack, 'FlowLogs', { vpc: newVpc(stack), destination: FlowLogDestination.toS3(bucket) });
    const stacks = synthesised(app);
    expect(stacks.map(({ name }) => name)).toEqual([
      'Network',
      expect.stringMatching(/^Network-Store\w+-\*$/),
    ]);
    const [{ documents } = { documents: [] }] = deployerPolicies(stacks, deployedFlowLogs(stacks));
    const statements = documents.flatMap(({ policy }) => policy.Statement);
    const on = (action: string) =>
      statements.filter(({ Action }) => Action.includes(action)).map(({ Resource }) => Resource);
    expect(on('s3:CreateBucket')).toEqual([[expect.stringMatching(/^arn:aws:s3:::network-store\w+\*$/)]]);
    expect(on('cloudformation:CreateStack')).toHaveLength(1);
  });
});

describe('a template without an assembly', () => {
  test('derives the stack name from the file name that the CDK writes', () => {
    const at = workspaceOf({ 'Network.template.json': TEMPLATE });
    expect(readAssembly(at('Network.template.json'), PLACE)).toMatchObject([{ name: 'Network', ...PLACE }]);
  });

  test('uses the stack name of the caller, and requires a stack name', () => {
    const at = workspaceOf({ 'template.json': TEMPLATE });
    expect(readAssembly(at('template.json'), { stackOf: () => 'Other' })).toMatchObject([{ name: 'Other' }]);
    expect(thrownBy(() => readAssembly(at('template.json')))).toMatch(
      /the file name of .+ contains no stack name \(NAME\.template\.json\): give --stack template\.json=NAME/,
    );
  });
});

describe('an input that is neither an assembly nor a template', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['a path that does not exist', {}, 'cdk.out', ' does not exist'],
    [
      'a directory without a manifest',
      { 'cdk.out/a.txt': 'x' },
      'cdk.out',
      'manifest.json does not exist: give the directory',
    ],
    ['a file that is not JSON', { 'a.template.json': 'Resources:' }, 'a.template.json', 'is not JSON'],
    [
      'JSON that is not a template',
      { 'a.template.json': { Resources: {} } },
      'a.template.json',
      'is not a CloudFormation template',
    ],
    ['a broken manifest', { 'cdk.out/manifest.json': '{' }, 'cdk.out', 'manifest.json is not JSON'],
  ])('is rejected: %s', (_, files, path, message) => {
    const at = workspaceOf(files);
    expect(thrownBy(() => readAssembly(at(path)))).toContain(message);
  });
});
