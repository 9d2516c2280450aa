import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from '../support/flow-logs';
import { flowLog, templateOf } from '../support/template-stacks';

/** The commands that read artifacts. */
const COMMANDS = [
  ['check'],
  ['cost', '--gb-per-day', '1', '--region', 'us-east-1'],
  ['permissions', '--account', '111122223333'],
] as const;

describe.each(COMMANDS)('%s', (...command) => {
  const workspace = new Workspace();

  beforeAll(() => {
    workspace.write('bad.json', '{"Resources":');
    workspace.write('bad.yaml', 'Resources: [');
    workspace.write('other.json', '{"name": "an app"}');
    workspace.write('other.txt', 'an app');
    workspace.write('list.json', '[]');
    workspace.write('null.json', 'null');
    workspace.write('nothing.template.json', '{"Resources":{}}');
    workspace.write('empty/readme.md', 'nothing');
    workspace.write('assembly/manifest.json', '{"version":"1","artifacts":{"A":');
    workspace.write(
      'incomplete/manifest.json',
      JSON.stringify({
        artifacts: {
          A: {
            type: 'aws:cloudformation:stack',
            environment: 'aws://unknown-account/unknown-region',
            properties: { templateFile: 'A.template.json' },
          },
        },
      }),
    );
  });

  afterAll(() => workspace.remove());

  test.each([
    ['ofCdk', 'cdk.out', 'manifest.json'],
    ['ofCdktf', 'cdktf.out', 'stacks/dev/cdk.tf.json'],
  ])('refers from the app %s to its synthesized %s', async (app, output, file) => {
    workspace.write(`${app}/${output}/${file}`, '{}');
    const { code, stderr } = await workspace.flowLogs(...(command as string[] as [string]), app);
    expect(stderr).toMatch(/^error: [^\n]+\n$/);
    expect(stderr).toContain(`: give ${app}/${output}\n`);
    expect(code).toBe(2);
  });

  test.each([
    'missing.json',
    'bad.json',
    'bad.yaml',
    'other.json',
    'other.txt',
    'list.json',
    'null.json',
    'nothing.template.json',
    'empty',
    'assembly',
    'incomplete',
  ])('rejects %s with exit code 2 and one line that states the fix', async (path) => {
    const { code, stdout, stderr } = await workspace.flowLogs(...(command as string[] as [string]), path);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: [^\n]+: [^\n]+\n$/);
    expect(stderr).toContain(path);
  });
});

describe('a template that CloudFormation rejects', () => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());

  test.each([
    [{ LogDestinationType: 's4' }, 'AWS rejects the destination type "s4"'],
    [{ ResourceType: 'Vpc' }, 'AWS rejects the kind of target "Vpc"'],
  ])('is a finding of check, and an error of the other commands: %j', async (properties, message) => {
    workspace.write('Odd.template.json', JSON.stringify(templateOf({ FlowLog: flowLog(properties) })));
    const run = ([command, ...args]: readonly string[]) =>
      workspace.flowLogs(command as string, 'Odd.template.json', ...args);
    const [check, ...others] = await Promise.all(COMMANDS.map(run));
    expect(check?.code).toBe(1);
    for (const { code, stderr } of others) {
      expect(stderr).toContain(message);
      expect(code).toBe(2);
    }
  });
});

describe('a template in which nothing is understood', () => {
  const workspace = new Workspace();
  afterAll(() => workspace.remove());

  test.each(COMMANDS)('exits 3 with the cause: %s', async (command, ...args) => {
    const nested = {
      Network: [
        'AWS::CloudFormation::Stack',
        { TemplateURL: 'https://s3.amazonaws.com/bucket/network.yaml' },
      ] as const,
    };
    workspace.write('Root.template.json', JSON.stringify(templateOf(nested)));
    const { code, stdout, stderr } = await workspace.flowLogs(
      command as string,
      'Root.template.json',
      ...(args as string[]),
    );
    expect(`${stdout}${stderr}`).toContain(
      'https://s3.amazonaws.com/bucket/network.yaml is not a local file',
    );
    expect(stderr).toContain('error: nothing was understood in Root.template.json: ');
    expect(code).toBe(3);
  });
});
