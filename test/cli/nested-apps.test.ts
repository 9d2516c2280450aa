import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from '../support/flow-logs';
import { flowLog, templateOf } from '../support/template-stacks';

describe('an app with nested stacks and weak references', () => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());

  beforeAll(() => {
    const nested = (file: string, Parameters: object) => ({
      Type: 'AWS::CloudFormation::Stack',
      Metadata: { 'aws:asset:path': file },
      Properties: { TemplateURL: 'https://example.com/template', Parameters },
    });
    const rule = { Status: 'Enabled', ExpirationInDays: { Ref: 'Days' } };
    const store = {
      Parameters: { Days: { Type: 'Number' } },
      Resources: {
        Logs: { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration: { Rules: [rule] } } },
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Logs', 'Arn'] } } },
    };
    const main = {
      Resources: { Store: nested('store.nested.template.json', { Days: '90' }) },
      Outputs: { LogsArn: { Value: { 'Fn::GetAtt': ['Store', 'Outputs.Arn'] } } },
    };
    const network = templateOf({
      FlowLog: flowLog({
        LogDestination: { 'Fn::GetStackOutput': { StackName: 'Main', OutputName: 'LogsArn' } },
      }),
    });
    const stack = (name: string) => ({
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/us-east-1',
      properties: { templateFile: `${name}.template.json`, stackName: name },
    });
    workspace.write('cdk.out/store.nested.template.json', JSON.stringify(store));
    workspace.write('cdk.out/Main.template.json', JSON.stringify(main));
    workspace.write('cdk.out/Network.template.json', JSON.stringify(network));
    workspace.write(
      'cdk.out/manifest.json',
      JSON.stringify({ artifacts: { Main: stack('Main'), Network: stack('Network') } }),
    );
  });

  test('has the retention of the nested bucket in its cost', async () => {
    const { stdout } = await workspace.flowLogs('cost', 'cdk.out', '--gb-per-day', '1', '--json');
    const [{ lines, notes, region }] = JSON.parse(stdout).flowLogs;
    expect(lines).toContainEqual(expect.objectContaining({ priceName: 's3Storage', quantity: '20.7' }));
    expect(notes).not.toContainEqual(expect.stringContaining('unknown'));
    expect(region).toBe('us-east-1');
  });

  test('has the nested bucket in the policies of its deployer', async () => {
    const { stdout } = await workspace.flowLogs('permissions', 'cdk.out', '--json');
    const policies = JSON.parse(stdout) as { stacks: string[]; policy: object }[];
    expect(policies[0]?.stacks).toEqual(['Main', 'Main-Store-*', 'Network']);
    expect(JSON.stringify(policies.map(({ policy }) => policy))).toContain('s3:PutLifecycleConfiguration');
  });
});
