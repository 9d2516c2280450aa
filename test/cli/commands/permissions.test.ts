import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesizeExample } from '../../support/cdk-example';
import { Workspace } from '../../support/flow-logs';
import { policyFaults } from '../../support/iam-data';
import { flowLog, templateOf } from '../../support/template-stacks';

describe('permissions', () => {
  const workspace = new Workspace();
  const permissions = (...args: string[]) => workspace.flowLogs('permissions', ...args);

  beforeAll(async () => {
    await synthesizeExample('cdk-vpc', join(workspace.directory, 'cdk.out'));
    workspace.write('Network.template.json', JSON.stringify(templateOf({ FlowLog: flowLog() })));
    workspace.write('plan.json', JSON.stringify({ format_version: '1.2', planned_values: {} }));
    workspace.write('main.tf', '');
    workspace.write('module/main.tf.json', '{}');
    workspace.write('cdktf.out/stacks/dev/cdk.tf.json', '{}');
    const bucketOfStore = templateOf(
      { Raw: ['AWS::S3::Bucket'] },
      { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Raw', 'Arn'] }, Export: { Name: 'store-arn' } } } },
    );
    const imported = templateOf({ FlowLog: flowLog({ LogDestination: { 'Fn::ImportValue': 'store-arn' } }) });
    workspace.write('templates/more/store.json', JSON.stringify(bucketOfStore));
    workspace.write('templates/network.json', JSON.stringify(imported));
    workspace.write('nothing/readme.txt', '');
    workspace.write('p.json', JSON.stringify(['Destination=s3']));
    workspace.write('Empty.template.json', JSON.stringify(templateOf({ Bucket: ['AWS::S3::Bucket'] })));
  });

  afterAll(() => workspace.remove());

  test('prints the policies of the example on stdout and their reasons on stderr', async () => {
    const { code, stdout, stderr } = await permissions('cdk.out');
    const policies = JSON.parse(stdout);
    expect(policies.length).toBeGreaterThan(1);
    for (const policy of policies) expect(await policyFaults(policy)).toEqual([]);
    expect(stderr).toContain(`policy 1 of ${policies.length}, any account: NetworkStack\n`);
    expect(stderr).toMatch(/ {2}PassRole: .* for .*NetworkStack\/FlowLake\/Normalizer\/Function/);
    expect(stderr).toMatch(/note: .*omitted.*AWS::EC2::VPC \(1\)/);
    expect(code).toBe(0);
  });

  test('prints the policy itself if there is one, which IAM accepts', async () => {
    const { stdout, stderr } = await permissions('Network.template.json');
    expect(JSON.parse(stdout).Version).toBe('2012-10-17');
    expect(stderr).not.toContain('--out');
  });

  test('lists the first resources that need a statement, and all of them as JSON', async () => {
    const topics = ['A', 'B', 'C', 'D', 'E'].map((name) => [name, ['AWS::SQS::Queue']]);
    const template = templateOf({ FlowLog: flowLog(), ...Object.fromEntries(topics) });
    workspace.write('Queues.template.json', JSON.stringify(template));
    const { stderr } = await permissions('Queues.template.json', '--all');
    expect(stderr).toContain('for Queues/A, Queues/B, Queues/C and 2 more\n');
    const { stdout } = await permissions('Queues.template.json', '--all', '--json');
    expect(stdout).toContain('"Queues/E"');
  });

  test('writes one file per policy, and prints their paths', async () => {
    workspace.write('policies/old.json', '{}');
    const { code, stdout, stderr } = await permissions(
      'cdk.out',
      '--account',
      '111122223333',
      '--out',
      'policies',
    );
    const paths = stdout.trimEnd().split('\n');
    expect(paths.length).toBeGreaterThan(1);
    expect(paths).toEqual(paths.map((_, index) => join('policies', `111122223333-${index + 1}.json`)));
    for (const path of paths) {
      const policy = JSON.parse(readFileSync(join(workspace.directory, path), 'utf8'));
      expect(await policyFaults(policy)).toEqual([]);
    }
    expect(stderr).toContain('note: policies also contains old.json of an earlier run\n');
    expect(stderr).toContain('note: --json prints the reasons for the actions\n');
    expect(stderr).not.toMatch(/^(?!note: |warning: )./m);
    expect(code).toBe(0);
  });

  test.each([
    ['cdk.out/manifest.json', 'EEXIST'],
    ...(existsSync('/proc/self') ? [['/proc/policies', 'ENOENT']] : []),
  ])('reports a directory that cannot be created: %s', async (out = '', reason = '') => {
    const { code, stderr } = await permissions('cdk.out', '--account', '111122223333', '--out', out);
    expect(stderr).toContain(`cannot create the directory ${out}: `);
    expect(stderr).toContain(`(${reason})`);
    expect(code).toBe(2);
  });

  test('prints one JSON array of policies, each within the size limit of IAM', async () => {
    const { code, stdout, stderr } = await permissions('cdk.out', '--json', '--account', '111122223333');
    const documents = JSON.parse(stdout);
    expect(documents.map(({ number, of }: { number: number; of: number }) => [number, of])).toEqual(
      documents.map((_: unknown, index: number) => [index + 1, documents.length]),
    );
    for (const { policy, characters, account, stacks, statements, notes } of documents) {
      expect({ account, stacks }).toEqual({ account: '111122223333', stacks: ['NetworkStack'] });
      expect(characters).toBe(JSON.stringify(policy).replace(/\s/g, '').length);
      expect(characters).toBeLessThanOrEqual(6144);
      const sids = policy.Statement.map(({ Sid }: { Sid: string }) => Sid);
      expect(statements.map(({ sid }: { sid: string }) => sid)).toEqual(sids);
      expect(notes).toContainEqual(expect.stringContaining('AWS::EC2::VPC (1)'));
    }
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('limits ARNs to the given account and region', async () => {
    const environment = ['--account', '111122223333', '--region', 'cn-north-1'];
    const { stdout } = await permissions('Network.template.json', ...environment);
    expect(stdout).toContain('"arn:aws-cn:ec2:cn-north-1:111122223333:vpc/vpc-0a1b2c3d"');
    expect(JSON.parse(stdout).Statement).not.toContainEqual({ Resource: [expect.stringContaining(':*:')] });
  });

  test.each([
    [
      ['Empty.template.json'],
      'Empty.template.json has no flow log: add an AWS::EC2::FlowLog to the template',
    ],
    [
      ['nowhere'],
      'nowhere does not exist: give cdk.out, a template or a directory of templates, cdktf.out, a Terraform configuration or plan, or an ARM template',
    ],
    [['cdk.out', '--account', '1'], 'Give an account id of 12 digits.'],
    [['cdk.out', '--region', 'Frankfurt'], 'Give the name of an AWS region, such as eu-central-1.'],
    [[], "missing required argument 'artifacts'"],
    [
      ['plan.json'],
      'plan.json is a Terraform plan, and without resources of Azure, `flow-logs permissions` needs CloudFormation: give the directory',
    ],
    [
      ['main.tf'],
      'main.tf is a Terraform configuration, and without resources of Azure, `flow-logs permissions` needs CloudFormation',
    ],
    [
      ['cdktf.out'],
      'cdktf.out is a directory of CDKTF, and without resources of Azure, `flow-logs permissions` needs CloudFormation',
    ],
    [
      ['module'],
      'module is a Terraform configuration, and without resources of Azure, `flow-logs permissions` needs CloudFormation',
    ],
    [
      ['Network.template.json', 'Empty.template.json', '--stack', 'A'],
      '--stack names the stack of one template, and there are 2: give --stack Network.template.json=NAME for each',
    ],
    [['Network.template.json', '--stack', 'A', '--stack', 'B'], 'give --stack network.yaml=A'],
    [['cdk.out', '--stack', 'A'], '--stack A names no template: the templates are those of an assembly'],
    [
      ['Network.template.json', '--stack', 'net*'],
      '--stack net* contains no valid stack name: "net*" must be',
    ],
    [
      ['Network.template.json', '--stack', 'Network.template.json='],
      'contains no valid stack name: "" must be',
    ],
    [
      ['Network.template.json', '--stack', 'other.yaml=A'],
      '--stack other.yaml=A names no template: the templates are Network.template.json',
    ],
    [['templates'], 'contains no stack name (NAME.template.json): give --stack store.json=NAME'],
    [['nothing'], 'nothing contains neither manifest.json nor a template'],
    [['Network.template.json', '--parameters', 'p.json'], 'no artifact declares the parameter Destination'],
  ])('rejects the arguments %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await permissions(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('reads several templates, and resolves references between them', async () => {
    const bucket = templateOf(
      { Raw: ['AWS::S3::Bucket'] },
      { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Raw', 'Arn'] }, Export: { Name: 'raw-arn' } } } },
    );
    const network = templateOf({ FlowLog: flowLog({ LogDestination: { 'Fn::ImportValue': 'raw-arn' } }) });
    workspace.write('Store.template.json', JSON.stringify(bucket));
    workspace.write('Importer.template.json', JSON.stringify(network));
    const { code, stdout } = await permissions('Store.template.json', 'Importer.template.json', '--json');
    const [{ stacks, policy }] = JSON.parse(stdout);
    expect(stacks).toEqual(['Store', 'Importer']);
    expect(JSON.stringify(policy)).toContain('s3:CreateBucket');
    expect(code).toBe(0);
  });

  test('reads directories of templates, and names their stacks', async () => {
    const names = ['--stack', 'network.json=Network', '--stack', 'templates/more/store.json=Store'];
    const { code, stdout } = await permissions('templates', ...names, '--json');
    const [{ stacks, policy }] = JSON.parse(stdout);
    expect(stacks).toEqual(['Store', 'Network']);
    expect(JSON.stringify(policy)).toContain('"arn:aws:s3:::store-raw-*"');
    expect(code).toBe(0);
  });

  test('uses the values of parameters', async () => {
    const properties = { LogDestinationType: { Ref: 'Destination' } };
    const declared = { Parameters: { Destination: { Type: 'String' } } };
    workspace.write(
      'Given.template.json',
      JSON.stringify(templateOf({ FlowLog: flowLog(properties) }, declared)),
    );
    const unknown = await permissions('Given.template.json');
    expect(unknown.stderr).toContain('depend on its destination type');
    const known = await permissions('Given.template.json', '--parameters', 'p.json');
    expect(known.stderr).not.toContain('depend on its destination type');
    expect(known.stdout).toContain('logs:CreateLogDelivery');
  });

  test('includes the networks of flow logs with --all, limited to the resources of the stack', async () => {
    const { stdout } = await permissions('cdk.out', '--all', '--region', 'eu-central-1');
    const statements = JSON.parse(stdout).flatMap((policy: { Statement: object[] }) => policy.Statement);
    const ofStack = { StringEquals: { 'aws:ResourceTag/aws:cloudformation:stack-name': 'NetworkStack' } };
    expect(statements).toContainEqual(
      expect.objectContaining({ Action: expect.arrayContaining(['ec2:DeleteVpc']), Condition: ofStack }),
    );
    const creation = statements.find(({ Action }: { Action: string[] }) => Action.includes('ec2:CreateVpc'));
    expect(creation).not.toHaveProperty('Condition');
  });

  test('warns of permissions for every key before all other explanations', async () => {
    const resources = { Key: ['AWS::KMS::Key', { KeyPolicy: {} }] } as const;
    const bucket = { Raw: ['AWS::S3::Bucket', { Key: { Ref: 'Key' } }] } as const;
    const toBucket = flowLog({ LogDestination: { 'Fn::GetAtt': ['Raw', 'Arn'] } });
    const template = templateOf({ FlowLog: toBucket, ...resources, ...bucket });
    workspace.write('Keys.template.json', JSON.stringify(template));
    const { stderr } = await permissions('Keys.template.json');
    expect(stderr).toMatch(/^warning: Keys\/Key: the id of a key is unknown before its creation/);
    const { stdout } = await permissions('Keys.template.json', '--json');
    expect(JSON.parse(stdout)[0].warnings).toHaveLength(1);
  });

  test('reports an invalid flow log as an error of the template', async () => {
    const odd = templateOf({ FlowLog: flowLog({ LogDestinationType: 's4' }) });
    workspace.write('Odd.template.json', JSON.stringify(odd));
    const { code, stderr } = await permissions('Odd.template.json');
    expect(stderr).toBe(
      'error: Odd/FlowLog (Odd.template.json): AWS rejects the destination type "s4": use s3, cloud-watch-logs, ' +
        'kinesis-data-firehose\n',
    );
    expect(code).toBe(2);
  });
});
